"""Which linter a file gets: by the settings above it, and the choices of the run."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from .settings import Choices, Settings, SettingsError, find_settings_file

if TYPE_CHECKING:
    from .linting import Linter


class Linters:
    """Linters by file; those of files with the same settings are one.

    The `choices` win over the settings files.
    """

    def __init__(self, choices: Choices) -> None:
        self.choices = choices
        # Drafts come folder by folder, of which there may be very many.
        self._in_folder = lru_cache(maxsize=256)(self._read_in_folder)
        self._by_settings: dict[Settings, Linter] = {}
        #: The settings files that were read, in that order.
        self.files: dict[Path, None] = {}

    def beside(self, path: str) -> Linter:
        """The linter for a draft at this path, or for the drafts in this folder.

        Raises `SettingsError` or `RulesetError`.
        """
        from .lean_spacy import import_spacy

        import_spacy()
        from .linting import Linter

        settings = self.settings(path)
        if settings not in self._by_settings:
            self._by_settings[settings] = Linter(self._common(path), _absolute(path))
        return self._by_settings[settings]

    def settings(self, path: str) -> Settings:
        """What counts for a draft at this path; raises `SettingsError`.

        Whether its rules exist is seen to by `beside`.
        """
        return self._common(path).for_file(_absolute(path))

    def read_again(self) -> None:
        """Look anew for settings files, and at what stands in them."""
        self._in_folder.cache_clear()

    def excludes(self, path: Path, *, is_folder: bool = False) -> bool:
        """Whether a walk leaves out this file or folder.

        Where settings cannot be read nothing is: `beside` will tell why.
        """
        path = _absolute(path)
        try:
            patterns = self._in_folder(path.parent).exclude
        except SettingsError:
            return False
        return patterns is not None and patterns.match(path, is_folder=is_folder)

    def _common(self, path: str) -> Settings:
        place = _absolute(path)
        return self._in_folder(place if place.is_dir() else place.parent)

    def _read_in_folder(self, folder: Path) -> Settings:
        settings = Settings()
        if file := find_settings_file(folder):
            from .settings_file import read_settings

            settings = read_settings(file)
            self.files[file] = None
        return self.choices.over(settings)


def _absolute(path: str | Path) -> Path:
    # Links stay as they are named, dots go.
    return Path(os.path.abspath(path))  # noqa: PTH100
