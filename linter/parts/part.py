"""A part of a message: a stretch of its text that is of one kind."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class PartKind(str, Enum):
    """What a stretch of a message is."""

    HEADERS = "headers"
    FRONT_MATTER = "front-matter"
    MARKUP = "markup"
    SALUTATION = "salutation"
    BODY = "body"
    SIGN_OFF = "sign-off"
    SIGNATURE = "signature"
    QUOTED = "quoted"
    DIRECTIVE = "directive"


@dataclass(frozen=True)
class Part:
    """The code points `start` (from 0) up to `end` (exclusive) are of one kind."""

    kind: PartKind
    start: int
    end: int
