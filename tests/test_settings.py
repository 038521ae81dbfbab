from pathlib import Path

import pytest

from afwijslint.findings import Severity
from afwijslint.linting import Linter
from afwijslint.settings import (
    Settings,
    SettingsError,
    find_settings_file,
    merged,
    read_settings,
)

WRITTEN = {
    "afwijslint.toml": 'model = "nl_core_news_sm"\nfail-on = "fout"\n',
    ".afwijslint.yml": "model: nl_core_news_sm\nfail-on: fout\n",
    "pyproject.toml": """
[tool.afwijslint]
model = "nl_core_news_sm"
fail-on = "fout"
""",
}


@pytest.fixture
def write(tmp_path):
    def put(name, text):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf8")
        return path

    return put


@pytest.mark.parametrize("name", WRITTEN)
def test_each_form_says_the_same(write, name):
    settings = read_settings(write(name, WRITTEN[name]))
    assert settings == Settings(model="nl_core_news_sm", fail_on=Severity.ERROR)


def test_a_rule_gets_another_severity(write):
    settings = read_settings(
        write("afwijslint.toml", 'severity = {geen-reden = "tip"}')
    )
    assert settings.severities == (("geen-reden", Severity.TIP),)
    [rule] = [rule for rule in Linter(settings).rules if rule.id == "geen-reden"]
    assert rule.severity is Severity.TIP
    assert all(check.severity is None for check in rule.checks)


def test_one_key_leaves_the_rest_as_it_was(write):
    settings = read_settings(write("afwijslint.toml", 'ignore = ["vaag"]\n'))
    assert settings == Settings(ignore=("vaag",))


def test_rule_files_lie_beside_the_settings(write):
    path = write(".afwijslint.yml", "regels-bestand: [eigen/kort.yaml]\n")
    assert read_settings(path).rule_files == (path.parent / "eigen" / "kort.yaml",)


def test_the_nearest_file_above_counts(write):
    outer = write("afwijslint.toml", "")
    inner = write("map/.afwijslint.yml", "")
    deep = inner.parent / "dieper"
    deep.mkdir()
    assert find_settings_file(deep) == inner
    assert find_settings_file(outer.parent) == outer


def test_a_pyproject_without_our_table_is_passed_over(write):
    outer = write("afwijslint.toml", "")
    inner = write("map/pyproject.toml", '[project]\nname = "x"\n')
    assert find_settings_file(inner.parent) == outer


def test_no_file_anywhere():
    assert find_settings_file(Path("/")) is None


def test_options_win_over_the_file():
    base = Settings(model="a", ignore=("vaag",))
    assert merged(base, {"model": "b", "ignore": ()}) == Settings(
        model="b", ignore=("vaag",)
    )


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("modell: x", "Bedoel je 'model'"),
        ("model: [x]", "naam van een model"),
        ("fail-on: fuot", "Bedoel je 'fout'"),
        ("select: vaag", "een lijst"),
        ("select: [1]", "een lijst"),
        ("sjabloon: misschien", "true of false"),
        ("severity: fout", "bij elke regel een ernst"),
        ("severity: {vaag: fuot}", "Bedoel je 'fout'"),
        ("- a", "een waarde"),
        ("a: [", "niet te lezen"),
        ("a: \x00", "niet te lezen"),
    ],
)
def test_a_wrong_file_says_where_and_what(write, text, problem):
    path = write(".afwijslint.yml", text)
    with pytest.raises(SettingsError) as error:
        read_settings(path)
    assert str(path) in str(error.value)
    assert problem in str(error.value)


def test_wrong_toml_names_its_line(write):
    path = write("afwijslint.toml", 'model = "a"\nselect = 1 1\n')
    with pytest.raises(SettingsError, match=r"line \d"):
        read_settings(path)
