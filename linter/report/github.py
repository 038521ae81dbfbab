"""Workflow commands of GitHub Actions: an annotation for each finding.

https://docs.github.com/actions/reference/workflow-commands-for-github-actions
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..findings import Severity
from .located import Located, locate_all

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..findings import Report
    from .view import View

_LEVELS = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.TIP: "notice",
}


def render(reports: Iterable[Report], _view: View) -> Iterator[str]:
    """One command a line."""
    return (f"{_command(one)}\n" for one in locate_all(reports))


def _command(located: Located) -> str:
    finding = located.finding
    properties = {
        "file": located.path,
        "line": located.start.line,
        "col": located.start.column,
        "endLine": located.end.line,
        "endColumn": located.end.column,
        "title": f"afwijslint ({finding.rule})",
    }
    listed = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{_LEVELS[finding.severity]} {listed}::{_data(finding.message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: object) -> str:
    return _data(str(value)).replace(":", "%3A").replace(",", "%2C")
