"""`afwijslint regels`: the rules, or a test of a user's own."""

from __future__ import annotations

from pathlib import Path

import click

from ..click_dutch import DutchCommand
from ..console import ExitCode, view, write
from .options import HELP, RULE_FILES


@click.command(cls=DutchCommand)
@RULE_FILES
@click.option(
    "--toets",
    "tested",
    metavar="PAD",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Toets de regels in dit YAML-bestand of deze map aan hun eigen voorbeelden; "
    "mag vaker.",
)
@HELP
def command(rule_files: tuple[Path, ...], tested: tuple[Path, ...]) -> int:
    """Toon alle regels, met hun ernst."""
    from ..report.rules import render_list
    from ..ruleset.load import load_known_rules

    rules = load_known_rules((*rule_files, *tested))
    if tested:
        return _test_rules(rule_files, tested)
    write(render_list(list(rules.values()), view()))
    return ExitCode.CLEAN


def _test_rules(rule_files: tuple[Path, ...], tested: tuple[Path, ...]) -> int:
    from ..rule_check import RuleCheck
    from ..ruleset.load import load_rules

    untouched = load_rules(rule_files)
    check = RuleCheck((*rule_files, *tested))
    failures = [
        *(
            failure
            for act in check.ruleset.acts.values()
            if act != untouched.acts.get(act.id)
            for failure in check.failures_of_act(act)
        ),
        *(
            failure
            for rule in check.ruleset.rules.values()
            if rule != untouched.rules.get(rule.id)
            for failure in check.failures_of_rule(rule)
        ),
    ]
    write("".join(f"{each}\n" for each in failures) or "Alle voorbeelden kloppen.\n")
    return ExitCode.FOUND if failures else ExitCode.CLEAN
