"""What a rule file and an act file may say; the JSON Schema comes from these models."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum
from string import Formatter
from typing import Annotated, ClassVar, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationInfo,
    WithJsonSchema,
    field_validator,
    model_validator,
)

from ..clauses import Role
from ..facts import SLOTS
from ..findings import Severity
from ..message import PartKind
from . import bounded_regex, token_patterns
from .token_patterns import TokenAttributes

#: Good and bad ones each, where an act is learnt from them.
FEWEST_EXAMPLES = 5
#: Set in the context of validation for files that come with the program.
BUILT_IN = "built_in"
#: In a phrase: some words in between.
GAP = "…"
Words = list[str]


class Strict(BaseModel):
    """Unknown keys are mistakes, and nothing changes after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class ClausePattern(Strict):
    """A clause with these properties; a property left out may be anything.

    Words are lemmas, or for a complement, subject or object also forms; `@name` stands
    for a list in `words.yaml`. `object` is any argument, with or without a preposition,
    by its word or by who it is.
    """

    verb: Words = []
    complement: Words = []
    subject: Role | Words | None = None
    object: Role | Words | None = None
    modal: Words | None = None
    negated: bool | None = None
    passive: bool | None = None
    past: bool | None = None
    hypothetical: bool | None = None
    question: bool | None = None


def _usable_regex(regex: str, info: ValidationInfo) -> str:
    # What is built in was tried by a test.
    if not (info.context or {}).get(BUILT_IN):
        bounded_regex.check(regex)
    return regex


def _joined(parts: object) -> object:
    if isinstance(parts, list) and all(isinstance(part, str) for part in parts):
        return "".join(parts)
    return parts


Regex = Annotated[str, AfterValidator(_usable_regex)]
#: Also as a list of its parts, so that a file can use one of them again (`&name` and
#: `*name` of YAML).
RegexInParts = Annotated[
    Regex,
    BeforeValidator(_joined),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string"},
                {"type": "array", "items": {"type": "string"}},
            ]
        }
    ),
]


class Pattern(Strict):
    """Exactly one of the keys; each finds stretches of words.

    - `clause`: a clause with these properties;
    - `phrase`: words with blanks between: `a|b` is one of these, `…` up to five words
      in between, `@name` one of a list. A word matches a form or a lemma, whatever
      its case;
    - `tokens`: a pattern of spaCy's Matcher, with `@name` in its lists of words;
    - `regex`: a regular expression of Python over the judged text, or a list of its
      parts, so that a part can be used again;
    - `part`: every part of the message of this kind;
    - `placeholder`: every open placeholder (`true`), or those in whose name a regular
      expression finds something;
    - `act`: all that the patterns of another act find, which name no act themselves.
    """

    clause: ClausePattern | None = None
    phrase: str | None = None
    tokens: list[TokenAttributes] | None = None
    regex: RegexInParts | None = None
    part: PartKind | None = None
    placeholder: Literal[True] | Regex | None = None
    act: str | None = None

    @property
    def lists(self) -> list[str]:
        """The names of the word lists that it needs, without their `@`."""
        phrase = (self.phrase or "").split()
        words = [word for part in phrase for word in part.split("|")]
        for _, value in self.clause or ():
            words += value if isinstance(value, list) else []
        named = [word[1:] for word in words if word.startswith("@")]
        return [*named, *token_patterns.lists_named(self.tokens)]

    @model_validator(mode="after")
    def one_kind(self) -> Pattern:
        if sum(value is not None for _, value in self) != 1:
            raise ValueError(
                f"geef precies één van {', '.join(type(self).model_fields)}"
            )
        return self

    @field_validator("phrase")
    @classmethod
    def starts_and_ends_with_a_word(cls, phrase: str | None) -> str | None:
        words = phrase.split() if phrase is not None else ["word"]
        if not words or GAP in (words[0], words[-1]):
            raise ValueError("een phrase begint en eindigt met een woord")
        return phrase

    @field_validator("tokens")
    @classmethod
    def matcher_takes_them(
        cls, tokens: list[TokenAttributes] | None, info: ValidationInfo
    ) -> list[TokenAttributes] | None:
        # To ask takes spaCy, and what is built in was asked by a test.
        if tokens is not None and not (info.context or {}).get(BUILT_IN):
            token_patterns.check(tokens)
        return tokens


