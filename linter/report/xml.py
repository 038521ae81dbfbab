"""XML for readers of reports: what XML 1.0 cannot hold is left out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def attributes(**values: object) -> dict[str, str]:
    """Attributes of an element, as text that XML takes."""
    return {name: clean(str(value)) for name, value in values.items()}


def clean(text: str) -> str:
    """The text without the controls that no XML may have."""
    return _FORBIDDEN.sub("\ufffd", text)


def child(element: ElementTree.Element) -> str:
    """A child of the root with all that is in it, indented."""
    ElementTree.indent(element, level=1)
    return f"\n  {ElementTree.tostring(element, encoding='unicode')}"


def document(root: ElementTree.Element, children: Iterable[str]) -> Iterator[str]:
    """The root with children made by `child`."""
    yield '<?xml version="1.0" encoding="utf-8"?>\n'
    empty = ElementTree.tostring(root, encoding="unicode")
    before = f"{empty.removesuffix(' />')}>"
    for each in children:
        yield before + each
        before = ""
    yield f"{empty}\n" if before else f"\n</{root.tag}>\n"
