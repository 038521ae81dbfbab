"""A first draft for those who start with an empty page, in the guide's spirit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from .address import Address

LETTERS_PACKAGE, SCENARIOS_FILE = "afwijslint.rules.letters", "scenarios.yaml"
_WORDS = {
    Address.FORMAL: {"u": "u", "uw": "uw"},
    Address.FAMILIAR: {"u": "je", "uw": "je"},
}


@dataclass(frozen=True)
class Facts:
    """What the writer tells; what is left empty is left out of the letter.

    At least one of `job`, `company` and `day` makes clear which interview it is.
    """

    address: Address
    name: str = ""
    sender: str = ""
    job: str = ""
    company: str = ""
    day: str = ""


def scenarios() -> dict[str, str]:
    """The title of each situation there is a letter for, in Dutch, by its id."""
    return {name: one["title"] for name, one in _letters()["scenarios"].items()}


def compose(scenario: str, facts: Facts) -> str:
    """A whole letter; raises `KeyError` for an unknown scenario."""
    letters = _letters()
    form = facts.address.value
    salutation = letters["salutation"]["named" if facts.name else "unnamed"][form]
    slots = {**_WORDS[facts.address], "naam": facts.name, "gesprek": _interview(facts)}
    paragraphs = [
        salutation.format_map(slots),
        *(
            paragraph.format_map(slots)
            for paragraph in letters["scenarios"][scenario]["paragraphs"]
        ),
        f"{letters['sign-off'][form]}\n{facts.sender}".strip(),
    ]
    return "\n\n".join(paragraphs) + "\n"


def _interview(facts: Facts) -> str:
    """ "gesprek over de functie van lasser bij Bouwbedrijf X op 12 maart"."""
    words = ["gesprek"]
    if facts.job:
        words.append(f"over de functie van {facts.job}")
    if facts.company:
        words.append(f"bij {facts.company}")
    if facts.day:
        words.append(f"op {facts.day}")
    return " ".join(words)


@cache
def _letters() -> Mapping[str, Any]:
    text = (files(LETTERS_PACKAGE) / SCENARIOS_FILE).read_text("utf8")
    letters: Mapping[str, Any] = yaml.safe_load(text)
    return letters
