"""Two ways of doing something that do not go together in one message."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..findings import Finding
from .present import report_each

if TYPE_CHECKING:
    from ..acts import Acts
    from ..ruleset.schema import Mixed, Rule


def find(rule: Rule, check: Mixed, acts: Acts) -> Iterator[Finding]:
    """A finding at each place of the rarer of the two."""
    first, second = (acts.of(group) for group in check.groups)
    if first and second:
        rarer = first if len(first) < len(second) else second
        yield from report_each(rule, check, acts, rarer)
