"""What the documentation shows is what the program does."""

import json
import re
import shlex
from pathlib import Path

import pytest

from afwijslint import cli
from afwijslint.commands import COMMANDS
from afwijslint.report import rule_page
from afwijslint.ruleset.load import load_rules

ROOT = Path(__file__).parent.parent
OUTPUT = re.compile(r"<!-- output: (.*?) -->\n```\w*\n(.*?)```", re.DOTALL)
CODE = re.compile(r"```yaml\n(.*?)```", re.DOTALL)
README = (ROOT / "README.md").read_text("utf8")
PACKAGES = list((ROOT / "linter").glob("*/__init__.py"))


def outputs():
    return [
        pytest.param(command, shown, id=f"{path.name}: {command}")
        for path in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
        for command, shown in OUTPUT.findall(path.read_text("utf8"))
    ]


@pytest.mark.parametrize(("command", "shown"), outputs())
def test_a_command_prints_what_is_shown(command, shown, monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    cli.run(shlex.split(command)[1:])
    printed, errors = capsys.readouterr()
    assert errors == ""
    assert printed == shown


def test_every_option_that_the_readme_names_exists(capsys):
    for command in ([], *([name] for name in COMMANDS)):
        cli.run([*command, "--help"])
    help_page = capsys.readouterr().out
    named = re.findall(r"(?<!\w)--[a-z][a-z-]+", (ROOT / "README.md").read_text("utf8"))
    assert named
    assert [option for option in named if option not in help_page] == []


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


def test_the_examples_of_the_rule_format_load(tmp_path):
    examples = CODE.findall((ROOT / "docs" / "rules.md").read_text("utf8"))
    paths = []
    for number, text in enumerate(examples):
        paths.append(tmp_path / f"{number}.yaml")
        paths[-1].write_text(text, "utf8")
    loaded = load_rules(paths)
    assert "te-lang" in loaded.rules
    assert "opscheppen" in loaded.acts


def test_json_output_has_the_documented_keys(monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    cli.run(["--format", "json", "examples/afzegging.txt"])
    page = (ROOT / "docs" / "json.md").read_text("utf8")
    for finding in json.loads(capsys.readouterr().out):
        for key in finding:
            assert f"`{key}`" in page


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
