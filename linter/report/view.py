"""What the place that a report goes to can show."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class View:
    """A terminal of some width, with or without colour, or a file or pipe."""

    terminal: bool = False
    color: bool = False
    width: int = 80
    quiet: bool = False
