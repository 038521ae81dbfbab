"""The ways into the program, each with what must hold behind it.

A target takes the bytes of any file and raises where something is wrong.
"""

from __future__ import annotations

import io
import tempfile
import zipfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from afwijslint.errors import AfwijslintError
from afwijslint.linters import Linters
from afwijslint.linting import Linter
from afwijslint.message import Message
from afwijslint.settings import FILE_NAMES, Choices, Settings

from .invariants import check_linting, check_mending, check_refusal, read

if TYPE_CHECKING:
    from collections.abc import Callable

LETTER = Message.from_text(
    "Onderwerp: Gesprek\n\nBeste mevrouw [naam],\n\nBedankt voor uw uitnodiging!! "
    "Helaas kan ik morgen niet komen, want ik heb ander werk. JULLIE zijn aardig.\n\n"
    "Met vriendelijke groet,\nPim",
    "brief.txt",
)


def read_bytes(data: bytes) -> None:
    """A file of any kind is read or refused, the same each time."""
    for path in ("a.txt", "a.md", "a.eml", "a.html", "a.docx"):
        assert read(data, path) == read(data, path)
    # A broken archive never gets as far as the document in it.
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("word/document.xml", data)
    read(archive.getvalue(), "a.docx")


def lint_text(data: bytes) -> None:
    """A text is judged or refused."""
    for path in ("a.txt", "a.eml"):
        if message := read(_text(data), path):
            check_linting(_linter(), message)


def mend_text(data: bytes) -> None:
    """A text can be mended."""
    if message := read(_text(data), "a.txt"):
        check_mending(_linter(), message, unsafe=len(data) % 2 == 0)


def read_rules(data: bytes) -> None:
    """A rule file is used or refused, and never breaks the judging of a letter."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "regels.yaml")
        path.write_bytes(data)
        try:
            linter = Linter(Settings(rule_files=(path,)))
        except AfwijslintError as error:
            check_refusal(error)
            return
        check_linting(linter, LETTER)


def read_settings(data: bytes) -> None:
    """A settings file is used or refused."""
    for name in FILE_NAMES:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, name)
            path.write_bytes(data)
            linters = Linters(Choices())
            linters.excludes(Path(folder, "oud", "brief.txt"))
            try:
                linters.beside(str(Path(folder, "brief.txt")))
            except AfwijslintError as error:
                check_refusal(error)


def _text(data: bytes) -> str:
    # Editors and JSON bring halves of characters, which are no UTF-8.
    return data.decode("utf-8", "surrogateescape")


@cache
def _linter() -> Linter:
    return Linter()


TARGETS: dict[str, Callable[[bytes], None]] = {
    "bytes": read_bytes,
    "text": lint_text,
    "mend": mend_text,
    "rules": read_rules,
    "settings": read_settings,
}
SEEDS = Path(__file__).parent / "seeds"


def seeds(target: str) -> Path:
    """The folder of the inputs that a target starts from."""
    return SEEDS / ("text" if target == "mend" else target)
