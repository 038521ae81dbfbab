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

#: A mark, or a quote or a bracket behind it.
_SENTENCE_ENDS = ".!?…\"”')"


def find(rule: Rule, check: Limit, acts: Acts) -> Iterator[Finding]:
    """A finding at each place that is over the limit."""
    for start, end, count in _excesses(check, acts):
        suggestions = replacements(acts, start, end, check.suggestions)
        yield make_finding(
            rule, check, acts, (start, end), suggestions, count=count, limit=check.above
        )


def _excesses(check: Limit, acts: Acts) -> Iterator[tuple[int, int, int]]:
    """Start, end and count of what is over the limit."""
    if check.measure is Measure.OCCURRENCES:
        found = acts.of(*check.acts)
        for one in found[check.above :]:
            yield one.span.start_char, one.span.end_char, len(found)
        return
    body = acts.body()
    in_sentences = check.measure is Measure.SENTENCES
    for run in _runs(check, acts, body) if check.acts else [body]:
        count = _sentences(run) if in_sentences else _words(acts, run)
        if count > check.above:
            told = run if check.acts else _longest_paragraph(acts, run)
            yield told[0].span.start_char, told[-1].span.end_char, count


def _sentences(run: Sequence[Passage]) -> int:
    """How many of the passages end in a mark, with the last: where a writer leaves the
    marks out, nobody can tell how many sentences it are."""
    return 1 + sum(passage.span.text[-1] in _SENTENCE_ENDS for passage in run[:-1])


def _words(acts: Acts, passages: Sequence[Passage]) -> int:
    return sum(
        acts.message.word_count(passage.span.start_char, passage.span.end_char)
        for passage in passages
    )


def _longest_paragraph(acts: Acts, body: Sequence[Passage]) -> list[Passage]:
    """Where a message is too long only as a whole, the part that goes on longest."""
    return max(_paragraphs(body), key=lambda passages: _words(acts, passages))


def _runs(check: Limit, acts: Acts, body: Sequence[Passage]) -> list[list[Passage]]:
    """Passages that follow each other and are all one of the acts, or elaborate it."""
    counted = acts.passages_of(*check.acts)
    other = acts.passages_of(*check.interrupted_by)
    runs: list[list[Passage]] = [[]]
    for passage in body:
        elaborates = bool(runs[-1] and check.interrupted_by) and passage not in other
        if passage in counted or elaborates:
            runs[-1].append(passage)
        elif runs[-1]:
            runs.append([])
    in_sentences = check.measure is Measure.SENTENCES
    # The decision that a reason leads to is told anyway.
    ends = counted - other if in_sentences else counted
    for run in runs:
        while (
            run
            and run[-1] not in ends
            and (in_sentences or acts.surely_lacks(run[-1], *check.acts))
        ):
            run.pop()
    return [run for run in runs if run]


def _paragraphs(passages: Sequence[Passage]) -> list[list[Passage]]:
    """Groups of passages with no empty line between them."""
    text = passages[0].span.doc.text  # spaCy makes it anew each time
    groups = [[passages[0]]]
    for before, passage in zip(passages, passages[1:], strict=False):
        between = text[before.span.end_char : passage.span.start_char]
        if between.count("\n") > 1:
            groups.append([passage])
        else:
            groups[-1].append(passage)
    return groups
