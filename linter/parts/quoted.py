"""Mail of others that the writer quotes or forwards."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from .headers import is_field
from .lines import Found, claim
from .part import PartKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .lines import Line
    from .part import Part

_WROTE = re.compile(
    r"\bschreef\b(?! (?:u|je|jij|ik|jullie|we|wij)\b)"
    r"|\bwrote\b|\bgeschreven\b|\bschrieb\b|\ba écrit\b",
    re.IGNORECASE,
)
_ON_A_DAY = re.compile(r"(?:op|on|am|le)\b|[^<>]{0,80}<[^<>\s]{1,80}@", re.IGNORECASE)
_SENT_AT = re.compile(r"\d{1,2}[:.]\d\d\b|@|\b(?:19|20)\d\d\b")
_ORIGINAL = re.compile(
    r"[-_*= ]{2,40}(?:oorspronkelijk|origine?le?|doorgestuurd|original|forwarded)\b"
    r"|begin doorgestuurd bericht|begin forwarded message",
    re.IGNORECASE,
)
_RULE = re.compile(r"[-_=*]{3,}")
_SENDER_FIELD = re.compile(r"\*{0,2}(?:van|from|von|de)\s?:", re.IGNORECASE)
_MAIL_FIELD = re.compile(r"\*{0,2}(?:aan|to|verzonden|sent|onderwerp|subject)\b", re.I)
_ENDS_WITH_MARK = re.compile(r"[.!?…:][\"'”’)]{0,3}$")


def find_quoted(lines: list[Line]) -> Found:
    """Mail of others: marked by `>`, or everything below the line that names it."""
    parts: list[Part] = []
    rest: list[Line] = []
    marks = (i for i, line in enumerate(lines) if _has_mark(line))
    last_mark = max(marks, default=-1)
    index = 0
    while index < len(lines):
        height = _quote_height(lines, index, marks_follow=index < last_mark)
        parts += claim(PartKind.QUOTED, lines[index : index + height])
        if height == 0:
            rest.append(lines[index])
        index += height or 1
    return Found(parts, rest)


def _quote_height(lines: Sequence[Line], index: int, marks_follow: bool) -> int:
    """How many lines from this one on are another's mail."""
    line = lines[index]
    if _has_mark(line):
        return 1 + _is_wrapped_quote(line, lines[index + 1 : index + 2])
    if not line.is_short:
        return 0
    attribution = _attribution_height(lines, index)
    if attribution and marks_follow:
        return attribution
    if attribution or _ORIGINAL.match(line.text) or _is_copied_header(lines, index):
        return len(lines) - index
    return 0


def _has_mark(line: Line) -> bool:
    return line.text[0] == ">"


def _is_wrapped_quote(quoted: Line, following: Sequence[Line]) -> bool:
    """A mail program broke a long quoted line and marked only its beginning."""
    return (
        bool(following)
        and following[0].paragraph == quoted.paragraph
        and following[0].text[0].islower()
        and len(quoted.text) > 60
        and not _ENDS_WITH_MARK.search(quoted.text)
    )


def _attribution_height(lines: Sequence[Line], index: int) -> int:
    """Two where "Op … schreef …:" runs over two lines, else one or zero."""
    said = ""
    for height, line in enumerate(lines[index : index + 2], start=1):
        if not line.is_short or line.paragraph != lines[index].paragraph:
            return 0
        said = f"{said} {line.text}".strip()
        if _attributes(said, lines[index + height : index + height + 1]):
            return height
    return 0


def _attributes(said: str, following: Sequence[Line]) -> bool:
    """ "Op 6 mei 2025 om 09:12 schreef Katrien:", or any "… schreef:" above `>`."""
    if not said.endswith(":") or not _WROTE.search(said):
        return False
    is_marked = bool(following) and _has_mark(following[0])
    return is_marked or bool(_ON_A_DAY.match(said) and _SENT_AT.search(said))


def _is_copied_header(lines: Sequence[Line], index: int) -> bool:
    """ "Van: …" and two more fields, or one that only a mail has; below a rule any one
    more, in any order."""
    is_ruled = bool(_RULE.fullmatch(lines[index].text))
    block = lines[index + is_ruled : index + is_ruled + 5]
    if not block or not is_field(block[0]):
        return False
    fields = list(takewhile(is_field, block))
    first = fields if is_ruled else fields[:1]
    is_mail = is_ruled or len(fields) > 2 or _MAIL_FIELD.match(fields[-1].text)
    return (
        len(fields) > 1
        and bool(is_mail)
        and any(_SENDER_FIELD.match(each.text) for each in first)
    )
