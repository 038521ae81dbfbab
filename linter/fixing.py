"""Mends a message with the suggestions of its findings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from .errors import AfwijslintError
from .findings import Edit, Finding, Suggestion, in_order
from .message import Message
from .ruleset.schema import Missing, Place
from .spans import overlap

if TYPE_CHECKING:
    from .findings import Report
    from .linting import Linter


#: Where the words that the pipeline reads as one sentence end, at the latest.
_MARK_OR_LINE_BREAK = re.compile(r"[.!?…\n\r]")

#: What has no more words than this may stand there twice, such as a greeting.
_FEW_WORDS = 3
#: Two long words beside each other, such as "persoonlijke redenen".
_LONG_PAIR = re.compile(r"(?=\b(\w{7,} \w{7,})\b)")
_LETTERS = re.compile(r"\w")
#: What edits side by side may leave of a sentence.
_BROKEN = re.compile(
    r"\b(?:want|omdat),? (?:want|omdat|maar|en|of|dus)\b|\b(?:en|of|maar|dus),? want\b"
    r"|\b(en|maar|of),? \1\b"
    r"|\bwant,? (?:daarom|om \w+ redenen)\b|(?<!\.)\.\.(?!\.)",
    re.IGNORECASE,
)


def fix(linter: Linter, message: Message, *, unsafe: bool = False) -> Report:
    """The report on what the message becomes by a suggestion of every finding that has
    one with edits.

    Only suggestions that are safe, and then, if `unsafe`, the others; none that would
    bring a finding that was not there. Raises what `Linter.lint` does.
    """
    report = linter.lint(message)
    kept = _mended(linter, report, unsafe=False)
    if unsafe:
        kept = _mended(linter, kept, unsafe=True)
    return kept


def _mended(linter: Linter, report: Report, *, unsafe: bool) -> Report:
    """What comes of round after round, as far as nothing new is left of it."""
    kept = report
    seen = {report.message.text}
    while attempt := _best_attempt(linter, report, unsafe):
        report = attempt.report
        if report.message.text in seen:
            break
        seen.add(report.message.text)
        # What a mend revealed may be mended in the next round.
        if _count(report) <= _count(kept):
            kept = report
    return kept


def _count(report: Report) -> Counter[str]:
    """How many findings there are of each rule."""
    return Counter(finding.rule for finding in report.findings)


class _Attempt(NamedTuple):
    """A report after edits that mended something, and how many of its findings stood
    there unseen before."""

    report: Report
    revealed: int


def _best_attempt(linter: Linter, report: Report, unsafe: bool) -> _Attempt | None:
    """The first that reveals nothing, else the first of all."""
    ordered = sorted(report.findings, key=_order_of_writing(linter))
    choices = list(_choices(ordered, unsafe))
    # What is missing may stand there once a word is written out.
    replacing = [edits for edits in choices if edits[0][0].end > edits[0][0].start]
    best = None
    tries = chain(_edits_to_try(replacing), _edits_to_try(choices))
    for edits in dict.fromkeys(tuple(edits) for edits in tries):
        attempt = _attempt(linter, report, edits, unsafe)
        if attempt is not None and not attempt.revealed:
            return attempt
        best = best or attempt
    return best


def judge_edited(linter: Linter, report: Report, edits: Iterable[Edit]) -> Report:
    """The report on the message with these edits.

    The pipeline reads a sentence in the light of its neighbours, and may pass over one
    that it found faulty beside others: what was found in a sentence that the edits left
    as it was still counts. Raises what `Linter.lint` does.
    """
    edits = list(applicable(report.message.text, edits))
    text = _with_edits(report.message.text, edits)
    after = linter.lint(report.message.with_text(text, report.address))
    found = list(after.findings)
    for finding in filter(_marks_words, report.findings):
        moved = _moved(report.message.text, finding, edits)
        if moved and not any(
            each.rule == moved.rule and each.overlaps(moved) for each in found
        ):
            found.append(moved)
    return replace(after, findings=tuple(in_order(found)))


def _marks_words(finding: Finding) -> bool:
    """Whether the check looked at the words of a finding, and at nothing else."""
    return finding.kind == "present"


def _moved(text: str, finding: Finding, edits: Sequence[Edit]) -> Finding | None:
    """The finding where its words stand after the edits, if its sentence is left as it
    was; with the suggestions that nothing came in the way of."""
    by = shift(edits, *_sentence(text, finding))
    if by is None:
        return None
    moved = replace(finding, start=finding.start + by, end=finding.end + by)
    suggestions = (_moved_suggestion(each, edits) for each in finding.suggestions)
    return replace(moved, suggestions=tuple(filter(None, suggestions)))


def _moved_suggestion(
    suggestion: Suggestion, edits: Sequence[Edit]
) -> Suggestion | None:
    moved = []
    for edit in suggestion.edits:
        by = shift(edits, edit.start, edit.end)
        if by is None:
            return None
        moved.append(Edit(edit.start + by, edit.end + by, edit.text))
    return replace(suggestion, edits=tuple(moved))


def shift(edits: Iterable[Edit], start: int, end: int) -> int | None:
    """How far the edits move what stands from `start` up to `end`, if none of them
    changes it."""
    by = 0
    for edit in edits:
        if overlap(edit.start, edit.end, start, end):
            return None
        if edit.end <= start:
            by += len(edit.text) - (edit.end - edit.start)
    return by


def usable(finding: Finding, *, unsafe: bool) -> list[Suggestion]:
    """The suggestions that change the text and assume nothing, only the safe ones
    unless `unsafe`."""
    return [
        each
        for each in finding.suggestions
        if each.edits and not each.assumes and (each.safe or unsafe)
    ]


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """The text with these edits, as far as they are applicable."""
    return _with_edits(text, applicable(text, edits))


def _with_edits(text: str, edits: Iterable[Edit]) -> str:
    pieces: list[str] = []
    done = 0
    for edit in edits:
        pieces += text[done : edit.start], edit.text
        done = edit.end
    return "".join([*pieces, text[done:]])


def applicable(text: str, edits: Iterable[Edit]) -> Iterator[Edit]:
    """The edits in the order of the text; of those that overlap the first counts.

    Insertions at one place keep their order, but what begins a paragraph (a sign-off)
    comes after what goes on with the one before; the full stop that one of them gives
    to the sentence before it comes once. Line breaks become those of the text.
    """
    line_break = "\r\n" if "\r\n" in text else "\n"
    done, before = 0, ""
    for edit in sorted(edits, key=_place):
        if edit.start >= done:
            new = edit.text.replace("\r\n", "\n").replace("\n", line_break)
            if edit.start > done:
                before = text[done : edit.start]
            if before.rstrip().endswith((".", "!", "?")):
                new = new.removeprefix(".")
            yield replace(edit, text=new)
            done, before = edit.end, new or before


def _place(edit: Edit) -> tuple[int, int, bool]:
    return edit.start, edit.end, edit.text.startswith(("\n", "\r"))


def _order_of_writing(linter: Linter) -> Callable[[Finding], tuple[int, int]]:
    """A key that sorts findings as a writer adds what is missing at one place: what
    belongs to the decision before what closes the letter, what matters most first."""
    order = [place for place in Place if place is not Place.QUOTE]
    places = {
        rule.id: max(
            (
                order.index(one.place)
                for one in rule.checks
                if isinstance(one, Missing) and one.place in order
            ),
            default=0,
        )
        for rule in linter.ruleset.rules.values()
    }
    return lambda finding: (places.get(finding.rule, 0), -finding.severity.rank)


def _choices(
    findings: Iterable[Finding], unsafe: bool
) -> Iterator[list[Sequence[Edit]]]:
    """For each finding that can be mended the edits that may do it."""
    for finding in findings:
        edits: list[Sequence[Edit]] = [
            suggestion.edits for suggestion in usable(finding, unsafe=unsafe)
        ]
        if edits:
            yield edits


def _edits_to_try(choices: list[list[Sequence[Edit]]]) -> Iterator[Sequence[Edit]]:
    """All together; where that does harm or nothing, half of them, and half of that;
    at last each by itself."""
    size = len(choices)
    while size > 1:
        for start in range(0, len(choices), size):
            yield list(_going_together(choices[start : start + size]))
        size = (size + 1) // 2
    for choice in choices:
        yield from choice


def _fills_a_blank(report: Report, edits: Iterable[Edit]) -> bool:
    """Whether an edit takes away what the writer still has to fill in."""
    return any(
        overlap(edit.start, edit.end, blank.start, blank.end)
        and report.message.text[blank.start : blank.end] not in edit.text
        for edit in edits
        for blank in report.message.placeholders
    )


def repeats(text: str, edits: Sequence[Edit]) -> bool:
    """Whether an edit puts in a sentence that stands elsewhere in the message, or two
    long words that do."""
    edits = [edit for edit in edits if edit.text and not _only_respells(text, edit)]
    without = [Edit(edit.start, edit.end, "") for edit in edits]
    left = apply_edits(text, without).lower()
    new = list(map(_words_put_in, edits))
    pairs = [pair for words in new for pair in _LONG_PAIR.findall(words)]
    return (
        any(len(words.split()) > _FEW_WORDS and words in left for words in new)
        or len(set(pairs)) < len(pairs)
        or not set(pairs).isdisjoint(_LONG_PAIR.findall(left))
    )


def _breaks(text: str, edits: Sequence[Edit]) -> bool:
    """Whether edits leave a sentence with two conjunctions or two full stops."""
    after = apply_edits(text, edits)
    return len(_BROKEN.findall(after)) > len(_BROKEN.findall(text))


def _words_put_in(edit: Edit) -> str:
    """Without what joins them to their neighbours, to know them again."""
    return edit.text.strip(" .\r\n").lower()


def _going_together(choices: Iterable[list[Sequence[Edit]]]) -> Iterator[Edit]:
    """The first edits of each, without those that put in a sentence anew: in a message
    that has it their finding may be gone; or that change words which others change."""
    said: set[str] = set()
    taken: list[Edit] = []
    for edits, *_ in choices:
        new = {words for words in map(_words_put_in, edits) if " " in words}
        if new.isdisjoint(said) and all(
            shift(taken, edit.start, edit.end) is not None for edit in edits
        ):
            taken += edits
            yield from edits
        said |= new


def _attempt(
    linter: Linter, report: Report, edits: Sequence[Edit], unsafe: bool
) -> _Attempt | None:
    """What comes of these edits, if fewer findings are left and none is new; of unsafe
    ones with a sentence for what they took away."""
    text = report.message.text
    if repeats(text, edits) or _breaks(text, edits) or _fills_a_blank(report, edits):
        return None
    try:
        after = judge_edited(linter, report, edits)
        lost = _count(after) - _count(report)
        for finding in after.findings if unsafe else ():
            if lost[finding.rule] and not _marks_words(finding):
                for suggestion in usable(finding, unsafe=True)[:1]:
                    after = judge_edited(linter, after, suggestion.edits)
                break
    except AfwijslintError:  # nothing is left to judge
        return None
    nothing_lost = all(
        edit.start == edit.end or _only_respells(text, edit) for edit in edits
    )
    revealed = [
        finding.rule
        for finding in after.findings
        if _stood_there(report, after, finding, nothing_lost)
    ]
    left = _count(after)
    left.subtract(revealed)
    if left < _count(report):
        return _Attempt(after, len(revealed))
    return None


def _only_respells(text: str, edit: Edit) -> bool:
    """Whether an edit writes the same words in other letters or with other marks."""
    old = text[edit.start : edit.end].lower()
    return bool(old) and _LETTERS.findall(old) == _LETTERS.findall(edit.text.lower())


def _stood_there(
    before: Report, after: Report, finding: Finding, nothing_lost: bool
) -> bool:
    """Whether a finding is of what stood there already, and was not seen.

    When the neighbours of a sentence change, an act that was just below its threshold
    may come just above it; and where no word was taken away, what is missing now was
    missing before.
    """
    known = [each for each in before.findings if each.rule == finding.rule]
    text = before.message.text
    if _marks_words(finding):
        start, end = _sentence(after.message.text, finding)
        sentence = after.message.text[start:end].strip()
        return sentence in text and not any(
            text[each.start : each.end] in sentence for each in known
        )
    return nothing_lost and not known and finding.kind == "missing"


def _sentence(text: str, finding: Finding) -> tuple[int, int]:
    """Start and end of the text around a finding from one mark or line break up to and
    with the next."""
    ends = _MARK_OR_LINE_BREAK.finditer(text, 0, finding.start)
    before = text[max((match.end() for match in ends), default=0) : finding.start]
    start = finding.start - len(before.lstrip())
    # The mark may be the last of the words.
    match = _MARK_OR_LINE_BREAK.search(text, max(finding.start, finding.end - 1))
    return start, match.end() if match else len(text)
