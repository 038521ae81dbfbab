"""What a rule reports: findings with their place, and edits that mend them."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING

from .spans import overlap

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .address import Address
    from .message import Message


class Severity(str, Enum):
    """How bad a finding is, from mild to grave; the values are what users read."""

    TIP = "tip"
    WARNING = "waarschuwing"
    ERROR = "fout"

    @property
    def rank(self) -> int:
        """Its place in that order, from 0."""
        return list(Severity).index(self)


@dataclass(frozen=True)
class Edit:
    """Replace the code points `start` up to `end` (exclusive) by `text`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Suggestion:
    """One way to mend a finding: what it does, in Dutch, and its edits.

    A `safe` one keeps what the message says. One that `assumes` something tells what
    the message does not, and is only for the writer to choose.
    """

    title: str
    edits: tuple[Edit, ...] = ()
    safe: bool = False
    assumes: bool = False


@dataclass(frozen=True)
class Finding:
    """One fault in one message.

    `start` and `end` (exclusive) are offsets in Unicode code points from 0 in the
    decoded text; they are equal where something is missing. `message` says in
    Dutch what is wrong here, `guide` quotes the guide that the rule comes from. `kind`
    is that of the check which fired; a needless directive has none.
    """

    rule: str
    severity: Severity
    message: str
    start: int
    end: int
    guide: str = ""
    suggestions: tuple[Suggestion, ...] = ()
    kind: str = ""

    def overlaps(self, other: Finding) -> bool:
        """Whether both begin at one place or share a character."""
        return self.start == other.start or overlap(
            self.start, self.end, other.start, other.end
        )


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """The findings in the order of the text; at one place that of their rules."""
    return sorted(findings, key=lambda one: (one.start, one.end, one.rule))


@dataclass(frozen=True)
class Report:
    """A message and what is wrong with it, in the order of the text.

    `address` is the form of address that the suggestions use, where that is known.
    """

    message: Message
    findings: tuple[Finding, ...]
    address: Address | None = None


@dataclass(frozen=True)
class Position:
    """A place in a text as people count it: line and column from 1."""

    line: int
    column: int


class Lines:
    """The line starts of a text: `\\n`, `\\r\\n` and `\\r` each end a line."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def starts(self) -> list[int]:
        """The offset at which each line begins."""
        starts = [0]
        for index, character in enumerate(self.text):
            if character == "\n" or (
                character == "\r" and self.text[index + 1 : index + 2] != "\n"
            ):
                starts.append(index + 1)
        return starts

    def position(self, offset: int) -> Position:
        """Line and column (in code points) of an offset."""
        line = bisect_right(self.starts, offset) - 1
        return Position(line + 1, offset - self.starts[line] + 1)

    def line_span(self, line: int) -> tuple[int, int]:
        """Start and end of a line (from 1), without what ends it."""
        start = self.starts[line - 1]
        end = self.starts[line] if line < len(self.starts) else len(self.text)
        while end > start and self.text[end - 1] in "\r\n":
            end -= 1
        return start, end
