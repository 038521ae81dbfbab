"""What a process does: judges the rows of a chunk and writes its file."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..console import unexpected
from ..errors import AfwijslintError, ModelError
from ..findings import Report, Severity
from ..judging import attempt, forgetting
from ..linters import Linters
from ..message import Message
from ..report.json import elements
from ..report.printable import printable
from ..writing import WritingError, write_whole
from .tables import BatchError, encodable, format_of, unreadable

if TYPE_CHECKING:
    from ..linting import Linter
    from ..settings import Choices
    from .tables import Chunk, Columns, Row

#: Keys of a tally, beside those of the severities.
ROWS, FAULTY, FAILED = "rows", "faulty", "failed"


@dataclass(frozen=True)
class Task:
    """All that processes need to know.

    Paths are absolute. `suffix` is that of the files to write.
    """

    chunks: list[Chunk]
    columns: Columns
    choices: Choices
    folder: Path
    suffix: str

    def file(self, number: int) -> Path:
        """Where the results of a chunk go; `number` is its index."""
        return self.folder / f"deel-{number + 1:06}{self.suffix}"


class ChunkJudge:
    """Judges chunks; loads the pipeline with the first one and keeps it."""

    def __init__(self, task: Task) -> None:
        self._task = task
        self._linters = Linters(task.choices)
        self._read = 0

    def __call__(self, row: Mapping[str, int]) -> dict[str, Any]:
        """Judge the chunk that `row` has the number of.

        Gives that number, the tally of the chunk, and as `error` in Dutch why it
        could not be done, or nothing.
        """
        number, error = row["chunk"], ""
        tally: Counter[str] = Counter()
        try:
            tally = self._judge(number)
        except AfwijslintError as caught:
            error = str(caught)
        except Exception as caught:
            error = unexpected(caught)
        keys = (ROWS, FAULTY, FAILED, *(each.value for each in Severity))
        return {"chunk": number, "error": error, **{key: tally[key] for key in keys}}

    def _judge(self, number: int) -> Counter[str]:
        chunk, columns = self._task.chunks[number], self._task.columns
        linter = self._linters.beside(chunk.path)
        try:
            rows = format_of(Path(chunk.path).suffix).read(chunk, columns)
            with forgetting(linter, self._read):
                results = [_result(row, chunk, columns, linter) for row in rows]
            self._read += len(results)
        except OSError as error:
            raise unreadable(chunk.name, error) from error
        data = format_of(self._task.suffix).encoded(results)
        try:
            write_whole(self._task.file(number), data)
        except WritingError as error:
            raise BatchError(f"{printable(str(self._task.folder))}: {error}") from error
        tally = Counter({ROWS: len(results)})
        for result in results:
            tally[FAULTY] += bool(result["findings"])
            tally[FAILED] += result["fout"] is not None
            tally.update(result["counts"])
        return tally


def _result(row: Row, chunk: Chunk, columns: Columns, linter: Linter) -> dict[str, Any]:
    """What is written of a row; raises `ModelError`, which would be that of all."""
    place = f"{chunk.name}:{row.number}"
    outcome = attempt(lambda: _report(row, place, columns, linter))
    if isinstance(outcome, ModelError):
        raise outcome
    findings = list(elements([outcome])) if isinstance(outcome, Report) else []
    counts = Counter(str(finding["severity"]) for finding in findings)
    return {
        "path": chunk.name,
        "row": row.number,
        "id": None if row.id is None else encodable(_name(row.id)),
        "findings": findings,
        "counts": {each.value: counts[each.value] for each in Severity},
        "fout": None if isinstance(outcome, Report) else str(outcome),
    }


def _name(value: object) -> str:
    """What tells a row apart, as its table has it."""
    return value if isinstance(value, str) else json.dumps(value, default=str)


def _report(row: Row, place: str, columns: Columns, linter: Linter) -> Report:
    if row.fault:
        raise AfwijslintError(row.fault)
    if not isinstance(row.value, str):
        raise AfwijslintError(f"In kolom '{columns.text}' staat geen tekst.")
    return linter.lint(Message.from_text(encodable(row.value), place))
