"""Blanks that the writer still has to fill in: "[Uw naam]", "{functie}", "....."."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .parts import PartKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .parts import Part

_PLACEHOLDER = re.compile(
    r"\{\{[ \t]{0,9}(?P<moustache>[^{}\r\n]{1,60})\}\}"
    r"|\$?\{[ \t]{0,9}(?P<brace>[^\W\d][^{}\r\n]{0,60})\}"
    r"|\[(?P<bracket>[^\[\]\r\n]{1,60}|(?:keuze|kies|vul|hier)\b[^\[\]\r\n]{1,300})\]"
    r"(?!\(|\[\d{1,3}\])"
    r"|<(?P<angle>[^\W\d][^<>@:=/\r\n]{0,60})>"
    r"|«(?P<merge>\w{2,40}|(?-i:[A-ZÀ-Þ][A-ZÀ-Þ_ ]{1,40}))»"
    r"|#(?P<hash>(?-i:[A-ZÀ-Þ][A-ZÀ-Þ_]{2,40}))#"
    r"|%(?P<percent>[^\W\d]\w{1,40})%"
    r"|(?<!\w)(?P<cross>X{3,40})(?!\w)"
    r"|(?<![\w./-])(?P<date>(?:[._]{2,8}[/-]){2}(?:[._]{2,8}|\d{4}|\d{2}))(?![\w./-])"
    r"|(?<!\w)(?P<day>X{2,4}(?:[/-]X{2,4}){1,2}(?:[/-]\d{4})?"
    r"|XX(?=[ ](?:jan|feb|maart|april|mei|jun|jul|aug|sep|okt|nov|dec)))(?!\w)"
    r"|\b(?P<example>XYZ (?:Company|Bedrijf|B\.?V\b\.?|N\.?V\b\.?))"
    r"|(?<!\.)(?P<dots>\.{3,80}|…{1,40})(?!\.)"
    r"|(?<![\w_])(?P<line>_{3,80})(?![\w_])",
    re.IGNORECASE,
)
_PLACEHOLDER_FRAME = re.compile(r"[\[\]<>{}$%«»#]")
_NEITHER_YEAR_NOR_SLASH = re.compile(r"[^\d/-]")
_FILLED_BRACKETS = re.compile(
    r"[ \t]*|[ \t.,:/-]*\d[ \t\d.,:/-]*|x|sic|ext\w*|spam"
    # The number of a vacancy or a letter, and where to look.
    r"|(?:bijlage|zie|noot|pagina|blz\.?|p\.) (?!.*(?:\bnaam\b|vullen))[^\]]{1,60}"
    r"|[a-z]{1,15}[.: -]{1,3}[a-z./-]{0,9}\d[\w./-]{1,20}"
    # Pictures and links as mail programs write them in plain text.
    r"|(?:cid|image|afbeelding|https?|mailto):.*|afbeelding met .*",
    re.IGNORECASE,
)
_HTML_TAG = re.compile(
    r"[abipu]|br|hr|em|li|ol|ul|td|tr|th|div|pre|span|strong|table|body|html"
)
_BEFORE_BLANK = re.compile(
    r"(?:(?P<address>beste|geachte|heer|mevrouw|meneer|dag|hoi|naam)|bij|voor|op|van|als"
    r"|naar|tot|om|per|aan|met|de|het|een|uw|functie|dd|d\.d\.|wegens|vanwege|omdat"
    r"|doordat|:)[ \t]{1,3}$|(?<![\w/-])06[ \t]{0,2}-[ \t]{0,2}$",
    re.IGNORECASE,
)
_BEFORE_NAME = re.compile(
    r"\b(?:heer|mevrouw|meneer|bij|van|als|op)[ \t]{1,3}$", re.IGNORECASE
)


@dataclass(frozen=True)
class Placeholder:
    """A blank that the writer still has to fill in; `name` is empty for `....`.

    It is the code points `start` (from 0) up to `end` (exclusive) of the message.
    """

    start: int
    end: int
    name: str


def find_placeholders(text: str, parts: Iterable[Part]) -> tuple[Placeholder, ...]:
    """The blanks in these parts of a text, in order."""
    return tuple(
        Placeholder(match.start(), match.end(), _name(_inside(match)))
        for part in parts
        for match in _PLACEHOLDER.finditer(text, part.start, part.end)
        if _is_blank(match, part)
    )


def as_word(placeholder: str) -> str:
    """A placeholder as a parser should read it: as long, but without its frame."""
    if not any(map(str.isalpha, placeholder)):
        return _NEITHER_YEAR_NOR_SLASH.sub("X", placeholder)
    return _PLACEHOLDER_FRAME.sub(" ", placeholder)


def _name(inside: str) -> str:
    return inside.strip(" \t.…_") if any(map(str.isalpha, inside)) else ""


def _inside(match: re.Match[str]) -> str:
    return match[match.lastgroup or 0]


def _is_blank(match: re.Match[str], part: Part) -> bool:
    inside, group = _inside(match), match.lastgroup
    if group == "bracket":
        return not _FILLED_BRACKETS.fullmatch(inside)
    if group == "angle":
        return not _HTML_TAG.fullmatch(inside.lower())
    # "xxx" is three kisses, and "xx Jan" two, unless a name must stand there.
    if group == "cross" or (group == "day" and inside.isalpha()):
        is_kiss = part.kind is PartKind.SIGN_OFF or not _follows(match, _BEFORE_NAME)
        return inside.isupper() or not is_kiss
    if group in {"dots", "line"} and _fills_its_line(match):
        # Elsewhere than below the greeting it is a rule between two parts.
        above = match.string[part.start : match.start()].strip()
        return part.kind is PartKind.SIGN_OFF and len(above.splitlines()) == 1
    if group == "dots":
        return _is_dotted_blank(match)
    return True


def _is_dotted_blank(match: re.Match[str]) -> bool:
    """Dots to be filled in, not a pause: they stand where a name or a date must."""
    before = _follows(match, _BEFORE_BLANK)
    if before is None:
        return False
    return len(match[0]) >= 4 or match[0] == "……" or bool(before["address"])


def _follows(match: re.Match[str], words: re.Pattern[str]) -> re.Match[str] | None:
    """What a pattern finds straight before a match."""
    return words.search(match.string[max(0, match.start() - 20) : match.start()])


def _fills_its_line(match: re.Match[str]) -> bool:
    start, end = match.span()
    around = match.string[max(0, start - 1) : start] + match.string[end : end + 1]
    return not around.strip("\r\n")
