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
            if surname.isupper():
                surname = surname.title()
            return f"{title} {_capitalised(surname)}"
    return _capitalised(name) if is_first_name(name) else name


def _capitalised(name: str) -> str:
    length = 2 if name[:2].lower() == "ij" else 1
    return name[:length].upper() + name[length:]


def _in_words(told: str) -> str:
    """A day as a letter names it, whatever it was told in."""
    if told.lower() in _DAYS_AHEAD:
        told = (date.today() + timedelta(_DAYS_AHEAD[told.lower()])).isoformat()
    named = _NAMED_MONTH.search(told)
    figures = next((m for form in _FIGURES if (m := form.search(told))), None)
    found = named or figures
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
    words = f"{day.day} {MONTH_NAMES[day.month - 1]}"
    return told if named else told[: found.start()] + words + told[found.end() :]


_AROUND = {
    "name": re.compile(
        r"(?i)^(?:(?:beste|geachte|dag|hallo|hoi|lieve|goede(?:morgen|middag|navond|n?dag))"
        r"(?: |$))+"
    ),
    "job": re.compile(
        r"(?i)^(?:(?:de|het|een|als) )*(?:(?:functie|baan|job|rol|vacature)(?: |$)"
        r"(?:(?:van|als|voor)(?: |$))?)?(?:(?:de|het|een|als) )*"
    ),
    "company": re.compile(r"(?i)^bij(?: |$)|^(?:bij )?(?:jullie|u|uw bedrijf)$"),
    "day": re.compile(r"(?i)^(?:op|van)(?: |$)"),
}
_TITLES = {
    re.compile(
        r"(?i)^(?:(?:dhr|hr)(?:\. ?| )|(?:de heer|heer|meneer|mijnheer) )"
    ): "heer",
    re.compile(r"(?i)^(?:(?:mevr|mvr|mw)(?:\. ?| )|mevrouw )"): "mevrouw",
}
_NO_NAME = re.compile(
    r"(?i)l\.?s\.?|heer|mevrouw|meneer|dames en heren"
    r"|(?:heer|mevrouw)(?:, ?| ?/ ?| of )(?:heer|mevrouw)"
)
_DAYS_AHEAD = {"vandaag": 0, "morgen": 1, "overmorgen": 2}
_FIGURES = (
    re.compile(r"\b(?P<year>\d{4})[-/](?P<month>\d{1,2})[-/](?P<day>\d{1,2})\b"),
    re.compile(
        r"\b(?P<day>\d{1,2})[-/.](?P<month>\d{1,2})[-/.](?P<year>\d{4}|\d{2})\b"
    ),
    re.compile(r"\b(?P<day>\d{1,2})[-/](?P<month>\d{1,2})\b"),
)
_NAMED_MONTH = re.compile(
    rf"(?i)\b(?P<day>\d{{1,2}}) (?P<month>{'|'.join(MONTH_NAMES)})\b"
)


@cache
def _letters() -> Mapping[str, Any]:
    text = (files(LETTERS_PACKAGE) / SCENARIOS_FILE).read_text("utf8")
    letters: Mapping[str, Any] = yaml.safe_load(text)
    return letters
