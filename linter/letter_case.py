"""Capitals, small letters and marks, as the rest of a draft has them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from unicodedata import category

from .dates import MONTH_NAMES
from .deletion import FULL_STOPS
from .findings import Edit
from .parts.names import NOT_A_NAME

if TYPE_CHECKING:
    from .acts import Acts

#: What the parser may take for a name where all letters are capitals.
_NO_NAMES = NOT_A_NAME.union(MONTH_NAMES)
#: Names that are written in capitals wherever they stand.
_ABBREVIATION = re.compile(
    r"(?<![\w'’])(?:abn|amc|amro|anwb|asml|asr|bbdo|bbq|cbr|cbs|cwi|dhl|dpg|dsm|eu|ggd|ggz"
    r"|hema|hsl|ibm|ict|ikea|ind|ing|kbc|klm|knmi|knvb|kpmg|kpn|kvk|lumc|nos|npo|ns|nxp"
    r"|ocmw|pwc|pvda|rai|rdw|rivm|roc|rsz|rtl|sap|tbs|tno|tnt|umc|ups|usa|uva|uwv|vdab|vrt"
    r"|vs|vtm|vu|vub|vvd|vws|wmo)(?![\w'’])",
    re.IGNORECASE,
)
#: Single marks; the empty text beyond the end is none of them.
_LOUD = ("!", "?")
_MARKS = re.compile(r"[!?](?:\s?[!?])*")
_BEGINS_ANEW = re.compile(r"\s*(?:$|\n|[A-ZÀ-ÖØ-Þ])")
_ELIDED = re.compile(r"(?<!\w)['’][st] [A-Z]")


def is_in_small_letters(acts: Acts) -> bool:
    """Whether the draft has no sentence that begins with a capital."""
    body = acts.body()
    # The first goes on behind "Beste An,".
    said = body if len(body) > 1 else acts.passages
    firsts = (next(filter(str.isalpha, one.span.text), "") for one in said)
    # Of "'s Morgens" the first letter tells nothing.
    return not any(map(str.isupper, firsts)) and not _ELIDED.search(acts.message.text)


def quieted(acts: Acts, start: int, end: int, mark: str) -> Iterator[Edit]:
    """No more than one mark, those beside the words included, and small letters."""
    text = acts.message.text
    while text[start - 1 : start] in _LOUD:
        start -= 1
    while text[end : end + 1] in _LOUD:
        end += 1
    quiet = _quiet(acts, start, end, mark)
    if quiet != text[start:end]:
        yield Edit(start, end, quiet)


def _quiet(acts: Acts, start: int, end: int, mark: str) -> str:
    """One mark in place of many, and small letters in place of capitals, other than
    those of names and abbreviations."""
    text = acts.message.text
    words = text[start:end]
    letters = [letter for letter in words if letter.isalpha()]
    if len(letters) > 1 and all(letter.isupper() for letter in letters):
        before = text[:start].rstrip()
        begins = before[-1:] in {"", *FULL_STOPS} or "\n" in text[len(before) : start]
        named = {
            token.idx - start
            for token in acts.words(start, end)
            if token.pos_ == "PROPN" and token.lower_ not in _NO_NAMES
        }
        words = "".join(
            letter if place in named or (begins and not place) else letter.lower()
            for place, letter in enumerate(words)
        )
        words = _ABBREVIATION.sub(lambda match: match[0].upper(), words)
    return _MARKS.sub(lambda m: "?" if "?" in m[0] else mark, words)


def in_case_of(acts: Acts, start: int, words: str, new: str) -> str:
    """The new words with a capital where the old ones have one or should have, and no
    other mark at the end."""
    if not words:
        return new
    # A smiley may stand behind the mark, or for it.
    if category(words[-1]) != "So" and words[-1] not in FULL_STOPS:
        new = new.removesuffix(".")
    if words[:1].isupper() or _needs_capital(acts, start):
        return new[:1].upper() + new[1:]
    # Of a placeholder the case tells nothing.
    return new if _is_blank(acts, start) else new[:1].lower() + new[1:]


def _needs_capital(acts: Acts, start: int) -> bool:
    """Whether a line or a placeholder begins here that begins a sentence or the
    sign-off, in a draft with capitals."""
    message = acts.message
    follows_break = message.text[max(0, start - 1) : start] in {"\n", "\r"}
    return (
        (follows_break or _is_blank(acts, start))
        and any(message.outside(one.span.start_char) == start for one in acts.passages)
        and not is_in_small_letters(acts)
    )


def mark_in_dots(acts: Acts, end: int) -> str:
    """The full stop that a blank of dots is as well where it ends a sentence."""
    text = acts.message.text
    blank = acts.message.placeholder_at(end - 1)
    is_dots = blank and text[end - 1] == "." and text[blank.start - 1].isspace()
    # Not those that fill a line.
    alone = blank and text[blank.start - 1] in "\r\n"
    return "." if is_dots and not alone and _BEGINS_ANEW.match(text, end) else ""


def _is_blank(acts: Acts, start: int) -> bool:
    """Whether a placeholder begins at an offset."""
    blank = acts.message.placeholder_at(start)
    return blank is not None and blank.start == start
