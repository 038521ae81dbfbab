"""A blank is still open that the writer had to fill in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ..spans import holds
from ..suggestions import replacements
from .expression import matches
from .finding import make_finding

if TYPE_CHECKING:
    from ..acts import Acts
    from ..findings import Finding
    from ..message import Message
    from ..placeholders import Placeholder
    from ..ruleset.schema import Blank, Rule

#: How far on its line the words beside a placeholder are looked at, in code points.
_FARTHEST = 100
_LINE_BREAK = re.compile(r"[\r\n]")
#: What may stand between placeholders that belong together: "[voornaam] [naam]".
_WITHIN_RUN = re.compile(r"(?:[ \t,/&-]|\b(?:en|of)\b){0,5}")
#: What a word or its frame goes on with: "*[bedrijf]*", "[bedrijf]-dag".
_JOINED_BEFORE = re.compile(r"[\w*\[\"“”„'’]$")
_JOINED_AFTER = re.compile(r"[\w*\]\"“”„'’-]")


def find(rule: Rule, check: Blank, acts: Acts) -> Iterator[Finding]:
    """A finding at each placeholder, also in the subject and below the letter."""
    message = acts.message
    kept = message.spans(*check.parts) if check.parts else ()
    for run in _runs(message):
        if check.parts and not any(
            holds(*part, run[0].start, run[-1].end) for part in kept
        ):
            continue
        place = _place(rule, check.around, message.text, run) if check.around else None
        for one in run if place or not check.around else ():
            own = one.start, one.end
            suggestions = replacements(acts, *(place or own), check.suggestions)
            words = message.text[one.start : one.end]
            yield make_finding(rule, check, acts, own, suggestions, text=words)


def _runs(message: Message) -> Iterator[list[Placeholder]]:
    """The placeholders, those together that stand beside each other."""
    run: list[Placeholder] = []
    for one in message.placeholders:
        between = message.text[run[-1].end : one.start] if run else ""
        if run and not _WITHIN_RUN.fullmatch(between):
            yield run
            run = []
        run.append(one)
    if run:
        yield run


def _place(
    rule: Rule, around: str, text: str, run: Sequence[Placeholder]
) -> tuple[int, int] | None:
    """What the suggestions take the place of, if the expression finds the run."""
    opening, closing = run[0].start, run[-1].end
    before = _LINE_BREAK.split(text[max(0, opening - _FARTHEST) : opening])[-1]
    after = _LINE_BREAK.split(text[closing : closing + _FARTHEST])[0]
    if _JOINED_BEFORE.search(before) or _JOINED_AFTER.match(after):
        return None
    shown = f"[{' '.join(each.name for each in run)}]"
    start, end = len(before), len(before) + len(shown)
    for match in matches(rule, around, f"{before}{shown}{after}"):
        first, last = match.span(match.lastindex or 0)
        if holds(first, last, start, end):
            return opening - start + first, closing - end + last
    return None
