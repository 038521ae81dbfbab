"""A mail has no subject, or one that does not say what it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ..findings import Finding
from ..suggestions import replacements
from .finding import make_finding

if TYPE_CHECKING:
    from ..acts import Acts
    from ..ruleset.schema import Rule, Subject

_REPLY = re.compile(r"(?:(?:re|fwd?|antw?|doorst|betr?)\s*:\s*)+", re.IGNORECASE)
_WORD = re.compile(r"\w+")


def find(rule: Rule, check: Subject, acts: Acts) -> Iterator[Finding]:
    """A finding at the subject, or at the top where a mail has none."""
    message = acts.message
    if not message.is_mail:
        return
    start, end = message.subject_span or (0, 0)
    subject = message.subject or ""
    if not says_more(subject, check.empty):
        suggestions = replacements(acts, start, end, check.suggestions)
        yield make_finding(rule, check, start, end, suggestions, text=subject)


def says_more(subject: str, empty: Sequence[str]) -> bool:
    """Whether a subject has a word that is not one of the empty ones."""
    words = _WORD.findall(_REPLY.sub("", subject.lower()))
    return any(word not in empty for word in words)