class EncoderAct(str, Enum):
    """The acts that the encoder scores, in the order of its outputs."""

    SALUTATION = "aanhef"
    SIGN_OFF = "afsluiting"
    THANKS = "danken"
    UNDERSTANDING = "begrip"
    MOCK_THANKS = "schijndank"
    DECISION = "besluit"
    DOUBT = "twijfel"
    REASON = "reden"
    TIME_REASON = "tijdreden"
    VAGUENESS = "vaag"
    PRIVATE_DETAIL = "prive"
    ATTACK = "aanval"
    APOLOGY = "excuus"
    WISH = "wens"
    CONTACT = "contact"
    ALTERNATIVE = "alternatief"
    EXPECTED = "verwacht"
    MOCK_WISH = "schijnwens"
    NAMES = "noemt"
    REFUSES_JOB = "afhaken"
    GENERIC_YOU = "algemeen-je"
    KIND_WORD = "vriendelijk"


Probability = Annotated[float, Field(gt=0, lt=1)]


#: By how many times the odds must be higher.
TimesSurer = Annotated[float, Field(gt=1)]


class EncoderUse(Strict):
    """The encoder's act and the probability above which it is believed.

    A pattern is believed only where the encoder gives the act `patterns_above`: words
    alone do not tell thanks for an invitation from thanks for understanding. Where an
    exception matches, the encoder is believed above `excepted_above` only, if at all.
    In a message with one such passage others count from `again_above` on: who is rude
    once is soon rude again. Each of the acts `beside` that another passage does takes
    as many times higher odds: who thanks and wishes well is seldom rude in between.
    With `last_clause` a clause under it that ends a sentence is the act by itself,
    where the words before it are not. With `above` 1 the patterns alone decide.
    """

    act: EncoderAct
    above: float = Field(gt=0, le=1)
    patterns_above: float = Field(0, ge=0, lt=1)
    excepted_above: float = Field(1, gt=0, le=1)
    again_above: Probability | None = None
    beside: dict[EncoderAct, TimesSurer] = {}
    last_clause: bool = False


def _with_a_word(text: str) -> str:
    if not any(character.isalnum() for character in text):
        raise ValueError("een voorbeeld heeft minstens één woord")
    return text


Example = Annotated[str, AfterValidator(_with_a_word)]


class ActExamples(Strict):
    """Sentences (or short passages) that are the act, and near-misses that are not."""

    good: list[Example] = Field(min_length=1)
    bad: list[Example] = Field(min_length=1)


class Act(Strict):
    """Something that a writer does with a sentence.

    A sentence is the act where a pattern matches or the encoder says so, unless an
    exception matches or the encoder gives another act more than `unless` allows:
    thanks that are probably mock thanks are no thanks, whatever the words. With
    `unless_next` the same goes for the sentence behind it: "er is iets tussengekomen"
    is not vague before what it was. An act without encoder and patterns is learnt from
    its examples.
    """

    id: str = Field(pattern=r"^[a-z][a-z-]*$")
    title: str
    encoder: EncoderUse | None = None
    patterns: list[Pattern] = []
    exceptions: list[Pattern] = []
    unless: dict[EncoderAct, Probability] = {}
    unless_next: dict[EncoderAct, Probability] = {}
    examples: ActExamples

    @property
    def known_by_examples(self) -> bool:
        """Whether nothing but the examples says what the act is."""
        return self.encoder is None and not self.patterns

    @model_validator(mode="after")
    def recognisable(self) -> Act:
        fewest = min(len(self.examples.good), len(self.examples.bad))
        if self.known_by_examples and fewest < FEWEST_EXAMPLES:
            raise ValueError(
                "geef encoder of patterns, of van elk minstens "
                f"{FEWEST_EXAMPLES} voorbeelden: anders herkent niets dit"
            )
        return self


class Zone(str, Enum):
    """Where in the message a check looks.

    `closing` is the end of the body from the decision on, with the wishes that
    people put in a sign-off or a postscript.
    """

    MESSAGE = "message"
    CLOSING = "closing"


class Place(str, Enum):
    """Where a missing part belongs; `quote` is in the place of the quoted words."""

    TOP = "top"
    AFTER_SALUTATION = "after-salutation"
    AFTER_REASON = "after-reason"
    AFTER_DECISION = "after-decision"
    BEFORE_WISH = "before-wish"
    BEFORE_SIGN_OFF = "before-sign-off"
    END = "end"
    QUOTE = "quote"


class Condition(Strict):
    """Holds when all of `present` and none of `absent` acts occur in the message, all
    of `after` in the sentence just before the words in question, one of `here` in their
    own, one of `elsewhere` (where there are any) in other words than these, and none of
    `nowhere_else` in those."""

    present: Words = []
    absent: Words = []
    after: Words = []
    here: Words = []
    elsewhere: Words = []
    nowhere_else: Words = []

    @property
    def acts(self) -> list[str]:
        """All that it names."""
        return [*self.present, *self.absent, *self.of_place]

    @property
    def of_place(self) -> list[str]:
        """Those that it wants at some place, or not there."""
        return [*self.after, *self.here, *self.elsewhere, *self.nowhere_else]


