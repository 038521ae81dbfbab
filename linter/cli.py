"""The command line: options in, report out, nothing else."""

# Modules that load spaCy or read rules are imported where they are used, so that
# --help, --version and a mistyped option answer at once.

from __future__ import annotations

import io
import os
import shutil
import sys
from contextlib import suppress
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from .address import Address
from .click_dutch import DutchCommand, either, in_dutch, one_of
from .errors import AfwijslintError
from .findings import Severity
from .nearest import did_you_mean
from .report import FORMATS, Formatter, View
from .report.printable import printable
from .sources import STDIN, Unreadable, read_drafts
from .web.command import web

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from .linting import Linter, Report
    from .message import Message
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


class CannotRun(AfwijslintError):
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
  afwijslint nieuw         schrijf een eerste versie
  afwijslint web           schrijf en verbeter in je browser

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
    help=f"Vorm van het verslag: {either(FORMATS)}.",
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
    "--fix",
    is_flag=True,
    help="Verbeter wat veilig kan in de bestanden zelf; de standaardinvoer gaat "
    "verbeterd naar de standaarduitvoer.",
)
@click.option(
    "--unsafe-fixes",
    "unsafe",
    is_flag=True,
    help="Ook verbeteringen die iets zeggen wat er niet stond, of iets weglaten.",
)
@click.option(
    "--diff",
    is_flag=True,
    help="Toon wat --fix zou veranderen, en verander niets.",
)
@click.option(
    "--interactief",
    "interactive",
    is_flag=True,
    help="Vraag bij elke opmerking welke verbetering je wilt.",
)
@click.option(
    "--stdin-filename",
    metavar="NAAM",
    default=STDIN_NAME,
    help="Naam voor het bericht dat via de standaardinvoer komt.",
)
@click.option(
    "--output-file",
    "output_file",
    metavar="BESTAND",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Schrijf het verslag naar dit bestand.",
)
@click.option(
    "--statistics",
    is_flag=True,
    help="Toon alleen hoe vaak elke regel iets vond.",
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
    fix: bool,
    unsafe: bool,
    diff: bool,
    interactive: bool,
    stdin_filename: str,
    output_file: Path | None,
    statistics: bool,
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
    if interactive and (STDIN in paths or sys.stdin is None or not sys.stdin.isatty()):
        raise CannotRun(
            "Voor --interactief is een terminal nodig en een bestand om te verbeteren."
        )
    asked = fix or diff or interactive
    mending = _Mending(unsafe, diff, interactive) if asked else None
    if STDIN in paths:
        _invite()
    drafts = read_drafts(paths, stdin_filename)
    reports, code = _lint_all(linters, drafts, mending)
    # What the mended text or the difference leaves room for goes beside it.
    beside = diff or (fix and STDIN in paths)
    if statistics:
        from .report.statistics import render

        formatter = render
    if output_file is not None:
        _write_file(output_file, formatter(reports, View(quiet=quiet)))
    else:
        _write(formatter(reports, _view(quiet=quiet)), to_stderr=beside)
    return code


@click.command(cls=DutchCommand, add_help_option=False, options_metavar="[OPTIES]")
@_RULE_FILES
@click.option(
    "--toets",
    "tested",
    metavar="BESTAND",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Toets de regels in dit YAML-bestand aan hun eigen voorbeelden; mag vaker.",
)
@_HELP
def rules(rule_files: tuple[Path, ...], tested: tuple[Path, ...]) -> int:
    """Toon alle regels, met hun ernst."""
    from .report.rules import render_list

    ruleset = _load_rules((*rule_files, *tested))
    if tested:
        return _test_rules(rule_files, tested)
    _write(render_list(list(ruleset.rules.values()), _view()))
    return ExitCode.CLEAN


def _test_rules(rule_files: tuple[Path, ...], tested: tuple[Path, ...]) -> int:
    from .rule_check import RuleCheck

    untouched = _load_rules(rule_files)
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
    _write("".join(f"{each}\n" for each in failures) or "Alle voorbeelden kloppen.\n")
    return ExitCode.FOUND if failures else ExitCode.CLEAN


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


@click.command(cls=DutchCommand, add_help_option=False, options_metavar="[OPTIES]")
@click.option(
    "--scenario",
    metavar="SITUATIE",
    help="Waarom je niet komt; laat weg voor de lijst.",
)
@click.option(
    "--aanspreekvorm",
    "address",
    metavar="VORM",
    callback=one_of({each.value: each for each in Address}),
    help="u of je.",
)
@click.option("--naam", "name", metavar="NAAM", help="De lezer: 'mevrouw De Vries'.")
@click.option("--afzender", "sender", metavar="NAAM", help="Je eigen naam.")
@click.option("--functie", "job", metavar="FUNCTIE", help="De functie: lasser.")
@click.option("--bedrijf", "company", metavar="BEDRIJF", help="Het bedrijf.")
@click.option("--datum", "day", metavar="DAG", help="De dag van het gesprek: 12 maart.")
@_HELP
def new(scenario: str | None, address: Address | None, **told: str | None) -> int:
    """Schrijf een eerste versie van je bericht.

    Op een terminal vraagt afwijslint naar wat je niet opgeeft.
    """
    from .drafting import Facts, compose, scenarios

    known = scenarios()
    asks = sys.stdin is not None and sys.stdin.isatty()
    if scenario is None and asks:
        for number, title in enumerate(known.values(), 1):
            click.echo(f"  {number}  {title}", err=True)
        chosen = click.prompt(
            "Welke situatie", type=click.IntRange(1, len(known)), err=True
        )
        scenario = list(known)[chosen - 1]
    if scenario not in known:
        listed = "".join(f"\n  {name:<15} {title}" for name, title in known.items())
        hint = did_you_mean(scenario, known) if scenario else ""
        raise CannotRun(f"Kies met --scenario een situatie.{hint}{listed}")
    if address is None:
        formal = not asks or click.confirm("Schrijf je u", default=True, err=True)
        address = Address.FORMAL if formal else Address.FAMILIAR
    facts = {name: _asked(name, value, asks) for name, value in told.items()}
    if not any(facts[name] for name in ("job", "company", "day")):
        raise CannotRun(
            "Noem met --functie, --bedrijf of --datum om welk gesprek het gaat."
        )
    _write(compose(scenario, Facts(address, **facts)))
    return ExitCode.CLEAN


_QUESTIONS = {
    "name": "Hoe heet de lezer (mag leeg)",
    "sender": "Hoe heet je zelf (mag leeg)",
    "job": "Om welke functie gaat het (mag leeg)",
    "company": "Bij welk bedrijf (mag leeg)",
    "day": "Op welke dag zou het gesprek zijn (mag leeg)",
}


def _asked(name: str, told: str | None, asks: bool) -> str:
    if told is None and asks:
        told = click.prompt(_QUESTIONS[name], default="", show_default=False, err=True)
    return (told or "").strip()


# A file that is called like a command is given as `./regels`.
COMMANDS: Mapping[str, click.Command] = {
    "regels": rules,
    "uitleg": explain_rule,
    "nieuw": new,
    "web": web,
}


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
    except AfwijslintError as error:
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
    named = (*settings.select, *settings.ignore, *dict(settings.severities))
    for rule_id in named:
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


@dataclass
class _Mending:
    """How to mend drafts: with unsafe suggestions too, only to show it, or as the
    user answers.

    `differs` becomes true when something was shown.
    """

    unsafe: bool
    diff: bool
    interactive: bool
    differs: bool = False

    def __call__(self, linter: Linter, draft: Draft, message: Message) -> Report:
        """Mend a draft where it stands; the report on what is left."""
        from .fixing import fix
        from .interactive import choose
        from .writing import encoded, write_whole

        if not message.editable:
            raise CannotRead(
                "Een verpakte mail (.eml) wordt niet veranderd; sla de tekst op als "
                ".txt en verbeter die."
            )
        if self.interactive:
            report = choose(linter, message)
        else:
            report = fix(linter, message, unsafe=self.unsafe).report
        text = report.message.text
        if self.diff:
            _write("".join(_difference(message.text, text, draft.path)))
            self.differs = self.differs or text != message.text
        elif draft.from_stdin:
            _write(text)
        elif text != message.text:
            data = encoded(text, message.text, draft.data, message.encoding)
            write_whole(Path(draft.path), data)
        return report


def _difference(before: str, after: str, path: str) -> Iterable[str]:
    """A unified diff, every line of it ended."""
    from difflib import unified_diff

    for line in unified_diff(
        before.splitlines(keepends=True),
        after.splitlines(keepends=True),
        fromfile=printable(path),
        tofile=printable(path),
    ):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _lint_all(
    linters: _Linters,
    drafts: Iterable[Draft | Unreadable],
    mending: _Mending | None,
) -> tuple[list[Report], ExitCode]:
    """The reports of all drafts that could be read, and what came of it."""
    reports = []
    complete, found = True, False
    for draft in drafts:
        try:
            linter = linters.beside(draft.path)
            report = _lint_one(linter, draft, mending)
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
    found = found or (mending is not None and mending.differs)
    return reports, ExitCode.FOUND if found else ExitCode.CLEAN


def _lint_one(
    linter: Linter, draft: Draft | Unreadable, mending: _Mending | None
) -> Report:
    from .linting import LinterError
    from .message import Message, MessageError
    from .nlp import ModelError
    from .writing import WritingError

    if isinstance(draft, Unreadable):
        raise CannotRead(draft.reason + _command_hint(draft.path))
    try:
        message = Message.from_bytes(draft.data, draft.path)
        if mending is not None:
            return mending(linter, draft, message)
        return linter.lint(message)
    except (LinterError, MessageError, WritingError) as error:
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


def _write(text: str, *, to_stderr: bool = False) -> None:
    """Send a report out; a reader that has had enough (`| head`) is no fault."""
    try:
        click.echo(text, nl=False, err=to_stderr)
    except BrokenPipeError:
        _discard_output()
    except OSError as error:
        _discard_output()
        raise CannotRun(
            f"Het verslag kon niet worden geschreven ({error.strerror})."
        ) from error


def _write_file(path: Path, text: str) -> None:
    from .writing import WritingError, write_whole

    try:
        write_whole(path, text.encode("utf-8", "backslashreplace"))
    except WritingError as error:
        raise CannotRun(f"{printable(str(path))}: {error}") from error


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
