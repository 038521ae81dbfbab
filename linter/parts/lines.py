"""The lines of a message, which the steps share out among the parts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from .part import Part

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from .part import PartKind

#: In code points; what is longer is a paragraph and not a formula or a name.
LONGEST_SHORT_LINE = 160

_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\r|\n|\Z)")


class Line(NamedTuple):
    """A line without the white space around it, which is never empty.

    `start` is its offset in the message, in code points from 0; `paragraph` counts
    the blank lines above it.
    """

    start: int
    text: str
    paragraph: int

    @property
    def end(self) -> int:
        """The offset after the last code point."""
        return self.start + len(self.text)

    @property
    def is_short(self) -> bool:
        """Whether it may be a formula, a name or the like."""
        return len(self.text) <= LONGEST_SHORT_LINE

    def before(self, offset: int) -> Line:
        """What the line says up to an offset in the message."""
        return self._replace(text=self.text[: offset - self.start].rstrip())

    def after(self, offset: int) -> Line:
        """What the line says from an offset in the message on; may be empty."""
        text = self.text[offset - self.start :].lstrip()
        return self._replace(start=self.end - len(text), text=text)


class Found(NamedTuple):
    """What one step recognised, and the lines that it left for the next steps."""

    parts: list[Part]
    rest: list[Line]


def read_lines(text: str) -> list[Line]:
    """All lines that are not blank."""
    lines: list[Line] = []
    paragraph = 0
    for match in _LINE.finditer(text):
        raw = match[1]
        stripped = raw.strip(" \t\ufeff").strip()
        if stripped:
            start = match.start() + raw.index(stripped)
            lines.append(Line(start, stripped, paragraph))
        else:
            paragraph += 1
    return lines


def claim(kind: PartKind, lines: Iterable[Line]) -> list[Part]:
    """Make every line a part of this kind."""
    return [Part(kind, line.start, line.end) for line in lines]


def claim_where(
    kind: PartKind, lines: Iterable[Line], is_one: Callable[[str], object]
) -> Found:
    """Make the lines whose text is one parts of this kind and leave the others."""
    claimed: list[Line] = []
    rest: list[Line] = []
    for line in lines:
        (claimed if is_one(line.text) else rest).append(line)
    return Found(claim(kind, claimed), rest)


def claim_first(kind: PartKind, lines: list[Line], count: int) -> Found:
    """Make the first `count` lines parts of this kind and leave the others."""
    return Found(claim(kind, lines[:count]), lines[count:])
