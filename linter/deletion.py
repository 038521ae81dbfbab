"""Takes words out of a message as if they had never stood there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .acts import COORDINATED, DECISION, REASONS, is_main_predicate, reaches_into
from .address import NOMINAL_SUBJECTS
from .clauses import is_finite
from .findings import Edit
from .spans import holds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Span, Token

    from .acts import Acts

#: Marks that end a clause.
_PARTING = ",;:.!?…()–—"
#: What joins a main clause to the next, and to the one before.
_JOINT = re.compile(r"[\s,;:–—.!?…]*(?:(?:want|maar|en|dus|of)\s+)?")
_JOINT_AT_END = re.compile(r"\s*[,;:–—]?(?:\s+(?:want|maar|en|dus|of))?$")
_CONJUNCTION_AT_END = re.compile(
    r"\b(?:want|maar|en|dus|of|omdat|doordat|aangezien|zodat|terwijl|dat|als)$"
)
#: Marks that end a sentence.
FULL_STOPS = ".!?…"
#: Characters, so that a search in many blanks is short.
_LONGEST_JOINT = 10
_CLOSING = re.compile(r"[.!?…]*([)\"”’'])")
_PAIRS = frozenset(("()", '""', "“”", "„”", "‘’", "''"))
#: What may close the last words of a sentence, a placeholder among them.
_CLOSERS = frozenset(')]}>%»"”’')
#: What joins a reason to the one before it.
_AND_BECAUSE = re.compile(r"\s+en (?:om|door|aange)?(?:dat|zien)\b")
#: What follows only from the words before it.
_FOLLOWS = re.compile(r"[\s,;:–—]*(?:dus|dan|zodat|waardoor)\b")
#: What is nothing without a main clause behind it.
_CONDITION = re.compile(
    r"(?:mocht|als|indien|wanneer|zodra|gezien|aangezien)\b[^.!?\n]{0,200}",
    re.IGNORECASE,
)
_LETTER = re.compile(r"\w")
_NEW_SENTENCE = re.compile(r"[^\S\n]*(?:\n|$|[A-ZÀ-ÖØ-Þ])")
#: What no clause goes on with, even in small letters.
_BEGINS_ANEW = frozenset(
    {"sorry", "bedankt", "dank", "dankjewel", "groetjes", "succes"}
)
_TWO_LETTERS = re.compile(r"\w\w")
_AUXILIARIES = frozenset({"aux", "aux:pass", "cop"})
#: What begins a sentence that adds to the one before it.
_ADDING = frozenset({"bovendien", "daarnaast", "daarbij", "verder", "ook", "en"})


def clause_around(acts: Acts, words: Span) -> tuple[int, int]:
    """The words with those before and after them in the same clause: "ik kom" with
    "denk ik niet". After a subordinate clause, which asks for another word order, it is
    the sentence from its beginning."""
    predicates = {clause.predicate.i for clause in acts.parsed.clauses}

    def parts(word: Token) -> bool:
        """Whether it stands between clauses."""
        if word.is_space:
            return word.text.count("\n") > 1
        joins = word.dep_ == "cc" or not word.text.strip(_PARTING)
        return joins and word.head.i in predicates

    def begins(word: Token) -> bool:
        """Whether a clause begins with it, and not "als poetshulp"."""
        governed = word.head.subtree if word.pos_ == "SCONJ" else ()
        return any(map(is_finite, governed))

    doc, sentence = words.doc, words.sent
    first, last = words.start, words.end - 1
    while first > sentence.start and not parts(doc[first - 1]):
        first -= 1
    while last + 1 < sentence.end and not (
        parts(doc[last + 1]) or begins(doc[last + 1])
    ):
        last += 1
    span = doc[first : last + 1]
    if any(word.dep_ == "advcl" and word.i < first for word in span.root.children):
        span = doc[sentence.start : last + 1]
    return span.start_char, span.end_char


def whole_clause(acts: Acts, start: int, end: int) -> tuple[int, int]:
    """The clause that words are part of, if marks do not part them from it."""
    words = acts.words(start, end)
    if not words:
        return start, end
    text, sentence = acts.message.text, words.sent
    before = text[sentence.start_char : start].rstrip()
    after = text[end : sentence.end_char].lstrip()
    stands_apart = before[-1:] in {"", *_PARTING} and after[:1] in {"", *_PARTING}
    return (start, end) if stands_apart else clause_around(acts, words)


def left_out(acts: Acts, start: int, end: int) -> Edit:
    """Takes words out: a clause as a whole, and with the main clause its sentence."""
    words = acts.words(start, end)
    around = [one.span for one in acts.passages if reaches_into(one.span, start, end)]
    if not (words and around):
        return Edit(start, end, "")
    if any(map(is_finite, words)):
        start, end = clause_around(acts, words)
    first, last = around[0].start_char, around[-1].end_char
    if _stands_for_a_mark(acts, start, end):
        return _full_stop(acts, start, end)
    left = [
        clause.predicate
        for clause in acts.parsed.clauses
        if first <= clause.predicate.idx < last
        and not start <= clause.predicate.idx < end
    ]
    main_is_out = any(start <= span.root.idx < end for span in around)
    clause_is_left = any(each.dep_ in COORDINATED for each in left)
    rest_is_empty = start == first and not left and _has_no_verb(around, end)
    follows = start == first and _follows_from(acts, end, last)
    text = acts.message.text
    ends = not _LETTER.search(text, end, last)
    is_condition = ends and bool(_CONDITION.match(text, first, start))
    main_is_out = main_is_out and not clause_is_left
    if main_is_out or rest_is_empty or follows or is_condition:
        start, end = first, last
    sentence = acts.message.widened(first, last)
    start, end = acts.message.widened(start, end)
    edit = removal(acts.message.text, start, end, sentence)
    return _righted(acts, edit) if start == sentence[0] and end < last else edit


def _righted(acts: Acts, edit: Edit) -> Edit:
    """The edit with the subject before its verb in what becomes the sentence: "Door
    gedoe twijfel ik en kan ik niet komen" becomes "Ik kan niet komen"."""
    begin = edit.end - len(edit.text)
    words = acts.words(begin, begin + 1)
    if not words or words[0].idx != begin or words.sent.text.rstrip().endswith("?"):
        return edit
    verb = words[0]
    inverted = is_finite(verb) and verb.i + 1 < len(verb.doc)
    subject = _subject_at(verb.nbor(1)) if inverted else None
    if subject is None or acts.message.outside(subject.end_char) != subject.end_char:
        return edit
    moved = acts.message.text[subject.start_char : subject.end_char]
    if edit.text:
        moved = moved[0].upper() + moved[1:]
    return Edit(edit.start, subject.end_char, f"{moved} {verb.text}")


