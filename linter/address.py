"""How the reader is addressed: u or je, and one form turned into the other.

The verb goes along where its form differs: `heb je` becomes `hebt u`, `vindt u`
becomes `vind je` (Algemene Nederlandse Spraakkunst, 5.2.5 and 2.3.2).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from typing import TYPE_CHECKING

from .clauses import is_finite
from .findings import Edit
from .inflection import SEAM, WEAK_PAST, closed
from .inflection import forms as weak_forms
from .message import PartKind

if TYPE_CHECKING:
    from spacy.tokens import Token

    from .acts import Acts


class Address(str, Enum):
    """The form of address of a message."""

    FORMAL = "u"
    FAMILIAR = "je"


#: The acts that find the words for the reader, and not "je" for people in general.
_ACT_OF = {Address.FORMAL: "u-vorm", Address.FAMILIAR: "je-vorm"}
U_FORMS = frozenset({"u", "uw", "uzelf"})
JE_FORMS = frozenset({"je", "jij", "jou", "jouw", "jullie", "jezelf"})
#: The reader as one of many; its verb is in the plural.
PLURAL = "jullie"
SINGULAR_JE = JE_FORMS - {PLURAL}
#: How a subject that is no clause depends on its verb.
NOMINAL_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
#: As a word of its own: Hildegard, Yolanda and Hi-Jin are no friends for their names.
_FAMILIAR_OPENING = re.compile(r"(?:(?:ho+i+)+|he+y+|hee+j?|hé|ha|yo+|hi+)(?![\w-])")
_FAMILIAR_CLOSING = re.compile(
    r"(?:veel )?(?:groetjes|grtjs|liefs|doe+i|doeg|kusjes?|x[xo]*)\b"
)
#: Such as "Beste Mirjam,".
_TO_ONE_NAME = re.compile(
    r"(?:beste|lieve|dag|hallo|hoi|hey|h[eé]|ha|goede\w+) ([^\W\d_][\w'-]*)[\s,!.]*"
)
_FIRST_NAME_BLANK = re.compile(r"[\[{<$]\W{0,4}voornaam")
_FORMAL_OPENING = re.compile(
    r"\b(?:heer|mevrouw|meneer|mijnheer|mevr|dhr|mw)\b"
    r"|^(?:hoog|zeer |weledel)?geachte?\b|^(?:wel|hoog)edel"
)
#: Several at once, in a friendly way: "Beste mensen van de bibliotheek,".
_TO_MANY = re.compile(
    r"(?:beste|lieve|hallo|hoi|hey|ha|dag) (?:\w+ )?"
    r"(?:team|allen|allemaal|beiden|iedereen|mensen|collega's|jongens|meiden)\b"
)
#: Those that are addressed in one word and are no first name.
_NO_FIRST_NAME = frozenset(
    (
        *("heer", "mevrouw", "meneer", "mijnheer", "dames", "heren", "juffrouw"),
        *("team", "allen", "allemaal", "beiden", "iedereen", "mensen", "lezer"),
        *("relatie", "collega"),
        *("collega's", "recruiter", "redactie", "directie", "commissie", "jury"),
        *("selectiecommissie", "sollicitatiecommissie", "hr", "organisatie"),
    )
)
_HELPING = frozenset({"aux", "aux:pass", "cop"})
#: What hangs under a predicate and has a subject of its own.
_CLAUSES_BELOW = frozenset({"advcl", "ccomp", "csubj", "acl", "acl:relcl", "parataxis"})
#: Plural forms that spelling does not turn into those with `u`.
_SINGULAR = {
    **{"hebben": "hebt", "zijn": "bent", "kunnen": "kunt", "zullen": "zult"},
    **{"mogen": "mag", "komen": "komt", "gaan": "gaat", "staan": "staat"},
    **{"slaan": "slaat", "zien": "ziet", "doen": "doet", "hadden": "had"},
    **{"waren": "was", "konden": "kon", "zouden": "zou", "moesten": "moest"},
    **{"mochten": "mocht", "wouden": "wou", "gingen": "ging", "kwamen": "kwam"},
    **{"deden": "deed", "zagen": "zag", "gaven": "gaf", "vonden": "vond"},
    **{"namen": "nam", "lieten": "liet", "kregen": "kreeg", "vroegen": "vroeg"},
    **{"schreven": "schreef", "zochten": "zocht", "dachten": "dacht"},
    **{"hielden": "hield", "stonden": "stond", "wisten": "wist", "spraken": "sprak"},
    **{"lazen": "las", "kozen": "koos", "boden": "bood", "brachten": "bracht"},
}
_BEFORE_JOU = frozenset({"met", "aan", "van"})
_TO_FORMAL = {"jouw": "uw", "jezelf": "uzelf"}
_TO_FAMILIAR = {"uw": "je", "uzelf": "jezelf"}
#: Finite forms that differ: before `je`, and with `u`.
_INVERTED = {"heb": "hebt", "ben": "bent", "kun": "kunt", "zul": "zult", "wil": "wilt"}
_INVERTED_BACK = {
    **{formal: familiar for familiar, formal in _INVERTED.items()},
    "heeft": "heb",
    "kan": "kun",
    "zal": "zul",
    "is": "ben",
}
_AFTER_SUBJECT_BACK = {"heeft": "hebt", "is": "bent"}
#: The same with `u` and after `je`: past tenses and the like.
_UNCHANGED = frozenset({"had", "was", "kon", "wou", "zou", "mag", "moest", "mocht"})


def address_of(acts: Acts) -> Address:
    """The form that the message uses most, or in doubt that its writer prefers, or else
    that its salutation suggests, or its sign-off. "Jullie" is said to an organisation
    by both, but only familiarly where the salutation does not tell."""
    formal = len(acts.of(_ACT_OF[Address.FORMAL]))
    spoken_to = [one.span.text.lower() for one in acts.of(_ACT_OF[Address.FAMILIAR])]
    familiar = len(spoken_to) - spoken_to.count(PLURAL)
    if formal != familiar:
        return Address.FORMAL if formal > familiar else Address.FAMILIAR
    if acts.message.address is not None:
        return acts.message.address
    salutations = _lowered(acts, PartKind.SALUTATION)
    if any(map(_is_familiar, salutations)) or any(map(_TO_MANY.match, salutations)):
        return Address.FAMILIAR
    if any(map(_FORMAL_OPENING.search, salutations)):
        return Address.FORMAL
    if not formal and spoken_to:
        return Address.FAMILIAR
    closings = _lowered(acts, PartKind.SIGN_OFF)
    if not formal and any(map(_FAMILIAR_CLOSING.match, closings)):
        return Address.FAMILIAR
    return Address.FORMAL


def _lowered(acts: Acts, kind: PartKind) -> list[str]:
    """The parts of a kind, in lower case."""
    text = acts.message.text
    return [text[start:end].strip().lower() for start, end in acts.message.spans(kind)]


def _is_familiar(salutation: str) -> bool:
    """Whether it is one to a friend: "Hoi," or "Beste Anna,", no "Hoi meneer Vis,"."""
    greets_a_friend = bool(_FAMILIAR_OPENING.match(salutation))
    return _names_one_friend(salutation) or (
        greets_a_friend and not _FORMAL_OPENING.search(salutation)
    )


def _names_one_friend(salutation: str) -> bool:
    name = _TO_ONE_NAME.fullmatch(salutation)
    if name is None:
        return bool(_FIRST_NAME_BLANK.search(salutation))
    return is_first_name(name[1])


def is_addressed_as_many(acts: Acts) -> bool:
    """Whether the readers are "jullie" or greeted as several, none of them is "je", and
    the salutation is not to a friend: then "jullie" is the organisation."""
    words = set(acts.parsed.words)
    salutations = _lowered(acts, PartKind.SALUTATION)
    return (
        (PLURAL in words or any(map(_TO_MANY.match, salutations)))
        and words.isdisjoint(SINGULAR_JE | U_FORMS)
        and not any(map(_names_one_friend, salutations))
    )


def is_first_name(name: str) -> bool:
    """Whether one word that somebody is addressed with can be a first name."""
    return " " not in name and name.lower() not in _NO_FIRST_NAME


def readdress(acts: Acts, address: Address) -> Iterator[Edit]:
    """Edits that give the reader this form all through the message."""
    other = Address.FAMILIAR if address is Address.FORMAL else Address.FORMAL
    for one in acts.of(_ACT_OF[other]):
        for word in one.span:
            yield from readdressed(word)


def readdressed(word: Token) -> Iterator[Edit]:
    """Edits that turn a word for the reader, and its verb, into the other form; none
    where the form of the verb is not known for sure."""
    if _bare(word) == PLURAL and word.dep_ in NOMINAL_SUBJECTS:
        yield from _made_singular(word)
        return
    becomes_formal = _bare(word) in JE_FORMS
    verb = _verb_of(word)
    if verb is None:
        yield _replaced(word, _formal(word) if becomes_formal else _familiar(word))
        return
    inverted = verb.i < word.i
    form = _with_u(verb, inverted) if becomes_formal else _with_je(verb, inverted)
    if not becomes_formal and _is_order(verb, word):
        yield Edit(verb.idx + len(verb), word.idx + len(word.text.rstrip(".")), "")
    else:
        yield _replaced(word, _formal(word) if becomes_formal else _familiar(word))
    if form != verb.lower_:
        yield _replaced(verb, form)


def _verb_of(word: Token) -> Token | None:
    """The finite verb that a word for the reader is the subject of, if it is one."""
    verb = _neighbouring_verb(word)
    if word.dep_ in NOMINAL_SUBJECTS:
        # "Dank je voor je geduld"
        thanks = verb is not None and verb.i < word.i and verb.lower_ == "dank"
        return None if thanks else verb or _verb_behind(word)
    # The parser takes it for the object in "en hoeft u maar te bellen".
    below = word.head.dep_ in {"xcomp", "ccomp"} and word.head.head == verb
    has_subject = verb is None or any(
        each.dep_ in NOMINAL_SUBJECTS for each in verb.children
    )
    return verb if verb and verb.i < word.i and below and not has_subject else None


def _verb_behind(subject: Token) -> Token | None:
    """The finite verb of a clause that ends in it: "dat u mij gebeld heeft"."""
    head = subject.head
    helping = [word for word in head.children if word.dep_ in _HELPING]
    behind = (word for word in (head, *helping) if word.i > subject.i)
    return next(filter(is_finite, behind), None)


def _is_order(verb: Token, subject: Token) -> bool:
    """Whether a sentence asks the reader to do something: "Belt u mij gerust."."""
    sentence = verb.sent
    opens = verb.i == sentence.start and subject.i == verb.i + 1
    is_main = (verb if verb.dep_ not in _HELPING else verb.head).dep_ == "ROOT"
    asks = any(word.text == "?" for word in sentence)
    goes_on = any(word.lower_ == "dan" for word in sentence)
    helps = verb.dep_ in {"aux", "aux:pass"}
    return opens and is_main and not (asks or goes_on or helps)


def _made_singular(subject: Token) -> Iterator[Edit]:
    """ "Dat jullie mij hebben gevraagd" as said with `u`."""
    head = subject.head
    below = [
        word
        for word in head.children
        if word.dep_ not in _CLAUSES_BELOW and not _has_subject_of_its_own(word)
    ]
    finite = [word for word in (head, *below) if is_finite(word) or _goes_on(word)]
    forms = [_singular(verb) for verb in finite]
    if not finite or None in forms:
        return
    yield _replaced(subject, "u")
    for verb, form in zip(finite, forms, strict=True):
        if form and form != verb.lower_:
            yield _replaced(verb, form)


def _goes_on(verb: Token) -> bool:
    """ "Jullie werken hard en houden van muziek": whether it is "houden", which looks
    like an infinitive."""
    looks_infinite = "VerbForm=Inf" in str(verb.morph)
    return verb.dep_ == "conj" and looks_infinite and is_finite(verb.head)


def _has_subject_of_its_own(verb: Token) -> bool:
    """ "Jullie hebben een winkel en ik begrijp het": whether it is "begrijp"."""
    return verb.dep_ == "conj" and any(
        word.dep_ in NOMINAL_SUBJECTS for word in verb.children
    )


def _singular(verb: Token) -> str | None:
    """The form with `u` of a plural one, if spelling tells it."""
    form, infinitive = verb.lower_, verb.lemma_.rpartition(SEAM)[2]
    if form in _SINGULAR:
        return _SINGULAR[form]
    is_known = verb.i not in verb.doc._.unknown_words
    if form == infinitive and form.endswith("en") and is_known:
        stem = closed(form[:-2])[0]
        return stem if stem.endswith("t") else stem + "t"
    if form.endswith(WEAK_PAST) and form in weak_forms(infinitive):
        return form.removesuffix("n")
    return None


def _formal(word: Token) -> str:
    if _bare(word) in _TO_FORMAL:
        return _TO_FORMAL[_bare(word)]
    return "uw" if _is_possessive(word) else "u"


def _familiar(word: Token) -> str:
    if _bare(word) == "u":
        # "met jou", "jij en je vrouw"
        is_subject = word.dep_ in NOMINAL_SUBJECTS
        if not is_subject and word.i and word.nbor(-1).lower_ in _BEFORE_JOU:
            return "jou"
        if any(each.dep_ == "conj" for each in word.children):
            return "jij" if is_subject else "jou"
    return _TO_FAMILIAR.get(_bare(word), "je")


def _bare(word: Token) -> str:
    """A word in small letters; the tokenizer takes "u." for an abbreviation."""
    return word.lower_.rstrip(".")


def _is_possessive(word: Token) -> bool:
    return "Poss=Yes" in str(word.morph) or word.dep_ == "nmod:poss"


def _neighbouring_verb(word: Token) -> Token | None:
    """The finite verb straight before or after a subject."""
    doc = word.doc
    for place in (word.i - 1, word.i + 1):
        if 0 <= place < len(doc) and is_finite(doc[place]):
            return doc[place]
    return None


def _with_u(verb: Token, inverted: bool) -> str:
    form = verb.lower_
    if not inverted or form in _UNCHANGED or "Tense=Past" in str(verb.morph):
        return form
    if form in _INVERTED:
        return _INVERTED[form]
    if form.endswith("t"):
        return form
    return form + ("at" if form.endswith("a") else "t")


def _with_je(verb: Token, inverted: bool) -> str:
    form = verb.lower_
    if form in _UNCHANGED or "Tense=Past" in str(verb.morph):
        return form
    if not inverted:
        return _AFTER_SUBJECT_BACK.get(form, form)
    if form in _INVERTED_BACK:
        return _INVERTED_BACK[form]
    stem = form.removesuffix("t")
    # `weet`, `moet`, `laat` end in a t of their own: their infinitive has it too.
    own = verb.lemma_.rpartition(SEAM)[2].removesuffix("en").endswith("t")
    if own:
        return form
    return stem.removesuffix("a") if stem.endswith("aa") else stem


def _replaced(word: Token, text: str) -> Edit:
    if word.text[:1].isupper():
        text = text[:1].upper() + text[1:]
    return Edit(word.idx, word.idx + len(word.text.rstrip(".")), text)
