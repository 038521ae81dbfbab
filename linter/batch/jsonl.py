"""JSON Lines: an object on each line. A line that is none stops nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from .tables import Row

if TYPE_CHECKING:
    from .tables import Chunk, Columns

#: A line holds one message of at most 100,000 characters, and what stands beside it.
MOST_BYTES = 25 * 1024 * 1024

_TOO_LONG = "Deze regel is veel te lang voor één bericht."
_NOT_AN_OBJECT = "Op deze regel staat geen JSON-object."


def split(
    path: str, _name: str, rows: int, _columns: Columns
) -> Iterator[tuple[int, int, int]]:
    """The offset in bytes, the line and the rows of each chunk."""
    with Path(path).open("rb") as file:
        places = ((offset, number) for offset, number, _ in _lines(file, 1))
        while chunk := list(islice(places, rows)):
            yield *chunk[0], len(chunk)


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
    try:
        record: Any = json.loads(line)
    except (ValueError, RecursionError):
        record = None
    if not isinstance(record, dict):
        return Row(number, fault=_NOT_AN_OBJECT)
    return Row(number, record.get(columns.text), record.get(columns.id))
