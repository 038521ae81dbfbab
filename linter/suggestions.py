"""Edits that mend a finding, in the register of the message."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, takewhile
from typing import TYPE_CHECKING

from .acts import CLEAR_DECISION, DOUBT, SURE
from .address import JE_FORMS, NOMINAL_SUBJECTS, U_FORMS, Address, readdressed
from .deletion import FULL_STOPS, left_out, loosened, whole_clause
from .extent import form_of, just_before
from .findings import Edit, Suggestion
from .letter_case import in_case_of, mark_in_dots, quieted
from .message import PartKind
from .placing import gap_at, insertion_offset, name_below, stands_by_itself
from .ruleset.schema import Make, Place
from .spans import holds

if TYPE_CHECKING:
    from .acts import Acts, Passage
    from .ruleset.schema import Wording

_ENGLISH = frozenset({"the", "for", "you", "your", "my", "and", "of", "to", "with"})
_DRAWN_OUT = re.compile(r"(\w)\1{2,}")
#: In a table of words an ending that depends on the noun behind it.
_ENDING = "(e)"
_DEFINITE = frozenset({"het", "dit", "dat", "je", "jouw", "uw", "jullie", "mijn"})
_GOES_ON_BEHIND = re.compile(r"[,;:]|[ \t]+[^\W\d_]")
#: Behind a sentence that begins with its subject this has the wrong order.
_GOES_ON_INVERTED = re.compile(r",?\s+(?-i:en)(?= \w+ (?:ik|we|wij)\b)")
_TO_ONE = re.compile(r"\b(?:je|jou|jouw|u|uw)\b")
#: A clause that goes on with a reason or a conclusion has no room for another.
_GOES_ON = re.compile(r"\b(?:want|dus),?\s*$", re.IGNORECASE)
_CONCLUDES = re.compile(r"\b(?:dus|maar),?\s*$", re.IGNORECASE)
_TELLS_WHY = re.compile(r"(?:De|Dat heeft|Om)\b")
_ARGUES = re.compile(r"^(?:Daarom|Dat heeft|Om)\b|, want\b")


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
        if signs and at is Place.END and name_below(acts, where):
            continue
        text = _text(wording, acts, where, where)
        if text is not None:
            edits = gap_at(acts, at, where).filled_with(text)
            suggestions.append(_suggestion(acts, wording, edits))
        elif not wording.says_something:
            suggestions.append(_suggestion(acts, wording, ()))
    return tuple(suggestions)


def _suggestion(acts: Acts, wording: Wording, edits: tuple[Edit, ...]) -> Suggestion:
    safe = wording.safe if isinstance(wording.safe, bool) else acts.meet(wording.safe)
    return Suggestion(wording.title, edits, safe, wording.assumes)


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
        if new is None or _is_beside_english(acts, start, end):
            return None
        new = new.replace(_ENDING, "e" if _is_inflected(acts, start, end) else "")
        return (Edit(start, end, in_case_of(acts, start, words, new)),)
    if not wording.says_something:
        return ()
    faulty = _faulty(wording, acts, start, end)
    edit = _replacement(wording, acts, start, start + len(faulty))
    return (edit,) if edit else None


def _faulty(wording: Wording, acts: Acts, start: int, end: int) -> str:
    """The words that a text takes the place of, up to where it wants; all of them where
    the rest would leave the matter open again."""
    words = acts.message.text[start:end]
    faulty = _up_to(wording.up_to, words)
    rest = acts.words(start + len(faulty), end)
    return words if faulty != words and rest._.acts[DOUBT] > SURE else faulty


def _replacement(wording: Wording, acts: Acts, start: int, end: int) -> Edit | None:
    """The text of a wording in the place of the words from `start` up to `end`, and of
    what it wants behind them; none where it does not go with what stands beside it."""
    draft, text = acts.message.text, _text(wording, acts, start, end)
    if text is None or not _goes_with(text, just_before(acts, start)):
        return None
    new = in_case_of(acts, start, draft[start:end], text) + mark_in_dots(acts, end)
    if wording.through:
        joint = _joint(wording.through).match(draft, end)
        return Edit(start, joint.end(), new) if joint else None
    if text[:1].isupper() and _GOES_ON_INVERTED.match(draft, end):
        return None
    if new.endswith("?"):
        if _GOES_ON_BEHIND.match(draft, end):
            return None
        end += draft[end : end + 1] in tuple(FULL_STOPS)
    return Edit(start, end, new)


def _goes_with(text: str, before: str) -> bool:
    """Whether a text can follow the words before it: none with a reason does "want"."""
    argues = _GOES_ON.search(before) and _ARGUES.search(text)
    concludes = _CONCLUDES.search(before) and _TELLS_WHY.match(text)
    return not (argues or concludes)


def _written_out(table: Mapping[str, str], word: str) -> str | None:
    """What a table has for a word, or for the one that is drawn out: "sorryyyy"."""
    return table.get(word) or table.get(_DRAWN_OUT.sub(r"\1", word))


def _is_beside_english(acts: Acts, start: int, end: int) -> bool:
    """Whether a word is one of several English ones: "thanks for the invite"."""
    text = acts.message.text
    beside = (
        *text[max(0, start - 10) : start].split()[-1:],
        *text[end : end + 10].split()[:1],
    )
    return not _ENGLISH.isdisjoint(word.lower() for word in beside)


def _is_inflected(acts: Acts, start: int, end: int) -> bool:
    """Whether an adjective gets its ending: "leuke website", but "een leuk team"."""
    words = acts.words(start, end)
    rest = words.doc[words.end : words.root.sent.end]
    noun = next((word for word in rest if word.pos_ == "NOUN"), None)
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
    """What joins a clause to the one before it that begins with one of these words, or
    with its verb: "en moet ik"."""
    either = "|".join(map(re.escape, words))
    return re.compile(
        rf"(?:[,;:.–-]|\s)*(?:\ben\s+)?(?:{either})\b|{_GOES_ON_INVERTED.pattern}",
        re.IGNORECASE,
    )


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
            return quieted(acts, start, end, "!")
        case Make.FULL_STOP:
            return quieted(acts, start, end, ".")
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
        and not stands_by_itself(passage, acts)
    )
