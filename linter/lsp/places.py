"""Places in a text as the Language Server Protocol counts them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lsprotocol.types import Position, Range

from ..findings import Lines

if TYPE_CHECKING:
    from pygls.workspace import PositionCodec

_NO_BLANKS = re.compile(r"\S+")


class Places:
    """The places in one text, in the units that were agreed on with the editor.

    All offsets are code points from 0; lines end as in `Lines`, which is as the
    protocol has it.
    """

    def __init__(self, text: str, units: PositionCodec) -> None:
        self._lines = Lines(text)
        self._units = units

    def position(self, offset: int) -> Position:
        line = self._lines.position(offset).line - 1
        before = self._lines.text[self._lines.starts[line] : offset]
        return Position(line, self._units.client_num_units(before))

    def range(self, start: int, end: int) -> Range:
        return Range(self.position(start), self.position(end))

    def marked(self, start: int, end: int) -> Range:
        """The range to mark; a word beside it where it would be empty, and not seen."""
        text = self._lines.text
        if start == end and (after := _NO_BLANKS.match(text, start)):
            end = after.end()
        elif start == end and (words := text[:start].split()):
            start = text.rindex(words[-1], 0, start)
            end = start + len(words[-1])
        return self.range(start, end)
