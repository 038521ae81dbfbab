"""Options that several commands have."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from ..click_dutch import one_of
from ..console import write
from ..findings import Severity

Command = TypeVar("Command", bound=Callable[..., Any])


def _rule_ids(
    _context: click.Context, parameter: click.Parameter, lists: tuple[str, ...]
) -> tuple[str, ...] | None:
    """Take rule ids apart that have commas between them; an empty list of rules to
    ignore undoes that of a settings file."""
    from ..settings import rule_ids

    if not lists:
        return None
    ids = rule_ids(lists)
    if not ids and parameter.name == "select":
        # An empty variable in a script must not silently mean all rules.
        raise click.BadParameter("noem minstens één regel.")
    return ids


def prints(
    *names: str, text: Callable[[click.Context], str], help: str
) -> Callable[[Command], Command]:
    """A flag that prints a text and ends the program.

    Those of Click would print past `write`, which knows of full disks and closed pipes.
    """

    def show(context: click.Context, _parameter: click.Parameter, asked: bool) -> None:
        if asked:
            write(f"{text(context)}\n")
            context.exit()

    return click.option(
        *names,
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=show,
        help=help,
    )


HELP = prints(
    "--help", "-h", text=click.Context.get_help, help="Toon deze hulp en stop."
)
_SELECT, _IGNORE = (
    click.option(
        name,
        metavar="REGELS",
        callback=_rule_ids,
        multiple=True,
        help=f"{does}, met komma's ertussen; mag vaker.",
    )
    for name, does in (
        ("--select", "Kijk alleen naar deze regels"),
        ("--ignore", "Sla deze regels over"),
    )
)
_FAIL_ON = click.option(
    "--fail-on",
    metavar="ERNST",
    callback=one_of({each.value: each for each in Severity}),
    help="Vanaf welke ernst de afloop 1 is: tip, waarschuwing (gewoonlijk) of fout.",
)
_MODEL = click.option(
    "--model",
    metavar="NAAM",
    help="Ontleed met dit spaCy-model voor het Nederlands, niet met het ingebouwde.",
)
RULE_FILES = click.option(
    "--regels-bestand",
    "rule_files",
    metavar="PAD",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Gebruik ook de regels in dit YAML-bestand of deze map; mag vaker.",
)
_TEMPLATE = click.option(
    "--sjabloon/--no-sjabloon",
    "template",
    default=None,
    help="De berichten zijn sjablonen: open invulvelden zijn goed.",
)
MAX_WORDS = click.option(
    "--max-woorden",
    "max_words",
    metavar="AANTAL",
    type=click.IntRange(1),
    help="Hoeveel woorden een bericht mag hebben (gewoonlijk 200).",
)


def how_to_judge(command: Command) -> Command:
    """The options of all commands that judge messages, in the order of their help."""
    for option in (_TEMPLATE, RULE_FILES, _MODEL, _FAIL_ON, _IGNORE, _SELECT):
        command = option(command)
    return command
