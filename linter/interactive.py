"""Mends a message finding by finding, as the writer chooses."""

from __future__ import annotations

from difflib import ndiff
from typing import TYPE_CHECKING, NamedTuple

import click

from .errors import AfwijslintError
from .fixing import apply_edits, judge_edited
from .report.printable import printable

if TYPE_CHECKING:
    from .findings import Finding, Report, Suggestion
    from .linting import Linter
    from .message import Message

_COLORS = {"+": "green", "-": "red"}


class Chosen(NamedTuple):
    """A report on what the message became, and whether the user wants to go no
    further: neither with it nor with other messages."""

    report: Report
    interrupted: bool = False


def choose(linter: Linter, message: Message) -> Chosen:
    """Ask for each finding which suggestion to apply.

    After a choice the message is judged anew: what else the choice mended is not asked
    about. Stopping keeps what was chosen.
    """
    report = linter.lint(message)
    passed: set[tuple[str, int]] = set()
    while True:
        finding = _next(report, passed)
        if finding is None:
            return Chosen(report)
        suggestions = [each for each in finding.suggestions if each.edits]
        try:
            answer = _ask(report, finding, suggestions)
        except click.Abort:
            return Chosen(report, interrupted=True)
        if answer is None:
            return Chosen(report)
        if answer:
            edits = suggestions[answer - 1].edits
            try:
                report = judge_edited(linter, report, edits)
            except AfwijslintError as error:  # nothing is left to judge
                click.echo(f"  {printable(str(error))}", err=True)
                passed.add(_place_from_end(report, finding))
        else:
            passed.add(_place_from_end(report, finding))


def _next(report: Report, passed: set[tuple[str, int]]) -> Finding | None:
    """The first finding with something to choose that was not passed over."""
    for finding in report.findings:
        mendable = any(each.edits for each in finding.suggestions)
        if mendable and _place_from_end(report, finding) not in passed:
            return finding
    return None


def _place_from_end(report: Report, finding: Finding) -> tuple[str, int]:
    """What a finding is known by after a change above it."""
    return finding.rule, len(report.message.text) - finding.end


def _ask(report: Report, finding: Finding, suggestions: list[Suggestion]) -> int | None:
    """The number of a suggestion from 1, 0 to pass over, None to stop."""
    text = report.message.text
    said = f"{finding.severity.value}: {finding.message}"
    click.echo(f"\n{printable(said)}", err=True)
    for number, suggestion in enumerate(suggestions, 1):
        click.echo(f"  {number}  {printable(suggestion.title)}", err=True)
        for line in _difference(text, apply_edits(text, suggestion.edits)):
            click.secho(f"     {printable(line)}", fg=_COLORS.get(line[:1]), err=True)
    known = {str(number): number for number in range(1, len(suggestions) + 1)}
    while True:
        answer = click.prompt(
            f"Kies {', '.join(known)}, o (overslaan) of s (stoppen)", err=True
        )
        answer = answer.strip().lower()
        if answer == "s":
            return None
        if answer == "o":
            return 0
        if answer in known:
            return known[answer]


def _difference(before: str, after: str) -> list[str]:
    """The lines that change, as in a diff."""
    lines = ndiff(before.splitlines(), after.splitlines())
    return [line.rstrip() for line in lines if line[:1] in _COLORS]
