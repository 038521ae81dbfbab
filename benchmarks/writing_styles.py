"""The same message as somebody else would write or send it."""

from __future__ import annotations

import random
import re
import textwrap
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

#: Of the words of five letters and more, one in so many gets a typo.
TYPO_ONE_IN = 10
_LINE_WIDTH = 72  # as mail programs wrap, in code points


def _wrapped(text: str) -> str:
    return "\n".join(textwrap.fill(line, _LINE_WIDTH) for line in text.split("\n"))


def _joined(text: str) -> str:
    return re.sub(r"\s*\n+\s*", " ", text.strip())


def _pasted(text: str) -> str:
    return text.replace(" ", "\u00a0").replace("'", "’")


def _unmarked(text: str) -> str:
    return re.sub(r"[.,!?;:](?=\s|$)", "", text.lower())


def _with_typos(text: str) -> str:
    chance = random.Random(text)  # the same ones each time
    return re.sub(r"[^\W\d_]{5,}", lambda match: _typo(match[0], chance), text)


def _typo(word: str, chance: random.Random) -> str:
    """The word, or one time in ten with two letters swapped, or one left out or
    doubled; the first letter stays."""
    if chance.randrange(TYPO_ONE_IN):
        return word
    place = chance.randrange(1, len(word) - 1)
    before, letter, after = word[:place], word[place], word[place + 1 :]
    swapped = before + after[0] + letter + after[1:]
    return chance.choice([swapped, before + after, before + letter * 2 + after])


STYLES: Mapping[str, Callable[[str], str]] = {
    "plain": str,
    "wrapped": _wrapped,
    "joined": _joined,
    "pasted": _pasted,
    "small": str.lower,
    "unmarked": _unmarked,
    "typos": _with_typos,
}
