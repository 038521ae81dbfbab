"""Lines of Markdown that are no words of the letter: headings, comments of one line,
fences."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .lines import claim_where
from .part import PartKind

if TYPE_CHECKING:
    from .lines import Found, Line

_MARKUP = re.compile(r"#{1,6}[ \t].*|<!--.*-->|(?:```|~~~).*")


def find_markup(lines: list[Line]) -> Found:
    """Claims every line that is markup and nothing else."""
    return claim_where(PartKind.MARKUP, lines, _MARKUP.fullmatch)
