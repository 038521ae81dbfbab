"""Mends a message finding by finding, as the writer chooses."""

from __future__ import annotations

from difflib import ndiff
from typing import TYPE_CHECKING, NamedTuple

import click

from .console import ask
from .errors import AfwijslintError
from .fixing import apply_edits, judge_edited, repeats, shift
from .report.printable import printable

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from .findings import Edit, Finding, Report, Suggestion
    from .linting import Linter
    from .message import Message

    _Known = tuple[str, int | None]

_COLORS = {"+": "green", "-": "red"}
_PASS, _STOP = "o", "s"


class Chosen(NamedTuple):
    """A report on what the message became, and whether the user `stopped`: is to be
    asked nothing more, of other messages either; or `interrupted` the run."""

    report: Report
    stopped: bool = False
    interrupted: bool = False


def choose(linter: Linter, message: Message) -> Chosen:
    """Ask for each finding which suggestion to apply.

    After a choice the message is judged anew: what else the choice mended is not asked
    about. Stopping keeps what was chosen.
    """
    report = linter.lint(message)
    passed: set[_Known] = set()
    while finding := _next(report, passed):
        try:
            answer = _answer(report.message.text, finding)
        except click.Abort:
            return Chosen(report, interrupted=True)
        if answer == _STOP:
            return Chosen(report, stopped=True)
        if answer == _PASS:
            passed.add(_known_by(finding))
            continue
        edits = _choices(report.message.text, finding)[int(answer) - 1].edits
        try:
            report = judge_edited(linter, report, edits)
        except AfwijslintError as error:  # nothing is left to judge
            click.echo(f"  {printable(str(error))}", err=True)
            passed.add(_known_by(finding))
        else:
            passed = set(_moved(passed, edits))
    return Chosen(report)


def _next(report: Report, passed: Collection[_Known]) -> Finding | None:
    """The first finding with something to choose that was not passed over."""
    text = report.message.text
    for finding in report.findings:
        if _known_by(finding) not in passed and _choices(text, finding):
            return finding
    return None


def _choices(text: str, finding: Finding) -> list[Suggestion]:
    """The suggestions with edits that say nothing again."""
    return [
        each
        for each in finding.suggestions
        if each.edits and not repeats(text, each.edits)
    ]


def _known_by(finding: Finding) -> _Known:
    """Its rule and where its words begin; what is missing has no words."""
    missing = finding.start == finding.end
    return finding.rule, None if missing else finding.start


def _moved(passed: Iterable[_Known], edits: Sequence[Edit]) -> Iterator[_Known]:
    """What findings are known by after the edits, without those whose words begin
    differently now."""
    for rule, start in passed:
        if start is None:
            yield rule, None
        elif (by := shift(edits, start, start)) is not None:
            yield rule, start + by


def _answer(text: str, finding: Finding) -> str:
    """The number of a suggestion from 1, or what passes over or stops."""
    said = f"{finding.severity.value}: {finding.message}"
    click.echo(f"\n{printable(said)}", err=True)
    numbers = []
    for number, suggestion in enumerate(_choices(text, finding), 1):
        numbers.append(str(number))
        click.echo(f"  {number}  {printable(suggestion.title)}", err=True)
        for line in _difference(text, apply_edits(text, suggestion.edits)):
            click.secho(f"     {printable(line)}", fg=_COLORS.get(line[:1]), err=True)
    question = f"Kies {', '.join(numbers)}, {_PASS} (overslaan) of {_STOP} (stoppen)"
    return ask(question, (*numbers, _PASS, _STOP))


def _difference(before: str, after: str) -> list[str]:
    """The lines that change, as in a diff."""
    lines = ndiff(before.splitlines(), after.splitlines())
    return [line.rstrip() for line in lines if line[:1] in _COLORS]