def _of_the_whole_message(condition: Condition) -> Condition:
    if condition.of_place:
        raise ValueError(
            "after, here, elsewhere en nowhere_else horen bij de when van een suggestie"
        )
    return condition


MessageCondition = Annotated[Condition, AfterValidator(_of_the_whole_message)]


class Make(str, Enum):
    """What is made of the faulty words: small letters and one mark (or no more than a
    full stop, or a question mark where there was one), the form of address of the rest
    of the message, their first sentence (and those with an act that the wording
    `keeps`), or nothing: of the words alone, or of the clause that they are part of."""

    QUIET = "quiet"
    FULL_STOP = "full-stop"
    READDRESSED = "readdressed"
    FIRST_SENTENCE = "first-sentence"
    NOTHING = "nothing"
    NO_CLAUSE = "no-clause"


class Form(str, Enum):
    """What words are: a main clause, a main clause with the decision in it, a phrase or
    subordinate clause within one, or words of the salutation or the sign-off."""

    CLAUSE = "clause"
    DECISION = "decision"
    PHRASE = "phrase"
    SALUTATION = "salutation"
    SIGN_OFF = "sign-off"


def _check_slots(text: str, slots: Sequence[str]) -> None:
    """Raise `ValueError` where a text has other slots, or one with a format: a width
    can be as large as memory."""
    plain = {(None, None, None), *((slot, "", None) for slot in slots)}
    try:
        fits = all(tuple(field) in plain for _, *field in Formatter().parse(text))
    except ValueError:
        fits = False
    if not fits:
        can = " of ".join(f"{{{slot}}}" for slot in slots) or "niets"
        raise ValueError(f"tussen accolades kan hier {can} staan")


class Wording(Strict):
    """One suggestion: what it does, and what to put in.

    That is a `text`, or one for each form of address (for `jullie` the one for `je`
    with other pronouns, where it has no verb that differs), or by `words` (in lower
    case) another word, or what is made of them; without any the writer is only told
    what to do. It is offered `when` the message asks for it and tells what stands
    between braces (see `linter/facts.py`), and for faulty words of its `form`; a check
    that has none for a `decision` offers those for any `clause`. A text takes the place
    of the words `up_to` the first of these, so that "omdat …" can stay, or of them and
    all `through` one of these behind them, if it is there; what is made is
    made `of` these acts only, so that the rest of the words can stay, and one for a
    missing part comes in a `place` of its own or in that of the check. A `safe` one
    keeps the meaning of the message and can be applied unseen, always or in messages
    that meet a condition: thanks before an insult mock. One that `assumes` something,
    such as a reason, is never applied unasked.
    """

    title: str
    when: Condition = Condition()
    form: Form | None = None
    text: str | None = None
    u: str | None = None
    je: str | None = None
    jullie: str | None = None
    words: dict[str, str] = {}
    make: Make | None = None
    keeps: Words = []
    up_to: Words = []
    through: Words = []
    of: Words = []
    place: Place | None = None
    safe: bool | MessageCondition = False
    assumes: bool = False

    @property
    def says_something(self) -> bool:
        """Whether it has a text of its own to put in."""
        return any(text is not None for text in (self.text, self.u, self.je))

    @property
    def acts(self) -> list[str]:
        """All that its conditions name, what it keeps, and what it leaves out."""
        safe = self.safe.acts if isinstance(self.safe, Condition) else []
        return [*self.when.acts, *safe, *self.keeps, *self.of]

    @field_validator("text", "u", "je", "jullie")
    @classmethod
    def only_known_facts(cls, text: str | None) -> str | None:
        _check_slots(text or "", SLOTS)
        return text

    @model_validator(mode="after")
    def says_one_thing(self) -> Wording:
        if self.text is not None and (self.u is not None or self.je is not None):
            raise ValueError("text geldt voor u en voor je; laat die dan weg")
        return self


class CheckBase(Strict):
    """What all checks share: condition, wording, and what differs from the rule.

    `severity` and `guide` (one of the guide's sentences) stand in for the rule's own.
    """

    #: What may stand between braces in the message.
    slots: ClassVar[frozenset[str]] = frozenset()

    kind: str
    message: str
    when: MessageCondition = Condition()
    severity: Severity | None = None
    guide: str | None = None
    suggestions: list[Wording] = []

    @field_validator("message")
    @classmethod
    def only_known_slots(cls, message: str) -> str:
        _check_slots(message, sorted(cls.slots))
        return message


