"""Options that several commands have."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
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
    help="Vanaf welke ernst de exitcode 1 is: tip, waarschuwing (gewoonlijk) of fout.",
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
_MAX_WORDS = click.option(
    "--max-woorden",
    "max_words",
    metavar="AANTAL",
    type=click.IntRange(1),
    help="Hoeveel woorden een bericht mag hebben (gewoonlijk 200).",
)


def how_to_judge(command: Callable[..., int]) -> Callable[..., int]:
    """Give a command that judges messages the options of all such commands, in the
    order of their help; it gets them as `choices`."""

    @wraps(command)
    def with_choices(
        *,
        select: tuple[str, ...] | None,
        ignore: tuple[str, ...] | None,
        fail_on: Severity | None,
        model: str | None,
        rule_files: tuple[Path, ...],
        template: bool | None,
        max_words: int | None,
        **others: Any,
    ) -> int:
        from ..settings import Choices

        choices = Choices(
            select=select,
            ignore=ignore,
            fail_on=fail_on,
            model=model,
            rule_files=rule_files or None,
            template=template,
            max_words=max_words,
        )
        return command(choices=choices, **others)

    options = (_SELECT, _IGNORE, _FAIL_ON, _MODEL, RULE_FILES, _TEMPLATE, _MAX_WORDS)
    for option in reversed(options):
        with_choices = option(with_choices)
    return with_choices
