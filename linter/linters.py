"""The linter for each draft: the nearest settings file above it, then options."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from .errors import AfwijslintError
from .nearest import did_you_mean
from .report.printable import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from .linting import Linter
    from .ruleset.schema import Rule
    from .settings import Settings


class RuleChoiceError(AfwijslintError):
    """Rules are chosen that do not exist, or none is left: one Dutch sentence."""


class Linters:
    """The linter for each draft, with what was chosen over its settings file."""

    def __init__(self, chosen: Mapping[str, object]) -> None:
        self._chosen = chosen
        self._by_folder: dict[Path, Linter] = {}
        self._by_settings: dict[Settings, Linter] = {}

    def beside(self, path: str) -> Linter:
        """The linter for a draft at this path; raises `AfwijslintError`."""
        place = Path(os.path.abspath(path))  # noqa: PTH100, links stay, dots go
        folder = place if place.is_dir() else place.parent
        if folder not in self._by_folder:
            self._by_folder[folder] = self._linter(folder)
        return self._by_folder[folder]

    def read_again(self) -> None:
        """Look anew for settings files, and at what stands in them."""
        self._by_folder.clear()

    def _linter(self, folder: Path) -> Linter:
        from .linting import Linter
        from .settings import Settings, find_settings_file, merged, read_settings

        file = find_settings_file(folder)
        settings = merged(read_settings(file) if file else Settings(), self._chosen)
        if settings not in self._by_settings:
            linter = Linter(settings)
            _check_rule_ids(settings, linter.ruleset.rules)
            self._by_settings[settings] = linter
        return self._by_settings[settings]


def known_rule(rule_id: str, known: Iterable[str]) -> str:
    """The id itself where there is such a rule; raises `RuleChoiceError`."""
    if rule_id in known:
        return rule_id
    hint = did_you_mean(rule_id, known)
    raise RuleChoiceError(
        f"Er is geen regel '{printable(rule_id)}'.{hint} "
        "Alle regels zie je met: afwijslint regels"
    )


def _check_rule_ids(settings: Settings, known: Mapping[str, Rule]) -> None:
    """Refuse ids that no rule has, and a choice that leaves no rule at all."""
    named = (*settings.select, *settings.ignore, *dict(settings.severities))
    for rule_id in named:
        known_rule(rule_id, known)
    if set(settings.select or known) <= set(settings.ignore):
        raise RuleChoiceError(
            "Met deze --select en --ignore blijft er geen regel over."
        )
