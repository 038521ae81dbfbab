"""The command line: options in, report out, nothing else."""

# Modules that load spaCy or read rules are imported where they are used, so that
# --help, --version and a mistyped option answer at once.

from __future__ import annotations

import io
import os
import shutil
import sys
from contextlib import suppress
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from .click_dutch import DutchCommand, in_dutch, one_of
from .findings import Severity
from .nearest import did_you_mean
from .report import FORMATS, Formatter, View
from .report.printable import printable
from .sources import STDIN, Unreadable, read_drafts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from .linting import Linter, Report
    from .ruleset.load import Ruleset
    from .ruleset.schema import Rule
    from .settings import Settings
    from .sources import Draft

PROGRAM = "afwijslint"
STDIN_NAME = "<invoer>"


class ExitCode(IntEnum):
    """What a script or CI learns from a run."""

    CLEAN = 0
    FOUND = 1
    FAILED = 2
    INTERRUPTED = 130


class CannotRun(Exception):
    """A fault told to the user in one Dutch sentence, without a traceback."""


class CannotRead(Exception):
    """The same for one draft; the others are still read."""


def _rule_ids(
    _context: click.Context, _parameter: click.Parameter, lists: tuple[str, ...]
) -> tuple[str, ...]:
    """Take rule ids apart that have commas between them."""
    from .settings import rule_ids

    ids = rule_ids(lists)
    if lists and not ids:
        # An empty variable in a script must not silently mean all rules.
        raise click.BadParameter("noem minstens één regel.")
    return ids


def _moment(
    _context: click.Context, _parameter: click.Parameter, text: str | None
) -> date | None:
    from .dates import find_moment

    moment = find_moment(text) if text is not None else None
    if text is not None and moment is None:
        raise click.BadParameter(f"'{text}' is geen datum; schrijf hem als 2026-11-20.")
    return moment


# Click keeps the line ends of a paragraph that starts with `\b`.
_EPILOG = """\b
Andere opdrachten:
  afwijslint regels        toon alle regels
  afwijslint uitleg REGEL  leg een regel uit

\b
Afloop (exit code):
  0  niets gevonden, of niets dat zwaar genoeg weegt
  1  iets gevonden dat minstens zo zwaar weegt als --fail-on
  2  iets kon niet worden gelezen of uitgevoerd
"""
_HELP = click.help_option("--help", "-h", help="Toon deze hulp en stop.")
_RULE_FILES = click.option(
    "--regels-bestand",
    "rule_files",
    metavar="BESTAND",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Gebruik ook de regels in dit YAML-bestand; mag vaker.",
)


@click.command(
    cls=DutchCommand,
    add_help_option=False,
    options_metavar="[OPTIES]",
    epilog=_EPILOG,
)
@click.argument("paths", metavar="[PAD]…", nargs=-1)
@click.option(
    "--format",
    "formatter",
    metavar="VORM",
    callback=one_of(FORMATS),
    default="text",
    help="Vorm van het verslag: text (om te lezen) of json (voor programma's).",
)
@click.option(
    "--select",
    metavar="REGELS",
    callback=_rule_ids,
    multiple=True,
    help="Kijk alleen naar deze regels, met komma's ertussen; mag vaker.",
)
@click.option(
    "--ignore",
    metavar="REGELS",
    callback=_rule_ids,
    multiple=True,
    help="Sla deze regels over, met komma's ertussen; mag vaker.",
)
@click.option(
    "--fail-on",
    metavar="ERNST",
    callback=one_of({each.value: each for each in Severity}),
    help="Vanaf welke ernst de afloop 1 is: tip, waarschuwing (gewoonlijk) of fout.",
)
@click.option(
    "--model",
    metavar="NAAM",
    help="Ontleed met dit spaCy-model voor het Nederlands, niet met het ingebouwde.",
)
@_RULE_FILES
@click.option(
    "--sjabloon",
    "template",
    is_flag=True,
    help="De berichten zijn sjablonen: open invulvelden zijn goed.",
)
@click.option(
    "--ontvangen",
    "invited",
    metavar="DATUM",
    callback=_moment,
    help="Wanneer de uitnodiging kwam, zoals 2026-11-20 of '2026-11-20 14:30'.",
)
@click.option(
    "--stdin-filename",
    metavar="NAAM",
    default=STDIN_NAME,
    help="Naam voor het bericht dat via de standaardinvoer komt.",
)
@click.option(
    "--quiet", is_flag=True, help="Toon alleen de opmerkingen, zonder slotregel."
)
@click.version_option(
    None,
    "--version",
    package_name=PROGRAM,
    prog_name=PROGRAM,
    message="%(prog)s %(version)s",
    help="Toon de versie en stop.",
)
@_HELP
def lint(
    *,
    paths: tuple[str, ...],
    formatter: Formatter,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: Severity | None,
    model: str | None,
    rule_files: tuple[Path, ...],
    template: bool,
    invited: date | None,
    stdin_filename: str,
    quiet: bool,
) -> int:
    """Kijk berichten na waarin je een sollicitatiegesprek afslaat of verzet.

    PAD is een bestand, een map (met .txt, .md of .eml erin) of - voor de
    standaardinvoer. Zonder PAD kun je je bericht plakken.
    """
    chosen = {
        "select": select,
        "ignore": ignore,
        "fail_on": fail_on,
        "model": model,
        "rule_files": rule_files,
        "template": template,
        "invited": invited,
    }
    paths = paths or (STDIN,)
    linters = _Linters(chosen)
    # A mistake in an option is told before the user has pasted anything.
    try:
        linters.beside(paths[0])
    except CannotRead as error:
        raise CannotRun(str(error)) from error
    if STDIN in paths:
        _invite()
    reports, code = _lint_all(linters, read_drafts(paths, stdin_filename))
    _write(formatter(reports, _view(quiet=quiet)))
    return code