class Missing(CheckBase):
    """None of the acts occurs in the zone; reported at the place they belong.

    What overlaps one of the acts `not_in` does not count: a sneer is no wish. In the
    message `{text}` is what comes closest: the words of the first of the `quote` acts,
    with their clause if it is short; without such an act the check does not apply.
    `{last}` is the last sentence of the body.
    With `subject_beyond` a subject line that has any other word than these (in lower
    case) does instead of an act; with `subject_says` one in which the writer, not
    the mail that is answered, says what this regular expression finds.
    """

    slots = frozenset({"text", "last"})
    kind: Literal["missing"]
    acts: Words = Field(min_length=1)
    not_in: Words = []
    zone: Zone = Zone.MESSAGE
    place: Place
    quote: Words = []
    subject_beyond: Words = []
    subject_says: Regex | None = None

    @model_validator(mode="after")
    def quotes_what_it_replaces(self) -> Missing:
        if self.place is Place.QUOTE and not self.quote:
            raise ValueError("place: quote vraagt om de acts van quote")
        return self


class Present(CheckBase):
    """One of the acts occurs; reported at its words, `{text}` in the message."""

    slots = frozenset({"text"})
    kind: Literal["present"]
    acts: Words = Field(min_length=1)


class Blank(CheckBase):
    """A placeholder is still open; reported at it, `{text}` in the message.

    With `parts` only one in parts of these kinds. With `around` only one that this
    regular expression finds within its line, where it is written as `[its name]`
    whatever its frame, together with those beside it: `[first name last name]`. What
    the suggestions put in takes the place of a group of it, or of all that it finds.
    """

    acts: ClassVar[Words] = []
    slots = frozenset({"text"})
    kind: Literal["blank"]
    parts: list[PartKind] = []
    around: Regex | None = None


class Measure(str, Enum):
    """What a limit counts."""

    WORDS = "words"
    SENTENCES = "sentences"
    OCCURRENCES = "occurrences"


class Limit(CheckBase):
    """More words or sentences (by the marks that end them) than `above`: of the whole
    body, or, with `acts`, of one passage of neighbouring sentences that are all one of
    these; or more occurrences of the acts in the whole message, reported at those over
    the limit.
    With `interrupted_by`, what elaborates counts along: sentences after one of `acts`
    that are none of these; in a count of sentences only those between two of `acts`,
    in one of words not those at its end that the encoder surely takes for none.
    `{count}` and `{limit}` may stand in the message."""

    slots = frozenset({"count", "limit"})
    kind: Literal["limit"]
    measure: Measure
    above: Annotated[int, Field(gt=0)]
    acts: Words = []
    interrupted_by: Words = []


class Mixed(CheckBase):
    """The reader is addressed by acts of both: each place of the rarer is reported, or
    where they are even of the one that the salutation or sign-off does not go with.
    "Jullie" does not count, as who writes u says it to an organisation as well, but is
    reported beside u. `{text}` in the message is the words."""

    slots = frozenset({"text"})
    kind: Literal["mixed"]
    formal: Words = Field(min_length=1)
    familiar: Words = Field(min_length=1)

    @property
    def acts(self) -> Words:
        """The acts of both."""
        return [*self.formal, *self.familiar]


class Late(CheckBase):
    """The message answers an invitation of more than `hours` ago, as far as headers,
    quoted mail or the user tell; `{days}` in the message is how many whole days."""

    acts: ClassVar[Words] = []
    slots = frozenset({"days"})
    kind: Literal["late"]
    hours: Annotated[int, Field(gt=0)]


class Subject(CheckBase):
    """A mail has no subject or one of nothing but these `empty` words (in lower
    case); `{text}` in the message is the subject."""

    acts: ClassVar[Words] = []
    slots = frozenset({"text"})
    kind: Literal["subject"]
    empty: Words = []


Check = Annotated[
    Missing | Present | Blank | Limit | Mixed | Late | Subject,
    Field(discriminator="kind"),
]


#: The words in an example that are reported; the closing marks may follow a `]` of the
#: text itself: `[[[Uw naam]]]`.
MARKED = re.compile(r"\[\[(.*?)\]\](?!\])", re.DOTALL)


class RuleExamples(Strict):
    """Whole messages; in a bad one `[[…]]` marks the words that are reported."""

    good: list[Example] = Field(min_length=1)
    bad: list[Example] = Field(min_length=1)


class Rule(Strict):
    """A piece of the guide's advice and how to see that it was not followed."""

    id: str = Field(pattern=r"^[a-z][a-z-]*$")
    title: str
    severity: Severity
    explanation: str
    guide: Words = Field(min_length=1)
    #: Whether the rule also holds for a template that is still to be filled in.
    for_templates: bool = True
    checks: list[Check] = Field(min_length=1)
    examples: RuleExamples
