"""Words that are one slip of the pen away from another."""

from __future__ import annotations

from rapidfuzz.distance import OSA

#: Shorter words have too many neighbours to be taken for a typo.
SHORTEST_MISSPELT = 5


def is_slip(word: str, wanted: str) -> bool:
    """Whether a word that is not too short has one letter more, less or other than
    the wanted one, or two in the wrong order.

    The first letter is seldom wrong (Yannakoudakis and Fawthrop 1983), and often the
    one that tells two words apart ("panne", "sanne").
    """
    return (
        len(word) >= SHORTEST_MISSPELT
        and word[0] == wanted[0]
        and OSA.distance(word, wanted, score_cutoff=1) == 1
    )
