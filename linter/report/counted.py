"""Dutch sentences that sum a run up."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ..findings import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ..findings import Finding, Report

_PLURALS = {
    Severity.ERROR: "fouten",
    Severity.WARNING: "waarschuwingen",
    Severity.TIP: "tips",
}


class Tally:
    """Counts reports that pass by."""

    def __init__(self) -> None:
        self.messages = self.faulty = 0
        self._counts: Counter[Severity] = Counter()
        self._first: dict[Severity, Finding] = {}

    def counted(self, reports: Iterable[Report]) -> Iterator[Report]:
        """The reports themselves; each is counted as it passes."""
        for report in reports:
            self.messages += 1
            self.faulty += bool(report.findings)
            for finding in report.findings:
                self._counts[finding.severity] += 1
                self._first.setdefault(finding.severity, finding)
            yield report

    @property
    def worst(self) -> Finding:
        """The first of the gravest findings; there must be one."""
        return self._first[max(self._first, key=lambda each: each.rank)]

    @property
    def summary(self) -> str:
        """How many findings in how many messages, or that there are none."""
        return summary_of(self._counts, self.faulty, self.messages)


def summary_of(counts: Mapping[Severity, int], faulty: int, messages: int) -> str:
    """How many findings in how many messages, `faulty` of which have some."""
    if not faulty:
        return _clean(messages)
    parts = [_count(counts[each], each) for each in _PLURALS if counts[each]]
    return f"{_listing(parts)} in {_messages(faulty, messages)}."


def _clean(messages: int) -> str:
    if not messages:
        return "Er is geen bericht nagekeken."
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
