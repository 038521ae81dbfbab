"""Reports: one module a format, each a pure function from reports to a string."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from . import json, text
from .view import View

if TYPE_CHECKING:
    from ..linting import Report

__all__ = ["FORMATS", "Formatter", "View"]

Formatter = Callable[["Sequence[Report]", View], str]

FORMATS: Mapping[str, Formatter] = {
    "text": text.render,
    "json": json.render,
}
