"""A blank is still open that the writer had to fill in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..suggestions import replacements
from .finding import make_finding

if TYPE_CHECKING:
    from ..acts import Acts
    from ..findings import Finding
    from ..ruleset.schema import Blank, Rule


def find(rule: Rule, check: Blank, acts: Acts) -> Iterator[Finding]:
    """A finding at each placeholder, also in the subject and below the letter."""
    message = acts.message
    for one in message.placeholders:
        suggestions = replacements(acts, one.start, one.end, check.suggestions)
        words = message.text[one.start : one.end]
        yield make_finding(
            rule, check, acts, (one.start, one.end), suggestions, text=words
        )
