"""A first draft for those who start with an empty page, in the guide's spirit."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
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
    "op 12 maart", "de functie van lasser", "Beste Jan"; a date in words, and a title
    as a salutation has it. Raises `DraftError` for a date that does not exist."""
    told = " ".join(told.split())
    if fact in _AROUND:
        told = _AROUND[fact].sub("", told)
    if fact == "day":
        in_figures = _ISO_DATE.fullmatch(told) or _DUTCH_DATE.fullmatch(told)
        return _day_in_words(told, in_figures) if in_figures else told
    if fact == "name":
        for abbreviated, title in _TITLES.items():
            told = abbreviated.sub(title, told)
        if is_first_name(told):
            return told[:1].upper() + told[1:]
    return told


def _day_in_words(told: str, figures: re.Match[str]) -> str:
    try:
        day = date(*(int(figures[part]) for part in ("year", "month", "day")))
    except ValueError:
        raise DraftError(
            f"De dag {told} bestaat niet; schrijf bijvoorbeeld '12 maart' of "
            "2026-03-12."
        ) from None
    return f"{day.day} {MONTH_NAMES[day.month - 1]}"


_AROUND = {
    "name": re.compile(r"(?i)^(?:beste|geachte|dag|hallo|hoi|lieve)(?: |$)"),
    "job": re.compile(r"(?i)^(?:de )?(?:functie|baan|job|rol) (?:van|als)(?: |$)"),
    "company": re.compile(r"(?i)^bij(?: |$)"),
    "day": re.compile(r"(?i)^(?:op|van)(?: |$)"),
}
_TITLES = {
    re.compile(r"(?i)^(?:(?:dhr|hr)\b\.?|meneer|mijnheer)(?= )"): "heer",
    re.compile(r"(?i)^(?:mevr|mvr|mw)\b\.?(?= )"): "mevrouw",
}
_ISO_DATE = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})")
_DUTCH_DATE = re.compile(
    r"(?P<day>[0-9]{1,2})[-/.](?P<month>[0-9]{1,2})[-/.](?P<year>[0-9]{4})"
)


@cache
def _letters() -> Mapping[str, Any]:
    text = (files(LETTERS_PACKAGE) / SCENARIOS_FILE).read_text("utf8")
    letters: Mapping[str, Any] = yaml.safe_load(text)
    return letters
