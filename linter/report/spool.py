"""Pieces of text kept out of memory until it is known what precedes them."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

from ..errors import AfwijslintError
from ..os_errors import why

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST_IN_MEMORY, _PIECE = 2**20, 2**16


class SpoolError(AfwijslintError):
    """No room for a report: one Dutch sentence."""


class Spool(ExitStack):
    """Text in a temporary file, which is on disk only when it is large, has no name
    there, and is gone with the run.

    Write first, then read. Raises `SpoolError`.
    """

    def __init__(self) -> None:
        from tempfile import SpooledTemporaryFile  # slow to load

        super().__init__()
        # Surrogates and line ends must come back as they are.
        self._file = SpooledTemporaryFile(  # noqa: SIM115
            _MOST_IN_MEMORY, "w+", encoding="utf8", errors="surrogatepass", newline=""
        )
        self.enter_context(self._file)

    def write(self, text: str) -> None:
        try:
            self._file.write(text)
        except OSError as error:
            raise SpoolError(
                f"Er is geen plaats om het verslag tijdelijk te bewaren ({why(error)})."
            ) from error

    def lines(self) -> Iterator[str]:
        """All that was written, line by line."""
        self._file.seek(0)
        return iter(self._file)

    def __iter__(self) -> Iterator[str]:
        """All that was written, in pieces."""
        self._file.seek(0)
        while piece := self._file.read(_PIECE):
            yield piece
