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
