"""Predicate-argument frames: who does what to whom, is it negated, is it meant.

A clause is built for every predicate of a sentence, whatever the word order, voice
or fronting, so that a rule can speak of `subject: writer` and `verb: komen`.
Labels are those of Universal Dependencies for Dutch.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from spacy.tokens import Doc, Span, Token

CLAUSAL = {
    "ROOT",
    "ccomp",
    "xcomp",
    "advcl",
    "acl",
    "acl:relcl",
    "csubj",
    "parataxis",
}
SUBJECTS = {"nsubj", "nsubj:pass", "csubj"}
ARGUMENTS = {"obj", "iobj", "obl", "obl:arg", "obl:agent", "expl", "expl:pv", "nmod"}
MODALS = {"kunnen", "willen", "zullen", "moeten", "mogen", "hoeven", "durven"}
NEGATIONS = {
    "niet",
    "nooit",
    "geen",
    "niemand",
    "niets",
    "niks",
    "nergens",
    "geenszins",
}
CONDITIONS = {"als", "indien", "tenzij", "wanneer"}


class Role(str, Enum):
    """Who an argument refers to in a message of a candidate to an employer."""

    WRITER = "writer"
    READER = "reader"
    COMPANY = "company"
    OTHER = "other"


ROLE_OF_LEMMA = {
    **dict.fromkeys(
        ("ik", "'k", "me", "mij", "mijn", "mezelf", "mijzelf", "we", "wij", "ons"),
        Role.WRITER,
    ),
    **dict.fromkeys(
        ("u", "uw", "je", "jij", "jou", "jouw", "jullie", "ge", "gij", "gelieve"),
        Role.READER,
    ),
    **dict.fromkeys(
        (
            *("bedrijf", "organisatie", "firma", "onderneming", "team", "afdeling"),
            *("kantoor", "school", "ziekenhuis", "instelling", "werkgever", "gemeente"),
            *("zaak", "club", "tent", "bureau", "uitzendbureau", "stichting"),
        ),
        Role.COMPANY,
    ),
}


@dataclass(frozen=True, eq=False)
class Clause:
    """One predicate with its arguments.

    `verb` is the lemma of the verb, also where the predicate is a noun or adjective
    with a copula; then `complement` is that word's lemma. `arguments` are the heads
    of objects and of phrases with a preposition. A passive is turned round: its agent
    is the subject, its grammatical subject an argument. `start` and `end` (exclusive)
    are token indices of the stretch from the first to the last word of the clause
    itself, subordinate clauses left out at the edges.
    """

    predicate: Token
    verb: str
    complement: str | None
    subject: Token | None
    arguments: tuple[Token, ...]
    modals: frozenset[str]
    negated: bool
    passive: bool
    past: bool
    hypothetical: bool
    question: bool
    start: int
    end: int

    @property
    def span(self) -> Span:
        """The words of the clause."""
        return self.predicate.doc[self.start : self.end]


def role(token: Token) -> Role:
    """Who a noun or pronoun refers to, by its own form or lemma."""
    for form in (token.lower_, token.lemma_.lower()):
        if form in ROLE_OF_LEMMA:
            return ROLE_OF_LEMMA[form]
    return Role.OTHER


def clauses(doc: Doc) -> list[Clause]:
    """All clauses of a parsed document, in the order of their predicates."""
    predicates = {token.i: token for token in doc if _is_predicate(token)}
    return [_clause(token, predicates) for token in predicates.values()]


def _is_predicate(token: Token) -> bool:
    if token.is_space or token.is_punct:
        return False
    if token.dep_ in CLAUSAL:
        return True
    if token.dep_ == "conj":
        return token.pos_ == "VERB" or _is_predicate(_first_conjunct(token))
    return token.pos_ == "VERB" and token.dep_ in {"obl", "nmod", "appos", "amod"}


def _first_conjunct(token: Token) -> Token:
    while token.dep_ == "conj" and token.head.i != token.i:
        token = token.head
    return token


def _clause(predicate: Token, predicates: Container[int]) -> Clause:
    children = list(predicate.children)
    auxiliaries = [c for c in children if c.dep_ in {"aux", "aux:pass"}]
    copula = next((c for c in children if c.dep_ == "cop"), None)
    verb = copula if copula is not None else predicate
    finite = next((t for t in [*auxiliaries, verb] if is_finite(t)), None)
    own = sorted(_own_tokens(predicate, predicates), key=lambda token: token.i)
    arguments = list(_arguments(predicate))
    subject = _subject(predicate)
    passive = any(child.dep_ == "aux:pass" for child in children)
    if passive:
        # "Het gesprek wordt door mij afgezegd" is what "ik" do to "het gesprek".
        agent = next((one for one in arguments if _is_agent(one)), None)
        if subject is not None:
            arguments.insert(0, subject)
        arguments = [one for one in arguments if one is not agent]
        subject = agent
    return Clause(
        predicate=predicate,
        verb=verb.lemma_,
        complement=predicate.lemma_ if copula is not None else None,
        subject=subject,
        arguments=tuple(arguments),
        modals=frozenset(_modals(predicate, auxiliaries)),
        negated=_is_negated(predicate, children),
        passive=passive,
        past=finite is not None and "Past" in finite.morph.get("Tense", []),
        hypothetical=_is_hypothetical(predicate, auxiliaries),
        question=own[-1].text == "?" or _sentence_end(predicate) == "?",
        start=own[0].i,
        # The mark that ends the sentence may stand behind another clause.
        end=max((t.i for t in own if _is_word(t)), default=predicate.i) + 1,
    )


def _is_word(token: Token) -> bool:
    return not (token.is_punct or token.is_space)


def is_finite(token: Token) -> bool:
    """Whether it is a finite form of a verb."""
    return "Fin" in token.morph.get("VerbForm", [])


def _own_tokens(predicate: Token, predicates: Container[int]) -> Iterator[Token]:
    """The words of the clause, subordinate and coordinated predicates left out."""
    pending = [predicate]
    while pending:
        token = pending.pop()
        yield token
        pending += [child for child in token.children if child.i not in predicates]


def _subject(predicate: Token) -> Token | None:
    """The subject, found in the clause that governs this one where it has none."""
    token = predicate
    for _ in range(6):
        for child in token.children:
            if child.dep_ in SUBJECTS:
                return child
        shares_subject = token.dep_ in {"conj", "parataxis"} or _is_open(token)
        if not shares_subject or token.head.i == token.i:
            return None
        token = token.head
    return None


def _is_open(predicate: Token) -> bool:
    """Whether it is a complement that takes its subject from the verb above, whichever
    name the parse has for it: "ik besluit mijn sollicitatie in te trekken"."""
    return predicate.dep_ == "xcomp" or (
        predicate.dep_ == "ccomp" and "Inf" in predicate.morph.get("VerbForm", [])
    )


def _arguments(predicate: Token) -> Iterator[Token]:
    pending = [child for child in predicate.children if child.dep_ in ARGUMENTS]
    while pending:
        token = pending.pop(0)
        yield token
        pending += [
            child
            for child in token.children
            if child.dep_ == "conj" and child.pos_ not in {"VERB", "AUX"}
        ]


def _is_agent(argument: Token) -> bool:
    return argument.dep_ == "obl:agent" or any(
        child.dep_ == "case" and child.lower_ == "door" for child in argument.children
    )


def _modals(predicate: Token, auxiliaries: list[Token]) -> Iterator[str]:
    for auxiliary in auxiliaries:
        if auxiliary.lemma_ in MODALS:
            yield auxiliary.lemma_
    if _is_open(predicate) and predicate.head.lemma_ in MODALS:
        yield predicate.head.lemma_


def _is_negated(predicate: Token, children: list[Token]) -> bool:
    """Whether a negation scopes over the predicate ("niet", "geen gesprek")."""
    if any(_negates(child) for child in children):
        return True
    for child in children:
        if child.dep_ in ARGUMENTS | SUBJECTS and any(
            _negates(grandchild) for grandchild in child.children
        ):
            return True
    return _is_open(predicate) and any(
        child.lower_ == "niet" for child in predicate.head.children
    )


def _negates(token: Token) -> bool:
    if token.lower_ not in NEGATIONS and token.lemma_ not in NEGATIONS:
        return False
    # "Niet alleen … maar ook" denies nothing.
    return not (token.i + 1 < len(token.doc) and token.nbor().lower_ == "alleen")


def _is_hypothetical(predicate: Token, auxiliaries: list[Token]) -> bool:
    for child in predicate.children:
        if child.dep_ == "mark" and child.lower_ in CONDITIONS:
            return True
    return any(auxiliary.lower_ in {"zou", "zouden"} for auxiliary in auxiliaries)


def _sentence_end(token: Token) -> str:
    last = token.sent[-1]
    while last.is_space and last.i > token.i:
        last = last.nbor(-1)
    return last.text
