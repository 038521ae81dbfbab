"""The words of a line, and sets of words to look them up in."""

from __future__ import annotations

import re

#: A word or a placeholder, without the marks around it.
WORD = re.compile(r"[^\W_][\w.'’-]{0,40}|\[[^\[\]]{1,60}\]")
#: A word, a placeholder or a run of marks: every piece that is not white space.
TOKEN = re.compile(
    r"\[[^\[\]]{1,60}\]|\{\{[^{}]{1,60}\}\}|\$?\{[^{}]{1,60}\}|<[^<>]{1,60}>"
    r"|[,;:!?]{1,9}|[^\s,;:!?\[{<]{1,60}|\S"
)


def word_set(words: str) -> frozenset[str]:
    """The words that stand in a string with white space between them."""
    return frozenset(words.split())


def plain_words(text: str) -> list[str]:
    """The words of a line in lower case, without the dots of abbreviations."""
    return [word.rstrip(".").lower() for word in WORD.findall(text)]
