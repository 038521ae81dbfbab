"""The parts of a message: a chain of steps, each of which claims lines of the text.

A step gets the lines that are left, in order, and returns the parts that it found in
them and the lines that it leaves to the next. What no step claims is the body.
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, TypeAlias

from .directives import directives_in, find_directives
from .headers import (
    field_span,
    find_front_matter,
    find_mail_headers,
    find_typed_headers,
    header_fields,
)
from .lines import claim, read_lines
from .markup import find_markup
from .part import Part, PartKind
from .quoted import find_quoted
from .salutation import find_salutation
from .sign_off import find_sign_off
from .signature import find_signature

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from .lines import Found, Line

__all__ = [
    "Part",
    "PartKind",
    "directives_in",
    "field_span",
    "find_parts",
    "header_fields",
]

_Step: TypeAlias = "Callable[[list[Line]], Found]"

_OF_MAIL: tuple[_Step, ...] = (find_mail_headers,)
_OF_MARKDOWN: tuple[_Step, ...] = (find_front_matter, find_typed_headers, find_markup)
_OF_TEXT: tuple[_Step, ...] = (find_typed_headers,)
_OF_ALL: tuple[_Step, ...] = (
    find_quoted,
    find_salutation,
    find_signature,
    find_sign_off,
)


def find_parts(text: str, is_mail: bool, is_markdown: bool) -> tuple[Part, ...]:
    """The parts of a text, in order; their offsets are code points from 0.

    `is_mail`: it is a mail file, whose header block ends with the first empty line.
    `is_markdown`: it may open with front matter.
    """
    top = _OF_MAIL if is_mail else _OF_MARKDOWN if is_markdown else _OF_TEXT
    parts: list[Part] = []
    lines = read_lines(text)
    for step in (find_directives, *top, *_OF_ALL):
        found, lines = step(lines)
        parts += found
    parts += claim(PartKind.BODY, lines)
    return _joined(sorted(parts, key=attrgetter("start")))


def _joined(parts: Iterable[Part]) -> tuple[Part, ...]:
    """One part for every run of neighbours of a kind."""
    joined: list[Part] = []
    for part in parts:
        if joined and joined[-1].kind is part.kind:
            joined[-1] = Part(part.kind, joined[-1].start, part.end)
        else:
            joined.append(part)
    return tuple(joined)
