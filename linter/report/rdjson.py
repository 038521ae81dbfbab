"""The Reviewdog Diagnostic Format, with suggestions.

https://github.com/reviewdog/reviewdog/tree/master/proto/rdf
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..findings import Lines, Severity
from .array import document
from .located import locate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..findings import Finding, Report
    from ..message import Message
    from .view import View

_SEVERITIES = {
    Severity.ERROR: "ERROR",
    Severity.WARNING: "WARNING",
    Severity.TIP: "INFO",
}


def render(reports: Iterable[Report], _view: View) -> Iterator[str]:
    """One result over all files."""
    diagnostics = (
        _diagnostic(report, located.finding)
        for report in reports
        for located in locate(report)
    )
    outline = {"source": {"name": "afwijslint"}, "diagnostics": []}
    return document(outline, diagnostics, depth=1)


def _diagnostic(report: Report, finding: Finding) -> dict[str, Any]:
    message = report.message
    # A suggestion is one replacement; those that need more edits are left out.
    suggestions = [
        {"range": _range(message, each.edits[0].start, each.edits[0].end), "text": text}
        for each in finding.suggestions
        if message.editable and len(each.edits) == 1
        for text in [each.edits[0].text]
    ]
    return {
        "message": finding.message,
        "location": {
            "path": message.path,
            "range": _range(message, finding.start, finding.end),
        },
        "severity": _SEVERITIES[finding.severity],
        "code": {"value": finding.rule},
        "suggestions": suggestions,
    }


def _range(message: Message, start: int, end: int) -> dict[str, dict[str, int]]:
    first, last = message.span_in_file(start, end)
    return {
        "start": _position(message.lines, first),
        "end": _position(message.lines, last),
    }


def _position(lines: Lines, offset: int) -> dict[str, int]:
    """Line from 1, column from 1 in bytes of UTF-8, as the format has it."""
    line = lines.position(offset).line
    before = lines.text[lines.starts[line - 1] : offset]
    return {"line": line, "column": len(before.encode("utf-8", "surrogatepass")) + 1}
