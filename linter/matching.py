"""Which files a user means: patterns as in `.gitignore`, and `.gitignore` itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

GITIGNORE, REPOSITORY = ".gitignore", ".git"
#: In a name, and of `**/` in a pattern.
MOST_STARS = 3


@dataclass(frozen=True)
class Patterns:
    """Patterns of gitignore(5), in order, for what lies below `folder`."""

    folder: Path
    lines: tuple[str, ...]

    @cached_property
    def _spec(self) -> GitIgnoreSpec:
        from pathspec import GitIgnoreSpec

        return GitIgnoreSpec.from_lines(self.lines)

    def verdict(self, path: Path, *, is_folder: bool = False) -> bool | None:
        """Whether the last pattern that fits takes `path` in (True) or out again
        (False, a pattern with `!`); None where none fits."""
        try:
            below = path.relative_to(self.folder).as_posix()
        except ValueError:  # elsewhere
            return None
        return self._spec.check_file(below + "/" * is_folder).include

    def match(self, path: Path, *, is_folder: bool = False) -> bool:
        """Whether a file or folder, or a folder that it is in, fits."""
        return self.verdict(path, is_folder=is_folder) is True


def is_pattern(line: str) -> bool:
    """Whether a line can be a pattern; git passes over one that cannot."""
    from pathspec import GitIgnoreSpec

    # With each star the time to see that a name does not fit grows by a power.
    if any(part.count("*") > MOST_STARS for part in line.split("/")) or (
        line.count("**/") > MOST_STARS
    ):
        return False
    try:
        return bool(GitIgnoreSpec.from_lines([line]))
    except (ValueError, re.error):
        return False


def check_pattern(line: str) -> str:
    """The line itself; raises `ValueError`, in Dutch, where it is no pattern."""
    if not is_pattern(line):
        raise ValueError(
            f"'{line}' is geen patroon zoals in .gitignore, bijvoorbeeld 'oud/' (met "
            f"hoogstens {MOST_STARS} sterren in een naam)"
        )
    return line


class GitIgnored:
    """What git would not track, by every `.gitignore` up to the top of the work tree.

    Ask for folders before what is in them: git does not look into an ignored one. A
    `start` that is ignored itself was asked for by name, and then nothing in it is.
    """

    def __init__(self, start: Path) -> None:
        #: Outside a repository only the files in the folder that is walked count.
        self._top = next(
            (p for p in (start, *start.parents) if (p / REPOSITORY).exists()), start
        )
        self._off = start != self._top and self._ignores(start, is_folder=True)

    def __call__(self, path: Path, *, is_folder: bool = False) -> bool:
        """Whether an absolute path is ignored."""
        return not self._off and self._ignores(path, is_folder=is_folder)

    def _ignores(self, path: Path, *, is_folder: bool) -> bool:
        """By the nearest file that has a verdict."""
        for folder in path.parents:
            if patterns := _gitignore(folder):
                verdict = patterns.verdict(path, is_folder=is_folder)
                if verdict is not None:
                    return verdict
            if folder == self._top:
                break
        return False


@lru_cache(maxsize=256)
def _gitignore(folder: Path) -> Patterns | None:
    path = folder / GITIGNORE
    if not path.is_file():  # a link to a device could be read for ever
        return None
    try:
        text = path.read_text("utf8", errors="replace")
    except OSError:
        return None
    return Patterns(folder, tuple(filter(is_pattern, text.splitlines())))
