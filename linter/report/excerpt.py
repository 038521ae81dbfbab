"""One line of a draft with the marked words, cut to fit the terminal."""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import cell_len

from ..findings import Lines
from .printable import printable

_CUT = "…"


@dataclass(frozen=True)
class Excerpt:
    """A line in three parts, ready to print; `marked` is empty at a mere place."""

    before: str
    marked: str
    after: str

    @property
    def marker(self) -> str:
        """The line below: `^` under every cell of the marked words."""
        return " " * cell_len(self.before) + "^" * max(1, cell_len(self.marked))

    @property
    def blank(self) -> bool:
        """Whether nothing of the line can be seen."""
        return not (self.before + self.marked + self.after).strip()


def excerpt(text: str, start: int, end: int, width: int) -> Excerpt:
    """The line at `start`, with the words up to `end` or the end of the line."""
    lines = Lines(text)
    line_start, line_end = lines.line_span(lines.position(start).line)
    start = min(start, line_end)
    end = max(start, min(end, line_end))
    return _fit(
        Excerpt(
            printable(text[line_start:start]),
            printable(text[start:end]),
            printable(text[end:line_end]),
        ),
        width,
    )


def _fit(whole: Excerpt, width: int) -> Excerpt:
    """Keep the marked words whole if that can be, and as much around as fits."""
    marked = _head(whole.marked, width - 2 * cell_len(_CUT))
    # A mere place at the end of a line needs a cell for its mark.
    room = width - max(1, cell_len(marked))
    before, after = cell_len(whole.before), cell_len(whole.after)
    # A short side leaves its room to the other side.
    before_room = max(room // 2, room - after)
    after_room = max(room - room // 2, room - before)
    if marked != whole.marked:
        after_room = 0
    return Excerpt(
        _tail(whole.before, before_room), marked, _head(whole.after, after_room)
    )


def _head(text: str, width: int) -> str:
    """The start of a text, at most `width` cells with the sign that it was cut."""
    if cell_len(text) <= width:
        return text
    kept = text[:width]
    while kept and cell_len(kept) + cell_len(_CUT) > width:
        kept = kept[:-1]
    return _until_space(kept) + _CUT if width > 0 else ""


def _tail(text: str, width: int) -> str:
    """The end of a text, at most `width` cells with the sign that it was cut."""
    if cell_len(text) <= width:
        return text
    kept = text[-width:] if width > 0 else ""
    while kept and cell_len(kept) + cell_len(_CUT) > width:
        kept = kept[1:]
    return _CUT + _from_space(kept) if width > 0 else ""


def _until_space(text: str) -> str:
    """Drop a word cut in two at the end, unless nothing would be left."""
    words, space, _ = text.rpartition(" ")
    return words + space if words.strip() else text


def _from_space(text: str) -> str:
    """Drop a word cut in two at the start, unless nothing would be left."""
    _, space, words = text.partition(" ")
    return space + words if words.strip() else text
