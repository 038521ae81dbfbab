"""Reports: one module a format, each a function from reports to pieces of
text, which holds on to none of them: there may be very many."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import import_module
from typing import TYPE_CHECKING

from .view import View

if TYPE_CHECKING:
    from ..findings import Report

__all__ = ["FORMATS", "Formatter", "View"]

Formatter = Callable[["Iterable[Report]", View], Iterator[str]]

#: The module of each format; loaded when it is asked for.
_MODULES = (
    *("text", "json", "sarif", "github", "gitlab"),
    *("junit", "checkstyle", "rdjson", "html"),
)


def _formatter(name: str) -> Formatter:
    def render(reports: Iterable[Report], view: View) -> Iterator[str]:
        module = import_module(f"{__name__}.{name}")
        pieces: Iterator[str] = module.render(reports, view)
        return pieces

    return render


FORMATS: Mapping[str, Formatter] = {name: _formatter(name) for name in _MODULES}
