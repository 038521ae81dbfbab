"""Where in a letter a missing part belongs, and what joins it to its neighbours."""

from __future__ import annotations

import re
from itertools import dropwhile, takewhile
from typing import TYPE_CHECKING, NamedTuple

from .acts import DECISION, REASONS, THANKS
from .deletion import FULL_STOPS
from .findings import Edit
from .letter_case import is_in_small_letters
from .message import PartKind
from .parts.names import may_be_name
from .parts.sign_off import POSTSCRIPT
from .parts.signature import is_device_line
from .ruleset.schema import Place

if TYPE_CHECKING:
    from .acts import Acts, Passage

_FIRST_WORD = re.compile(r"[^\W\d_][\w'’-]*|[\[{<$][^\s]+")
#: Code points in which the end of a sentence shows.
_NEAR = 40
#: A mark, or a smiley for one.
_SENTENCE_END = re.compile(
    r"(?:[.!?…]|[:;]-?[)(DPp]|[\U0001F1E6-\U0001FAFF\u2600-\u27BF\u200D\uFE0F])"
    r"[)\"”’]?\s*$"
)
_LIST_ITEM = re.compile(r"(?:[-*+•]|\d{1,3}[.)])[ \t]")
_REST_OF_LIST = re.compile(
    r"[ \t]*(?:(?:\r?\n)+[ \t]*(?:[-*+•]|\d{1,3}[.)])[ \t][^\r\n]*)*"
)
#: The acts of the last sentences of a letter, and those of what it is about.
_FAREWELL = ("wens", THANKS)
_MATTER = ("aanval", DECISION, *REASONS)
_APOLOGY, _OFFER = "excuus", "alternatief"
#: What a sentence does that stands by itself, however short.
_OF_ITS_OWN = (
    *_FAREWELL,
    "begrip",
    "vriendelijk",
    "contact",
    _OFFER,
    _APOLOGY,
    DECISION,
)
_GOES_ON_ABOUT_IT = re.compile(
    r"(?:dat|het) is (?:nu eenmaal|nou eenmaal|helaas|niet anders|wat het is)\b", re.I
)


def insertion_offset(acts: Acts, place: Place) -> int:
    """Where in the text a missing part belongs; always inside or beside the body. Of a
    placeholder there only the name is a word, and not its frame."""
    body = acts.body()
    if not body:
        spans = acts.message.spans(PartKind.BODY, PartKind.SALUTATION)
        return spans[-1][1] if spans else 0
    if place in (Place.TOP, Place.AFTER_SALUTATION):
        return body[0].span.start_char
    if place is Place.AFTER_REASON:
        return _end_of_last_reason(acts) or _end_of_opening(acts)
    if place is Place.AFTER_DECISION:
        told = _end_of_decision(acts) or _end_of_last_reason(acts)
        return told or _end_of_closing(acts)
    if place is Place.BEFORE_WISH:
        return _start_of_farewell(acts) or _end_of_closing(acts)
    return _end_of_closing(acts)


def _end_of_last_reason(acts: Acts) -> int | None:
    reasons = acts.passages_of(*REASONS)
    last = next((one for one in reversed(acts.body()) if one in reasons), None)
    return last.span.end_char if last else None


def _end_of_opening(acts: Acts) -> int:
    """The end of the thanks that the letter opens with, or else its start."""
    first = acts.body()[0]
    thanks = acts.passages_of(THANKS)
    return first.span.end_char if first in thanks else first.span.start_char


def _end_of_decision(acts: Acts) -> int | None:
    """The end of the first decision with the reasons that follow it, up to an offer of
    another moment, and with the apology where there is a reason, which would come
    before it."""
    decisions, reasons = acts.passages_of(DECISION), acts.passages_of(*REASONS)
    about_it = decisions | reasons
    if reasons:
        about_it |= acts.passages_of(_APOLOGY)
    rest = list(dropwhile(lambda one: one not in decisions, acts.body()))
    about_it -= acts.passages_of(_OFFER)
    run = rest[:1] + list(takewhile(lambda one: one in about_it, rest[1:]))
    run += takewhile(lambda one: _hangs_on(one, acts), rest[len(run) :])
    return run[-1].span.end_char if run else None


def _hangs_on(passage: Passage, acts: Acts) -> bool:
    """Whether a sentence says nothing without the one before it: "Arm ventje." """
    has_verb = any(word.pos_ in {"VERB", "AUX"} for word in passage.span)
    goes_on = bool(_GOES_ON_ABOUT_IT.match(passage.span.text))
    return (not has_verb or goes_on) and not stands_by_itself(passage, acts)


