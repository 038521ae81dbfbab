"""Findings with all that a report says about their place; every format starts here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..findings import Finding, Lines, Position

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..linting import Report


@dataclass(frozen=True)
class Located:
    """A finding, the file that it is in and its place there; the end is exclusive."""

    path: str
    finding: Finding
    start: Position
    end: Position
    words: str


def locate(report: Report) -> list[Located]:
    """The findings of one report, by their place in the text."""
    lines = Lines(report.message.text)
    return [
        Located(
            path=report.message.path,
            finding=finding,
            start=lines.position(finding.start),
            end=lines.position(finding.end),
            words=report.message.text[finding.start : finding.end],
        )
        for finding in sorted(report.findings, key=_place)
    ]


def locate_all(reports: Sequence[Report]) -> Iterator[Located]:
    """The findings of all reports, file by file."""
    for report in reports:
        yield from locate(report)


def _place(finding: Finding) -> tuple[int, int, str]:
    return finding.start, finding.end, finding.rule
