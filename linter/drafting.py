"""A first draft for those who start with an empty page, in the guide's spirit."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from .address import Address, is_first_name
from .dates import MONTH_NAMES
from .errors import AfwijslintError
from .facts import Facts

LETTERS_PACKAGE, SCENARIOS_FILE = "afwijslint.rules.letters", "scenarios.yaml"
_WORDS = {
    Address.FORMAL: {"u": "u", "uw": "uw"},
    Address.FAMILIAR: {"u": "je", "uw": "je"},
}


class DraftError(AfwijslintError):
    """What the letter should say cannot be."""


def scenarios() -> dict[str, str]:
    """The title of each situation there is a letter for, in Dutch, by its id."""
    return {name: one["title"] for name, one in _letters()["scenarios"].items()}


def compose(scenario: str, facts: Facts) -> str:
    """A whole letter; raises `KeyError` for an unknown scenario, and `DraftError` for a
    day that does not exist.

    What is not known is left out; of `job`, `company` and `day` at least one makes
    clear which interview it is. Words that the letter has itself may stand around them.
    """
    facts = replace(
        facts,
        name=plain("name", facts.name),
        sender=plain("sender", facts.sender),
        job=plain("job", facts.job),
        company=plain("company", facts.company),
        day=plain("day", facts.day),
    )
    letters = _letters()
    form = facts.address.value
    salutation = letters["salutation"]["named" if facts.name else "unnamed"][form]
    slots = {**_WORDS[facts.address], "naam": facts.name, "gesprek": facts.interview}
    paragraphs = [
        salutation.format_map(slots),
        *(
            paragraph.format_map(slots)
            for paragraph in letters["scenarios"][scenario]["paragraphs"]
        ),
        f"{letters['sign-off'][form]}\n{facts.sender}".strip(),
    ]
    return "\n\n".join(paragraphs) + "\n"


def plain(fact: str, told: str) -> str:
    """What somebody tells, in one line and without words that the letter has itself:
    "op 12 maart", "de functie van lasser", "Beste Jan,"; a date in words, and a title
    as a salutation has it. Raises `DraftError` for a date that does not exist."""
    told = " ".join(told.split()).rstrip(",;:!? ")
    if fact in _AROUND:
        told = _AROUND[fact].sub("", told)
    match fact:
        case "day":
            return _in_words(told.rstrip("."))
        case "name":
            return _as_addressed(told)
        case "job":
            return told.rstrip(".")
    return told


def _as_addressed(name: str) -> str:
    """A name as it stands behind "Beste" or "Geachte": "heer Van den Berg"."""
    if _NO_NAME.fullmatch(name):
        return ""
    for written, title in _TITLES.items():
        surname = written.sub("", name)
        if surname != name:
            return f"{title} {_surname(surname)}"
    return _capitalised(name) if is_first_name(name) else name


def _surname(told: str) -> str:
    first, *others = told.split()
    if told.isupper():
        first = first.title()
        others = [x.lower() if x.lower() in _PREFIXES else x.title() for x in others]
    if first.lower() in _PREFIXES or not others:
        first = _capitalised(first)
    return " ".join([first, *others])


def _capitalised(name: str) -> str:
    length = 2 if name[:2].lower() == "ij" else 1
    return name[:length].upper() + name[length:]


def _in_words(told: str) -> str:
    """A day as a letter names it, whatever it was told in."""
    first, *rest = told.split(" ", 1)
    if first.lower() in _DAYS_AHEAD:
        ahead = date.today() + timedelta(_DAYS_AHEAD[first.lower()])
        told = " ".join([ahead.isoformat(), *rest])
    named = _NAMED_MONTH.search(told)
    found = named or next((m for form in _FIGURES if (m := form.search(told))), None)
    if found is None:
        return told
    month = found["month"].lower()
    number = MONTH_NAMES.index(month) + 1 if named else int(month)
    # Without a year 29 February may be.
    year = 2000 + int((found.groupdict().get("year") or "2000")[-2:])
    try:
        day = date(year, number, int(found["day"]))
    except ValueError:
        raise DraftError(
            f"De dag {told} bestaat niet; schrijf bijvoorbeeld '12 maart' of "
            "2026-03-12."
        ) from None
    if named:
        return told
    start, end = found.span("date")
    return f"{told[:start]}{day.day} {MONTH_NAMES[day.month - 1]}{told[end:]}"


_AROUND = {
    "name": re.compile(
        r"(?i)^(?:(?:beste|geachte|dag|hallo|hoi|lieve|goede(?:morgen|middag|navond|n?dag))"
        r"(?: |$))+"
    ),
    "job": re.compile(
        r"(?i)^(?:(?:de|het|een|als) )*"
        r"(?:(?:functie|baan|job|rol|vacature) (?:van|als|voor)(?: |$)"
        r"|(?:functie|vacature)(?: |$))?(?:(?:de|het|een|als) )*"
    ),
    "company": re.compile(r"(?i)^(?:bij )?(?:jullie|u|uw bedrijf)$|^bij(?: |$)"),
    "day": re.compile(r"(?i)^(?:op|van)(?: |$)"),
}
_TITLES = {
    re.compile(
        r"(?i)^(?:(?:dhr|hr)(?:\. ?| )|(?:de heer|heer|meneer|mijnheer) )(?!en )"
    ): "heer",
    re.compile(r"(?i)^(?:(?:mevr|mvr|mw)(?:\. ?| )|mevrouw )(?!en )"): "mevrouw",
}
_NO_NAME = re.compile(
    r"(?i)l\.?s\.?|(?:de )?(?:heer|mevrouw|meneer|mijnheer|dhr|mevr|mw)\.?"
    r"|dames en heren|(?:de )?(?:heer|mevrouw)(?:, ?| ?/ ?| of | )(?:heer|mevrouw)"
)
_PREFIXES = frozenset(
    {"van", "de", "den", "der", "ter", "ten", "te", "het", "op", "in"}
)
_DAYS_AHEAD = {"vandaag": 0, "morgen": 1, "overmorgen": 2}
_FIGURES = (
    re.compile(
        r"\b(?P<date>(?P<year>\d{4})(?P<mark>[-/])(?P<month>\d{1,2})(?P=mark)"
        r"(?P<day>\d{1,2}))\b"
    ),
    re.compile(
        r"\b(?P<date>(?P<day>\d{1,2})(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)"
        r"(?P<year>\d{4}|\d{2}))\b"
    ),
    # And no hours: "10-12 uur", "14/15.30".
    re.compile(
        r"^(?:(?:maan|dins|woens|donder|vrij|zater|zon)dag )?"
        r"(?P<date>(?P<day>\d{1,2})[-/](?P<month>\d{1,2}))\b(?![.:/-]| uur)"
    ),
)
_NAMED_MONTH = re.compile(
    rf"(?i)\b(?P<day>\d{{1,2}}) (?P<month>{'|'.join(MONTH_NAMES)})\b"
    r"(?: (?P<year>\d{4})\b)?"
)


@cache
def _letters() -> Mapping[str, Any]:
    text = (files(LETTERS_PACKAGE) / SCENARIOS_FILE).read_text("utf8")
    letters: Mapping[str, Any] = yaml.safe_load(text)
    return letters
