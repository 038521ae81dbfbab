"""A text without its layout, in which places of the original can be found back."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class FlowingText:
    """A text with a single blank in the place of each of some stretches of white space.

    `text` is the result, and `span` tells where a part of that stands in the original.
    """

    def __init__(self, text: str, breaks: Iterable[tuple[int, int]]) -> None:
        pieces: list[str] = []
        #: Where each piece begins in `text`, and how far the original is ahead of it.
        self._starts = [0]
        self._ahead = [0]
        end = length = 0
        for begin, after in breaks:
            pieces.append(text[end:begin] + " ")
            length += len(pieces[-1])
            end = after
            self._starts.append(length)
            self._ahead.append(end - length)
        self.text = "".join([*pieces, text[end:]])

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The start and end in the original of what stands there in `text`."""
        return self._original(start), self._original(end - 1) + 1

    def _original(self, offset: int) -> int:
        return offset + self._ahead[bisect_right(self._starts, offset) - 1]
