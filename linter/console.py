"""What goes to the user: reports on stdout, all else on stderr, and the exit code."""

from __future__ import annotations

import io
import os
import shutil
import sys
from contextlib import ExitStack, contextmanager, suppress
from enum import IntEnum
from typing import TYPE_CHECKING

import click

from .errors import AfwijslintError
from .report.printable import printable
from .report.view import View

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

PROGRAM = "afwijslint"


class ExitCode(IntEnum):
    """What a script or CI learns from a run."""

    CLEAN = 0
    FOUND = 1
    FAILED = 2
    INTERRUPTED = 130


class CannotRun(AfwijslintError):
    """A fault told to the user in one Dutch sentence, without a traceback."""


def view(*, quiet: bool = False) -> View:
    # What looks like a terminal to M-x compile in Emacs is read line by line.
    in_emacs = "compile" in os.environ.get("INSIDE_EMACS", "")
    terminal = sys.stdout is not None and sys.stdout.isatty() and not in_emacs
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    columns = shutil.get_terminal_size().columns
    return View(
        terminal=terminal,
        color=terminal and not plain,
        # Very long lines read badly, and on very short ones nothing fits.
        width=min(max(columns, 40), 100) if terminal else 80,
        quiet=quiet,
    )


def accept_every_character() -> None:
    """Programs get UTF-8, and a character that a terminal lacks stops nothing.

    In JSON the escape that stands for it is JSON's own.
    """
    if isinstance(sys.stdout, io.TextIOWrapper):
        encoding = None if sys.stdout.isatty() else "utf-8"
        sys.stdout.reconfigure(encoding=encoding, errors="backslashreplace")


def write(text: str, *, to_stderr: bool = False) -> None:
    """Send a report out; a reader that has had enough (`| head`) is no fault."""
    try:
        click.echo(text, nl=False, err=to_stderr)
    except BrokenPipeError:
        discard_output()
    except OSError as error:
        discard_output()
        raise CannotRun(
            f"Het verslag kon niet worden geschreven ({error.strerror})."
        ) from error


def write_file(path: Path, text: str) -> None:
    from .writing import WritingError, write_whole

    try:
        write_whole(path, text.encode("utf-8", "backslashreplace"))
    except WritingError as error:
        raise CannotRun(f"{printable(str(path))}: {error}") from error


@contextmanager
def counting(*, quiet: bool) -> Iterator[Callable[[], None]]:
    """Show on a terminal how many drafts are done, from the second one on."""
    if quiet or not _watched():
        yield lambda: None
        return
    with ExitStack() as shown:
        counters = _counters(shown)
        yield lambda: next(counters)


def _counters(shown: ExitStack) -> Iterator[None]:
    yield  # one draft is done before a bar could be seen
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    columns = BarColumn(), TextColumn("{task.completed} berichten nagekeken")
    console = Console(stderr=True)
    bar = shown.enter_context(Progress(*columns, console=console, transient=True))
    # How many there are is not known before all folders are walked.
    task = bar.add_task("", total=None, completed=1)
    while True:
        bar.advance(task)
        yield


@contextmanager
def measuring(total: int, done: int, *, quiet: bool) -> Iterator[Callable[[int], None]]:
    """Show on a terminal how many of so many drafts are done; call it with more.

    Goes on where standard error is sent elsewhere meanwhile.
    """
    if quiet or not _watched():
        yield lambda _more: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        BarColumn(),
        TextColumn("{task.completed} van de {task.total} berichten nagekeken, nog"),
        TimeRemainingColumn(),
    )
    with (
        os.fdopen(os.dup(2), "w", encoding=sys.stderr.encoding) as screen,
        Progress(*columns, console=Console(file=screen), transient=True) as bar,
    ):
        task = bar.add_task("", total=total, completed=done)
        yield lambda more: bar.advance(task, more)


def _watched() -> bool:
    return sys.stderr is not None and sys.stderr.isatty()


def discard_output() -> None:
    """Let what is still in the buffer go nowhere, or Python complains at its exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def complain(sentence: str, path: str | None = None) -> None:
    place = "" if path is None else f"{_short(printable(path))}: "
    # Where nobody can be told, the exit code still tells.
    with suppress(OSError):
        click.echo(f"{PROGRAM}: {place}{sentence}", err=True)


def _short(path: str) -> str:
    return path if len(path) <= 200 else f"{path[:60]}…"


def unexpected(error: Exception) -> str:
    """A fault of ours; says nothing of the draft, which may be private."""
    if os.environ.get("AFWIJSLINT_DEBUG"):
        import traceback

        traceback.print_exception(error)
    return (
        f"Er ging iets mis in afwijslint zelf ({type(error).__name__}). Wil je dit "
        "melden aan de makers? Je bericht hoef je niet mee te sturen; met "
        "AFWIJSLINT_DEBUG=1 zie je wat zij willen weten."
    )
