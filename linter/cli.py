"""The program: picks the command, and tells what went wrong."""

# A command is imported when it is asked for, and what loads spaCy or reads rules where
# it is used, so that --help, --version and a mistyped option answer at once.

from __future__ import annotations

import os
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from .click_dutch import in_dutch
from .commands import COMMANDS, DEFAULT
from .console import (
    PROGRAM,
    ExitCode,
    accept_every_character,
    complain,
    discard_output,
    unexpected,
)
from .errors import AfwijslintError

if TYPE_CHECKING:
    from collections.abc import Sequence


def main() -> NoReturn:
    """Run the program: the entry point of the package."""
    # A letter is too small for numpy to share out: a second thread only waits, and
    # takes a processor from another process.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run with these arguments and return the exit code."""
    accept_every_character()
    try:
        return _invoke(list(arguments))
    except click.exceptions.Exit as stop:  # --help and --version are done
        return stop.exit_code
    except click.UsageError as error:
        complain(in_dutch(error))
    except AfwijslintError as error:
        complain(str(error))
    except (KeyboardInterrupt, click.Abort):
        click.echo("\nGestopt.", err=True)
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        discard_output()
        return ExitCode.CLEAN
    except Exception as error:
        complain(_why_nowhere() or unexpected(error))
    return ExitCode.FAILED


def _why_nowhere() -> str:
    """What to do for who is in a folder that was removed, where most things fail."""
    try:
        Path.cwd()
    except FileNotFoundError:
        return "De map waarin je werkt bestaat niet meer; ga naar een andere map."
    return ""


def _invoke(arguments: list[str]) -> int:
    name, module = PROGRAM, DEFAULT
    if arguments and arguments[0] in COMMANDS:
        module = COMMANDS[arguments[0]]
        name += f" {arguments.pop(0)}"
    command: click.Command = import_module(f"{__package__}.commands.{module}").command
    with command.make_context(name, arguments) as context:
        code: int = command.invoke(context)
        return code
