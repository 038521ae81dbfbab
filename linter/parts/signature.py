"""What mail programs and companies add below, and contact details at the end."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .formulas import is_formula
from .lines import Found, claim
from .names import NOT_A_NAME
from .part import PartKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .lines import Line

_SIGNATURE_MARKS = ("--", "—")
_SENT_FROM = re.compile(
    r"(?:verstuurd|verzonden|sent|envoyé|gesendet)"
    r" (?:vanaf|vanuit|via|met|from|with|door)\b"
    r"|(?:download|get|haal) outlook\b|outlook voor \w{1,20} (?:downloaden|ophalen)",
    re.IGNORECASE,
)
_DISCLAIMER = re.compile(
    r"[*_(]{0,3}(?:disclaimer\b|denk aan het milieu"
    r"|(?:please )?consider the environment"
    r"|aan (?:dit|de inhoud van)\b.{0,80}geen rechten"
    r"|(?:dit (?:e-?mail)?bericht|deze e-?mail|de (?:informatie|inhoud) (?:in|van)"
    r"|this (?:e-?mail|message)|the information)\b.{0,200}"
    r"(?:vertrouwelijk|uitsluitend (?:bestemd|bedoeld)|geadresseerde|confidential"
    r"|intended))",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"\+?\(?\d[\d ()/.-]{7,20}\d|\b0\d{1,3} ?[-/]? ?X{4,}|\b\d{4} ?[A-Z]{2}\b"
    r"|[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{1,80}|\bwww\.\S{1,200}|\bhttps?://\S{1,200}"
    r"|\blinkedin\.com\S{0,200}"
)
_CONTACT_WORDS = 3


def find_signature(lines: list[Line]) -> Found:
    """What mail programs and companies add below, and contact details at the end."""
    end = _footer_start(lines)
    footer = lines[end:]
    rest: list[Line] = []
    for line in lines[:end]:
        (footer if is_device_line(line.text) else rest).append(line)
    while len(rest) > 1 and is_contact(rest[-1]):
        footer.append(rest.pop())
    return Found(claim(PartKind.SIGNATURE, footer), rest)


def _footer_start(lines: Sequence[Line]) -> int:
    """Where a signature block or a disclaimer starts that no sign-off follows."""
    starts = [i for i, line in enumerate(lines) if i and _starts_footer(line)]
    if not starts:
        return len(lines)
    formulas = (
        i
        for i in reversed(range(len(lines)))
        if lines[i].is_short and is_formula(lines[i].text)
    )
    last_formula = next(formulas, 0)
    return next((start for start in starts if start > last_formula), len(lines))


def _starts_footer(line: Line) -> bool:
    return line.text in _SIGNATURE_MARKS or bool(_DISCLAIMER.match(line.text))


def is_device_line(text: str) -> bool:
    """Whether a line is what a telephone adds: "Verstuurd vanaf mijn iPhone"."""
    return len(text) <= 80 and bool(_SENT_FROM.match(text))


def is_contact(line: Line) -> bool:
    """Whether a line is a telephone number or an address with hardly a word beside."""
    if not line.is_short or not _CONTACT.search(line.text):
        return False
    words = re.findall(r"[^\W\d_]{2,}", _CONTACT.sub(" ", line.text))
    return len(words) <= _CONTACT_WORDS and NOT_A_NAME.isdisjoint(
        word.lower() for word in words
    )
