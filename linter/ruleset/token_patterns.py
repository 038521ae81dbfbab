"""Patterns of spaCy's Matcher that cannot run away."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeGuard

from . import bounded_regex
from .bounded_regex import BoundedRegex

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from spacy.matcher import Matcher
    from spacy.vocab import Vocab

#: The Matcher goes through all ways to choose, which double with each choice.
MOST_CHOICES = 8
#: So many words that a pattern was asked about it need not search again.
WORDS_REMEMBERED = 2000
REGEX, FUZZY, OPERATOR = "REGEX", "FUZZY", "OP"
_LIST_NAME = re.compile(r"@[\w-]+")
_COUNT = re.compile(r"\{(?:(\d?),)?(\d)\}")

TokenAttributes = dict[str, object]


def make_matcher(
    tokens: list[TokenAttributes], vocab: Vocab, *, validate: bool = False
) -> Matcher:
    """A Matcher of one pattern, in which a search that runs away is stopped.

    It raises `RunawayError` then. Raises what spaCy does where this is no pattern.
    """
    from spacy.matcher import Matcher
    from spacy.matcher.levenshtein import levenshtein_compare

    regexes = {text: BoundedRegex(text) for text in _regexes(tokens)}

    # The words of a letter are mostly those of all letters.
    @lru_cache(maxsize=WORDS_REMEMBERED)
    def compare(word: str, given: str, distance: int) -> bool:
        known = regexes.get(given)
        if known is not None:
            return known.finds(word)
        return bool(levenshtein_compare(word, given, distance))

    # Of all comparisons the Matcher leaves only those of FUZZY to others.
    matcher = Matcher(vocab, validate=validate, fuzzy_compare=compare)
    matcher.add("pattern", [_with_fuzzy(tokens)])
    return matcher


def check(tokens: list[TokenAttributes]) -> None:
    """Raise `ValueError`, in Dutch, where this is no pattern for `make_matcher`."""
    if sum(_choices(token.get(OPERATOR, "1")) for token in tokens) > MOST_CHOICES:
        raise ValueError(f"hoogstens {MOST_CHOICES} woorden mogen weg (OP)")
    for text in _regexes(tokens):
        bounded_regex.check(text)
    list(lists_named(tokens))
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

    vocab = Vocab()
    word = ["x"]
    doc = Doc(vocab, word, tags=word, pos=["X"], lemmas=word, heads=[0], deps=word)
    try:
        make_matcher(tokens, vocab, validate=True)
        # Some faults show only when a word is looked at, with nothing before it.
        for token in tokens:
            for key in token.keys() - {OPERATOR}:
                make_matcher([{key: token[key]}], vocab)(doc)
    except Exception as error:
        raise ValueError("dit is geen patroon van spaCy's Matcher") from error


def with_lists(part: Any, lists: Mapping[str, Sequence[str]]) -> Any:
    """The same with the words of a list (in lower case) for its name: `IN: ["@baan"]`.

    Raises `KeyError` for an unknown list.
    """
    if isinstance(part, dict):
        return {key: with_lists(value, lists) for key, value in part.items()}
    if not isinstance(part, list):
        return part
    spread: list[object] = []
    for item in part:
        if _is_list_name(item):
            spread += [word.lower() for word in lists[item[1:]]]
        else:
            spread.append(with_lists(item, lists))
    return spread


def lists_named(part: object) -> Iterator[str]:
    """The names of the lists in a pattern, without their `@`.

    Raises `ValueError`, in Dutch, for one that stands alone: it would be a word.
    """
    if _is_list_name(part):
        raise ValueError('een woordenlijst (@) staat tussen haken: IN: ["@baan"]')
    if isinstance(part, dict):
        for value in part.values():
            yield from lists_named(value)
    elif isinstance(part, list):
        for item in part:
            yield from (item[1:],) if _is_list_name(item) else lists_named(item)


def _is_list_name(item: object) -> TypeGuard[str]:
    return isinstance(item, str) and bool(_LIST_NAME.fullmatch(item))


def _choices(operator: object) -> int:
    """In how many words a pattern has a choice by this operator."""
    if operator in ("1", "!"):
        return 0
    if operator == "?":
        return 1
    count = _COUNT.fullmatch(str(operator))
    if count is None:
        raise ValueError("OP kan hier ?, !, {2} of {0,3} zijn, met hoogstens een 9")
    return int(count[2]) - int(count[1] or 0) if count[1] is not None else 0


def _regexes(part: object, *, inside: bool = False) -> Iterator[str]:
    """All that stands below a key REGEX, itself or in a list."""
    if isinstance(part, dict):
        for key, value in part.items():
            yield from _regexes(value, inside=inside or key == REGEX)
    elif isinstance(part, list):
        for value in part:
            yield from _regexes(value, inside=inside)
    elif inside:
        yield str(part)


def _with_fuzzy(part: Any) -> Any:
    """The same with FUZZY for each REGEX."""
    if isinstance(part, dict):
        return {FUZZY if k == REGEX else k: _with_fuzzy(v) for k, v in part.items()}
    return list(map(_with_fuzzy, part)) if isinstance(part, list) else part
