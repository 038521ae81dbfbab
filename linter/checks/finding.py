"""A finding from a rule and the check of it that fired."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..findings import Finding

if TYPE_CHECKING:
    from ..findings import Suggestion
    from ..ruleset.schema import CheckBase, Rule


def make_finding(
    rule: Rule,
    check: CheckBase,
    start: int,
    end: int,
    suggestions: tuple[Suggestion, ...],
    **slots: object,
) -> Finding:
    """A finding at `start` up to `end`, with the message's slots filled in."""
    return Finding(
        rule=rule.id,
        severity=check.severity or rule.severity,
        message=check.message.format(**slots),
        start=start,
        end=end,
        guide=check.guide or rule.guide[0],
        suggestions=suggestions,
    )
