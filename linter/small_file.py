"""Files of settings and rules, which are small and in UTF-8."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .os_errors import why

if TYPE_CHECKING:
    from pathlib import Path

MOST_BYTES = 1_000_000


class SmallFileError(Exception):
    """Why a file could not be read, in Dutch, to stand in a sentence."""


def read_small(path: Path) -> str:
    """The text of a file, without the mark that Notepad puts before it.

    Raises `SmallFileError`, also where it is long, or endless as a device is.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
        if len(data) > MOST_BYTES:
            raise SmallFileError("het is te groot")
        return data.decode("utf-8-sig")
    except OSError as error:
        raise SmallFileError(why(error)) from error
    except UnicodeDecodeError as error:
        raise SmallFileError("het is geen UTF-8") from error
    except ValueError as error:  # a name with a character that none can have
        raise SmallFileError("dit is geen bestandsnaam") from error
