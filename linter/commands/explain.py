"""`afwijslint uitleg REGEL`: what one rule means."""

from __future__ import annotations

from pathlib import Path

import click

from ..click_dutch import DutchCommand
from ..console import CannotRun, ExitCode, view, write
from .options import HELP, RULE_FILES


@click.command(cls=DutchCommand)
@click.argument("rule_ids", metavar="REGEL…", nargs=-1)
@RULE_FILES
@HELP
def command(rule_ids: tuple[str, ...], rule_files: tuple[Path, ...]) -> int:
    """Leg een regel uit: wat hij betekent, voorbeelden, en hoe je hem uitzet."""
    from ..report.rules import render_rule
    from ..ruleset.load import load_known_rules
    from ..settings import known_rule

    if not rule_ids:
        raise CannotRun(
            "Welke regel? Typ bijvoorbeeld: afwijslint uitleg geen-dank. "
            "Alle regels zie je met: afwijslint regels"
        )
    known = load_known_rules(rule_files)
    wanted = [known_rule(rule_id.strip().lower(), known) for rule_id in rule_ids]
    write("\n".join(render_rule(known[rule_id], view()) for rule_id in wanted))
    return ExitCode.CLEAN