def _follows_from(acts: Acts, start: int, end: int) -> bool:
    """Whether words only draw a conclusion from those before them, and do not decide:
    "…, dan had ik gekund"."""
    return bool(_FOLLOWS.match(acts.message.text, start, end)) and not any(
        reaches_into(one.span, start, end) for one in acts.of(DECISION, *REASONS)
    )


def loosened(acts: Acts, edit: Edit) -> Iterator[Edit]:
    """Makes the sentence behind one that is left out stand by itself, where it added to
    that one only: "Bovendien is de reis lang" becomes "De reis is lang"."""
    body, message = acts.body(), acts.message
    out = [
        place
        for place, one in enumerate(body)
        if holds(edit.start, edit.end, one.span.start_char, one.span.end_char)
    ]
    if not out or out[-1] + 1 == len(body):
        return
    words = body[out[-1] + 1].span
    # It may add to a reason above as well.
    told = out[0] > 0 and body[out[0] - 1] in acts.passages_of(*REASONS)
    if told or words[0].lower_ not in _ADDING or len(words) < 3:
        return
    verb, subject = words[1], _subject_at(words[2])
    asks = words.text.rstrip().endswith("?")
    if subject and is_finite(verb) and not asks:
        start, end = message.widened(subject.start_char, subject.end_char)
        moved = message.text[start:end]
        yield Edit(words.start_char, end, f"{moved[0].upper()}{moved[1:]} {verb.text}")
    elif _subject_at(verb) and message.outside(verb.idx) == verb.idx:
        yield Edit(words.start_char, verb.idx + 1, verb.text[0].upper())


def _subject_at(word: Token) -> Span | None:
    """The subject that begins with a word, other than "je", which has another form of
    the verb before it."""
    for each in word.sent:
        is_subject = each.dep_ in NOMINAL_SUBJECTS
        if is_subject and each.left_edge == word and each.lower_ not in {"je", "jij"}:
            return word.doc[word.i : each.right_edge.i + 1]
    return None


def _has_no_verb(spans: list[Span], offset: int) -> bool:
    """Whether no verb stands behind an offset, so that no sentence would be left."""
    return not any(
        word.pos_ in {"VERB", "AUX"}
        for span in spans
        for word in span
        if word.idx >= offset
    )


