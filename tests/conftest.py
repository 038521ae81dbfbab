import io
import sys
from types import SimpleNamespace

import hypothesis
import pytest

# The same examples each time, so that a change is judged by what it does;
# `--hypothesis-profile default` looks further.
hypothesis.settings.register_profile("repeatable", derandomize=True, deadline=None)
hypothesis.settings.load_profile("repeatable")


@pytest.fixture(autouse=True)
def cache_folder(tmp_path_factory, monkeypatch):
    """No test reads what another run has kept, or leaves anything."""
    folder = tmp_path_factory.mktemp("cache")
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    return folder / "afwijslint"


@pytest.fixture
def stand_in_linter(monkeypatch):
    """The linter and the rules of `stand_in.py` in the place of the real ones."""
    import stand_in

    for name, module in stand_in.modules().items():
        monkeypatch.setitem(sys.modules, name, module)
    return stand_in.Linter


@pytest.fixture
def run(stand_in_linter, monkeypatch, tmp_path, capsys):
    """Run the command with the stand-in in an empty folder; gives exit code, stdout and
    stderr."""
    from afwijslint import cli

    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("AFWIJSLINT_DEBUG", raising=False)

    def run_command(*arguments: str, stdin: bytes = b""):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        code = cli.run(arguments)
        output, errors = capsys.readouterr()
        return SimpleNamespace(code=code, out=output, err=errors)

    return run_command


@pytest.fixture(scope="session")
def linter():
    from afwijslint.linting import Linter

    return Linter()


@pytest.fixture(scope="session")
def parser():
    from afwijslint.nlp import Parser

    return Parser()


def pytest_addoption(parser):
    parser.addoption(
        "--write-golden",
        action="store_true",
        help="write the expected output anew; read the difference before a commit",
    )
    parser.addoption(
        "--screenshots",
        action="store_true",
        help="take the pictures of the page in docs/screenshots anew",
    )
