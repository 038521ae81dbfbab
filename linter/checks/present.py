"""Something stands in a message that does not belong there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ..findings import Finding
from ..suggestions import replacements
from .finding import make_finding, quoted

if TYPE_CHECKING:
    from ..acts import Acts, Occurrence
    from ..ruleset.schema import Mixed, Present, Rule


def find(rule: Rule, check: Present, acts: Acts) -> Iterator[Finding]:
    """A finding at each place where one of the acts occurs."""
    return report_each(rule, check, acts, acts.of(*check.acts))


def report_each(
    rule: Rule, check: Present | Mixed, acts: Acts, found: Iterable[Occurrence]
) -> Iterator[Finding]:
    """A finding at each of these places."""
    for one in found:
        start, end = one.span.start_char, one.span.end_char
        suggestions = replacements(acts, start, end, check.suggestions)
        words = quoted(acts, one.span)
        yield make_finding(rule, check, acts, (start, end), suggestions, text=words)
