"""The report for people: one line a finding, or marked lines on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .counted import Tally
from .located import Located, locate_all
from .printable import one_line, printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..findings import Report
    from .view import View


def render(reports: Iterable[Report], view: View) -> Iterator[str]:
    """The findings in the form that suits the view."""
    if view.terminal:
        # Only here is rich worth the time that it takes to load.
        from .terminal import render_marked

        return render_marked(reports, view)
    return (f"{line}\n" for line in _lines(reports, view))


def _lines(reports: Iterable[Report], view: View) -> Iterator[str]:
    tally = Tally()
    yield from map(_line, locate_all(tally.counted(reports)))
    if tally.messages and not tally.faulty and not view.quiet:
        yield tally.summary


def _line(located: Located) -> str:
    finding, start = located.finding, located.start
    place = f"{printable(located.path)}:{start.line}:{start.column}"
    message = one_line(finding.message)
    return f"{place}: {finding.severity.value}: {message} [{finding.rule}]"
