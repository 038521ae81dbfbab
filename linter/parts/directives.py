"""Lines that speak to this program: "afwijslint: uit geen-reden: bewust kort"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from .lines import claim_where
from .part import PartKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .lines import Found, Line
    from .part import Part

_DIRECTIVE = re.compile(
    r"(?:<!--|#)?\s{0,9}afwijslint:\s{0,9}uit\s{1,9}"
    r"(?P<rules>[\w-]{1,60}(?:\s{0,9},\s{0,9}[\w-]{1,60}){0,50})"
    r"\s{0,9}(?::.{0,500}?)?(?:-->)?\s{0,9}$",
    re.IGNORECASE,
)


class Directive(NamedTuple):
    """Rules that are off in this message; where the line stands in the text."""

    rules: tuple[str, ...]
    start: int
    end: int


def find_directives(lines: list[Line]) -> Found:
    """Claims every line that is a directive and nothing else."""
    return claim_where(PartKind.DIRECTIVE, lines, _DIRECTIVE.match)


def directives_in(text: str, parts: Iterable[Part]) -> Iterator[Directive]:
    """What the directives of a message say, in order."""
    for part in parts:
        if part.kind is not PartKind.DIRECTIVE:
            continue
        for line in re.finditer(r"\S[^\r\n]*", text[part.start : part.end]):
            match = _DIRECTIVE.match(line[0].rstrip())
            if match:
                rules = re.findall(r"[\w-]+", match["rules"].lower())
                start = part.start + line.start()
                end = start + len(line[0].rstrip())
                yield Directive(tuple(rules), start, end)
