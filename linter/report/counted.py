"""Dutch sentences that sum a run up."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ..findings import Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..findings import Report

_PLURALS = {
    Severity.ERROR: "fouten",
    Severity.WARNING: "waarschuwingen",
    Severity.TIP: "tips",
}


def summary(reports: Sequence[Report]) -> str:
    """How many findings in how many messages, or that there are none."""
    if not any(report.findings for report in reports):
        return _clean(len(reports))
    counts = Counter(
        finding.severity for report in reports for finding in report.findings
    )
    parts = [_count(counts[each], each) for each in _PLURALS if counts[each]]
    return f"{_listing(parts)} in {_messages(reports)}."


def _clean(messages: int) -> str:
    if messages == 1:
        return "Geen opmerkingen: dit bericht kan de deur uit."
    return f"Geen opmerkingen: deze {messages} berichten kunnen de deur uit."


def _count(number: int, severity: Severity) -> str:
    return f"{number} {severity.value if number == 1 else _PLURALS[severity]}"


def _listing(parts: Sequence[str]) -> str:
    *first, last = parts
    return f"{', '.join(first)} en {last}" if first else last


def _messages(reports: Sequence[Report]) -> str:
    faulty = sum(bool(report.findings) for report in reports)
    if len(reports) == faulty:
        return "1 bericht" if faulty == 1 else f"{faulty} berichten"
    return f"{faulty} van de {len(reports)} berichten"