def stands_by_itself(passage: Passage, acts: Acts) -> bool:
    """Whether a sentence begins a line, or does what no other does for it."""
    before = acts.message.text[: passage.span.start_char]
    begins_line = "\n" in before[len(before.rstrip()) :]
    return begins_line or passage in acts.passages_of(*_OF_ITS_OWN)


def _start_of_farewell(acts: Acts) -> int | None:
    """The start of the wishes and thanks that close the letter, if a sentence ends
    before them."""
    farewell = acts.passages_of(*_FAREWELL) - acts.passages_of(*_MATTER)
    closing = takewhile(lambda one: one in farewell, reversed(_above_sign_off(acts)))
    start = min((one.span.start_char for one in closing), default=0)
    before = acts.message.text[acts.body()[0].span.start_char : start].rstrip()
    return start if before.endswith(tuple(FULL_STOPS)) else None


def _end_of_closing(acts: Acts) -> int:
    return _above_sign_off(acts)[-1].span.end_char


def _above_sign_off(acts: Acts) -> list[Passage]:
    """The sentences of the body before the sign-off, a bare name or a postscript,
    without one that runs on into it: "Met de beste wensen verblijf ik,"."""
    body = acts.body()
    closings = acts.message.spans(PartKind.SIGN_OFF, PartKind.SIGNATURE)
    below = [start for start, _ in closings if start > body[0].span.start_char]
    below += [
        one.span.start_char for one in body[1:] if POSTSCRIPT.match(one.span.text)
    ]
    first = min(below, default=len(acts.message.text))
    above = [one for one in body if one.span.start_char < first] or body[:1]
    runs_on = len(above) > 1 and above[-1].span.text.rstrip().endswith(",")
    return above[:-1] if runs_on else above


class Gap(NamedTuple):
    """Where a sentence is put in: what it takes the place of, what joins it to its
    neighbours, whether it starts in a small letter, and the capital after it."""

    start: int
    end: int
    before: str
    after: str
    starts_small: bool
    capital: tuple[Edit, ...]

    def filled_with(self, sentence: str) -> tuple[Edit, ...]:
        if self.starts_small:
            sentence = sentence[:1].lower() + sentence[1:]
        new = self.before + sentence + self.after
        return Edit(self.start, self.end, new), *self.capital


def gap_at(acts: Acts, place: Place, offset: int) -> Gap:
    text = acts.message.text
    start = end = offset
    before, after = _joints(acts, place, offset)
    starts_small = all_small = is_in_small_letters(acts)
    if place is Place.END:
        name = name_below(acts, offset)
        if name:
            # The greeting comes straight above it.
            end, after = name, "\n"
    elif _LIST_ITEM.match(text, offset):
        after = "\n\n"
    elif _LIST_ITEM.match(text, text.rfind("\n", 0, offset) + 1) and before:
        # A paragraph of its own below the list.
        rest = _REST_OF_LIST.match(text, offset)
        if rest and text[rest.end() : rest.end() + 1] in {"", "\r", "\n"}:
            start = end = rest.end()
            before = "\n\n"
    elif place is Place.AFTER_SALUTATION:
        salutation = text[:offset].rstrip()
        if salutation and "\n" not in text[len(salutation) : offset]:
            if salutation[-1].isalnum():
                start, before = len(salutation), ", "
            ends_in_comma = (salutation + before).rstrip().endswith(",")
            starts_small = all_small or ends_in_comma
    start, end = acts.message.outside(start), acts.message.outside(end)
    follows = text[offset : offset + 1]
    is_small = follows.islower() and not all_small
    needs_capital = end == offset and after == " " and is_small
    capital = (Edit(offset, offset + 1, follows.upper()),) if needs_capital else ()
    return Gap(start, end, before, after, starts_small, capital)


def name_below(acts: Acts, offset: int) -> int | None:
    """Where the bare name starts below a letter that ends at an offset."""
    text = acts.message.text
    for start, _ in acts.message.spans(PartKind.SIGNATURE):
        if start >= offset and not text[offset:start].strip():
            line = text[start:].split("\n", 1)[0]
            word = _FIRST_WORD.search(line)
            is_name = word and may_be_name(word[0]) and not is_device_line(line)
            return start if is_name else None
    return None


def _joints(acts: Acts, place: Place, offset: int) -> tuple[str, str]:
    """What must stand before and after a sentence that is put in."""
    if not acts.body():
        return "\n\n", "\n"
    if place is Place.TOP:
        return "", "\n\n"
    if place is Place.END:
        return "\n\n", ""
    if any(one.span.start_char == offset for one in acts.body()):
        return "", " "
    ended = _SENTENCE_END.search(acts.message.text, max(0, offset - _NEAR), offset)
    return " " if ended else ". ", ""
