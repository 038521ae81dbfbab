"""A Code Quality report of GitLab.

https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ..findings import Severity
from .fingerprint import fingerprints
from .located import locate_all

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..findings import Report
    from .view import View

_SEVERITIES = {
    Severity.ERROR: "critical",
    Severity.WARNING: "minor",
    Severity.TIP: "info",
}


def render(reports: Sequence[Report], _view: View) -> str:
    """One array over all files."""
    found = list(locate_all(reports))
    elements = [
        {
            "description": one.finding.message,
            "check_name": one.finding.rule,
            "fingerprint": fingerprint,
            "severity": _SEVERITIES[one.finding.severity],
            "location": {
                "path": one.path,
                "lines": {"begin": one.start.line, "end": one.end.line},
            },
        }
        for one, fingerprint in zip(found, fingerprints(found), strict=True)
    ]
    return json.dumps(elements, ensure_ascii=False, indent=2) + "\n"
