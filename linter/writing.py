"""Writes a file whole, or not at all."""

from __future__ import annotations

import codecs
import os
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from .errors import AfwijslintError
from .os_errors import why

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import IO


class WritingError(AfwijslintError):
    """Why a file was left as it is: one Dutch sentence for the user."""


def encoded(text: str, original_text: str, original: bytes, encoding: str) -> bytes:
    """`text` as bytes that are those of the original wherever the texts agree.

    Raises `WritingError` where that cannot be.
    """
    if encoding == "utf-16" and original.startswith(codecs.BOM_UTF16_BE):
        mark, encoding = codecs.BOM_UTF16_BE, "utf-16-be"
    elif encoding == "utf-16":
        mark, encoding = codecs.BOM_UTF16_LE, "utf-16-le"
    else:
        mark = b""
    try:
        if mark + original_text.encode(encoding) != original:
            raise WritingError(
                "Dit bestand kan niet worden verbeterd zonder er meer aan te "
                "veranderen; sla het op als gewone tekst in UTF-8."
            )
        return mark + text.encode(encoding)
    except UnicodeEncodeError as error:
        raise WritingError(
            f"De verbetering heeft tekens die dit bestand ({encoding}) niet kent; sla "
            "het op als UTF-8."
        ) from error


def write_whole(path: Path, data: bytes, *, known: bytes | None = None) -> None:
    """Put `data` in the place of a file's content in one step, or make the file.

    The file keeps its permissions and its owner, and a link keeps pointing. Whenever
    the program is stopped, the file holds the old content or the new. Raises
    `WritingError`, also where the file no longer holds what is `known` of it.
    """
    with _replacing(path) as file:
        file.write(data)
        if known is not None and path.read_bytes() not in (known, data):
            raise WritingError(
                "Dit bestand is intussen door een ander programma veranderd en is zo "
                "gelaten; probeer het opnieuw."
            )


def write_pieces(path: Path, pieces: Iterable[str]) -> None:
    """Do as `write_whole` with a text in UTF-8, which escapes what that cannot hold."""
    with _replacing(path) as file:
        for piece in pieces:
            file.write(piece.encode("utf8", "backslashreplace"))


@contextmanager
def _replacing(path: Path) -> Iterator[IO[bytes]]:
    target = Path(os.path.realpath(path))
    temporary: Path | None = None
    try:
        if path.exists() and not path.is_file():  # a pipe, /dev/null
            with path.open("wb") as file:
                yield file
            return
        with tempfile.NamedTemporaryFile(
            dir=target.parent, prefix=f".{target.name}.", delete=False
        ) as file:
            temporary = Path(file.name)
            yield file
            file.flush()
            os.fsync(file.fileno())
        _keep_owner(temporary, target)
        temporary.chmod(_mode(target))
        temporary.replace(target)
    except OSError as error:
        raise WritingError(
            f"Dit bestand kan niet worden geschreven ({why(error)}); het is niet "
            "veranderd."
        ) from error
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


def _keep_owner(temporary: Path, target: Path) -> None:
    """Give the new file to the owner of the old one; raises `OSError` where that is
    not allowed, so that nobody loses a file to another user."""
    if hasattr(os, "chown") and target.exists():
        new, old = temporary.stat(), target.stat()
        if new.st_uid != old.st_uid:
            os.chown(temporary, old.st_uid, -1)
        if new.st_gid != old.st_gid:
            with suppress(PermissionError):
                os.chown(temporary, -1, old.st_gid)


def _mode(path: Path) -> int:
    """The permissions of a file, or those that a new one gets."""
    if path.exists():
        return path.stat().st_mode & 0o7777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
