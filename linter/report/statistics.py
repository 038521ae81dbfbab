"""How often each rule found something."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from .counted import summary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..findings import Report
    from .view import View


def render(reports: Sequence[Report], view: View) -> str:
    """A line for each rule that found something, the most frequent first."""
    counts = Counter(one.rule for report in reports for one in report.findings)
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    lines = [f"{number:5}  {rule}" for rule, number in ordered]
    if reports and not view.quiet:
        lines.append(summary(reports))
    return "".join(f"{line}\n" for line in lines)
