"""What the documentation shows is what the program does.

After a meant change: `pytest tests/test_docs.py --write-golden`.
"""

import json
import re
import shlex
from importlib import import_module
from pathlib import Path
from typing import get_args

import pytest

from afwijslint import cli
from afwijslint.commands import COMMANDS, DEFAULT
from afwijslint.report import rule_page
from afwijslint.ruleset import schema
from afwijslint.ruleset.load import load_rules

ROOT = Path(__file__).parent.parent
OUTPUT = re.compile(r"<!-- output: (.*?) -->\n```\w*\n(.*?)```", re.DOTALL)
CODE = re.compile(r"```yaml\n(.*?)```", re.DOTALL)
README = (ROOT / "README.md").read_text("utf8")
COMMAND_LINE = re.compile(r"\bafwijslint(?: ([a-z]+))?\b([^`\n]*)")
OPTION = re.compile(r"(?<!\w)--[a-z][a-z-]+")
RULES_PAGE = (ROOT / "docs" / "rules.md").read_text("utf8")
CHECKS = get_args(get_args(schema.Check)[0])
PACKAGES = list((ROOT / "linter").glob("*/__init__.py"))


def kind_of(check):
    return get_args(check.model_fields["kind"].annotation)[0]


def outputs():
    return [
        pytest.param(path, command, shown, id=f"{path.name}: {command}")
        for path in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
        for command, shown in OUTPUT.findall(path.read_text("utf8"))
    ]


@pytest.fixture
def run(monkeypatch, capsys):
    """What a command prints in the folder of the project."""

    def printed(command):
        cli.run(shlex.split(command)[1:])
        out, errors = capsys.readouterr()
        assert errors == ""
        return out

    monkeypatch.chdir(ROOT)
    return printed


@pytest.mark.parametrize(("page", "command", "shown"), outputs())
def test_a_command_prints_what_is_shown(page, command, shown, run, pytestconfig):
    printed = run(command)
    if pytestconfig.getoption("--write-golden"):
        text = page.read_text("utf8").replace(f"\n{shown}```", f"\n{printed}```")
        page.write_text(text, "utf8")
    else:
        assert printed == shown


@pytest.mark.parametrize(
    "section", README.split("\n## "), ids=lambda s: s.splitlines()[0]
)
def test_the_readme_names_options_of_the_commands_that_it_speaks_of(section):
    taken = set()
    for command, line in COMMAND_LINE.findall(section):
        options = options_of(command)
        assert set(OPTION.findall(line)) <= options, f"{command} {line}"
        taken |= options
    assert set(OPTION.findall(section)) <= taken


def options_of(command):
    module = import_module(f"afwijslint.commands.{COMMANDS.get(command, DEFAULT)}")
    return {name for parameter in module.command.params for name in parameter.opts}


def test_the_readme_names_the_modules_that_are_there():
    table = README.partition("| module |")[2]
    named = {
        f"linter/{name.removeprefix('linter/')}"
        for name in re.findall(r"`([\w/]+(?:\.py|/))`", table)
        if not name.startswith("rules/")
    }
    assert sorted(path for path in named if not (ROOT / path).exists()) == []
    folders = {f"{path.parent.relative_to(ROOT)}/" for path in PACKAGES}
    assert folders <= named


def test_the_examples_of_the_rule_format_hold(tmp_path, capsys):
    examples = CODE.findall(RULES_PAGE)
    for number, text in enumerate(examples):
        (tmp_path / f"{number}.yaml").write_text(text, "utf8")
    loaded = load_rules([tmp_path])
    assert "te-lang" in loaded.rules
    assert "opscheppen" in loaded.acts
    assert cli.run(["regels", "--toets", str(tmp_path)]) == cli.ExitCode.CLEAN, (
        capsys.readouterr().out
    )


@pytest.mark.parametrize(
    ("heading", "model"),
    [
        ("## A rule", schema.Rule),
        ("## Checks", schema.CheckBase),
        *((f"### `{kind_of(check)}`", check) for check in CHECKS),
        ("## Conditions", schema.Condition),
        ("## Suggestions", schema.Wording),
        ("## An act", schema.Act),
        ("## The encoder", schema.EncoderUse),
        ("## Patterns", schema.Pattern),
        ("### `clause`", schema.ClausePattern),
    ],
)
def test_the_rule_format_has_a_row_for_every_key(heading, model):
    keys = set(model.model_fields)
    if model in CHECKS:
        keys -= set(schema.CheckBase.model_fields)
    assert set(keys_of_the_table(RULES_PAGE, heading)) == keys


@pytest.mark.parametrize(
    "words",
    [
        *(schema.Severity, schema.Zone, schema.Place, schema.Measure, schema.Make),
        *(schema.Form, schema.EncoderAct, schema.Role),
    ],
)
def test_the_rule_format_tells_every_word_that_a_key_takes(words):
    assert [each.value for each in words if f"`{each.value}`" not in RULES_PAGE] == []


def test_json_output_has_the_documented_keys(monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    cli.run(["--format", "json", "examples/afzegging.txt"])
    page = (ROOT / "docs" / "json.md").read_text("utf8")
    documented = keys_of_the_table(page, "## The format")
    assert keys_in(json.loads(capsys.readouterr().out)) == set(documented)


def keys_of_the_table(page, heading):
    """The words in backticks in the first column of the table below a heading."""
    section = page.partition(f"\n{heading}\n")[2].partition("\n#")[0]
    rows = section.partition("| --- |")[2].partition("\n\n")[0].splitlines()[1:]
    return [key for row in rows for key in re.findall("`(.*?)`", row.split(" | ")[0])]


def keys_in(value):
    """The keys of objects, also of those in others and in lists."""
    if isinstance(value, dict):
        return set(value).union(*map(keys_in, value.values()))
    return set().union(*map(keys_in, value)) if isinstance(value, list) else set()


def test_the_pages_of_the_rules_are_those_that_the_rule_files_give(tmp_path):
    rule_page.main(tmp_path)
    made = {path.name: path.read_text("utf8") for path in tmp_path.iterdir()}
    kept = {
        path.name: path.read_text("utf8") for path in (ROOT / "docs/regels").iterdir()
    }
    assert kept == made, "run: python -m afwijslint.report.rule_page docs/regels"


def test_every_promise_has_its_test():
    page = (ROOT / "docs" / "promises.md").read_text("utf8")
    named = re.findall(r"`(test_\w+)::(test_\w+)`", page)
    assert len(named) == page.count("\n| ") - 2
    for module, function in named:
        text = (ROOT / "tests" / f"{module}.py").read_text("utf8")
        assert f"def {function}(" in text, function
