"""There is more of something than the reader has patience for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ..findings import Finding
from ..ruleset.schema import Measure
from ..suggestions import replacements
from .finding import make_finding

if TYPE_CHECKING:
    from ..acts import Acts, Passage
    from ..ruleset.schema import Limit, Rule


def find(rule: Rule, check: Limit, acts: Acts) -> Iterator[Finding]:
    """A finding at each passage that is over the limit."""
    body = acts.body()
    if check.measure is Measure.OCCURRENCES:
        yield from _too_often(rule, check, acts)
        return
    if check.acts:
        numbers = {one.passage.number for one in acts.of(check.acts)}
        runs = _runs([p for p in body if p.number in numbers])
    else:
        runs = [body]
    for run in runs:
        count = _words(acts, run)
        if check.measure is Measure.SENTENCES:
            count = len(run)
        if count <= check.above:
            continue
        told = run if check.acts else _longest_paragraph(acts, run)
        start, end = told[0].span.start_char, told[-1].span.end_char
        suggestions = replacements(acts, start, end, check.suggestions)
        yield make_finding(
            rule, check, start, end, suggestions, count=count, limit=check.above
        )


def _too_often(rule: Rule, check: Limit, acts: Acts) -> Iterator[Finding]:
    found = acts.of(check.acts)
    for one in found[check.above :]:
        start, end = one.span.start_char, one.span.end_char
        suggestions = replacements(acts, start, end, check.suggestions)
        yield make_finding(
            rule, check, start, end, suggestions, count=len(found), limit=check.above
        )


def _words(acts: Acts, passages: Sequence[Passage]) -> int:
    return sum(
        acts.message.word_count(passage.span.start_char, passage.span.end_char)
        for passage in passages
    )


def _longest_paragraph(acts: Acts, body: Sequence[Passage]) -> list[Passage]:
    """Where a message is too long only as a whole, the part that goes on longest."""
    return max(_paragraphs(body), key=lambda passages: _words(acts, passages))


def _runs(passages: Sequence[Passage]) -> list[list[Passage]]:
    """Groups of passages that follow each other directly."""
    runs: list[list[Passage]] = []
    for passage in passages:
        if runs and passage.number == runs[-1][-1].number + 1:
            runs[-1].append(passage)
        else:
            runs.append([passage])
    return runs


def _paragraphs(passages: Sequence[Passage]) -> list[list[Passage]]:
    """Groups of passages with no empty line between them."""
    groups = [[passages[0]]]
    for before, passage in zip(passages, passages[1:], strict=False):
        between = passage.span.doc.text[before.span.end_char : passage.span.start_char]
        if between.count("\n") > 1:
            groups.append([passage])
        else:
            groups[-1].append(passage)
    return groups
