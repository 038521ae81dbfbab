"""Mends a message finding by finding, as the writer chooses."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import ndiff
from typing import TYPE_CHECKING

import click

from .fixing import apply_edits
from .message import Message

if TYPE_CHECKING:
    from .findings import Finding, Report, Suggestion
    from .linting import Linter

_COLORS = {"+": "green", "-": "red"}


def choose(linter: Linter, message: Message) -> Report:
    """Ask for each finding which suggestion to apply; the report on the result.

    After a choice the message is judged anew: what else the choice mended is not asked
    about. Stopping keeps what was chosen.
    """
    report = linter.lint(message)
    passed: set[tuple[str, str]] = set()
    while True:
        finding = _next(report.findings, passed)
        if finding is None:
            return report
        suggestions = [each for each in finding.suggestions if each.edits]
        answer = _ask(report, finding, suggestions)
        if answer is None:
            return report
        if answer:
            edits = suggestions[answer - 1].edits
            text = apply_edits(report.message.text, edits)
            report = linter.lint(Message.from_text(text, message.path))
        else:
            passed.add((finding.rule, finding.message))


def _next(findings: Iterable[Finding], passed: set[tuple[str, str]]) -> Finding | None:
    """The first finding with something to choose that was not passed over."""
    for finding in findings:
        mendable = any(each.edits for each in finding.suggestions)
        if mendable and (finding.rule, finding.message) not in passed:
            return finding
    return None


def _ask(report: Report, finding: Finding, suggestions: list[Suggestion]) -> int | None:
    """The number of a suggestion from 1, 0 to pass over, None to stop."""
    text = report.message.text
    click.echo(f"\n{finding.severity.value}: {finding.message}", err=True)
    for number, suggestion in enumerate(suggestions, 1):
        click.echo(f"  {number}  {suggestion.title}", err=True)
        for line in _difference(text, apply_edits(text, suggestion.edits)):
            click.secho(f"     {line}", fg=_COLORS.get(line[:1]), err=True)
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
