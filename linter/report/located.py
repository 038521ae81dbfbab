"""Findings with all that a report says about their place; every format starts here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..findings import in_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..findings import Finding, Position, Report
    from ..message import Message


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
    return [_located(report.message, each) for each in in_order(report.findings)]


def _located(message: Message, finding: Finding) -> Located:
    start, end = message.span_in_file(finding.start, finding.end)
    return Located(
        path=message.path,
        finding=finding,
        start=message.lines.position(start),
        end=message.lines.position(end),
        words=message.text[finding.start : finding.end],
    )


def locate_all(reports: Iterable[Report]) -> Iterator[Located]:
    """The findings of all reports, file by file."""
    for report in reports:
        yield from locate(report)
