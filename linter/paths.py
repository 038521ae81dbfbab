"""Whether a path stays in a folder."""

from __future__ import annotations

import os
from pathlib import Path


def lies_inside(path: Path, folder: Path) -> bool:
    """Whether a path lies in a folder, also when all links are followed.

    What lies elsewhere by its name is not looked at: it may be on another machine.
    """
    path, folder = (Path(os.path.abspath(each)) for each in (path, folder))  # noqa: PTH100
    try:
        return path.is_relative_to(folder) and (
            path.resolve().is_relative_to(folder.resolve())
        )
    except (OSError, RuntimeError, ValueError):  # it cannot exist, or leads to itself
        return False
