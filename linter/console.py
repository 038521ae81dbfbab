"""What goes to the user and what is asked: reports on stdout, all else on stderr, and
the exit code."""

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
from .os_errors import why
from .report.printable import printable
from .report.spool import Spool
from .report.view import View

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator
    from pathlib import Path
    from typing import TextIO

    from rich.progress import Progress, ProgressColumn

PROGRAM = "afwijslint"
_DONE = "{task.completed} berichten nagekeken"
_DONE_OF = "{task.completed} van de {task.total} berichten nagekeken, nog"


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


def write(text: str | bytes, *, to_stderr: bool = False) -> None:
    """Send a report or a draft out; a reader that has had enough (`| head`) is no
    fault."""
    try:
        click.echo(text, nl=False, err=to_stderr)
    except BrokenPipeError:
        discard_output()
    except OSError as error:
        discard_output()
        raise CannotRun(
            f"Het verslag kon niet worden geschreven ({why(error)})."
        ) from error


def ask(question: str, answers: Container[str], *, default: str | None = None) -> str:
    """One of these answers, in small letters; asks until it is given."""
    while True:
        answer: str = click.prompt(question, default=default, err=True)
        if (answer := answer.strip().lower()) in answers:
            return answer


@contextmanager
def whole_file(path: Path) -> Iterator[Callable[[str], None]]:
    """Takes pieces of a report for a file, which is written whole or not at all."""
    from .writing import WritingError, write_pieces

    with Spool() as held:
        yield held.write
        try:
            write_pieces(path, held)
        except WritingError as error:
            raise CannotRun(f"{printable(str(path))}: {error}") from error


class Bar(ExitStack):
    """Shows on a terminal how many drafts are done, from the second one on."""

    def __init__(self, *, quiet: bool) -> None:
        super().__init__()
        self._quiet = quiet or not _watched()
        self._done = 0
        self._progress: Progress | None = None

    def advance(self) -> None:
        """One more is done."""
        self._done += 1
        if self._progress:
            self._progress.advance(self._progress.task_ids[0])
        elif self._done > 1 and not self._quiet:
            # How many there are is not known before all folders are walked.
            bar = _progress(sys.stderr, None, self._done, _DONE)
            self._progress = self.enter_context(bar)

    @contextmanager
    def hidden(self) -> Iterator[None]:
        """Gives way to what goes to the same terminal."""
        if self._progress and sys.stdout is not None and sys.stdout.isatty():
            self._progress.stop()
            yield
            self._progress.start()
        else:
            yield


@contextmanager
def measuring(total: int, done: int, *, quiet: bool) -> Iterator[Callable[[int], None]]:
    """Show on a terminal how many of so many drafts are done; call it with more.

    Goes on where standard error is sent elsewhere meanwhile.
    """
    if quiet or not _watched():
        yield lambda _more: None
        return
    from rich.progress import TimeRemainingColumn

    with (
        os.fdopen(os.dup(2), "w", encoding=sys.stderr.encoding) as screen,
        _progress(screen, total, done, _DONE_OF, TimeRemainingColumn()) as bar,
    ):
        yield lambda more: bar.advance(bar.task_ids[0], more)


def _progress(
    screen: TextIO, total: int | None, done: int, *columns: str | ProgressColumn
) -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, Progress

    progress = Progress(
        BarColumn(),
        *columns,
        console=Console(file=screen),
        transient=True,
        # A report is not for standard error.
        redirect_stdout=False,
    )
    progress.add_task("", total=total, completed=done)
    return progress


def _watched() -> bool:
    return sys.stderr is not None and sys.stderr.isatty()


def discard_output() -> None:
    """Let what is still in the buffer go nowhere, or Python complains at its exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def complain(sentence: str, path: str | None = None) -> None:
    place = "" if path is None else f"{_short(printable(path))}: "
    # Where nobody can be told, the exit code still tells.
    with suppress(OSError):
        click.echo(f"{PROGRAM}: {place}{printable(sentence)}", err=True)


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
