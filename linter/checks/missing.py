"""Something that belongs in a message is not there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ..acts import DECISION, DOUBT
from ..findings import Finding
from ..message import PartKind
from ..placing import insertion_offset
from ..ruleset.schema import Missing, Place, Rule, Zone
from ..suggestions import insertions, replacements
from .expression import matches
from .finding import make_finding, quoted, quoted_in_clause
from .subject import is_reply, says_more

if TYPE_CHECKING:
    from ..acts import Acts, Occurrence
    from ..message import Message

#: The closing is at most this many sentences of the body.
CLOSING_SENTENCES = 3


def find(rule: Rule, check: Missing, acts: Acts) -> Iterator[Finding]:
    """A finding where the missing part belongs, if none of the acts occurs."""
    found = acts.of(*check.acts)
    for other in _apart(acts.of(*check.not_in)):
        found = [one for one in found if not one.overlaps(other)]
    if check.zone is Zone.CLOSING:
        found = [one for one in found if _in_closing(one, acts)]
    closest = acts.of(*check.quote)
    if found or (check.quote and not closest):
        return
    if _in_subject(rule, check, acts.message):
        return
    if check.place is Place.QUOTE:
        start, end = closest[0].span.start_char, closest[0].span.end_char
        suggestions = replacements(acts, start, end, check.suggestions)
    else:
        start = insertion_offset(acts, check.place)
        suggestions = insertions(acts, check.place, start, check.suggestions)
    body = acts.body()
    yield make_finding(
        rule,
        check,
        acts,
        (start, start),
        suggestions,
        text=quoted_in_clause(acts, closest[0].span) if closest else "",
        last=quoted(acts, body[-1].span) if body else "",
    )


def _in_subject(rule: Rule, check: Missing, message: Message) -> bool:
    """Whether the subject line, if there is one, does it for the letter."""
    subject = message.subject
    if not subject:
        return False
    if check.subject_beyond and says_more(subject, check.subject_beyond):
        return True
    return bool(
        check.subject_says
        and not is_reply(subject)
        and matches(rule, check.subject_says, subject)
    )


def _apart(occurrences: Iterable[Occurrence]) -> list[Occurrence]:
    """Those that are reported where it is faulty to do this: of some that overlap the
    first, which is the shortest at its place."""
    apart: list[Occurrence] = []
    for one in occurrences:
        if not any(map(one.overlaps, apart)):
            apart.append(one)
    return apart


def _in_closing(one: Occurrence, acts: Acts) -> bool:
    """Whether the words stand at the end, and not before the decision."""
    if one.passage.part is not PartKind.BODY:
        return one.passage.part is PartKind.SIGN_OFF
    decisions = [*acts.of(DECISION), *acts.of(DOUBT)]
    # Without any the end is all that can be after it.
    length = CLOSING_SENTENCES if decisions else CLOSING_SENTENCES - 1
    last = acts.body()[-length:]
    if one.passage.number < last[0].number:
        return False
    return not decisions or one.span.end > min(each.span.start for each in decisions)
