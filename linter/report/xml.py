"""XML for readers of reports: what XML 1.0 cannot hold is left out."""

from __future__ import annotations

import re
from xml.etree import ElementTree

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def attributes(**values: object) -> dict[str, str]:
    """Attributes of an element, as text that XML takes."""
    return {name: clean(str(value)) for name, value in values.items()}


def clean(text: str) -> str:
    """The text without the controls that no XML may have."""
    return _FORBIDDEN.sub("\ufffd", text)


def document(root: ElementTree.Element) -> str:
    """The root as an indented document."""
    ElementTree.indent(root)
    body = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{body}\n'
