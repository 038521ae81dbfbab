"""The paragraphs of a Word document (`.docx`, ECMA-376 part 1, 17.3)."""

from __future__ import annotations

import lzma
import zipfile
import zlib
from io import BytesIO
from typing import TYPE_CHECKING
from xml.etree import ElementTree

if TYPE_CHECKING:
    from collections.abc import Iterator

_MAIN = "word/document.xml"
_NAMESPACE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_MOVED_FROM = f"{_NAMESPACE}moveFrom"
_LAYOUT = f"{_NAMESPACE}pPr"
_PARAGRAPH, _TEXT = f"{_NAMESPACE}p", f"{_NAMESPACE}t"
_BREAKS = {f"{_NAMESPACE}br": "\n", f"{_NAMESPACE}cr": "\n", f"{_NAMESPACE}tab": "\t"}


class DocxError(Exception):
    """Bytes that are no Word document, or one that is too great."""


def text_of_docx(data: bytes, most_bytes: int) -> str:
    """Every paragraph on a line of its own, those of tables and forms too.

    Headers, footers, comments and what was struck out are left. Raises `DocxError`,
    also where the unpacked text would be more than `most_bytes`.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            if archive.getinfo(_MAIN).file_size > most_bytes:
                raise DocxError
            root = ElementTree.fromstring(archive.read(_MAIN))
    # A broken archive, another kind of archive, broken XML, one with a password.
    except (
        zipfile.BadZipFile,
        zlib.error,
        LookupError,
        ElementTree.ParseError,
        RuntimeError,
        NotImplementedError,
        EOFError,
        ValueError,
        OSError,
        lzma.LZMAError,
    ) as error:
        raise DocxError from error
    return "".join(_text(root)).strip("\n") + "\n"


def _text(root: ElementTree.Element) -> Iterator[str]:
    """In the order of the document, without recursion: it may be nested deep."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        # The same words again, for old programs and where they stood before; and tab
        # stops, which are called as tabs are.
        if element.tag in (_FALLBACK, _MOVED_FROM, _LAYOUT):
            continue
        if element.tag == _TEXT:
            yield element.text or ""
        elif element.tag in _BREAKS:
            yield _BREAKS[element.tag]
        elif element.tag == _PARAGRAPH:
            yield "\n"
        waiting += reversed(element)
