"""The words that a letter opens with: "Geachte mevrouw Kist,"."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from ..misspelling import meant_by
from .lines import LONGEST_SHORT_LINE, Found, claim
from .names import NOT_A_NAME, TITLES, may_be_name
from .part import Part, PartKind
from .words import TOKEN, word_set

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .lines import Line


class _Opener(NamedTuple):
    """Words that open a salutation, and what may follow them."""

    words: re.Pattern[str]
    alone: bool  # without anybody: "hoi ik kom niet"
    comma: bool  # a pause straight after it: "Beste,"
    running: bool  # into the sentence without a pause: "dag Kim ik kom niet"


_OPENERS = (
    _Opener(
        re.compile(
            r"hallo+|ho+i+|he+y+|hi+|ha+i+|hee+j?|[jy]o+|dag|hello|moi|mogge|moge|ola|gegroet|salut"
            r"|l\.?s|goe(?:de|ie|den|ien)?n?-?(?:dag|morgen|middag|avond|namiddag)|ey|ej",
            re.IGNORECASE,
        ),
        alone=True,
        comma=True,
        running=True,
    ),
    _Opener(
        re.compile(
            r"beste?n?|geachte?|\w{0,20}(?:geachte|geleerde|gestrenge|achtbare|waarde)"
            r"|lieve?|liefste|weledele?|dear|zeer|goede|goeie",
            re.IGNORECASE,
        ),
        alone=False,
        comma=True,
        running=True,
    ),
    _Opener(
        re.compile(r"ha|h[eé]|hej|zeg|seg|ach|allez|amai", re.IGNORECASE),
        alone=False,
        comma=False,
        running=True,
    ),
    _Opener(
        re.compile(
            r"mijne?heer|me(?:vrouw|neer|vr)|mw|dhr|heren?|heer|dames|amice|excellentie"
            r"|mijne|aan",
            re.IGNORECASE,
        ),
        alone=False,
        comma=True,
        running=False,
    ),
)
_OFTEN_MISSPELT = word_set(
    "beste geachte hallo goedemorgen goedemiddag goedenavond goedendag mevrouw meneer"
)
#: Words that are no misspelling of those.
_LOOK_ALIKES = word_set("gedachte bestel")
_CLAUSE_WORDS = word_set(
    """
    ik Ik wij we je me mij niet geen kan kom wil moet ben heb sorry helaas dat maar
    bedankt is was had heeft
    """
)
#: With a capital they are no surname either: "Hoi Kim Sinds gisteren ben ik ziek".
_SENTENCE_STARTS = word_set(
    """
    aangezien afgelopen alle allez andere chapeau dankzij doordat gezien hebt hiermee
    inmiddels mag middels na namens ondanks onlangs ook over recent sinds soms tijdens
    toen vandaar veel vorige wellicht zoals zodra zojuist zonder
    """
)
#: "{{ aanhef }} {{ achternaam }},"
_SALUTATION_BLANK = re.compile(
    r"(?:\{\{|[\[{<«%#])\W{0,9}(?:aanhef|aanspreking|begroeting|salutation)\b",
    re.IGNORECASE,
)
_PAUSE = frozenset(",;:!?")
_LONGEST_ADDRESS = 12  # in words
_LETTERHEAD_LINES = 16
_LONGEST_ADDRESS_LINE = 80  # in code points
#: "De Vries B.V."
_ABBREVIATED = re.compile(r"\b(?:[a-z]\.){2,4}$|\b(?:inc|ltd|co)\.$", re.IGNORECASE)


def find_salutation(lines: list[Line]) -> Found:
    """The salutation, on a line of its own or before the first sentence.

    The lines of a letterhead above it (addresses, a date, "Betreft: …") are headers.
    """
    for index, line in enumerate(lines[: _LETTERHEAD_LINES + 1]):
        if index and index > len(lines) - 3:
            break  # a bare "Beste," down here closes the letter
        is_top = index == 0 and len(lines) > 1
        end = line.start + _salutation_length(line.text, may_be_bare_name=is_top)
        if end == line.start:
            continue
        if index and not (end == line.end and _is_letterhead(lines[:index], line)):
            continue
        heading = claim(PartKind.HEADERS, lines[:index])
        salutation = Part(PartKind.SALUTATION, line.start, end)
        same_line = [line.after(end)] if end < line.end else []
        return Found([*heading, salutation], [*same_line, *lines[index + 1 :]])
    return Found([], lines)


def salutation_within(line: Line) -> int | None:
    """The offset of a salutation among other words of a line, with a pause and a letter
    behind it: "Gesprek Beste Kim, Ik kom niet"."""
    found = end = None
    for token in TOKEN.finditer(line.text):
        start = token.start()
        if end is not None and start >= end:
            break
        if token[0][0].isupper():
            rest = line.text[start : start + LONGEST_SHORT_LINE]
            length = _salutation_length(rest, may_be_bare_name=False)
            if length < len(rest) and rest[length - 1 : length] in (",", "!"):
                found, end = line.start + start, start + length
    return found


def _is_letterhead(lines: Sequence[Line], salutation: Line) -> bool:
    return lines[-1].paragraph < salutation.paragraph and all(
        len(line.text) <= _LONGEST_ADDRESS_LINE
        and (line.text[-1] not in ".!?" or _ABBREVIATED.search(line.text))
        for line in lines
    )


def _salutation_length(line: str, may_be_bare_name: bool) -> int:
    """How many code points of a line are the salutation that it opens with."""
    tokens = list(islice(TOKEN.finditer(line), _LONGEST_ADDRESS + 2))
    words = [token[0] for token in tokens]
    whole = tokens[-1].end() == len(line)
    opener = _opener(words[0])
    if opener:
        count = _address_length(words, whole, opener)
    elif whole and (
        _SALUTATION_BLANK.match(line) or (may_be_bare_name and _is_called_name(words))
    ):
        count = len(words)
    else:
        count = 0
    return tokens[count - 1].end() if count else 0


def _opener(word: str) -> _Opener | None:
    bare = word.lstrip("*_").rstrip(".").lower()
    for opener in _OPENERS:
        if opener.words.fullmatch(bare):
            return opener
    meant = meant_by(bare, _OFTEN_MISSPELT, _LOOK_ALIKES)
    return _opener(meant) if meant else None


def _address_length(words: Sequence[str], whole: bool, opener: _Opener) -> int:
    """How many words are the address, with the opener and the pause after it."""
    pause = next((i for i, word in enumerate(words) if word[0] in _PAUSE), None)
    before = words[1:pause]
    plain = not _has_clause(before)
    if whole and words[-1][0] in ",:" and not _has_clause(words):
        return len(words)
    if plain and pause is not None and (before or opener.comma):
        return _extended(words, pause + 1)
    if plain and pause is None and whole and (before or opener.comma):
        return len(words)
    if not opener.running:
        return 0
    name = _leading_name(before)
    return 1 + name if name or opener.alone else 0


def _has_clause(words: Iterable[str]) -> bool:
    """Whether a sentence has begun; a capital makes a name: "Beste Wil,"."""
    return any(word.rstrip(".") in _CLAUSE_WORDS for word in words)


def _extended(words: Sequence[str], count: int) -> int:
    """ "Geachte heer, mevrouw," is one salutation."""
    following = words[count : count + 2]
    if (
        following
        and following[0].lower() in TITLES
        and (len(following) == 1 or following[1][0] in _PAUSE)
    ):
        return count + len(following)
    return count


def _leading_name(words: Sequence[str]) -> int:
    """How many words are a name, where no comma tells: "hoi kim ik kan niet"."""
    no_titles = (i for i, word in enumerate(words) if word.lower() not in TITLES)
    first = next(no_titles, len(words))
    count = first
    for word in words[first:]:
        if not may_be_name(word) or word.lower() in _SENTENCE_STARTS:
            break
        if count > first and word[0].islower():
            break
        count += 1
        if len(word) > 3 and word[-1] == ".":
            break
    # "hoi kim De trein rijdt niet"
    if count > first + 1 and words[count - 1].lower() in ("de", "het"):
        count -= 1
    return count


def _is_called_name(words: Sequence[str]) -> bool:
    """A name alone on the first line: "Martijn,", "Sas!", "@recruitment,"."""
    return (
        len(words) <= 5
        and words[-1][0] in ",!"
        and (words[0][0].isupper() or words[0][0] == "@")
        and NOT_A_NAME.isdisjoint(word.lower() for word in words)
    )
