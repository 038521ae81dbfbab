"""Edits that mend a finding, in the register of the message."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, dropwhile, takewhile
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import category

from .acts import CLEAR_DECISION, DECISION, DOUBT, REASONS, SURE, THANKS
from .address import JE_FORMS, NOMINAL_SUBJECTS, U_FORMS, Address, readdressed
from .dates import MONTH_NAMES
from .deletion import FULL_STOPS, left_out, loosened, whole_clause
from .extent import form_of, just_before
from .findings import Edit, Suggestion
from .message import PartKind
from .parts.names import NOT_A_NAME, may_be_name
from .ruleset.schema import Make, Place
from .spans import holds

if TYPE_CHECKING:
    from .acts import Acts, Passage
    from .ruleset.schema import Wording

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
_FIRST_WORD = re.compile(r"[^\W\d_][\w'’-]*|[\[{<$][^\s]+")
#: A mark, or a smiley for one.
_SENTENCE_END = re.compile(
    r"(?:[.!?…]|[:;]-?[)(DPp]|[\U0001F1E6-\U0001FAFF\u2600-\u27BF\u200D\uFE0F])"
    r"[)\"”’]?\s*$"
)
_DRAWN_OUT = re.compile(r"(\w)\1{2,}")
#: In a table of words an ending that depends on the noun behind it.
_ENDING = "(e)"
_DEFINITE = frozenset({"het", "dit", "dat", "je", "jouw", "uw", "jullie", "mijn"})
_GOES_ON_BEHIND = re.compile(r"[,;:]|[ \t]+[^\W\d_]")
_BEGINS_ANEW = re.compile(r"\s*(?:$|\n|[A-ZÀ-ÖØ-Þ])")
_ELIDED = re.compile(r"(?<!\w)['’][st] [A-Z]")
_LIST_ITEM = re.compile(r"(?:[-*+•]|\d{1,3}[.)])[ \t]")
_REST_OF_LIST = re.compile(r"[^\S\n]*(?:\n+[^\S\n]*(?:[-*+•]|\d{1,3}[.)])[ \t][^\n]*)*")
#: The acts of the last sentences of a letter, and those of what it is about.
_FAREWELL = ("wens", "begrip", THANKS)
_MATTER = ("aanval", DECISION, *REASONS)
_APOLOGY, _OFFER = "excuus", "alternatief"
#: What a sentence does that stands by itself, however short.
_OF_ITS_OWN = (*_FAREWELL, "vriendelijk", "contact", _OFFER, _APOLOGY, DECISION)
_GOES_ON_ABOUT_IT = re.compile(
    r"(?:dat|het) is (?:nu eenmaal|nou eenmaal|helaas|niet anders|wat het is)\b", re.I
)
_TO_ONE = re.compile(r"\b(?:je|jou|jouw|u|uw)\b")
#: A clause that goes on with a reason or a conclusion has no room for another.
_GOES_ON = re.compile(r"\b(?:want|dus),?\s*$", re.IGNORECASE)
_CONCLUDES = re.compile(r"\b(?:dus|maar),?\s*$", re.IGNORECASE)
_TELLS_WHY = re.compile(r"(?:De|Dat heeft|Om)\b")
_ARGUES = re.compile(r"^(?:Daarom|Dat heeft|Om)\b|, want\b")


def insertion_offset(acts: Acts, place: Place) -> int:
    """Where in the text a missing part belongs; always inside or beside the body. Of a
    placeholder there only the name is a word, and not its frame."""
    body = acts.body()
    if not body:
        spans = acts.message.spans(PartKind.BODY, PartKind.SALUTATION)
        return spans[-1][1] if spans else 0
    if place in (Place.TOP, Place.AFTER_SALUTATION):
        return body[0].span.start_char
    if place is Place.END:
        return _end_of_closing(acts)
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
    return (not has_verb or goes_on) and not _stands_by_itself(passage, acts)


def _stands_by_itself(passage: Passage, acts: Acts) -> bool:
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
    """The sentences of the body before the sign-off or a bare name, without one that
    runs on into it: "Met de beste wensen verblijf ik,"."""
    body = acts.body()
    closings = acts.message.spans(PartKind.SIGN_OFF, PartKind.SIGNATURE)
    below = [start for start, _ in closings if start > body[0].span.start_char]
    first = min(below, default=len(acts.message.text))
    above = [one for one in body if one.span.start_char < first] or body[:1]
    runs_on = len(above) > 1 and above[-1].span.text.rstrip().endswith(",")
    return above[:-1] if runs_on else above


def insertions(
    acts: Acts, place: Place, offset: int, wordings: Iterable[Wording]
) -> tuple[Suggestion, ...]:
    """Suggestions that put a sentence in at `offset`, or where else they want it, apart
    from its neighbours."""
    suggestions = []
    for wording in wordings:
        at, where = place, offset
        if wording.place is not None:
            at, where = wording.place, insertion_offset(acts, wording.place)
        if not acts.meet(wording.when, where):
            continue
        signs = "{afzender}" in (wording.u or "")
        if signs and at is Place.END and _name_below(acts, where):
            continue
        text = _text(wording, acts, where, where)
        if text is not None:
            edits = _gap(acts, at, where).filled_with(text)
            suggestions.append(_suggestion(acts, wording, edits))
        elif not wording.says_something:
            suggestions.append(_suggestion(acts, wording, ()))
    return tuple(suggestions)


class _Gap(NamedTuple):
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


def _gap(acts: Acts, place: Place, offset: int) -> _Gap:
    text = acts.message.text
    start = end = offset
    before, after = _joints(acts, place, offset)
    starts_small = all_small = _is_in_small_letters(acts)
    if place is Place.END:
        name = _name_below(acts, offset)
        if name:
            # The greeting comes straight above it.
            end, after = name, "\n"
    elif _LIST_ITEM.match(text, offset):
        after = "\n\n"
    elif _LIST_ITEM.match(text, text.rfind("\n", 0, offset) + 1) and before:
        # A paragraph of its own below the list.
        rest = _REST_OF_LIST.match(text, offset)
        if rest and text[rest.end() : rest.end() + 1] in {"", "\n"}:
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
    return _Gap(start, end, before, after, starts_small, capital)


def _name_below(acts: Acts, offset: int) -> int | None:
    """Where the bare name starts below a letter that ends at an offset."""
    text = acts.message.text
    for start, _ in acts.message.spans(PartKind.SIGNATURE):
        if start >= offset and not text[offset:start].strip():
            word = _FIRST_WORD.search(text, start)
            return start if word and may_be_name(word[0]) else None
    return None


def _suggestion(acts: Acts, wording: Wording, edits: tuple[Edit, ...]) -> Suggestion:
    safe = wording.safe if isinstance(wording.safe, bool) else acts.meet(wording.safe)
    return Suggestion(wording.title, edits, safe, wording.assumes)


def _is_in_small_letters(acts: Acts) -> bool:
    """Whether the draft has no sentence that begins with a capital."""
    firsts = (next(filter(str.isalpha, one.span.text), "") for one in acts.passages)
    # Of "'s Morgens" the first letter tells nothing.
    return not any(map(str.isupper, firsts)) and not _ELIDED.search(acts.message.text)


def replacements(
    acts: Acts, start: int, end: int, wordings: Sequence[Wording]
) -> tuple[Suggestion, ...]:
    """Suggestions that put a wording in the place of the faulty words.

    One with a word list is left out where the words are not on it; where they are, so
    is one after it that leaves them out.
    """
    start, end = acts.message.widened(start, end)
    form, whole = form_of({wording.form for wording in wordings}, acts, start, end)
    whole = acts.message.widened(*whole)
    is_written_out = False
    suggestions: list[Suggestion] = []
    for wording in wordings:
        if not acts.meet(wording.when, start) or wording.form not in (None, form):
            continue
        edits = _edits(wording, acts, *(whole if wording.form else (start, end)))
        if edits is None:
            continue
        leaves_out = wording.make in (Make.NOTHING, Make.NO_CLAUSE)
        if leaves_out and (is_written_out or _must_stay(acts, start, edits)):
            continue
        is_written_out = is_written_out or bool(wording.words)
        if not edits or all(edits != each.edits for each in suggestions):
            suggestions.append(_suggestion(acts, wording, edits))
    return tuple(suggestions)


def _edits(
    wording: Wording, acts: Acts, start: int, end: int
) -> tuple[Edit, ...] | None:
    """What a wording does with the words from `start` up to `end`: nothing where it
    only tells what to do, and `None` where it has nothing for them."""
    words = acts.message.text[start:end]
    if wording.make:
        places = [(start, end)]
        if wording.of:
            places = list(_inside(acts, wording.of, start, end))
        made = (_made(wording.make, wording.keeps, acts, *each) for each in places)
        return tuple(chain.from_iterable(made)) if places else None
    if wording.words:
        new = _written_out(wording.words, words.lower())
        if new is None:
            return None
        new = new.replace(_ENDING, "e" if _is_inflected(acts, start, end) else "")
        return (Edit(start, end, _in_case_of(acts, start, words, new)),)
    if not wording.says_something:
        return ()
    faulty = _up_to(wording.up_to, words)
    rest = acts.words(start + len(faulty), end)
    if faulty != words and rest._.acts[DOUBT] > SURE:
        # What stays would leave it open again.
        faulty = words
    text = _text(wording, acts, start, start + len(faulty))
    before = just_before(acts, start)
    goes_on = _GOES_ON.search(before) and _ARGUES.search(text or "")
    concludes = _CONCLUDES.search(before) and _TELLS_WHY.match(text or "")
    if text is None or goes_on or concludes:
        return None
    end = start + len(faulty)
    if wording.through:
        joint = _joint(wording.through).match(acts.message.text, end)
        if joint is None:
            return None
        end = joint.end()
    new = _in_case_of(acts, start, faulty, text) + _mark_in_dots(acts, end)
    if new.endswith("?") and (left := acts.message.text[end : end + 1]):
        if left in FULL_STOPS:
            end += 1
        elif _GOES_ON_BEHIND.match(acts.message.text, end):
            return None
    return (Edit(start, end, new),)


def _written_out(table: Mapping[str, str], word: str) -> str | None:
    """What a table has for a word, or for the one that is drawn out: "sorryyyy"."""
    return table.get(word) or table.get(_DRAWN_OUT.sub(r"\1", word))


def _is_inflected(acts: Acts, start: int, end: int) -> bool:
    """Whether an adjective gets its ending: "leuke website", but "een leuk team"."""
    words = acts.words(start, end)
    noun = next((word for word in words.doc[words.end :] if word.pos_ == "NOUN"), None)
    if noun is None or words.root.head != noun:
        return False
    common = "Gender=Neut" not in str(noun.morph) or "Number=Plur" in str(noun.morph)
    definite = any(
        word.lower_ in _DEFINITE and word.dep_ not in NOMINAL_SUBJECTS
        for word in noun.children
    )
    return common or definite


def _inside(
    acts: Acts, names: Sequence[str], start: int, end: int
) -> Iterator[tuple[int, int]]:
    """Where the named acts stand that begin among the words from `start` to `end`."""
    for one in acts.of(*names):
        if start <= one.span.start_char < end:
            yield acts.message.widened(one.span.start_char, one.span.end_char)


def _up_to(ends: Sequence[str], words: str) -> str:
    """The words before the first of `ends` and the blank or comma before it."""
    if ends:
        either = "|".join(map(re.escape, ends))
        match = re.search(rf"(?i)(?<=\w),?\s+(?:{either})\b", words)
        if match:
            return words[: match.start()]
    return words


def _joint(words: Sequence[str]) -> re.Pattern[str]:
    """What joins a clause that begins with one of these words to the one before it."""
    either = "|".join(map(re.escape, words))
    return re.compile(rf"(?:[,;:.–-]|\s)*(?:\ben\s+)?(?:{either})\b", re.IGNORECASE)


def _must_stay(acts: Acts, start: int, edits: Iterable[Edit]) -> bool:
    """Whether words cannot be left out: those that open the salutation or the sign-off,
    before a name, or those without which no clear decision would be left."""
    frames = acts.message.spans(PartKind.SALUTATION, PartKind.SIGN_OFF)
    opens_a_frame = any(
        first <= start < last and not acts.message.text[first:start].strip()
        for first, last in frames
    )
    return opens_a_frame or _takes_the_decision(acts, edits)


def _takes_the_decision(acts: Acts, edits: Iterable[Edit]) -> bool:
    """Whether no clear decision would be left."""
    decisions = acts.of(CLEAR_DECISION)
    return bool(decisions) and all(
        any(
            holds(edit.start, edit.end, one.span.start_char, one.span.end_char)
            for edit in edits
        )
        for one in decisions
    )


def _text(wording: Wording, acts: Acts, start: int, end: int) -> str | None:
    """The text for this reader in the place of the words from `start` up to `end`; none
    where it names what the draft does not tell."""
    facts = acts.facts
    text = wording.text
    if text is None:
        text = wording.u if facts.address is Address.FORMAL else wording.je
        if text and acts.has_many_readers:
            text = wording.jullie or _TO_ONE.sub("jullie", text)
    if text is None or "{" not in text:
        return text
    to_be_told = facts.beyond(_rest_of_letter(acts, start, end))
    try:
        return text.format_map(to_be_told.slots)
    except KeyError:
        return None


def _rest_of_letter(acts: Acts, start: int, end: int) -> str:
    """The body without these words. There is none beside a subject, which is read by
    itself."""
    body = acts.body()
    if not body or start < body[0].span.start_char:
        return ""
    text = acts.message.text
    before = text[body[0].span.start_char : start]
    return f"{before}\n{text[end : body[-1].span.end_char]}"


def _made(
    make: Make, keeps: Sequence[str], acts: Acts, start: int, end: int
) -> Iterable[Edit]:
    """What is made of the words from `start` up to `end`."""
    match make:
        case Make.QUIET:
            return _quieted(acts, start, end, "!")
        case Make.FULL_STOP:
            return _quieted(acts, start, end, ".")
        case Make.READDRESSED:
            return chain.from_iterable(map(readdressed, acts.words(start, end)))
        case Make.FIRST_SENTENCE:
            return _shortened(acts, start, end, keeps)
        case Make.NOTHING:
            edit = left_out(acts, start, end)
        case Make.NO_CLAUSE:
            edit = left_out(acts, *whole_clause(acts, start, end))
    return [edit, *loosened(acts, edit)]


def _shortened(
    acts: Acts, start: int, end: int, keeps: Sequence[str]
) -> Iterator[Edit]:
    """Only the first sentence, and those with an act to keep; one that goes on behind
    them goes with them."""
    kept = acts.passages_of(*keeps)
    inside = [one for one in acts.body() if start < one.span.end_char <= end]
    if inside:
        behind = (one for one in acts.body() if one.span.start_char >= end)
        inside += takewhile(lambda one: _adds(one, acts), behind)
    for before, one in zip(inside, inside[1:], strict=False):
        if one not in kept:
            yield Edit(before.span.end_char, one.span.end_char, "")


def _adds(passage: Passage, acts: Acts) -> bool:
    """Whether a sentence only adds to the one before it and asks nothing of the reader:
    "En het team is aardig"."""
    words = {word.lower_ for word in passage.span}
    speaks_to_reader = not words.isdisjoint({*U_FORMS, *JE_FORMS, "?"})
    return (
        passage.span[0].lower_ == "en"
        and not speaks_to_reader
        and not _stands_by_itself(passage, acts)
    )


def _quieted(acts: Acts, start: int, end: int, mark: str) -> Iterator[Edit]:
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


def _in_case_of(acts: Acts, start: int, words: str, new: str) -> str:
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
    follows_break = message.text[:start].endswith(("\n", "\r"))
    begins = any(message.outside(one.span.start_char) == start for one in acts.passages)
    return (
        begins
        and (follows_break or _is_blank(acts, start))
        and not _is_in_small_letters(acts)
    )


def _mark_in_dots(acts: Acts, end: int) -> str:
    """The full stop that a blank of dots is as well where it ends a sentence."""
    text = acts.message.text
    is_dots = any(
        blank.end == end
        and text[end - 1] == "."
        and text[: blank.start].endswith((" ", "\t"))
        for blank in acts.message.placeholders
    )
    return "." if is_dots and _BEGINS_ANEW.match(text, end) else ""


def _is_blank(acts: Acts, start: int) -> bool:
    """Whether a placeholder begins at an offset."""
    return any(blank.start == start for blank in acts.message.placeholders)


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
    ended = _SENTENCE_END.search(acts.message.text, 0, offset)
    return " " if ended else ". ", ""
