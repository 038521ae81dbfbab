"""The report for programs: one JSON array; docs/json.md describes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .array import array
from .located import Located, locate_all

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..findings import Edit, Report, Suggestion
    from .view import View

Value = str | int | list["Value"] | dict[str, "Value"]


def render(reports: Iterable[Report], _view: View) -> Iterator[str]:
    """All findings of all files, in the order of the files and of the text."""
    yield from array(elements(reports))
    yield "\n"


def elements(reports: Iterable[Report]) -> Iterator[dict[str, Value]]:
    """The elements of that array, for those who send them in their own way."""
    return map(_finding, locate_all(reports))


def _finding(located: Located) -> dict[str, Value]:
    finding = located.finding
    return {
        "path": located.path,
        "rule": finding.rule,
        "severity": finding.severity.value,
        "message": finding.message,
        "start": finding.start,
        "end": finding.end,
        "line": located.start.line,
        "column": located.start.column,
        "end_line": located.end.line,
        "end_column": located.end.column,
        "text": located.words,
        "guide": finding.guide,
        "suggestions": [_suggestion(each) for each in finding.suggestions],
    }


def _suggestion(suggestion: Suggestion) -> dict[str, Value]:
    return {
        "title": suggestion.title,
        "edits": [edit_object(each) for each in suggestion.edits],
    }


def edit_object(edit: Edit) -> dict[str, Value]:
    """An edit as it stands in the array."""
    return {"start": edit.start, "end": edit.end, "text": edit.text}
