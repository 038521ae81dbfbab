"""JSON Lines: an object on each line. A line that is none stops nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from .tables import Row, no_column

if TYPE_CHECKING:
    from .tables import Chunk, Columns

#: A line holds one message of at most 100,000 characters, and what stands beside it.
MOST_BYTES = 25 * 1024 * 1024

_TOO_LONG = "Deze regel is veel te lang voor één bericht."
_NOT_AN_OBJECT = "Op deze regel staat geen JSON-object."


def split(
    path: str, name: str, rows: int, columns: Columns
) -> Iterator[tuple[int, int, int]]:
    """The offset in bytes, the line and the rows of each chunk."""
    _check_columns(path, name, columns)
    with Path(path).open("rb") as file:
        places = ((offset, number) for offset, number, _ in _lines(file, 1))
        while chunk := list(islice(places, rows)):
            yield *chunk[0], len(chunk)


def _check_columns(path: str, name: str, columns: Columns) -> None:
    """Raise `BatchError` where there are objects, and none has one of the columns.

    A single row may lack it; most often the first has all.
    """
    known: dict[str, Any] = {}
    missing = [column for column in columns if column]
    with Path(path).open("rb") as file:
        for _, _, line in _lines(file, 1):
            if record := _object(line):
                known = known or record
                missing = [column for column in missing if column not in record]
            if not missing:
                return
    if known:
        raise no_column(name, missing[0], known)


def read(chunk: Chunk, columns: Columns) -> Iterator[Row]:
    """The rows of a chunk."""
    with Path(chunk.path).open("rb") as file:
        file.seek(chunk.start)
        for _, number, line in islice(_lines(file, chunk.first), chunk.rows):
            yield _row(number, line, columns)


def encoded(results: list[dict[str, Any]]) -> bytes:
    """An object on each line."""
    lines = (json.dumps(result, ensure_ascii=False) + "\n" for result in results)
    return "".join(lines).encode()


def _lines(file: BinaryIO, number: int) -> Iterator[tuple[int, int, bytes]]:
    """Offset, number and first `MOST_BYTES` of each line that is not empty."""
    while line := file.readline(MOST_BYTES):
        if line.strip():
            yield file.tell() - len(line), number, line
        while not line.endswith(b"\n") and (line := file.readline(MOST_BYTES)):
            pass
        number += 1


def _row(number: int, line: bytes, columns: Columns) -> Row:
    if len(line) == MOST_BYTES:
        return Row(number, fault=_TOO_LONG)
    record = _object(line)
    if record is None:
        return Row(number, fault=_NOT_AN_OBJECT)
    id_ = record.get(columns.id) if columns.id else None
    return Row(number, record.get(columns.text), id_)


def _object(line: bytes) -> dict[str, Any] | None:
    try:
        record: Any = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return record if isinstance(record, dict) else None
