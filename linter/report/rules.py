"""The rules for people: the list of all, and the explanation of one."""

from __future__ import annotations

from textwrap import TextWrapper
from typing import TYPE_CHECKING

import click

from ..ruleset.schema import MARKED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..ruleset.schema import Rule
    from .view import View


def render_list(rules: Sequence[Rule], view: View) -> str:
    """One line a rule: id, severity, title, in columns."""
    id_width = max((len(rule.id) for rule in rules), default=0)
    lines = [
        f"{rule.id:<{id_width}}  {rule.severity.value:<12}  {rule.title}"
        for rule in sorted(rules, key=lambda rule: rule.id)
    ]
    if view.terminal:
        lines += ["", "Meer over één regel: afwijslint uitleg REGEL"]
    return "".join(f"{line}\n" for line in lines)


def render_rule(rule: Rule, view: View) -> str:
    """What the rule means, why, with examples, and how to switch it off."""
    lines = [_bold(f"{rule.id}: {rule.title} ({rule.severity.value})", view)]
    for heading, paragraphs in _sections(rule):
        if paragraphs:
            lines += ["", _bold(heading, view), *_body(paragraphs, view)]
    return "".join(f"{line}\n" for line in lines)


def _sections(rule: Rule) -> Iterator[tuple[str, list[str]]]:
    yield "Betekenis", [rule.explanation]
    yield "De gids zegt", [f"“{sentence}”" for sentence in rule.guide]
    yield "Zo is het goed", list(rule.examples.good)
    bad = [MARKED.sub(r"»\1«", text) for text in rule.examples.bad]
    marked = any("»" in text for text in bad)
    hint = " (het gaat om de woorden tussen » en «)" if marked else ""
    yield f"Zo niet{hint}", bad
    yield "Uitzetten", [f"afwijslint --ignore {rule.id} bericht.txt"]


def _body(paragraphs: Sequence[str], view: View) -> Iterator[str]:
    """The paragraphs, indented; a rule apart where letters follow each other."""
    wrapper = TextWrapper(width=view.width, initial_indent="  ", subsequent_indent="  ")
    letters = [paragraph.strip().splitlines() for paragraph in paragraphs]
    apart = any(len(lines) > 1 for lines in letters)
    for index, lines in enumerate(letters):
        if index and apart:
            yield "  ---"
        for line in lines:
            yield from wrapper.wrap(line) or [""]


def _bold(text: str, view: View) -> str:
    return click.style(text, bold=True) if view.color else text
