"""Imports spaCy without its command line, which is a third of the time it takes."""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import Any

_UNUSED, _WANTED = "spacy.cli", "spacy.cli.info"


def import_spacy() -> None:
    """Import spaCy, if that was not done yet.

    Its package takes `info` from `spacy.cli`; a stand-in gives way to the real one
    when somebody asks for it.
    """
    if "spacy" in sys.modules:
        return
    stand_in = ModuleType(_WANTED)
    stand_in.info = _info  # type: ignore[attr-defined]
    sys.modules.update({_UNUSED: ModuleType(_UNUSED), _WANTED: stand_in})
    try:
        import_module("spacy")
    finally:
        for name in (_UNUSED, _WANTED):
            del sys.modules[name]


def _info(*arguments: Any, **options: Any) -> Any:
    return import_module(_WANTED).info(*arguments, **options)