def _stands_for_a_mark(acts: Acts, start: int, end: int) -> bool:
    """Whether a smiley ends a sentence of the body that has no other mark."""
    text, doc = acts.message.text, acts.parsed.doc
    before, after = text[:start].rstrip(" \t"), text[end:]
    words = acts.words(start, end)
    # "Groeten aan 😀 Ida"
    in_a_phrase = (
        words and words.start > 0 and doc[words.start - 1].dep_ in {"case", "det"}
    )
    gap = len(before)
    in_body = any(reaches_into(one.span, start, end) for one in acts.body()) and any(
        reaches_into(one.span, gap - 1, gap) for one in acts.body()
    )
    return (
        in_body
        and not in_a_phrase
        and not _TWO_LETTERS.search(text, start, end)
        and (before[-1:].isalnum() or before[-1:] in _CLOSERS)
        and (bool(_NEW_SENTENCE.match(after)) or _runs_on(words))
    )


def _runs_on(words: Span) -> bool:
    """Whether these words part two sentences, the second in small letters: "ik kom niet
    😬 heb al iets anders"."""
    doc = words.doc
    if not (words.start > 0 and words.end < len(doc) and doc[words.end].is_alpha):
        return False
    next_word, sentence = doc[words.end], doc[words.start - 1].sent
    if next_word.lower_ in _BEGINS_ANEW and any(map(is_finite, sentence)):
        return True
    opens = next_word.dep_ != "cc" and any(
        word.left_edge.i in range(words.start, words.end + 1) and _is_main_clause(word)
        for word in next_word.sent
        if word.i >= words.end
    )
    # "Helaas 😬 kom ik niet"
    return opens and (not is_finite(next_word) or _is_main_clause(sentence.root))


def _is_main_clause(predicate: Token) -> bool:
    """Whether it is the predicate of one, with a finite verb."""
    verbs = (word for word in predicate.children if word.dep_ in _AUXILIARIES)
    return is_main_predicate(predicate) and any(map(is_finite, (predicate, *verbs)))


def _full_stop(acts: Acts, start: int, end: int) -> Edit:
    """Ends the sentence before these words in their place, and begins the next with a
    capital where that one has it."""
    text = acts.message.text
    gap = len(text[:start].rstrip())
    if _NEW_SENTENCE.match(text, end):
        return Edit(gap, end, ".")
    begin = acts.parsed.doc[acts.words(start, end).end].idx
    if acts.message.outside(begin) != begin:
        return Edit(gap, acts.message.outside(begin), ". ")
    letter = text[begin]
    before = next(
        one for one in reversed(acts.passages) if one.span.start_char < gap
    ).span.text
    if next(filter(str.isalpha, before), "").isupper():
        letter = letter.upper()
    return Edit(gap, begin + 1, f". {letter}")


def removal(text: str, start: int, end: int, sentence: tuple[int, int]) -> Edit:
    """Takes words out, with what joined them to the rest of their sentence.

    With a whole sentence its mark goes, and a blank or the line breaks beside it. All
    are offsets in the text; the sentence reaches from the first of two to the second.
    """
    first, last = sentence
    closing = _CLOSING.match(text, end)
    if closing and text[start - 1 : start] + closing[1] in _PAIRS:
        start, end = start - 1, closing.end()
    begins = not _LETTER.search(text, first, start)
    ends = not _LETTER.search(text, end, last)
    if begins and ends:
        while text.startswith((" ", "\t"), last):
            last += 1
        if text[last : last + 1] in {"", "\n", "\r"}:
            first = len(text[:first].rstrip())
        return Edit(first, last, "")
    if begins:  # What follows becomes the sentence.
        end = _end_of_joint(text, end, last)
        if text[start].isupper() and text[end].islower():
            return Edit(start, end + 1, text[end].upper())
        return Edit(start, end, "")
    before = text[first:start].rstrip()
    gap = first + len(before)
    if ends or text.startswith(",", end):
        # Those of "....." go with it.
        if text[start:end].strip(FULL_STOPS):
            end = start + len(text[start:end].rstrip(FULL_STOPS))
        joint = _JOINT_AT_END.search(before[-_LONGEST_JOINT:])
        return Edit(gap - len(joint[0] if joint else ""), end, "")
    if _CONJUNCTION_AT_END.search(before) or _AND_BECAUSE.match(text, end):
        return Edit(start, _end_of_joint(text, end, last), "")
    if text.startswith(" ", end):
        return Edit(start, end + 1, "")
    return Edit(gap, end, "")


def _end_of_joint(text: str, start: int, last: int) -> int:
    """Where what joins a clause to the next one, from `start` on, ends."""
    joint = _JOINT.match(text, start, last)
    return joint.end() if joint else start
