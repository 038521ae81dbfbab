"""JSON with an array of any length, in pieces: what `json.dumps` makes of the whole."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_INDENT = 2


def array(elements: Iterable[object], depth: int = 0) -> Iterator[str]:
    """The array as it stands `depth` levels deep in a document."""
    new_line = "\n" + " " * _INDENT * depth
    before = "["
    for element in elements:
        whole = f"\n{_dumps(element)}".replace("\n", new_line + " " * _INDENT)
        yield before + whole
        before = ","
    yield "[]" if before == "[" else f"{new_line}]"


def document(
    outline: Mapping[str, object], elements: Iterable[object], depth: int
) -> Iterator[str]:
    """The outline with the elements in its last array, which is empty."""
    before, _, after = _dumps(outline).rpartition("[]")
    yield before
    yield from array(elements, depth)
    yield f"{after}\n"


def _dumps(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=_INDENT)
