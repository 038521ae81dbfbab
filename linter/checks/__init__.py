"""The kinds of check, one file each: from the acts of a message to findings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from . import blank, late, limit, missing, mixed, present, subject

if TYPE_CHECKING:
    from ..acts import Acts
    from ..findings import Finding
    from ..ruleset.schema import Rule

#: Each kind of check finds its places in a message.
KINDS: dict[str, Callable[[Rule, Any, Acts], Iterator[Finding]]] = {
    "missing": missing.find,
    "present": present.find,
    "blank": blank.find,
    "limit": limit.find,
    "mixed": mixed.find,
    "late": late.find,
    "subject": subject.find,
}


def apply(rule: Rule, acts: Acts) -> Iterator[Finding]:
    """The findings of one rule in one message; the first check to claim a place has
    it, so that nobody reads twice about the same words."""
    claimed: set[int] = set()
    for check in rule.checks:
        if acts.meet(check.when):
            for finding in KINDS[check.kind](rule, check, acts):
                # Also where something is missing there is one place to claim.
                place = range(finding.start, max(finding.end, finding.start + 1))
                if claimed.isdisjoint(place):
                    claimed.update(place)
                    yield finding
