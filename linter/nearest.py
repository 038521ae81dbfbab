"""The nearest right word for a word that is not known."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# Two letters of a short word swapped, as in `fuot` for `fout`, score just this.
_LEAST_LIKENESS = 75


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that looks most like `word`, if one looks like it at all."""
    # Only a mistake is worth the time that this takes to load.
    from rapidfuzz import fuzz, process

    match = process.extractOne(
        word.lower(), sorted(known), scorer=fuzz.ratio, score_cutoff=_LEAST_LIKENESS
    )
    return match[0] if match else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """` Bedoel je 'x'?`, with a space before it, or nothing."""
    match = nearest(word, known)
    return f" Bedoel je '{match}'?" if match else ""
