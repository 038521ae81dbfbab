"""Parquet, with pyarrow."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from itertools import accumulate
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from ..report.printable import printable
from ..spans import overlap
from .tables import Row, no_column, unusable

if TYPE_CHECKING:
    from .tables import Chunk, Columns

_EDIT = pa.struct({"start": pa.int64(), "end": pa.int64(), "text": pa.string()})
_SUGGESTION = pa.struct({"title": pa.string(), "edits": pa.list_(_EDIT)})
#: As docs/json.md describes it.
_FINDING = pa.struct(
    {
        "path": pa.string(),
        "rule": pa.string(),
        "severity": pa.string(),
        "message": pa.string(),
        "start": pa.int64(),
        "end": pa.int64(),
        "line": pa.int64(),
        "column": pa.int64(),
        "end_line": pa.int64(),
        "end_column": pa.int64(),
        "text": pa.string(),
        "guide": pa.string(),
        "suggestions": pa.list_(_SUGGESTION),
    }
)
#: As docs/batch.md describes it.
SCHEMA = pa.schema(
    {
        "path": pa.string(),
        "row": pa.int64(),
        "id": pa.string(),
        "findings": pa.list_(_FINDING),
        "counts": pa.struct(
            {"tip": pa.int64(), "waarschuwing": pa.int64(), "fout": pa.int64()}
        ),
        "fout": pa.string(),
    }
)
#: A column is read in pieces of so many bytes, however long it is.
_BUFFER = 2**20


def split(
    path: str, name: str, rows: int, columns: Columns
) -> Iterator[tuple[int, int, int]]:
    """The offset in rows, the number and the rows of each chunk."""
    with _opened(path, name) as file:
        known = file.schema_arrow.names
        for column in filter(None, columns):
            if column not in known:
                raise no_column(name, column, known)
            if known.count(column) > 1:
                raise unusable(name, f"er zijn twee kolommen '{printable(column)}'")
        total = file.metadata.num_rows
    for start in range(0, total, rows):
        yield start, start + 1, min(rows, total - start)


def read(chunk: Chunk, columns: Columns) -> Iterator[Row]:
    """The rows of a chunk, out of the row groups that it lies in."""
    end = chunk.start + chunk.rows
    with _opened(chunk.path, chunk.name) as file:
        groups = range(file.num_row_groups)
        sizes = (file.metadata.row_group(group).num_rows for group in groups)
        bounds = list(accumulate(sizes, initial=0))
        needed = [
            group
            for group in groups
            if overlap(bounds[group], bounds[group + 1], chunk.start, end)
        ]
        offset = bounds[needed[0]]
        wanted = list(dict.fromkeys(filter(None, columns)))
        for batch in file.iter_batches(row_groups=needed, columns=wanted):
            texts = batch.column(columns.text)
            ids = batch.column(columns.id) if columns.id else None
            stop = min(batch.num_rows, end - offset)
            for index in range(max(chunk.start - offset, 0), stop):
                id_ = None if ids is None else _value(ids[index])
                yield Row(offset + index + 1, _value(texts[index]), id_)
            offset += batch.num_rows


def encoded(results: list[dict[str, Any]]) -> bytes:
    """A file with the rows of `SCHEMA`."""
    file = BytesIO()
    table = pa.Table.from_pylist(results, schema=SCHEMA)
    pq.write_table(table, file, compression="zstd")
    return file.getvalue()


@contextmanager
def _opened(path: str, name: str) -> Iterator[pq.ParquetFile]:
    try:
        with pq.ParquetFile(path, buffer_size=_BUFFER) as file:
            yield file
    except pa.ArrowException as error:
        raise unusable(name, "dit is geen Parquet, of het is beschadigd") from error


def _value(scalar: pa.Scalar) -> object:
    try:
        return scalar.as_py()
    except UnicodeDecodeError:
        return None
