"""Which words a suggestion takes the place of.

These are the faulty words or more of their sentence, by what they are in it: a clause,
a phrase, words of the sign-off.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Container
from typing import TYPE_CHECKING

from .acts import CLEAR_DECISION, DECISION, LIKELY, reaches_into
from .clauses import is_finite
from .deletion import clause_around
from .message import PartKind
from .parts.formulas import is_formula_word
from .parts.words import plain_words
from .ruleset.schema import Form
from .spans import holds

if TYPE_CHECKING:
    from spacy.tokens import Token

    from .acts import Acts, Passage

#: In characters, with the marks and blanks beside it.
_LONGEST_CONJUNCTION = 10
#: What joins a clause that tells more; the conjunction goes with it.
_ADDS = re.compile(r"(?:[,;:–—]\s+|\s(?=want))((?:want,?\s+)?)$", re.IGNORECASE)
#: Marks and smileys after a word, bracket or quotation mark; tried at no other place,
#: so that a long row of marks is read once.
_AT_END = re.compile(r"(?<=[\w)\]\"'”’])[^\w)\]\"'”’]+$")
_CONSEQUENCE = re.compile(r",?\s+(?:zodat|waardoor)\b")
_CAUSES = frozenset({"door", "wegens", "vanwege", "om", "omwille", "ingevolge"})


def form_of(
    forms: Container[Form | None], acts: Acts, start: int, end: int
) -> tuple[Form, tuple[int, int]]:
    """The form of the words from `start` up to `end`, and the offsets of all that a
    wording for them replaces.

    `forms` are those that there is a wording for: only where that is one of them is a
    clause taken for a phrase beside a decision, or for the decision.
    """
    form, whole = _form(acts, start, end)
    if form is Form.CLAUSE:
        longer = _with_consequence(acts, *whole)
        decides = _decides(acts, *longer)
        if Form.PHRASE in forms:
            phrase = _addition_to_decision(acts, *whole)
            if not phrase and decides:
                phrase = _cause(acts, *whole)
            if phrase:
                return Form.PHRASE, phrase
        if decides and Form.DECISION in forms:
            return Form.DECISION, longer
    return form, whole


def _form(acts: Acts, start: int, end: int) -> tuple[Form, tuple[int, int]]:
    """What the words are, and what has to be replaced for them.

    Of the sign-off only the greeting is one. Of a piece of a clause that no other words
    can follow up in the same way, such as an object, this is the phrase with its
    preposition, or else the whole passage.
    """
    passage = _passage_at(acts, start)
    if passage and passage.part is PartKind.SALUTATION:
        return Form.SALUTATION, (start, end)
    if passage and passage.part is PartKind.SIGN_OFF:
        greets = _is_the_greeting(acts, start, end)
        return Form.SIGN_OFF if greets else Form.PHRASE, (start, end)
    if passage and passage.span.start_char == start and _ends(passage, end):
        return Form.CLAUSE, (start, passage.span.end_char)
    words = acts.words(start, end)
    if not words:
        return Form.CLAUSE, (start, end)
    governs_all = words[0].pos_ == "ADP" and words[0].head == words.root
    if governs_all and _tells_a_cause(words.root.head):
        return Form.CLAUSE, clause_around(acts, words)
    if words[0].dep_ in {"mark", "cc"} or governs_all:
        return Form.PHRASE, (start, end)
    if any(map(is_finite, words)):
        clause = clause_around(acts, words)
        return Form.CLAUSE, (min(start, clause[0]), max(end, clause[1]))
    for word in words.root.lefts:
        if word.pos_ == "ADP":
            last = words.root.right_edge
            return Form.PHRASE, (word.idx, last.idx + len(last))
    if passage:
        return Form.CLAUSE, (passage.span.start_char, passage.span.end_char)
    return Form.CLAUSE, (start, end)


def _is_the_greeting(acts: Acts, start: int, end: int) -> bool:
    """Whether words open the sign-off and nothing else in it greets: not the kisses in
    "Liefs Eva xoxo"."""
    text = acts.message.text
    for first, last in acts.message.spans(PartKind.SIGN_OFF):
        if holds(first, last, start, end):
            rest = plain_words(text[end:last])
            opens = not any(map(str.isalnum, text[first:start]))
            return opens and not any(map(is_formula_word, rest))
    return False


def _addition_to_decision(acts: Acts, start: int, end: int) -> tuple[int, int] | None:
    """The clause with its "want", if it does no more than end a sentence that decides
    before it: "Ik kan niet komen, er is iets tussengekomen."."""
    joint = _ADDS.search(just_before(acts, start))
    passage = _passage_at(acts, start)
    if not (joint and passage and _ends(passage, end)):
        return None
    first, start = passage.span.start_char, start - len(joint[1])
    before = acts.parsed.doc.char_span(first, start, alignment_mode="contract")
    has_clause = any(map(is_finite, before or ()))
    if not (has_clause and _decides(acts, first, start)):
        return None
    return start, start + len(_AT_END.sub("", acts.message.text[start:end]))


def _cause(acts: Acts, start: int, end: int) -> tuple[int, int] | None:
    """The only phrase in a clause that gives a cause: "door allerlei gedoe"."""
    found = [
        word
        for word in acts.words(start, end)
        if word.lower_ in _CAUSES
        and word.dep_ == "case"
        and (word.head.pos_, word.head.dep_) == ("NOUN", "obl")
        and not _tells_a_cause(word.head.head)
    ]
    if len(found) != 1:
        return None
    [case] = found
    *_, last = case.head.subtree
    return case.idx, last.idx + len(last)


def _tells_a_cause(verb: Token) -> bool:
    """Whether it is that of "Dat komt door allerlei dingen", a cause as a whole."""
    return verb.lemma_ == "komen" and any(
        word.lower_ in {"dat", "dit", "het"} for word in verb.lefts
    )


def _with_consequence(acts: Acts, start: int, end: int) -> tuple[int, int]:
    """The words with what they lead to, if that ends their sentence: "…, zodat ik niet
    kan komen"."""
    passage = _passage_at(acts, start)
    if passage and _CONSEQUENCE.match(acts.message.text, end):
        return start, passage.span.end_char
    return start, end


def _decides(acts: Acts, start: int, end: int) -> bool:
    """Whether the decision is among these words, and not in a clause beside them."""
    decisions = acts.of(DECISION, CLEAR_DECISION)
    beside = {
        one.passage for one in decisions if not reaches_into(one.span, start, end)
    }
    for one in decisions:
        if holds(start, end, one.span.start_char, one.span.end_char):
            return True
        if (
            reaches_into(one.span, start, end)
            and one.passage not in beside
            and any(
                reaches_into(segment, start, end) and scores[DECISION] > LIKELY
                for segment, scores in one.passage.segments
            )
        ):
            return True
    return False


def _passage_at(acts: Acts, offset: int) -> Passage | None:
    """The one that the character at an offset stands in, if any."""
    passages = acts.passages
    place = bisect_right(passages, offset, key=lambda one: one.span.end_char)
    behind = passages[place] if place < len(passages) else None
    return behind if behind and behind.span.start_char <= offset else None


def _ends(passage: Passage, end: int) -> bool:
    """Whether only a mark stands between `end` and the end of the passage."""
    left = passage.span.text[end - passage.span.start_char :]
    return end <= passage.span.end_char and not any(map(str.isalnum, left))


def just_before(acts: Acts, start: int) -> str:
    """Enough of the text before `start` to see a conjunction."""
    return acts.message.text[max(0, start - _LONGEST_CONJUNCTION) : start]
