"""What a message tells of the interview and the people, for words that fit it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from email.utils import parseaddr
from itertools import takewhile
from typing import TYPE_CHECKING

from .address import Address
from .dates import MONTH_NAMES
from .message import PartKind
from .parts.names import TITLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from spacy.tokens import Doc, Span, Token

    from .acts import Acts

_SENDER_HEADERS, _READER_HEADERS = ("from", "van"), ("to", "aan")
_QUOTED_SENDER = re.compile(r"^[> ]*(?:From|Van):\s*(.{1,200})$", re.MULTILINE)
#: "job of …", in Dutch and Flemish.
_JOB_NOUNS = {"functie", "vacature", "rol", "positie", "baan", "job", "stage"}
_OF, _AT, _WHERE = {"van", "voor", "als"}, "bij", {"bij", "in", "voor"}
_ARTICLES = {"de", "het", "een"}
#: The acts that say which interview it is, and that in words for what it is about.
_NAMES_INTERVIEW, _NAMES_TOPIC = "noemt-gesprek", "gespreksonderwerp"
_REFUSES_JOB = "afhaken"
_REASON, _ABOUT_THE_READER = "reden", ("besluit", "danken", "aanval")
_WORD_FOR_JOB = re.compile(
    rf"(?:{'|'.join(sorted(_JOB_NOUNS))}|baantje|plek|plaats|post|werk)$"
)
_INTERVIEW = re.compile(r"(?:gesprek|kennismaking|interview)$")
_NAME_PARTS = {"ADJ", "NOUN", "PROPN", "X"}
_LONGEST_NAME = 4
_MONTHS = "|".join(MONTH_NAMES)
_WEEKDAYS = "maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag"
_DAY = re.compile(
    rf"\b(?:(?:{_WEEKDAYS})(?: \d{{1,2}} (?:{_MONTHS}))?|\d{{1,2}} (?:{_MONTHS})"
    r"|(?:over)?(?<!goede )morgen)\b",
    re.IGNORECASE,
)

_DAY_OF_LETTER = re.compile(
    r"\b(?:brief|mail|e-mail|bericht|schrijven|telefoontje)\b"
    r"(?:,? (?:van|op|d\.?d\.?|afgelopen|vorige|jl))*\.? $",
    re.IGNORECASE,
)
#: Of a quoted mail the lines about it, and the sentences that invite.
_ABOUT_A_MAIL = re.compile(r"[\w-]{2,20}:|(?:op|on)\b.*\d:?\d\b", re.IGNORECASE)
_INVITES = re.compile(
    r"\b(?:sollicitatie|kennismakings)?gesprek\b|\binterview\b|\bafspraak\b"
    r"|\b(?:kennis ?te ?maken|kennismaking|langskomen|langs te komen|kom je langs)\b",
    re.IGNORECASE,
)
_DEADLINE = re.compile(r"\b(?:uiterlijk|vóór|voor|tot|sinds) $", re.IGNORECASE)
_FROM_TODAY = re.compile(r"morgen$", re.IGNORECASE)


@dataclass(frozen=True)
class Facts:
    """What is known; what is not is empty.

    `topic` is what the interview is about in other words than the `job`, ready to
    follow "gesprek".
    """

    address: Address
    name: str = ""
    sender: str = ""
    job: str = ""
    topic: str = ""
    company: str = ""
    day: str = ""

    @property
    def interview(self) -> str:
        """ "gesprek van 12 maart over de functie van lasser bij Bouwbedrijf X"."""
        return f"gesprek {self.which}".rstrip()

    @property
    def which(self) -> str:
        """ "van 12 maart over de functie van lasser bij Bouwbedrijf X"."""
        words = []
        if self.day:
            words.append(f"van {self.day}")
        if self.job:
            words.append(f"over de functie van {self.job}")
        elif self.topic:
            words.append(self.topic)
        if self.company and self.company not in self.topic:
            words.append(f"bij {self.company}")
        return " ".join(words)

    @property
    def post(self) -> str:
        """ "functie van lasser bij Bouwbedrijf X"."""
        words = ["functie"]
        if self.job:
            words.append(f"van {self.job}")
        if self.company:
            words.append(f"bij {self.company}")
        return " ".join(words)

    def beyond(self, told: str) -> Facts:
        """Without what these words tell of the interview already."""

        def is_told(fact: str) -> bool:
            return re.search(rf"(?i)(?<!\w){re.escape(fact)}(?!\w)", told) is not None

        return replace(
            self,
            job="" if is_told(self.job) else self.job,
            # Only its last word is sure to stand in the letter as it does here.
            topic="" if is_told(self.topic.split(" ")[-1]) else self.topic,
            company="" if is_told(self.company) else self.company,
            day="" if is_told(self.day) else self.day,
        )

    @property
    def slots(self) -> dict[str, str]:
        """What may stand between braces in a wording, as far as it is known."""
        known = {
            "naam": self.name,
            "voornaam": self.name.split(" ")[0],
            "achternaam": self.name.partition(" ")[2],
            "afzender": self.sender,
            "gesprek": self.interview,
            "welk": self.which,
            "functie": self.post,
        }
        return {slot: value for slot, value in known.items() if value}


#: All that a wording may name.
SLOTS = ("naam", "voornaam", "achternaam", "afzender", "gesprek", "welk", "functie")


def facts_of(acts: Acts) -> Facts:
    """What a message says in so many words, or the mail that it quotes; what is named
    twice and differently, or with a placeholder, is not known."""
    message, doc = acts.message, acts.parsed.doc
    not_named = {
        token.i
        for placeholder in message.placeholders
        for token in acts.words(placeholder.start, placeholder.end)
    } | _words_of_other_work(acts)
    quoted = "\n".join(
        message.text[start:end] for start, end in message.spans(PartKind.QUOTED)
    )
    answered = {_display_name(match[1]) for match in _QUOTED_SENDER.finditer(quoted)}
    return Facts(
        acts.address,
        name=_header_name(message.headers, _READER_HEADERS) or _only(answered),
        sender=_header_name(message.headers, _SENDER_HEADERS),
        job=_only(set(_jobs(doc, not_named))),
        topic=_topic(list(_topics(acts, not_named))),
        company=_only(set(_companies(doc, not_named))),
        day=_only(set(_days(acts)) or set(_invited_days(quoted))),
    )


def _days(acts: Acts) -> Iterator[str]:
    """The days in sentences that name the interview, but not that of a letter."""
    text = acts.parsed.text
    for passage in acts.passages_of(_NAMES_INTERVIEW):
        start, end = passage.span.start_char, passage.span.end_char
        for match in _DAY.finditer(text, start, end):
            if not _DAY_OF_LETTER.search(text, start, match.start()):
                yield match[0].lower()


def _invited_days(quoted: str) -> Iterator[str]:
    """The days in sentences of a quoted mail that invite."""
    lines = [line.lstrip("> \t") for line in quoted.splitlines()]
    told = " ".join(line for line in lines if not _ABOUT_A_MAIL.match(line))
    for sentence in re.split(r"[.!?]", told):
        for match in _DAY.finditer(sentence) if _INVITES.search(sentence) else ():
            is_deadline = _DEADLINE.search(sentence, 0, match.start())
            if not is_deadline and not _FROM_TODAY.search(match[0]):
                yield match[0].lower()


def _words_of_other_work(acts: Acts) -> set[int]:
    """The tokens of clauses that only give a reason: the job there can be the one that
    the writer chose instead."""
    of_reader = acts.of(*_ABOUT_THE_READER)
    passages = acts.passages_of(*_ABOUT_THE_READER)
    # "ik kom niet, want … en ik ga bij de bakker werken"
    elsewhere = {token.i for one in acts.of(_REFUSES_JOB) for token in one.span}
    elsewhere -= {token.i for one in of_reader for token in one.span}
    return elsewhere | {
        token.i
        for one in acts.of(_REASON)
        if not any(map(one.overlaps, of_reader))
        for token in (one.span if one.passage in passages else one.passage.span)
    }


def _only(found: set[str]) -> str:
    return found.pop() if len(found) == 1 else ""


def _header_name(headers: Mapping[str, str], names: tuple[str, ...]) -> str:
    return next((_display_name(headers[name]) for name in names if name in headers), "")


def _display_name(header: str) -> str:
    """The name in "Mw. Anja de Boer <a@b.nl>"; nothing where only an address stands."""
    name, address = parseaddr(header)
    words = name.split(" ")
    while words and words[0].lower() in TITLES:
        words.pop(0)
    return " ".join(words) if "@" in address and "@" not in name else ""


def _jobs(doc: Doc, not_named: set[int]) -> Iterator[str]:
    for token in doc[:-2]:
        if token.lemma_.lower() in _JOB_NOUNS and doc[token.i + 1].lower_ in _OF:
            start = token.i + 2
            if doc[start].lower_ in _ARTICLES:
                start += 1
            yield from _name(doc[start : start + _LONGEST_NAME], _NAME_PARTS, not_named)


def _topic(found: Sequence[str]) -> str:
    """The only one, or the only one that is no place: "over de lasbaan"."""
    jobs = {topic for topic in found if topic.startswith("over ")}
    return _only(set(found)) or _only(jobs)


def _topics(acts: Acts, not_named: set[int]) -> Iterator[str]:
    """What the interview is about, as words that can follow "gesprek"."""
    from spacy.util import filter_spans

    named = [_with_name(one.span) for one in acts.of(_NAMES_TOPIC)]
    for span in filter_spans(named):
        first = span[0]
        words = first.lower_ + span.text[len(first) :]
        # A day is no job, whatever the tagger makes of it.
        if (
            _DAY.fullmatch(words)
            or "\n" in words
            or not_named & set(range(span.start, span.end))
        ):
            continue
        if len(span) > 1 and _INTERVIEW.search(first.lower_):
            yield span[1:].text
        elif len(span) > 1 and first.lower_ in _WHERE:
            yield span.text
        elif _WORD_FOR_JOB.search(first.lower_):
            article = "het" if "Gender=Neut" in str(first.morph) else "de"
            yield f"over {article} {words}"
        elif len(span) == 1 and first.pos_ == "NOUN":
            yield f"over de functie van {words}"


def _with_name(words: Span) -> Span:
    """The words with the name that goes on behind them: "de gemeente Utrecht"."""
    doc, end = words.doc, words.end
    while (
        end < len(doc)
        and doc[end].pos_ == "PROPN"
        and words.start <= doc[end].head.i < end
    ):
        end += 1
    return doc[words.start : end]


def _companies(doc: Doc, not_named: set[int]) -> Iterator[str]:
    for token in doc[:-1]:
        if token.lower_ == _AT:
            first = doc[token.i + 1]
            start = token.i + 1 + (first.lower_ in _ARTICLES)
            words = doc[start : start + _LONGEST_NAME]
            for name in _name(words, {"PROPN"}, not_named):
                yield doc[token.i + 1 : start].text_with_ws + name


def _name(
    words: Iterable[Token], kinds: set[str], not_named: set[int]
) -> Iterator[str]:
    """The words up to the first of another kind, if they can be a name."""
    taken = list(takewhile(lambda word: word.pos_ in kinds, words))
    while taken and taken[-1].pos_ == "ADJ":
        taken.pop()
    if taken and not any(word.i in not_named for word in taken):
        yield "".join(word.text_with_ws for word in taken).strip()
