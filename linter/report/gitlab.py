"""A Code Quality report of GitLab.

https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..findings import Severity
from .array import array
from .fingerprint import fingerprints
from .located import locate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..findings import Report
    from .view import View

_SEVERITIES = {
    Severity.ERROR: "critical",
    Severity.WARNING: "minor",
    Severity.TIP: "info",
}


def render(reports: Iterable[Report], _view: View) -> Iterator[str]:
    """One array over all files."""
    yield from array(element for report in reports for element in _elements(report))
    yield "\n"


def _elements(report: Report) -> Iterator[dict[str, Any]]:
    found = locate(report)
    for one, fingerprint in zip(found, fingerprints(found), strict=True):
        yield {
            "description": one.finding.message,
            "check_name": one.finding.rule,
            "fingerprint": fingerprint,
            "severity": _SEVERITIES[one.finding.severity],
            "location": {
                "path": one.path,
                "lines": {"begin": one.start.line, "end": one.end.line},
            },
        }
