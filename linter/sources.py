"""From what the user named (files, folders, standard input) to drafts as bytes."""

from __future__ import annotations

import errno
import glob
import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from .decoding import DOCX, HTML, MAIL, MAX_FILE_BYTES
from .matching import GitIgnored
from .nearest import did_you_mean
from .os_errors import why
from .paths import lies_inside

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import BinaryIO

STDIN = "-"
SUFFIXES = frozenset({".txt", ".md", *MAIL, *HTML, *DOCX})

_MISSING = "Dit bestand bestaat niet."
_NOT_A_NAME = (
    "Dit is geen bestandsnaam maar tekst. Typ alleen 'afwijslint', druk op Enter en "
    "plak dan je bericht."
)
_NO_DRAFTS = (
    "In deze map staat geen bericht (een bestand op .txt, .md, .eml, .html of .docx)."
)
_ALL_PASSED = (
    "Alles in deze map wordt overgeslagen (door .gitignore of --exclude); noem het "
    "bericht zelf."
)
_LEADS_OUT = (
    "Deze snelkoppeling wijst uit de map; noem het bestand zelf om het na te kijken."
)
_NO_STDIN = "Er is geen invoer om te lezen: de standaardinvoer is gesloten."


@dataclass(frozen=True)
class Draft:
    """The bytes of one message, and the name it has for the user."""

    path: str
    data: bytes
    from_stdin: bool = False


@dataclass(frozen=True)
class Unreadable:
    """Something named by the user that could not be read, and in Dutch why."""

    path: str
    reason: str


class Excludes(Protocol):
    """Tells which files and folders a walk leaves out."""

    def __call__(self, path: Path, *, is_folder: bool = False) -> bool: ...


def read_drafts(
    arguments: Sequence[str], stdin_name: str, excludes: Excludes
) -> Iterator[Draft | Unreadable]:
    """Every draft once, in the order of the arguments and by name in a folder.

    A folder is read without what is hidden, ignored by git or in `excludes`; what is
    named itself is always read. Reads lazily, so that a folder of any size needs the
    memory of one draft.
    """
    seen: set[str | None] = set()
    for found in _find_all(arguments, excludes):
        if isinstance(found, Unreadable):
            yield found
            continue
        identity = None if found is None else _real_path(found)
        if identity not in seen:
            seen.add(identity)
            yield _read_stdin(stdin_name) if found is None else _read_file(found)


# What was found is a file, something unreadable, or None: standard input.
def _find_all(
    arguments: Sequence[str], excludes: Excludes
) -> Iterator[Path | Unreadable | None]:
    for argument in arguments:
        try:
            yield from _find(argument, excludes)
        except OSError as error:
            yield Unreadable(argument, _explain(error))


def _find(argument: str, excludes: Excludes) -> Iterator[Path | Unreadable | None]:
    if argument == STDIN:
        yield None
    elif not argument.strip():
        yield Unreadable("", "Er is een lege bestandsnaam opgegeven.")
    elif Path(argument).is_dir():
        yield from _walk(Path(argument), excludes)
    elif os.path.lexists(argument):
        yield Path(argument)
    else:
        yield from _match(argument, excludes)


def _match(pattern: str, excludes: Excludes) -> Iterator[Path | Unreadable]:
    """The files that fit a pattern: the Windows shell leaves `*.txt` to us."""
    # Path.glob takes no absolute pattern, hence the older function.
    paths = sorted(map(Path, glob.glob(pattern, recursive=True)))  # noqa: PTH207
    if not paths:
        yield Unreadable(pattern, _why_missing(pattern))
    for path in paths:
        yield from _walk(path, excludes) if path.is_dir() else [path]


def _walk(top: Path, excludes: Excludes) -> Iterator[Path | Unreadable]:
    """The drafts in a folder and below; hidden files and folders are left alone."""
    closed: list[OSError] = []
    ignored = GitIgnored(top.absolute())
    anything = passed = False
    for parent, folders, names in os.walk(top, onerror=closed.append):

        def skips(name: str, *, is_folder: bool = False, parent: str = parent) -> bool:
            path = Path(parent, name)
            return ignored(path.absolute(), is_folder=is_folder) or excludes(
                path, is_folder=is_folder
            )

        seen = sorted(name for name in folders if not name.startswith("."))
        folders[:] = [name for name in seen if not skips(name, is_folder=True)]
        passed = passed or len(folders) < len(seen)
        for name in sorted(names):
            if name.startswith(".") or Path(name).suffix.lower() not in SUFFIXES:
                continue
            if skips(name):
                passed = True
                continue
            anything = True
            yield _checked(Path(parent, name), top)
    for error in closed:
        yield Unreadable(str(error.filename), _explain(error))
    if not anything and not closed:
        yield Unreadable(str(top), _ALL_PASSED if passed else _NO_DRAFTS)


def _checked(path: Path, top: Path) -> Path | Unreadable:
    # Nobody asked for this very file, which somebody else may have put there.
    if path.is_symlink() and path.exists() and not lies_inside(path, top):
        return Unreadable(str(path), _LEADS_OUT)
    # Opening a pipe could wait for ever.
    if path.exists() and not path.is_file():
        return Unreadable(str(path), "Dit is geen gewoon bestand.")
    return path


def _read_file(path: Path) -> Draft | Unreadable:
    try:
        with path.open("rb") as file:
            return Draft(str(path), _read(file))
    except OSError as error:
        return Unreadable(str(path), _explain(error))


def _read_stdin(name: str) -> Draft | Unreadable:
    # Python sets stdin to None when the caller has closed it (`<&-`).
    if sys.stdin is None:
        return Unreadable(name, _NO_STDIN)
    try:
        return Draft(name, _read(sys.stdin.buffer), from_stdin=True)
    except OSError as error:
        return Unreadable(name, _explain(error))


def _read(file: BinaryIO) -> bytes:
    # One byte more shows that it is too long, which the message will say; all of
    # it could be endless, as in /dev/zero.
    return file.read(MAX_FILE_BYTES + 1)


def _real_path(path: Path) -> str:
    """As text, which is small: all that were found are kept to know them again."""
    try:
        return str(path.resolve())
    except (OSError, RuntimeError):  # a link that leads to itself
        return str(path.absolute())


def _why_missing(argument: str) -> str:
    if _looks_like_prose(argument):
        return _NOT_A_NAME
    if glob.has_magic(argument):
        return "Geen enkel bestand past bij dit patroon."
    path = Path(argument)
    try:
        names = [entry.name for entry in path.parent.iterdir()]
    except OSError:
        names = []
    return _MISSING + did_you_mean(path.name, names)


def _looks_like_prose(argument: str) -> bool:
    return "\n" in argument or len(re.findall(r"\S\s+(?=\S)", argument)) >= 5


def _explain(error: OSError) -> str:
    """Why something could not be read, in one Dutch sentence."""
    if error.errno == errno.ENAMETOOLONG:
        return _NOT_A_NAME
    if isinstance(error, FileNotFoundError):
        return _MISSING
    return f"Dit kan niet worden gelezen: {why(error)}."
