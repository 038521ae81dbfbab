"""The words of an HTML page, and where each stands in its source."""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from operator import itemgetter

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,15})[^<>]*>|<[!?][^<>]*>|[^<]+|<")
#: With the groups of a tag, both empty.
_COMMENT = re.compile(r"<!--.*?-->()()", re.DOTALL)
_BLOCK_TAG = re.compile(r"br|p|div|t[rdh]|li|ul|ol|table|h[1-6]|hr|blockquote")
_HIDDEN_TAG = re.compile(r"head|script|style|title")
_PIECE = re.compile(r"\s+|&#?\w{1,32};?|[^\s&]+|&")
_DIRECTIVE = "afwijslint:"


@dataclass(frozen=True)
class Origin:
    """Where a text that was taken out of a source stands in it.

    `anchors` are of each piece where it begins in the text and in `source`, and where
    it ends in `source`, in order. Text and source run on alike, but for characters that
    are written in another way, each a piece of its own.
    """

    source: str
    anchors: tuple[tuple[int, int, int], ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the characters from `start` up to `end` of the text stand."""
        first = self._piece(start)
        begins = first[1] + start - first[0]
        if start == end:
            return begins, begins
        in_text, in_source, source_end = self._piece(end - 1)
        is_last_of_piece = self._piece(end)[0] == end
        return begins, source_end if is_last_of_piece else in_source + end - in_text

    def _piece(self, offset: int) -> tuple[int, int, int]:
        return self.anchors[bisect_right(self.anchors, offset, key=itemgetter(0)) - 1]


def text_of_html(source: str) -> tuple[str, Origin]:
    """What a reader sees; what stands in a block quote gets its `>` again.

    Every block begins a line. A comment for this program is kept, as a line.
    """
    pieces: list[str] = []
    anchors: list[tuple[int, int, int]] = []
    length = hidden = quoted = 0

    def add(piece: str, start: int, end: int) -> None:
        nonlocal length
        anchors.append((length, start, end))
        pieces.append(piece)
        length += len(piece)

    for tag in _tags(source):
        name = (tag[2] or "").lower()
        step = -1 if tag[1] else 1
        if _HIDDEN_TAG.fullmatch(name):
            hidden = max(0, hidden + step)
        elif name == "body":  # `</head>` may be left out
            hidden = 0
        elif name == "blockquote":
            quoted = max(0, quoted + step)
        if _BLOCK_TAG.fullmatch(name):
            add("\n> " if quoted else "\n", *tag.span())
        elif tag[0].startswith("<!--") and _DIRECTIVE in tag[0].lower():
            add("\n", tag.start(), tag.start())
            add(" ".join(tag[0].split()), *tag.span())
            add("\n", tag.end(), tag.end())
        elif not name and not hidden and not tag[0].startswith(("<!", "<?")):
            for piece in _PIECE.finditer(tag[0]):
                shown = " " if piece[0].isspace() else html.unescape(piece[0])
                add(shown, tag.start() + piece.start(), tag.start() + piece.end())
    add("", len(source), len(source))
    return "".join(pieces), Origin(source, tuple(anchors))


def _tags(source: str) -> Iterator[re.Match[str]]:
    """The tags and comments, and what stands between them."""
    place, last = 0, source.rfind("-->")
    while place < len(source):
        # Only where one ends is one begun: else each would be sought to the end.
        is_comment = source.startswith("<!--", place, max(last, 0))
        tag = (_COMMENT if is_comment else _TAG).match(source, place)
        assert tag
        yield tag
        place = tag.end()
