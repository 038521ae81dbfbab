"""A blank is still open that the writer had to fill in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..ruleset.bounded_regex import BoundedRegex, RunawayError
from ..ruleset.load import RulesetError
from ..spans import holds
from ..suggestions import replacements
from .finding import make_finding

if TYPE_CHECKING:
    from regex import Match

    from ..acts import Acts
    from ..findings import Finding
    from ..placeholders import Placeholder
    from ..ruleset.schema import Blank, Rule

#: How far on its line the words beside a placeholder are looked at, in code points.
_FARTHEST = 100
_LINE_BREAK = re.compile(r"[\r\n]")


def find(rule: Rule, check: Blank, acts: Acts) -> Iterator[Finding]:
    """A finding at each placeholder, also in the subject and below the letter."""
    message = acts.message
    for one in message.placeholders:
        place = _place(rule, check, one, message.text)
        if place:
            suggestions = replacements(acts, *place, check.suggestions)
            words = message.text[one.start : one.end]
            yield make_finding(
                rule, check, acts, (one.start, one.end), suggestions, text=words
            )


def _place(
    rule: Rule, check: Blank, one: Placeholder, text: str
) -> tuple[int, int] | None:
    """What the suggestions take the place of, if the check is about this one."""
    if check.around is None:
        return one.start, one.end
    before = _LINE_BREAK.split(text[max(0, one.start - _FARTHEST) : one.start])[-1]
    after = _LINE_BREAK.split(text[one.end : one.end + _FARTHEST])[0]
    shown = f"[{one.name}]"
    start, end = len(before), len(before) + len(shown)
    longer = one.end - one.start - len(shown)
    for match in _matches(rule, check.around, f"{before}{shown}{after}"):
        first, last = match.span(match.lastindex or 0)
        if holds(first, last, start, end):
            return one.start - start + first, one.start - start + last + longer
    return None


def _matches(rule: Rule, around: str, line: str) -> list[Match[str]]:
    try:
        return BoundedRegex(around).matches(line)
    except RunawayError as error:
        raise RulesetError(
            f"Regel {rule.id}: de regex '{error}' komt voor dit bericht niet klaar; "
            "maak hem eenvoudiger."
        ) from error