@click.command(cls=DutchCommand, add_help_option=False, options_metavar="[OPTIES]")
@_RULE_FILES
@_HELP
def rules(rule_files: tuple[Path, ...]) -> int:
    """Toon alle regels, met hun ernst."""
    from .report.rules import render_list

    ruleset = _load_rules(rule_files)
    _write(render_list(list(ruleset.rules.values()), _view()))
    return ExitCode.CLEAN


@click.command(cls=DutchCommand, add_help_option=False, options_metavar="[OPTIES]")
@click.argument("rule_ids", metavar="REGEL…", nargs=-1)
@_RULE_FILES
@_HELP
def explain_rule(rule_ids: tuple[str, ...], rule_files: tuple[Path, ...]) -> int:
    """Leg een regel uit: wat hij betekent, voorbeelden, en hoe je hem uitzet."""
    from .report.rules import render_rule

    if not rule_ids:
        raise CannotRun(
            "Welke regel? Typ bijvoorbeeld: afwijslint uitleg geen-dank. "
            "Alle regels zie je met: afwijslint regels"
        )
    known = _load_rules(rule_files).rules
    wanted = [_known_rule(rule_id.strip().lower(), known) for rule_id in rule_ids]
    _write("\n".join(render_rule(known[rule_id], _view()) for rule_id in wanted))
    return ExitCode.CLEAN


# A file that is called like a command is given as `./regels`.
COMMANDS: Mapping[str, click.Command] = {"regels": rules, "uitleg": explain_rule}


def main() -> NoReturn:
    """Run the program: the entry point of the package."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run with these arguments and return the exit code."""
    _accept_every_character()
    try:
        return _invoke(list(arguments))
    except click.exceptions.Exit as stop:  # --help and --version are done
        return stop.exit_code
    except click.UsageError as error:
        _complain(in_dutch(error))
    except CannotRun as error:
        _complain(str(error))
    except KeyboardInterrupt:
        click.echo("\nGestopt.", err=True)
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        _discard_output()
        return ExitCode.CLEAN
    except Exception as error:
        _complain(_unexpected(error))
    return ExitCode.FAILED


def _invoke(arguments: list[str]) -> int:
    name = PROGRAM
    command: click.Command = lint
    if arguments and arguments[0] in COMMANDS:
        command = COMMANDS[arguments[0]]
        name += f" {arguments.pop(0)}"
    with command.make_context(name, arguments) as context:
        code: int = command.invoke(context)
        return code


def _load_rules(files: Sequence[Path]) -> Ruleset:
    from .ruleset.load import RulesetError, load_rules

    try:
        return load_rules(files)
    except RulesetError as error:
        raise CannotRun(str(error)) from error


def _check_rule_ids(settings: Settings, known: Mapping[str, Rule]) -> None:
    """Refuse ids that no rule has, and a choice that leaves no rule at all."""
    for rule_id in (*settings.select, *settings.ignore):
        _known_rule(rule_id, known)
    if set(settings.select or known) <= set(settings.ignore):
        raise CannotRun("Met deze --select en --ignore blijft er geen regel over.")


def _known_rule(rule_id: str, known: Iterable[str]) -> str:
    if rule_id in known:
        return rule_id
    hint = did_you_mean(rule_id, known)
    raise CannotRun(
        f"Er is geen regel '{printable(rule_id)}'.{hint} "
        "Alle regels zie je met: afwijslint regels"
    )


