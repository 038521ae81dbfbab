"""A finding from a rule and the check of it that fired."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..deletion import clause_around
from ..findings import Finding

if TYPE_CHECKING:
    from spacy.tokens import Span

    from ..acts import Acts
    from ..findings import Suggestion
    from ..ruleset.schema import CheckBase, Rule


#: A message quotes at most this many characters of the draft.
LONGEST_QUOTE = 70


def quoted(acts: Acts, span: Span) -> str:
    """Words of the draft for a message: on one line, long ones cut in the middle."""
    words = _on_one_line(acts, span.start_char, span.end_char)
    if len(words) <= LONGEST_QUOTE:
        return words
    half = LONGEST_QUOTE // 2
    return f"{words[:half].rsplit(' ', 1)[0]} … {words[-half:].split(' ', 1)[-1]}"


def quoted_in_clause(acts: Acts, span: Span) -> str:
    """The clause that words of the draft are part of if it is short, for "vrijdag toch
    niet" says little by itself; else the words as `quoted`."""
    clause = _on_one_line(acts, *clause_around(acts, span))
    return clause if len(clause) <= LONGEST_QUOTE else quoted(acts, span)


def _on_one_line(acts: Acts, start: int, end: int) -> str:
    start, end = acts.message.widened(start, end)
    return " ".join(acts.message.text[start:end].split()).removesuffix(".")


def make_finding(
    rule: Rule,
    check: CheckBase,
    acts: Acts,
    place: tuple[int, int],
    suggestions: tuple[Suggestion, ...],
    **slots: object,
) -> Finding:
    """A finding from the start of a place up to its end, with the whole of a
    placeholder there and the message's slots filled in."""
    start, end = acts.message.widened(*place)
    return Finding(
        rule=rule.id,
        severity=check.severity or rule.severity,
        message=check.message.format(**slots),
        start=start,
        end=end,
        guide=check.guide or rule.guide[0],
        suggestions=suggestions,
        kind=check.kind,
    )
