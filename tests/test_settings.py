import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from afwijslint.findings import Severity
from afwijslint.linters import Linters
from afwijslint.linting import Linter
from afwijslint.ruleset import json_schema
from afwijslint.ruleset.load import load_known_rules
from afwijslint.settings import (
    Choices,
    Settings,
    SettingsError,
    SettingsText,
    find_settings_file,
)
from afwijslint.settings_file import choices_of, read_settings

ROOT = Path(__file__).parent.parent
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
    assert settings.model == "nl_core_news_sm"
    assert settings.fail_on is Severity.ERROR


def test_a_rule_gets_another_severity(write):
    settings = read_settings(
        write("afwijslint.toml", 'severity = {geen-reden = "tip"}')
    )
    assert settings.severities == (("geen-reden", Severity.TIP),)
    [rule] = [rule for rule in Linter(settings).rules if rule.id == "geen-reden"]
    assert rule.severity is Severity.TIP
    assert all(check.severity is None for check in rule.checks)


def test_one_key_leaves_the_rest_as_it_was(write):
    path = write("afwijslint.toml", 'ignore = ["vaag"]\n')
    assert read_settings(path) == Settings(ignore=("vaag",))


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
    assert Choices(model="b").over(base) == Settings(model="b", ignore=("vaag",))


def test_options_may_undo_what_the_file_says():
    base = Settings(model="a", ignore=("vaag",), template=True)
    assert Choices(ignore=(), template=False).over(base) == Settings(model="a")


def test_an_editor_wins_in_what_it_names_and_in_nothing_else(tmp_path):
    table = {"ignore": [], "sjabloon": False}
    choices = choices_of(table, SettingsText(tmp_path), tmp_path)
    base = Settings(ignore=("vaag",), template=True, fail_on=Severity.ERROR)
    assert choices.over(base) == Settings(fail_on=Severity.ERROR)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("select: []\nmodell: x", ":2: modell: deze sleutel bestaat niet. Bedoel je"),
        ("model: [x]", ":1: model: hier hoort tekst"),
        ("fail-on: fuot", "Bedoel je 'fout'"),
        ("select: vaag", "een lijst"),
        ("select: [1]", "hier hoort tekst"),
        ("sjabloon: misschien", "true of false"),
        ("severity: fout", "sleutels met waarden"),
        ("severity:\n  vaag: fuot", ":2: severity.vaag: deze waarde bestaat niet"),
        ("max-woorden: 0", "te klein"),
        ("max-woorden: veel", "geheel getal"),
        ("exclude: ['!']", "geen patroon"),
        ("per-file-ignores: {oud/: vaag}", "per-file-ignores.oud/: hier hoort een"),
        ("1: 2", ":1: 1: deze sleutel is geen tekst"),
        ("true: 2", ": true: deze sleutel is geen tekst"),
        ("null: 2", ": bestand: een sleutel is leeg"),
        ("severity: {~: fout}", ":1: severity: een sleutel is leeg"),
        ("- a", "sleutels met waarden"),
        ("a: [", "niet te lezen"),
        ("a: \x00", "niet te lezen"),
        ("[" * 100_000, "niet te lezen"),
    ],
)
def test_a_wrong_file_says_where_and_what(write, text, problem):
    path = write(".afwijslint.yml", text)
    with pytest.raises(SettingsError) as error:
        read_settings(path)
    assert str(path) in str(error.value)
    assert problem in str(error.value)


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("afwijslint.toml", 'ignore = ["vaag"]\n\n[severity]\nvaag = "erg"\n', 4),
        ("afwijslint.toml", 'ignore = ["vaag"]\n"fail-on" = "erg"\n', 2),
        ("afwijslint.toml", 'severity = {geen-dank = "tip", vaag = "erg"}\n', 1),
        ("pyproject.toml", '[tool.a]\nb = 1\n[tool.afwijslint]\nmodell = "x"\n', 4),
    ],
)
def test_a_wrong_key_in_toml_has_its_line(write, name, text, line):
    path = write(name, text)
    with pytest.raises(SettingsError, match=rf"\.toml:{line}: "):
        read_settings(path)


def test_rules_are_passed_over_in_some_files(write):
    settings = read_settings(
        write("afwijslint.toml", 'per-file-ignores = {"kort/*.txt" = ["geen-reden"]}')
    )
    [(patterns, _)] = settings.per_file_ignores
    folder = patterns.folder
    assert settings.for_file(folder / "kort" / "a.txt").ignore == ("geen-reden",)
    assert settings.for_file(folder / "lang" / "a.txt").ignore == ()
    assert settings.for_file(Path("/elders/kort/a.txt")).ignore == ()


def test_a_message_may_have_more_words(write):
    settings = read_settings(write("afwijslint.toml", "max-woorden = 300"))
    [rule] = [rule for rule in Linter(settings).rules if rule.id == "te-uitvoerig"]
    bounds = {check.above for check in rule.checks if check.kind == "limit"}
    assert 300 in bounds
    assert 200 not in bounds


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("afwijslint.toml", 'ignore = ["vag"]', 1),
        ("afwijslint.toml", 'model = "a"\n[severity]\nvag = "tip"', 3),
        ("afwijslint.toml", '[per-file-ignores]\n"*.md" = ["vag"]', 2),
        (".afwijslint.yml", "max-woorden: 9\nselect:\n- vag", 2),
        ("pyproject.toml", '[tool.a]\nignore=[]\n[tool.afwijslint]\nignore=["vag"]', 4),
    ],
)
def test_an_unknown_rule_in_any_key_has_its_line(write, name, text, line):
    path = write(name, text)
    with pytest.raises(SettingsError) as error:
        Linters(Choices()).beside(str(path.parent / "a.txt"))
    assert str(error.value).startswith(f"{path}:{line}: Er is geen regel 'vag'. Bedoel")


def test_a_file_that_ignores_every_rule_is_named(write):
    path = write("afwijslint.toml", f"ignore = {list(load_known_rules())}")
    with pytest.raises(SettingsError, match=rf"{path}:1: .* geen regel over"):
        Linters(Choices()).beside(str(path.parent / "a.txt"))


def test_the_file_is_not_blamed_for_an_option(write):
    path = write("afwijslint.toml", 'ignore = ["vaag"]')
    with pytest.raises(SettingsError, match=r"^Er is geen regel 'vag'"):
        Linters(Choices(ignore=("vag",))).beside(str(path.parent / "a.txt"))


def test_wrong_toml_names_its_line(write):
    path = write("afwijslint.toml", 'model = "a"\nselect = 1 1\n')
    with pytest.raises(SettingsError, match=r"line \d"):
        read_settings(path)


def test_the_published_schema_is_that_of_the_settings():
    path = ROOT / "docs" / "schemas" / "settings.schema.json"
    kept = path.read_text("utf8")
    assert kept == json_schema.schemas()[path.name], (
        "run: python -m afwijslint.ruleset.json_schema docs/schemas"
    )
    validator = jsonschema.Draft202012Validator(json.loads(kept))
    validator.validate(yaml.safe_load(WRITTEN[".afwijslint.yml"]))
    with pytest.raises(jsonschema.ValidationError):
        validator.validate({"modell": "x"})
