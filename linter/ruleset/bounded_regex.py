"""Regular expressions of strangers: Python's own, but one that runs away is stopped.

The module `re` cannot be stopped. `regex` can, but writes out what is repeated when it
compiles, and knows more than Python's expressions: recursion, which eats memory.
"""

from __future__ import annotations

import re
import warnings
from math import prod

import regex

#: Seconds of processor time for one expression and one text.
LONGEST_SEARCH = 1.0
#: Characters of an expression with all that it repeats written out.
MOST_WRITTEN_OUT = 100_000
_REPEATED = re.compile(r"\{(\d{1,9})")
#: With (?x), white space and comments may stand before the number.
_REPEATED_GROUP = re.compile(r"\)(?:\s|#[^\n]*\n|\(\?#[^)]*\))*\{(\d{1,9})")


class RunawayError(Exception):
    """A search that was stopped; its argument is the expression."""


class BoundedRegex:
    """An expression that `check` has seen, ready to search with."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._compiled = regex.compile(text)

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Start and end of every match; raises `RunawayError`."""
        return [match.span() for match in self.matches(text)]

    def matches(self, text: str) -> list[regex.Match[str]]:
        """Every match; raises `RunawayError`."""
        try:
            return list(self._compiled.finditer(text, timeout=LONGEST_SEARCH))
        except TimeoutError:
            raise RunawayError(self._text) from None

    def finds(self, text: str) -> bool:
        """Whether there is a match; raises `RunawayError`."""
        try:
            return self._compiled.search(text, timeout=LONGEST_SEARCH) is not None
        except TimeoutError:
            raise RunawayError(self._text) from None


def check(text: str) -> None:
    """Raise `ValueError`, in Dutch, where this is no expression for `BoundedRegex`."""
    groups = [int(count) for count in _REPEATED_GROUP.findall(text)]
    rest = sum(map(int, _REPEATED.findall(text))) - sum(groups)
    if (len(text) + rest) * prod(max(1, count) for count in groups) > MOST_WRITTEN_OUT:
        raise ValueError("deze regex is te lang of herhaalt iets te vaak")
    try:
        with warnings.catch_warnings():
            # `[[` may mean something else in a later version.
            warnings.simplefilter("ignore", FutureWarning)
            re.compile(text)
        BoundedRegex(text)
    except (re.error, regex.error, OverflowError) as error:
        raise ValueError(f"deze regex kan niet: {error}") from error
    except RecursionError as error:
        raise ValueError("deze regex is te diep genest") from error
