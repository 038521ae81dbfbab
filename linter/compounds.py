"""Splits compound nouns where the treebank does: `paardensport` → `paard_sport`.

The network sees pieces and not letters, so that it often knows that a rare word is a
compound but misses the seam by a letter or two. Parts of known compounds tell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from .inflection import SEAM, closed

SHORTEST_PART = 3
#: What Dutch puts between the parts, and the treebank leaves out.
LINKS = ("", "en", "s", "e")


class CompoundSplitter:
    """Knows first and last parts from `lexicon`: lemmas of nouns by their form."""

    def __init__(self, lexicon: Mapping[str, Sequence[str]]) -> None:
        self._lexicon = lexicon
        self._first: Counter[str] = Counter()
        self._last: Counter[str] = Counter()
        for lemmas in lexicon.values():
            for lemma in lemmas:
                *before, last = lemma.split(SEAM)
                self._first.update(before or [last])
                self._last[last] += 1

    def split(self, lemma: str, form: str) -> str:
        """The lemma of the noun `form` with its seam where two known parts meet, if
        they do anywhere; a lemma of known parts is kept."""
        *before, last = lemma.split(SEAM)
        if before and self._last[last] and all(self._first[part] for part in before):
            return lemma
        whole = lemma.replace(SEAM, "")
        for found in (self._splits(form), self._splits(whole)):
            best = max(found, default=None)
            if best is not None:
                return best[-1]
        return whole.replace("-", SEAM) if len(whole.partition("-")[0]) > 1 else lemma

    def _splits(self, whole: str) -> Iterator[tuple[int, int, str]]:
        """Possible splits, those with longer and better known parts greater."""
        for place in range(SHORTEST_PART, len(whole) - SHORTEST_PART + 1):
            start, end = whole[:place].removesuffix("-"), whole[place:]
            first = next((one for one in self._stems(start) if self._first[one]), None)
            last = end if self._last[end] else self._lexicon.get(end, (end,))[0]
            if first is not None and self._last[last]:
                known = self._first[first] + self._last[last]
                yield min(len(start), len(end)), known, first + SEAM + last

    def _stems(self, start: str) -> Iterator[str]:
        """The lemmas that the start of a compound may stand for."""
        for link in LINKS:
            if start.endswith(link):
                stem = start[: len(start) - len(link)]
                yield from closed(stem) if link == "en" else [stem]
        yield from self._lexicon.get(start, ())[:1]
