"""What stands above a letter: front matter, mail headers, headers typed by hand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .lines import Found, claim, claim_first
from .part import PartKind
from .salutation import salutation_within

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .lines import Line
    from .part import Part

_FIELD_NAMES = (
    "onderwerp betreft betr aan van datum cc bcc verzonden bijlage bijlagen "
    "antwoord-aan subject to from date sent reply-to"
)
_FIELD = re.compile(
    rf"\*{{0,2}}({'|'.join(_FIELD_NAMES.split())})\.?"
    r"\*{0,2}[ \t]{0,3}:\*{0,2}(.*)",
    re.IGNORECASE,
)
_FIELD_NAME = re.compile(
    rf"\b(?:{'|'.join(_FIELD_NAMES.split())})\.?[ \t]{{0,3}}:", re.IGNORECASE
)
_FRONT_MATTER_FIELD = re.compile(r"([\w-]{1,40})[ \t]{0,3}:(.*)")
_LINE = re.compile(r"[^\s][^\r\n]*")
_FRONT_MATTER_ENDS = ("---", "...")
_FIELDS_OF = {
    PartKind.FRONT_MATTER: _FRONT_MATTER_FIELD,
    PartKind.HEADERS: _FIELD,
}


def find_front_matter(lines: list[Line]) -> Found:
    """The fields between two rules at the top of a Markdown file."""
    height = 0
    if lines and lines[0].text == "---":
        ends = (i for i, line in enumerate(lines) if line.text in _FRONT_MATTER_ENDS)
        height = next((end + 1 for end in ends if end > 0), 0)
    return claim_first(PartKind.FRONT_MATTER, lines, height)


def find_mail_headers(lines: list[Line]) -> Found:
    """A mail file ends its headers with the first empty line."""
    end = next((i for i, line in enumerate(lines) if line.paragraph), len(lines))
    return claim_first(PartKind.HEADERS, lines, end)


def find_typed_headers(lines: list[Line]) -> Found:
    """Header lines as people copy or type them at the top of a text."""
    end = next((i for i, line in enumerate(lines) if not is_field(line)), len(lines))
    if end and end == len(lines):
        *above, last = lines
        start = _letter_within(last)
        header = [last.before(start)] if start > last.start else []
        letter = [last.after(start)] if start < last.end else []
        return Found(claim(PartKind.HEADERS, [*above, *header]), letter)
    return claim_first(PartKind.HEADERS, lines, end)


def _letter_within(header: Line) -> int:
    """Where a letter without line breaks begins: "Onderwerp: Gesprek Beste Kim, …"."""
    *_, last_field = _FIELD_NAME.finditer(header.text)
    salutation = salutation_within(header.after(header.start + last_field.end()))
    if salutation is not None:
        return salutation
    return header.end if header.is_short else header.start


def is_field(line: Line) -> bool:
    """Whether a line is a header of a mail or a letter: "Onderwerp: Gesprek"."""
    return bool(_FIELD.match(line.text))


def header_fields(text: str, parts: Iterable[Part]) -> dict[str, str]:
    """The headers in these parts of a text: values by lower-case name.

    Where a name comes twice, the first counts.
    """
    fields: dict[str, str] = {}
    for match in _field_matches(text, parts):
        fields.setdefault(match[1].lower(), match[2].strip(" \t\"'"))
    return fields


def field_span(
    text: str, parts: Iterable[Part], names: Iterable[str]
) -> tuple[int, int] | None:
    """Start and end of the value of the first header with one of these names."""
    known = set(names)
    for match in _field_matches(text, parts):
        if match[1].lower() in known:
            value = match[2]
            start = match.start(2) + len(value) - len(value.lstrip())
            return start, max(start, match.start(2) + len(value.rstrip()))
    return None


def _field_matches(text: str, parts: Iterable[Part]) -> Iterator[re.Match[str]]:
    for part in parts:
        pattern = _FIELDS_OF.get(part.kind)
        if pattern is not None:
            for line in _LINE.finditer(text, part.start, part.end):
                match = pattern.match(text, line.start(), line.end())
                if match:
                    yield match
