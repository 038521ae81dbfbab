"""From what a user asks to the task for the processes, before anything is judged."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..cache import content, file_state, program
from ..settings import Settings
from .tables import BatchError, chunks_of, find_tables
from .worker import Task

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..linters import Linters
    from .tables import Columns


def planned(
    paths: Sequence[Path],
    columns: Columns,
    *,
    rows: int,
    folder: Path,
    suffix: str | None,
    linters: Linters,
) -> tuple[Task, dict[str, Any]]:
    """The task, and what was asked in a form that can be kept.

    Without a `suffix` the results are Parquet where all tables are. Raises
    `AfwijslintError` where a table, an option or a settings file is wrong.
    """
    files = find_tables(paths, folder, linters.excludes)
    settings = {linters.beside(str(file)).settings for file in files}
    if suffix is None:
        others = [file for file in files if file.suffix.lower() != ".parquet"]
        suffix = ".jsonl" if others else ".parquet"
    chunks = [chunk for file in files for chunk in chunks_of(file, rows, columns)]
    if not chunks:
        raise BatchError("In deze tabellen staat geen enkele rij.")
    rule_files = sorted({path for each in settings for path in each.rule_files})
    asked = {
        "invoer": [list(file_state(file)) for file in files],
        "kolom": columns.text,
        "id": columns.id,
        "rijen": rows,
        "vorm": suffix,
        "instellingen": sorted(map(_deciding, settings)),
        "regels": [content(path) for path in rule_files],
        "versie": program(),
    }
    return Task(chunks, columns, linters.choices, folder.absolute(), suffix), asked


def _deciding(settings: Settings) -> str:
    """The settings without those that decide nothing on what is found."""
    nothing = Settings()
    return repr(replace(settings, fail_on=nothing.fail_on, exclude=nothing.exclude))
