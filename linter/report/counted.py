"""Dutch sentences that sum a run up."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ..findings import Severity

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..findings import Report

_PLURALS = {
    Severity.ERROR: "fouten",
    Severity.WARNING: "waarschuwingen",
    Severity.TIP: "tips",
}


def summary(reports: Sequence[Report]) -> str:
    """How many findings in how many messages, or that there are none."""
    counts = Counter(
        finding.severity for report in reports for finding in report.findings
    )
    faulty = sum(bool(report.findings) for report in reports)
    return summary_of(counts, faulty, len(reports))


def summary_of(counts: Mapping[Severity, int], faulty: int, messages: int) -> str:
    """The same, of counts: `faulty` of the messages have findings."""
    if not faulty:
        return _clean(messages)
    parts = [_count(counts[each], each) for each in _PLURALS if counts[each]]
    return f"{_listing(parts)} in {_messages(faulty, messages)}."


def _clean(messages: int) -> str:
    if messages == 1:
        return "Geen opmerkingen: dit bericht kan de deur uit."
    return f"Geen opmerkingen: deze {messages} berichten kunnen de deur uit."


def _count(number: int, severity: Severity) -> str:
    return f"{number} {severity.value if number == 1 else _PLURALS[severity]}"


def _listing(parts: Sequence[str]) -> str:
    *first, last = parts
    return f"{', '.join(first)} en {last}" if first else last


def _messages(faulty: int, messages: int) -> str:
    if messages == faulty:
        return "1 bericht" if faulty == 1 else f"{faulty} berichten"
    return f"{faulty} van de {messages} berichten"
