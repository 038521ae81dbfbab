"""Options that several commands have, and the rules that they choose."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..console import CannotRun

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..ruleset.load import Ruleset

HELP = click.help_option("--help", "-h", help="Toon deze hulp en stop.")
RULE_FILES = click.option(
    "--regels-bestand",
    "rule_files",
    metavar="BESTAND",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Gebruik ook de regels in dit YAML-bestand; mag vaker.",
)


def load_rules(files: Sequence[Path]) -> Ruleset:
    """The built-in rules and those in the files; raises `CannotRun`."""
    from ..ruleset.load import RulesetError
    from ..ruleset.load import load_rules as load

    try:
        return load(files)
    except RulesetError as error:
        raise CannotRun(str(error)) from error
