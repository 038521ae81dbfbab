"""A mail has no subject, or one that does not say what it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ..findings import Edit, Finding
from ..message import PartKind
from ..suggestions import replacements
from .finding import make_finding

if TYPE_CHECKING:
    from ..acts import Acts
    from ..findings import Suggestion
    from ..message import Message
    from ..ruleset.schema import Rule, Subject

_OPENING = re.compile(
    r"\s*(?:(?:(?P<reply>re|fwd?|antw?|doorst)|betr?)\s*:\s*)+", re.IGNORECASE
)
_WORD = re.compile(r"\w+")
_GOES_ON_BELOW = re.compile(r"\r?\n[ \t]+\S")
_ENGLISH_HEADERS = {"from", "to", "date", "sent", "reply-to"}


def find(rule: Rule, check: Subject, acts: Acts) -> Iterator[Finding]:
    """A finding at the subject, or at the top where a mail has none."""
    message = acts.message
    if not message.is_mail:
        return
    start, end = message.subject_span or (0, 0)
    subject = message.subject or ""
    if not says_more(subject, check.empty):
        suggestions = replacements(acts, start, end, check.suggestions)
        if start == end:
            suggestions = tuple(_put_in(message, each) for each in suggestions)
        yield make_finding(rule, check, acts, (start, end), suggestions, text=subject)


def _put_in(message: Message, suggestion: Suggestion) -> Suggestion:
    """The suggestion where no subject stands: after its name, or as a header of its
    own below the others, in their language."""
    if message.subject_span:
        place = message.subject_span[0]
        before = "" if message.text[place - 1].isspace() else " "
    else:
        headers = message.spans(PartKind.HEADERS)
        if not headers:
            return replace(suggestion, edits=())
        place = headers[0][1]
        english = _ENGLISH_HEADERS & message.headers.keys()
        before = f"\n{'Subject' if english else 'Onderwerp'}: "
    edits = (
        Edit(place, place, before + edit.text)
        for edit in suggestion.edits
        if edit.text and not _is_folded(message.text, place)
    )
    return replace(suggestion, edits=tuple(edits))


def _is_folded(text: str, place: int) -> bool:
    """Whether a header goes on at the next line, which begins with a blank."""
    return bool(_GOES_ON_BELOW.match(text, place))


def says_more(subject: str, empty: Sequence[str]) -> bool:
    """Whether a subject has a word that is not one of the empty ones."""
    words = _WORD.findall(_OPENING.sub("", subject.lower()))
    return any(word not in empty for word in words)


def is_reply(subject: str) -> bool:
    """Whether the words of a subject are those of the mail that it answers."""
    opening = _OPENING.match(subject)
    return bool(opening and opening["reply"])
