"""What wires the program into CI: the hook, the action, and what docs/ci.md shows."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from pre_commit.clientlib import load_manifest

from afwijslint import cli
from afwijslint.settings_file import SettingsFile, read_settings
from afwijslint.sources import SUFFIXES

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "ci.md").read_text("utf8")
COMMAND = re.compile(r"^ *(?:- |`)?(afwijslint [^\n`\\]+)", re.MULTILINE)


@pytest.fixture
def templates(tmp_path, monkeypatch):
    """An own folder with templates in `brieven`, and the commands on the path."""
    shutil.copytree(ROOT / "examples" / "sjablonen", tmp_path / "brieven")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent), prepend=os.pathsep)
    return tmp_path


def code(language):
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


def test_the_settings_shown_are_right_and_complete(tmp_path):
    [shown] = code("toml")
    path = tmp_path / "afwijslint.toml"
    path.write_text(shown, "utf8")
    assert read_settings(path).max_words == 150
    keys = {field.alias for field in SettingsFile.model_fields.values()}
    assert {key for key in keys if key not in PAGE} == set()


@pytest.mark.parametrize("command", sorted(set(COMMAND.findall(PAGE))))
def test_the_commands_shown_run(templates, command):
    command = command.split("|")[0].rstrip()
    assert cli.run(shlex.split(command)[1:]) in (
        cli.ExitCode.CLEAN,
        cli.ExitCode.FOUND,
    )


def test_the_yaml_shown_is_yaml():
    assert all(isinstance(yaml.safe_load(each), dict) for each in code("yaml"))


def test_the_example_templates_are_clean(templates):
    assert cli.run(["--sjabloon", "brieven"]) == cli.ExitCode.CLEAN


def test_the_hook_is_one_that_pre_commit_takes():
    [hook] = load_manifest(ROOT / ".pre-commit-hooks.yaml")
    assert hook["require_serial"]
    for suffix in SUFFIXES:
        assert re.search(hook["files"], f"brieven/a{suffix}")


def check(schema, path):
    """What the server's own schema says of a file."""
    return subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, path],
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_action_fits_the_schema_of_github(tmp_path):
    assert check("vendor.github-actions", ROOT / "action.yml").returncode == 0
    wrong = tmp_path / "action.yml"
    wrong.write_text("name: x\nruns: {using: composite}\n", "utf8")
    assert check("vendor.github-actions", wrong).returncode == 1


@pytest.mark.parametrize(
    ("word", "schema"),
    [("runs-on", "vendor.github-workflows"), ("codequality", "vendor.gitlab-ci")],
)
def test_the_jobs_shown_fit_the_schemas_of_their_servers(tmp_path, word, schema):
    [shown] = [each for each in code("yaml") if word in each]
    path = tmp_path / "job.yml"
    path.write_text(f"on: push\n{shown}" if word == "runs-on" else shown, "utf8")
    checked = check(schema, path)
    assert checked.returncode == 0, checked.stdout


@pytest.mark.parametrize(("options", "status"), [("--sjabloon", 0), ("", 1)])
def test_the_action_lints_and_annotates(templates, options, status):
    action = yaml.safe_load((ROOT / "action.yml").read_text("utf8"))
    step = action["runs"]["steps"][-1]
    given = {"inputs.options": f"--format github {options}", "inputs.paths": "brieven"}
    variables = {
        name: re.sub(r"\$\{\{ (.*?) \}\}", lambda match: given[match[1]], text)
        for name, text in step["env"].items()
    }
    run = subprocess.run(
        ["bash", "-e", "-c", step["run"]],
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == status
    assert run.stderr == ""
    assert bool(run.stdout) == bool(status)
    assert all(line.startswith("::") for line in run.stdout.splitlines())
