"""Words to encoder pieces: the one place that knows how text enters the network.

Training and reading share this module, so that the network sees at run time
what it saw when it learned.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

BEGIN, PAD, END, UNKNOWN = 0, 1, 2, 3
LINE_BREAK, PARAGRAPH_BREAK = "<nl>", "<par>"
#: A word of more pieces than this (a link, a key) is cut; its tail tells nothing.
MAX_PIECES_PER_WORD = 12
MAX_CACHED_WORDS = 50_000


class Window(NamedTuple):
    """A run of words that fits the encoder.

    `ids` are piece numbers with begin and end marks; `word_of_piece` gives for
    each piece the index of its word in the document, -1 for marks and layout.
    Words `first` up to `last` (exclusive) are read in it; of these, those from
    `keep_first` up to `keep_last` are taken from this window.
    """

    ids: list[int]
    word_of_piece: list[int]
    first: int
    last: int
    keep_first: int
    keep_last: int


class PieceEncoder:
    """Turns words into pieces of the vocabulary in `path` (a `tokenizers` file)."""

    def __init__(self, path: Path) -> None:
        from tokenizers import Tokenizer

        self._tokenizer = Tokenizer.from_file(str(path))
        self._cache: dict[str, list[int]] = {}
        self._line = self._number(LINE_BREAK)
        self._paragraph = self._number(PARAGRAPH_BREAK)

    def _number(self, piece: str) -> int:
        number = self._tokenizer.token_to_id(piece)
        if number is None:
            raise ValueError(f"the vocabulary lacks {piece}")
        return number

    def __len__(self) -> int:
        return self._tokenizer.get_vocab_size()

    def layout(self, white_space: str) -> list[int]:
        """Pieces for the white space between two words: only line ends count."""
        breaks = white_space.count("\n")
        if breaks == 0:
            return []
        return [self._line if breaks == 1 else self._paragraph]

    def words(self, texts: Sequence[str]) -> list[list[int]]:
        """Pieces of each word; a word after white space is given with one space."""
        # One look at each: another thread may empty the cache.
        cached = ((text, self._cache.get(text)) for text in texts)
        known = {text: pieces for text, pieces in cached if pieces is not None}
        new = list(dict.fromkeys(text for text in texts if text not in known))
        if new:
            # Bounded: a long-lived server must not grow with what it reads.
            if len(self._cache) > MAX_CACHED_WORDS:
                self._cache.clear()
            encodings = self._tokenizer.encode_batch_fast(new, add_special_tokens=False)
            for text, encoding in zip(new, encodings, strict=True):
                known[text] = encoding.ids[:MAX_PIECES_PER_WORD] or [UNKNOWN]
                self._cache[text] = known[text]
        return [known[text] for text in texts]

    def windows(
        self, words: Sequence[str], gaps: Sequence[str], limit: int, overlap: int
    ) -> list[Window]:
        """Cut a document into windows of at most `limit` pieces.

        `gaps[i]` is the white space before word `i`. Neighbouring windows share
        about `overlap` pieces; each word is kept from the window in which it
        stands farther from the edge.
        """
        spaced = [
            " " + word if gap or not index else word
            for index, (word, gap) in enumerate(zip(words, gaps, strict=True))
        ]
        pieces = [
            (self.layout(gap), word)
            for gap, word in zip(gaps, self.words(spaced), strict=True)
        ]
        lengths = [len(layout) + len(word) for layout, word in pieces]
        room = limit - 2
        spans: list[tuple[int, int]] = []
        first = 0
        while True:
            last, used = first, 0
            while last < len(words) and used + lengths[last] <= room:
                used += lengths[last]
                last += 1
            spans.append((first, last))
            if last >= len(words):
                break
            back, first = 0, last
            while first - 1 > spans[-1][0] and back + lengths[first - 1] <= overlap:
                first -= 1
                back += lengths[first]
        windows = []
        for number, (first, last) in enumerate(spans):
            ids, owners = [BEGIN], [-1]
            for index in range(first, last):
                layout, word = pieces[index]
                ids += layout + word
                owners += [-1] * len(layout) + [index] * len(word)
            before = spans[number - 1][1] if number else first
            after = spans[number + 1][0] if number + 1 < len(spans) else last
            windows.append(
                Window(
                    [*ids, END],
                    [*owners, -1],
                    first,
                    last,
                    (first + before) // 2 if number else first,
                    (after + last) // 2,
                )
            )
        return windows
