"""Edits that mend a finding, in the register of the message."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from .acts import DECISION
from .findings import Edit, Suggestion
from .message import PartKind
from .ruleset.schema import Place

if TYPE_CHECKING:
    from .acts import Acts
    from .ruleset.schema import Wording

U_FORMS = {"u", "uw", "uzelf"}
JE_FORMS = {"je", "jij", "jou", "jouw", "jullie", "jezelf"}
FAMILIAR_OPENINGS = ("hoi", "hey", "hé", "ha ", "yo", "hi")


def register(acts: Acts) -> str:
    """`u` or `je`: how the writer addresses the reader, by the salutation in doubt."""
    words = [token.lower_ for token in acts.parsed.doc]
    formal = sum(word in U_FORMS for word in words)
    familiar = sum(word in JE_FORMS for word in words)
    if formal != familiar:
        return "u" if formal > familiar else "je"
    text = acts.message.text
    for start, end in acts.message.spans(PartKind.SALUTATION):
        if text[start:end].strip().lower().startswith(FAMILIAR_OPENINGS):
            return "je"
    return "u"


def insertion_offset(acts: Acts, place: Place) -> int:
    """Where in the text a missing part belongs; always inside or beside the body."""
    body = acts.body()
    if not body:
        spans = acts.message.spans(PartKind.BODY, PartKind.SALUTATION)
        return spans[-1][1] if spans else 0
    if place in (Place.TOP, Place.AFTER_SALUTATION):
        return body[0].span.start_char
    if place is Place.END:
        return body[-1].span.end_char
    if place is Place.AFTER_DECISION:
        for one in acts.by_act.get(DECISION, ()):
            if one.passage.part is PartKind.BODY:
                return one.passage.span.end_char
    return _end_of_closing(acts)


def _end_of_closing(acts: Acts) -> int:
    """The end of the last body sentence before the sign-off."""
    end = acts.body()[0].span.end_char
    for passage in acts.passages:
        if passage.part is PartKind.SIGN_OFF:
            break
        if passage.part is PartKind.BODY:
            end = passage.span.end_char
    return end


def insertions(
    acts: Acts, place: Place, offset: int, wordings: Iterable[Wording]
) -> tuple[Suggestion, ...]:
    """Suggestions that put a sentence in at `offset`, apart from its neighbours."""
    before, after = _joints(acts, place, offset)
    return tuple(
        Suggestion(title, _edits(offset, offset, text and before + text + after))
        for title, text in _worded(acts, wordings)
    )


def replacements(
    acts: Acts, start: int, end: int, wordings: Iterable[Wording]
) -> tuple[Suggestion, ...]:
    """Suggestions that put a wording in the place of the faulty words."""
    return tuple(
        Suggestion(title, _edits(start, end, text))
        for title, text in _worded(acts, wordings)
    )


def _worded(
    acts: Acts, wordings: Iterable[Wording]
) -> Iterator[tuple[str, str | None]]:
    chosen = register(acts)
    for wording in wordings:
        yield wording.title, wording.je if chosen == "je" else wording.u


def _edits(start: int, end: int, text: str | None) -> tuple[Edit, ...]:
    return () if text is None else (Edit(start, end, text),)


def _joints(acts: Acts, place: Place, offset: int) -> tuple[str, str]:
    """What must stand before and after a sentence that is put in."""
    if not acts.body():
        return "\n\n", "\n"
    if place is Place.TOP:
        return "", "\n\n"
    if place is Place.END:
        return "\n\n", ""
    if place is Place.AFTER_SALUTATION:
        return "", " "
    ended = acts.message.text[:offset].rstrip().endswith((".", "!", "?", "…"))
    return " " if ended else ". ", ""
