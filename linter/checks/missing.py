"""Something that belongs in a message is not there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..acts import DECISION
from ..findings import Finding
from ..message import PartKind
from ..ruleset.schema import Missing, Rule, Zone
from ..suggestions import insertion_offset, insertions
from .finding import make_finding

if TYPE_CHECKING:
    from ..acts import Acts, Occurrence

#: The closing is at most this many sentences of the body.
CLOSING_SENTENCES = 3


def find(rule: Rule, check: Missing, acts: Acts) -> Iterator[Finding]:
    """A finding where the missing part belongs, if none of the acts occurs."""
    found = acts.of(check.acts)
    if check.zone is Zone.CLOSING:
        found = [one for one in found if _in_closing(one, acts)]
    if not found:
        offset = insertion_offset(acts, check.place)
        suggestions = insertions(acts, check.place, offset, check.suggestions)
        yield make_finding(rule, check, offset, offset, suggestions)


def _in_closing(one: Occurrence, acts: Acts) -> bool:
    """Whether the words stand at the end, and not before the decision."""
    if one.passage.part is not PartKind.BODY:
        return one.passage.part is PartKind.SIGN_OFF
    last = acts.body()[-CLOSING_SENTENCES:]
    if one.passage.number < last[0].number:
        return False
    decisions = acts.by_act.get(DECISION, ())
    return not decisions or one.span.end > decisions[0].span.start
