"""Text of others made safe to print on one line of a terminal."""

from __future__ import annotations

from unicodedata import category

_TAB = "    "
_ZERO_WIDTH_JOINER = "\u200d"
_UNKNOWN = "\ufffd"


def printable(text: str) -> str:
    """The text without anything that moves the cursor or hides or turns words.

    Works character by character, so that the printable form of two parts joined
    is that of the whole: markers can be placed by measuring what is before them.
    """
    return "".join(
        character if character.isprintable() else _visible(character)
        for character in text
    )


def one_line(text: str) -> str:
    """The printable text with each run of white space as one space."""
    return printable(" ".join(text.split()))


def _visible(character: str) -> str:
    if character == "\t":
        return _TAB
    if character == "\x7f":
        return "\u2421"
    if character < " ":
        return chr(0x2400 + ord(character))
    kind = category(character)
    if kind == "Cf":
        # Invisible marks; only the joiner inside emoji is part of what one sees.
        return character if character == _ZERO_WIDTH_JOINER else ""
    return " " if kind == "Zs" else _UNKNOWN
