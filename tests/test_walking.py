"""Which files in a folder are read: .gitignore, --exclude and settings."""

from pathlib import Path

import pytest

from afwijslint.linters import Linters
from afwijslint.matching import Patterns, is_pattern
from afwijslint.settings import Choices
from afwijslint.sources import Unreadable, read_drafts


@pytest.fixture
def tree(tmp_path, monkeypatch):
    """Writes files with their text in an empty folder, which is the current one."""
    monkeypatch.chdir(tmp_path)

    def put(**files):
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf8")

    return put


def walked(*arguments, **chosen):
    found = read_drafts(arguments or (".",), "-", Linters(Choices(**chosen)).excludes)
    return [
        one.reason if isinstance(one, Unreadable) else Path(one.path).as_posix()
        for one in found
    ]


def test_gitignore_is_obeyed_up_to_the_top_of_the_repository(tree):
    tree(**{
        ".gitignore": "*.txt\n!goed.txt\n/oud/\nx\\\n",
        ".git/HEAD": "",
        "brieven/.gitignore": "!toch.txt\n",
        "brieven/a.txt": "", "brieven/goed.txt": "", "brieven/toch.txt": "",
        "brieven/oud/b.md": "", "oud/c.md": "",
    })  # fmt: skip
    assert walked() == ["brieven/goed.txt", "brieven/toch.txt", "brieven/oud/b.md"]
    assert walked("brieven/oud") == ["brieven/oud/b.md"]


def test_what_is_named_itself_is_read(tree):
    tree(**{".gitignore": "oud/\n", "oud/a.txt": "", "b.txt": ""})
    Path(".git").mkdir()
    assert walked("oud") == ["oud/a.txt"]
    assert walked("oud/a.txt") == ["oud/a.txt"]


def test_gitignore_above_a_folder_without_repository_is_not_ours(tree):
    tree(**{".gitignore": "*.txt\n", "map/a.txt": ""})
    assert walked("map") == ["map/a.txt"]


def test_settings_exclude_from_their_own_folder(tree):
    tree(**{
        "afwijslint.toml": 'exclude = ["/oud/", "*.eml"]',
        "oud/a.txt": "", "map/oud/b.txt": "", "map/c.eml": "",
    })  # fmt: skip
    assert walked() == ["map/oud/b.txt"]
    assert walked("map/c.eml") == ["map/c.eml"]


def test_an_option_excludes_from_the_current_folder(tree, tmp_path):
    tree(**{"a/b.txt": "", "c.txt": ""})
    assert walked(exclude=Patterns(tmp_path, ("a/",))) == ["c.txt"]


def test_a_folder_of_which_nothing_is_left_says_so(tree):
    tree(**{".gitignore": "*.txt", "a.txt": ""})
    assert ".gitignore" in walked()[0]


@pytest.mark.parametrize("line", ["!", "a\\"])
def test_what_git_passes_over_is_no_pattern(line):
    assert not is_pattern(line)
