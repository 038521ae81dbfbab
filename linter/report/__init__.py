"""Reports: one module a format, each a pure function from reports to a string."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from .view import View

if TYPE_CHECKING:
    from ..findings import Report

__all__ = ["FORMATS", "Formatter", "View"]

Formatter = Callable[["Sequence[Report]", View], str]

#: The module of each format; loaded when it is asked for.
_MODULES = (
    *(
        "text",
        "json",
        "sarif",
        "github",
        "gitlab",
        "junit",
        "checkstyle",
        "rdjson",
        "html",
    ),
)


def _formatter(name: str) -> Formatter:
    def render(reports: Sequence[Report], view: View) -> str:
        module = import_module(f"{__name__}.{name}")
        rendered: str = module.render(reports, view)
        return rendered

    return render


FORMATS: Mapping[str, Formatter] = {name: _formatter(name) for name in _MODULES}
