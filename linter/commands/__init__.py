"""The commands, one module each with its `command`; loaded when it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

#: The module of what is done where no command is named.
DEFAULT = "lint"
#: The module of each command. A file that is called like one is given as `./regels`.
COMMANDS: Mapping[str, str] = {
    "regels": "rules",
    "uitleg": "explain",
    "nieuw": "new",
    "lsp": "lsp",
    "web": "web",
    "batch": "batch",
}