class _Linters:
    """The linter for each draft: the nearest settings file above it, then options."""

    def __init__(self, chosen: Mapping[str, object]) -> None:
        self._chosen = chosen
        self._by_folder: dict[Path, Linter] = {}
        self._by_settings: dict[Settings, Linter] = {}

    def beside(self, path: str) -> Linter:
        """The linter for a draft at this path; raises `CannotRead`."""
        place = Path(os.path.abspath(path))  # noqa: PTH100, links stay, dots go
        folder = place if place.is_dir() else place.parent
        if folder not in self._by_folder:
            self._by_folder[folder] = self._linter(folder)
        return self._by_folder[folder]

    def _linter(self, folder: Path) -> Linter:
        from .errors import AfwijslintError
        from .linting import Linter
        from .settings import Settings, find_settings_file, merged, read_settings

        try:
            file = find_settings_file(folder)
            settings = merged(read_settings(file) if file else Settings(), self._chosen)
            if settings not in self._by_settings:
                linter = Linter(settings)
                _check_rule_ids(settings, linter.ruleset.rules)
                self._by_settings[settings] = linter
            return self._by_settings[settings]
        except (AfwijslintError, CannotRun) as error:
            raise CannotRead(str(error)) from error


def _lint_all(
    linters: _Linters, drafts: Iterable[Draft | Unreadable]
) -> tuple[list[Report], ExitCode]:
    """The reports of all drafts that could be read, and what came of it."""
    reports = []
    complete, found = True, False
    for draft in drafts:
        try:
            linter = linters.beside(draft.path)
            report = _lint_one(linter, draft)
            reports.append(report)
            found = found or _is_grave(report, linter.settings.fail_on)
        except CannotRun as error:  # the next draft would fare no better
            _complain(str(error))
            return reports, ExitCode.FAILED
        except Exception as error:
            told = str(error) if isinstance(error, CannotRead) else _unexpected(error)
            _complain(told, draft.path)
            complete = False
    if not complete:
        return reports, ExitCode.FAILED
    return reports, ExitCode.FOUND if found else ExitCode.CLEAN


def _lint_one(linter: Linter, draft: Draft | Unreadable) -> Report:
    from .linting import LinterError
    from .message import Message, MessageError
    from .nlp import ModelError

    if isinstance(draft, Unreadable):
        raise CannotRead(draft.reason + _command_hint(draft.path))
    try:
        return linter.lint(Message.from_bytes(draft.data, draft.path))
    except (LinterError, MessageError) as error:
        raise CannotRead(str(error)) from error
    except ModelError as error:
        raise CannotRun(str(error)) from error


def _command_hint(path: str) -> str:
    """A word for those who mistyped a command and so named a file."""
    hint = did_you_mean(path, COMMANDS)
    return f" Of{hint[:-1].lower()} als eerste woord?" if hint else ""


def _is_grave(report: Report, fail_on: Severity) -> bool:
    return any(one.severity.rank >= fail_on.rank for one in report.findings)


def _invite() -> None:
    """Tell a user at a terminal what is awaited; also while the model loads."""
    if sys.stdin is not None and sys.stdin.isatty():
        end = "Ctrl-Z en Enter" if os.name == "nt" else "Ctrl-D"
        click.echo(
            f"Plak hieronder je bericht en sluit af met {end} op een nieuwe regel.",
            err=True,
        )


def _view(*, quiet: bool = False) -> View:
    terminal = sys.stdout is not None and sys.stdout.isatty()
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    columns = shutil.get_terminal_size().columns
    return View(
        terminal=terminal,
        color=terminal and not plain,
        # Very long lines read badly, and on very short ones nothing fits.
        width=min(max(columns, 40), 100) if terminal else 80,
        quiet=quiet,
    )


def _accept_every_character() -> None:
    """Programs get UTF-8, and a character that a terminal lacks stops nothing.

    In JSON the escape that stands for it is JSON's own.
    """
    if isinstance(sys.stdout, io.TextIOWrapper):
        encoding = None if sys.stdout.isatty() else "utf-8"
        sys.stdout.reconfigure(encoding=encoding, errors="backslashreplace")


def _write(text: str) -> None:
    """Send a report out; a reader that has had enough (`| head`) is no fault."""
    try:
        click.echo(text, nl=False)
    except BrokenPipeError:
        _discard_output()
    except OSError as error:
        _discard_output()
        raise CannotRun(
            f"Het verslag kon niet worden geschreven ({error.strerror})."
        ) from error


def _discard_output() -> None:
    """Let what is still in the buffer go nowhere, or Python complains at its exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _complain(sentence: str, path: str | None = None) -> None:
    place = "" if path is None else f"{_short(printable(path))}: "
    # Where nobody can be told, the exit code still tells.
    with suppress(OSError):
        click.echo(f"{PROGRAM}: {place}{sentence}", err=True)


def _short(path: str) -> str:
    return path if len(path) <= 200 else f"{path[:60]}…"


def _unexpected(error: Exception) -> str:
    """A fault of ours; says nothing of the draft, which may be private."""
    if os.environ.get("AFWIJSLINT_DEBUG"):
        import traceback

        traceback.print_exception(error)
    return (
        f"Er ging iets mis in afwijslint zelf ({type(error).__name__}). Wil je dit "
        "melden aan de makers? Je bericht hoef je niet mee te sturen; met "
        "AFWIJSLINT_DEBUG=1 zie je wat zij willen weten."
    )
