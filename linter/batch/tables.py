"""Tables with a message in each row: which files, which chunks, which formats."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple, Protocol, cast

from ..errors import AfwijslintError
from ..nearest import did_you_mean
from ..os_errors import why
from ..paths import lies_inside
from ..report.printable import printable

#: The module of each suffix; loaded when it is asked for.
_MODULES = {".jsonl": "jsonl", ".ndjson": "jsonl", ".parquet": "parquet"}
_SUFFIXES = ", ".join(_MODULES)
#: The results of chunks, as `worker.py` names them.
RESULT = re.compile(r"deel-\d{6,}\.(?:jsonl|parquet)")


class BatchError(AfwijslintError):
    """Why tables cannot be judged, or no further: one Dutch sentence."""


class Columns(NamedTuple):
    """The column of the message, and the one that tells rows apart for the user."""

    text: str
    id: str | None


class Chunk(NamedTuple):
    """Rows of one file that are judged together.

    `name` is the file as the user names it. `start` is for the format: where to begin
    reading. `first` is the number of the first row, from 1.
    """

    path: str
    name: str
    start: int
    first: int
    rows: int


class Row(NamedTuple):
    """What stands in a row, or in Dutch why that cannot be told.

    `number` counts from 1; in JSON Lines it is the number of the line.
    """

    number: int
    value: object = None
    id: object = None
    fault: str = ""


class Format(Protocol):
    """What each module of a format does; `rows` is the size of a chunk."""

    def split(
        self, path: str, name: str, rows: int, columns: Columns
    ) -> Iterator[tuple[int, int, int]]:
        """`start`, `first` and `rows` of each chunk of the file at `path`, which
        `BatchError` calls by its `name`; raises that and `OSError`."""

    def read(self, chunk: Chunk, columns: Columns) -> Iterator[Row]:
        """The rows of a chunk; raises `BatchError`, `OSError`."""

    def encoded(self, results: list[dict[str, Any]]) -> bytes:
        """Results as a file of this format."""


def format_of(suffix: str) -> Format:
    """The format of files with this suffix."""
    return cast(Format, import_module(f"{__package__}.{_MODULES[suffix.lower()]}"))


def find_tables(
    paths: Iterable[Path], output: Path, excludes: Callable[[Path], bool]
) -> list[Path]:
    """Every table once, as named; a folder gives those in it and below, by name.

    What is hidden, in `output` or excluded is left out of a folder. Raises
    `BatchError`, also for a link out of the folder.
    """
    found: dict[Path, Path] = {}
    for path in paths:
        files = [path]
        if path.is_dir():
            files = sorted(
                file
                for file in path.rglob("*")
                if file.suffix.lower() in _MODULES
                and file.is_file()
                and not any(part[0] == "." for part in file.relative_to(path).parts)
                and output.resolve() not in file.resolve().parents
                and not excludes(file)
            )
        elif path.suffix.lower() not in _MODULES:
            raise unusable(path, f"geef een map of een bestand op {_SUFFIXES}")
        if not files:
            raise unusable(path, f"in deze map staat geen bestand op {_SUFFIXES}")
        for file in files:
            if path.is_dir() and not lies_inside(file, path):
                raise unusable(
                    file, "deze snelkoppeling wijst uit de map; noem het bestand zelf"
                )
            if file.resolve().parent == output.resolve() and RESULT.fullmatch(
                file.name
            ):
                raise unusable(
                    file, "dit is een resultaat; kies met --uit een andere map"
                )
            found.setdefault(file.resolve(), file)
    return list(found.values())


def chunks_of(file: Path, rows: int, columns: Columns) -> Iterator[Chunk]:
    """The chunks of a table, each of `rows` rows but the last; raises `BatchError`."""
    path, name = str(file.absolute()), encodable(str(file))
    try:
        for place in format_of(file.suffix).split(path, name, rows, columns):
            yield Chunk(path, name, *place)
    except OSError as error:
        raise unreadable(file, error) from error


def unreadable(path: str | Path, error: OSError) -> BatchError:
    # pyarrow has no number for what it cannot make sense of.
    reason = why(error) if error.errno else "geen tabel"
    return unusable(path, f"dit is niet te lezen ({reason})")


def no_column(name: str, column: str, known: Iterable[str]) -> BatchError:
    hint = did_you_mean(column, known)
    return BatchError(
        f"{printable(name)}: er is geen kolom '{printable(column)}'.{hint}"
    )


def unusable(path: str | Path, reason: str) -> BatchError:
    return BatchError(f"{printable(str(path))}: {reason}.")


def encodable(text: str) -> str:
    """The text as long as it was, without what UTF-8 lacks: half a character."""
    return text.encode("utf8", "replace").decode("utf8")
