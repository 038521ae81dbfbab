"""Mends a message with the suggestions of its findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from .errors import AfwijslintError
from .findings import Edit, Finding
from .message import Message
from .ruleset.schema import Missing, Place

if TYPE_CHECKING:
    from .findings import Report
    from .linting import Linter


class Fix(NamedTuple):
    """A report on what the message became, and how many findings were mended."""

    report: Report
    mended: int


def fix(linter: Linter, message: Message, *, unsafe: bool = False) -> Fix:
    """Apply a suggestion of every finding that has one with edits.

    Only suggestions that are safe, unless `unsafe`; none that would bring a finding
    that was not there. Raises what `Linter.lint` does.
    """
    report = linter.lint(message)
    order = _order_of_writing(linter)
    mended = 0
    while True:
        ordered = sorted(report.findings, key=order)
        choices = list(_choices(ordered, unsafe))
        # What is missing may stand there once a word is written out.
        replacing = [edits for edits in choices if edits[0][0].end > edits[0][0].start]
        tried = (
            _mended(linter, report, edits)
            for edits in chain(_attempts(replacing), _attempts(choices))
        )
        better = next((after for after in tried if after is not None), None)
        if better is None:
            return Fix(report, mended)
        # Each round leaves fewer findings, so that there is a last one.
        mended += len(report.findings) - len(better.findings)
        report = better


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """The text with these edits, as far as they are applicable."""
    pieces: list[str] = []
    done = 0
    for edit in applicable(text, edits):
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
            new = edit.text.replace("\n", line_break)
            if edit.start > done:
                before = text[done : edit.start]
            if before.rstrip().endswith((".", "!", "?")):
                new = new.removeprefix(".")
            yield replace(edit, text=new)
            done, before = edit.end, new or before


def _place(edit: Edit) -> tuple[int, int, bool]:
    return edit.start, edit.end, edit.text.startswith("\n")


def _order_of_writing(linter: Linter) -> Callable[[Finding], tuple[int, int]]:
    """A key that sorts findings as a writer adds what is missing at one place: what
    belongs to the decision before what closes the letter, what matters most first."""
    order = list(Place)
    places = {
        rule.id: max(
            (order.index(one.place) for one in rule.checks if isinstance(one, Missing)),
            default=0,
        )
        for rule in linter.ruleset.rules.values()
    }
    return lambda finding: (places[finding.rule], -finding.severity.rank)


def _choices(
    findings: Iterable[Finding], unsafe: bool
) -> Iterator[list[Sequence[Edit]]]:
    """For each finding that can be mended the edits that may do it."""
    for finding in findings:
        edits: list[Sequence[Edit]] = [
            suggestion.edits
            for suggestion in finding.suggestions
            if suggestion.edits and (suggestion.safe or unsafe)
        ]
        if edits:
            yield edits


def _attempts(choices: list[list[Sequence[Edit]]]) -> Iterator[Sequence[Edit]]:
    """All together; where that does harm or nothing, half of them, and half of that;
    at last each by itself."""
    size = len(choices)
    while size > 1:
        for start in range(0, len(choices), size):
            yield list(_saying_it_once(choices[start : start + size]))
        size = (size + 1) // 2
    for choice in choices:
        yield from choice


def _saying_it_once(choices: Iterable[list[Sequence[Edit]]]) -> Iterator[Edit]:
    """The first edits of each, without those that put in a sentence anew: in a message
    that has it their finding may be gone."""
    said: set[str] = set()
    for edits, *_ in choices:
        new = {
            edit.text.strip(" .").lower() for edit in edits if " " in edit.text.strip()
        }
        if new.isdisjoint(said):
            yield from edits
        said |= new


def _mended(linter: Linter, report: Report, edits: Iterable[Edit]) -> Report | None:
    """The report after these edits, if fewer findings are left and none is new."""
    text = apply_edits(report.message.text, edits)
    try:
        after = linter.lint(report.message.with_text(text, report.address))
    except AfwijslintError:  # nothing is left to judge
        return None
    count = Counter(finding.rule for finding in report.findings)
    new_count = Counter(finding.rule for finding in after.findings)
    return after if new_count < count else None
