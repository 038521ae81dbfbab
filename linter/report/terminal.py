"""The report on a terminal: the draft's lines with the words marked, and advice."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from ..findings import Severity
from .counted import Tally
from .excerpt import excerpt
from .located import Located, locate
from .printable import one_line, printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..findings import Edit, Finding, Report, Suggestion
    from .view import View

_COLORS = {
    Severity.ERROR: "bold red",
    Severity.WARNING: "bold yellow",
    Severity.TIP: "bold cyan",
}
_INDENT = 2


def render_marked(reports: Iterable[Report], view: View) -> Iterator[str]:
    """Every finding with its line of the draft, its words marked, and advice."""
    console = _console(view)
    tally = Tally()
    for report in tally.counted(reports):
        if report.findings:
            with console.capture() as captured:
                _print_report(console, report)
            yield captured.get()
    if tally.messages and not view.quiet:
        with console.capture() as captured:
            _print_summary(console, tally)
        yield captured.get()


def _console(view: View) -> Console:
    """A console that listens to the view alone, not to the environment."""
    return Console(
        file=io.StringIO(),
        width=view.width,
        force_terminal=view.color,
        color_system="standard" if view.color else None,
        no_color=not view.color,
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
        _environ={},
    )


def _print_report(console: Console, report: Report) -> None:
    _print_whole(console, Text(printable(report.message.path), "bold underline"))
    console.print()
    for located in locate(report):
        _print_head(console, located)
        _print_excerpt(console, report.message.text, located)
        _print_advice(console, located.finding, report.message.text)
        console.print()


def _print_head(console: Console, located: Located) -> None:
    finding = located.finding
    head = Text.assemble(
        (finding.severity.value, _COLORS[finding.severity]),
        f" op {_lines(located)}",
        (f" [{finding.rule}]", "dim"),
    )
    _print_indented(console, head)
    _print_indented(console, Text(one_line(finding.message), "bold"))


def _lines(located: Located) -> str:
    first, last = located.start.line, located.end.line
    # An exclusive end at the start of a line means: up to the end of the one before.
    last -= located.end.column == 1
    return f"regel {first} tot en met {last}" if last > first else f"regel {first}"


def _print_excerpt(console: Console, text: str, located: Located) -> None:
    number = f"{located.start.line:>{_INDENT + 3}} │ "
    finding = located.finding
    shown = excerpt(text, finding.start, finding.end, console.width - len(number))
    if shown.blank:
        return
    color = _COLORS[finding.severity]
    marked = (shown.marked, color)
    gutter = (f"{'│ ':>{len(number)}}", "dim")
    _print_whole(
        console, Text.assemble((number, "dim"), shown.before, marked, shown.after)
    )
    _print_whole(console, Text.assemble(gutter, (shown.marker, color)))


def _print_advice(console: Console, finding: Finding, text: str) -> None:
    if finding.guide:
        quoted = f"“{one_line(finding.guide)}”"
        _print_indented(console, Text.assemble(("De gids: ", "dim"), quoted))
    for suggestion in finding.suggestions:
        words = _suggestion(suggestion, text)
        _print_indented(console, Text.assemble(("Voorstel: ", "green"), words))


def _suggestion(suggestion: Suggestion, text: str) -> str:
    """The title, and the words themselves where one edit says it all."""
    title = one_line(suggestion.title)
    if len(suggestion.edits) != 1:
        return title
    words = _edit(suggestion.edits[0], text)
    if not words or one_line(suggestion.edits[0].text) in title:
        return title
    return f"{title.rstrip(' .:')}: {words}"


def _edit(edit: Edit, text: str) -> str:
    new, old = one_line(edit.text), one_line(text[edit.start : edit.end])
    if not new:
        return ""
    return f"“{old}” → “{new}”" if old else f"“{new}”"


def _print_summary(console: Console, tally: Tally) -> None:
    if not tally.faulty:
        console.print(Text(tally.summary, "green"))
        return
    console.print(Text(tally.summary, "bold"))
    console.print(Text(f"Meer uitleg: afwijslint uitleg {tally.worst.rule}", "dim"))


def _print_indented(console: Console, text: Text) -> None:
    for line in text.wrap(console, console.width - _INDENT):
        line.rstrip()
        _print_whole(console, Text(" " * _INDENT).append_text(line))


def _print_whole(console: Console, text: Text) -> None:
    """Print as one line, whatever its length: it is measured already, or a path."""
    console.print(text, no_wrap=True, overflow="ignore", crop=False)
