"""One HTML page that needs nothing else: every draft with its findings marked in it."""

from __future__ import annotations

from html import escape
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING

from ..spans import holds
from .counted import Tally
from .located import Located, locate
from .printable import one_line
from .spool import Spool

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ..findings import Report, Suggestion
    from .view import View

_BEFORE = """\
<!doctype html>
<html lang="nl">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>afwijslint</title>
<style>
{style}</style>
</head>
<body>
<h1>afwijslint</h1>
<p>{summary}</p>
"""
_AFTER = """\
</body>
</html>
"""


def render(reports: Iterable[Report], _view: View) -> Iterator[str]:
    """The page; drafts without findings are only counted."""
    tally = Tally()
    # The summary of all stands above them.
    with Spool() as sections:
        for report in tally.counted(reports):
            if report.findings:
                sections.write(_report(report, f"b{tally.faulty}"))
        style = (files(__package__) / "page.css").read_text("utf8")
        yield _BEFORE.format(style=style, summary=escape(tally.summary))
        yield from sections
    yield _AFTER


def _report(report: Report, name: str) -> str:
    found = locate(report)
    notes = "".join(
        _note(located, f"{name}-{number}") for number, located in enumerate(found, 1)
    )
    draft = "".join(_marked(report.message.text, found, name))
    return (
        f'<section aria-labelledby="{name}">\n'
        f'<h2 id="{name}">{escape(one_line(report.message.path))}</h2>\n'
        f'<div class="draft">{draft}</div>\n'
        f"<ol>\n{notes}</ol>\n</section>\n"
    )


def _marked(text: str, found: Sequence[Located], name: str) -> Iterator[str]:
    """The text in pieces; each is marked as the gravest finding in it is, and followed
    by the numbers of those that end there."""
    ends = {edge for one in found for edge in (one.finding.start, one.finding.end)}
    for start, end in pairwise(sorted({0, *ends, len(text)})):
        yield _numbers(found, start, name)
        here = [
            one.finding.severity
            for one in found
            if holds(one.finding.start, one.finding.end, start, end)
        ]
        piece = escape(text[start:end].replace("\r\n", "\n").replace("\r", "\n"))
        if here:
            worst = max(here, key=lambda severity: severity.rank)
            piece = f'<mark class="{worst.value}">{piece}</mark>'
        yield piece
    yield _numbers(found, len(text), name)


def _numbers(found: Sequence[Located], offset: int, name: str) -> str:
    return "".join(
        f'<a class="number {one.finding.severity.value}" href="#{name}-{number}">'
        f"{number}</a>"
        for number, one in enumerate(found, 1)
        if one.finding.end == offset
    )


def _note(located: Located, name: str) -> str:
    finding = located.finding
    place = f"regel {located.start.line}, kolom {located.start.column}"
    guide = f"<blockquote>{escape(finding.guide)}</blockquote>\n" * bool(finding.guide)
    advice = "".join(map(_suggestion, finding.suggestions))
    return (
        f'<li id="{name}"><p><strong class="{finding.severity.value}">'
        f"{finding.severity.value}</strong> {escape(finding.message)} "
        f"<small>{escape(finding.rule)}, {place}</small></p>\n{guide}"
        + (f"<ul>\n{advice}</ul>\n" if advice else "")
        + "</li>\n"
    )


def _suggestion(suggestion: Suggestion) -> str:
    words = " … ".join(filter(None, (one_line(each.text) for each in suggestion.edits)))
    told = f": <q>{escape(words)}</q>" if words else ""
    return f"<li>{escape(suggestion.title.rstrip(' .:'))}{told}</li>\n"
