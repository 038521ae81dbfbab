"""Options that several commands have."""

from __future__ import annotations

from pathlib import Path

import click

HELP = click.help_option("--help", "-h", help="Toon deze hulp en stop.")
RULE_FILES = click.option(
    "--regels-bestand",
    "rule_files",
    metavar="PAD",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Gebruik ook de regels in dit YAML-bestand of deze map; mag vaker.",
)
