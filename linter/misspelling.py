"""Words that are one slip of the pen away from another."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

#: Shorter words have too many neighbours to be taken for a typo.
SHORTEST_MISSPELT = 5


def is_slip(word: str, wanted: str) -> bool:
    """Whether a word that is not too short has one letter more, less or other than
    the wanted one, or two in the wrong order.

    The first letter is seldom wrong (Yannakoudakis and Fawthrop 1983), and often the
    one that tells two words apart ("panne", "sanne").
    """
    if len(word) < SHORTEST_MISSPELT or word[0] != wanted[0]:
        return False
    from rapidfuzz.distance import OSA  # what reads no letter does without

    return OSA.distance(word, wanted, score_cutoff=1) == 1


def meant_by(
    word: str, known: Collection[str], look_alikes: Collection[str]
) -> str | None:
    """The known word that a word, in lower case, is a slip of, unless it is a word of
    its own that looks alike."""
    if word in look_alikes:
        return None
    return next((wanted for wanted in known if is_slip(word, wanted)), None)
