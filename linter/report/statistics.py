"""How often each rule found something."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from .counted import Tally

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..findings import Report
    from .view import View


def render(reports: Iterable[Report], view: View) -> Iterator[str]:
    """A line for each rule that found something, the most frequent first."""
    tally = Tally()
    counts = Counter(
        one.rule for report in tally.counted(reports) for one in report.findings
    )
    for rule, number in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        yield f"{number:5}  {rule}\n"
    if tally.messages and not view.quiet:
        yield f"{tally.summary}\n"
