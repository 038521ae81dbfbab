"""`afwijslint PAD…`: judge drafts and report, or mend them."""

from __future__ import annotations

import os
import sys
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..click_dutch import DutchCommand, either, one_of
from ..console import (
    PROGRAM,
    Bar,
    CannotRun,
    ExitCode,
    complain,
    view,
    whole_file,
    write,
)
from ..errors import AfwijslintError, ModelError
from ..findings import Report, Severity
from ..judging import Judge, attempt
from ..mending import Mended, difference, mend, save
from ..nearest import did_you_mean
from ..report import FORMATS, Formatter, View
from ..report.printable import printable
from ..report.spool import Spool
from ..sources import STDIN, Draft, Unreadable, read_drafts
from . import COMMANDS
from .options import HELP, MAX_WORDS, how_to_judge, prints

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ..baseline import Baseline
    from ..cache import Cache
    from ..judging import Outcome
    from ..linters import Linters
    from ..matching import Patterns

STDIN_NAME = "<invoer>"


def _moment(
    _context: click.Context, _parameter: click.Parameter, text: str | None
) -> date | None:
    from ..dates import find_moment

    moment = find_moment(text) if text is not None else None
    if text is not None and moment is None:
        raise click.BadParameter(f"'{text}' is geen datum; schrijf hem als 2026-11-20.")
    return moment


def _patterns(
    _context: click.Context, _parameter: click.Parameter, lines: tuple[str, ...]
) -> Patterns | None:
    """Patterns for the folder where the program runs."""
    from ..matching import Patterns, check_pattern

    try:
        for line in lines:
            check_pattern(line)
    except ValueError as error:
        raise click.BadParameter(f"{error}.") from error
    return Patterns(Path.cwd(), lines) if lines else None


def _version(_context: click.Context) -> str:
    from importlib.metadata import version

    return f"{PROGRAM} {version(PROGRAM)}"


# Click keeps the line ends of a paragraph that starts with `\b`.
_EPILOG = """\b
Andere opdrachten:
  afwijslint regels        toon alle regels
  afwijslint uitleg REGEL  leg een regel uit
  afwijslint nieuw         schrijf een eerste versie
  afwijslint lsp           lees mee in een editor
  afwijslint web           schrijf en verbeter in je browser
  afwijslint batch         kijk tabellen vol berichten na

\b
Afloop (exit code):
  0  niets gevonden, of niets dat zwaar genoeg weegt
  1  iets gevonden dat minstens zo zwaar weegt als --fail-on
  2  iets kon niet worden gelezen of uitgevoerd
"""


@click.command(
    cls=DutchCommand,
    add_help_option=False,
    options_metavar="[OPTIES]",
    epilog=_EPILOG,
)
@click.argument("paths", metavar="[PAD]…", nargs=-1)
@click.option(
    "--format",
    "chosen_format",
    metavar="VORM",
    callback=one_of(FORMATS),
    help=f"Vorm van het verslag: {either(FORMATS)}.",
)
@how_to_judge
@click.option(
    "--ontvangen",
    "invited",
    metavar="DATUM",
    callback=_moment,
    help="Wanneer de uitnodiging kwam, zoals 2026-11-20 of '2026-11-20 14:30'.",
)
@MAX_WORDS
@click.option(
    "--exclude",
    metavar="PATROON",
    callback=_patterns,
    multiple=True,
    help="Sla dit over in mappen, met patronen zoals in .gitignore; mag vaker.",
)
@click.option(
    "--baseline",
    "baseline_file",
    metavar="BESTAND",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Meld alleen wat niet in dit bestand staat; bestaat het nog niet, dan komt "
    "er alles in te staan wat nu wordt gevonden.",
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
    "--jobs",
    metavar="AANTAL",
    type=click.IntRange(0),
    default=1,
    help="In hoeveel processen tegelijk; 0 is één per processor.",
)
@click.option(
    "--no-cache",
    "cached",
    flag_value=False,
    default=True,
    help="Kijk ook na wat al eerder is nagekeken.",
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
@click.option(
    "--verbose", "-v", is_flag=True, help="Zeg ook welke instellingen zijn gebruikt."
)
@prints("--version", text=_version, help="Toon de versie en stop.")
@HELP
def command(
    *,
    paths: tuple[str, ...],
    chosen_format: Formatter | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: Severity | None,
    model: str | None,
    rule_files: tuple[Path, ...],
    template: bool,
    invited: date | None,
    max_words: int | None,
    exclude: Patterns | None,
    baseline_file: Path | None,
    fix: bool,
    unsafe: bool,
    diff: bool,
    interactive: bool,
    jobs: int,
    cached: bool,
    stdin_filename: str,
    output_file: Path | None,
    statistics: bool,
    quiet: bool,
    verbose: bool,
) -> int:
    """Kijk berichten na waarin je een sollicitatiegesprek afslaat of verzet.

    PAD is een bestand, een map (met .txt, .md, .eml, .html of .docx) of - voor de
    standaardinvoer. Zonder PAD kun je je bericht plakken.
    """
    from ..linters import Linters

    chosen = {
        "select": select,
        "ignore": ignore,
        "exclude": exclude,
        "fail_on": fail_on,
        "model": model,
        "rule_files": rule_files,
        "template": template,
        "max_words": max_words,
        "invited": invited,
    }
    formatter = _formatter(chosen_format, statistics)
    paths = paths or (STDIN,)
    # An editor has no name to give for what was never saved.
    stdin_name = stdin_filename.strip() or STDIN_NAME
    linters = Linters(chosen)
    if interactive and (STDIN in paths or sys.stdin is None or not sys.stdin.isatty()):
        raise CannotRun(
            "Voor --interactief is een terminal nodig en een bestand om te verbeteren."
        )
    mends = fix or diff or interactive
    run = Run(linters, paths[0], _baseline(baseline_file, diff), diff=diff)
    if STDIN in paths:
        # A mistake in an option is told before the user has pasted anything.
        run.check_options()
        _invite()
    drafts = read_drafts(paths, stdin_name, linters.excludes)
    if output_file:
        drafts = _other_than(output_file, paths, drafts)
    cache = _cache() if cached else None
    outcomes: Iterable[tuple[Draft | Unreadable, Outcome]]
    if jobs == 1 or mends:
        mending = partial(mend, unsafe=unsafe, ask=interactive) if mends else None
        judge = Judge(linters, cache, mending)
        outcomes = ((draft, judge(draft)) for draft in drafts)
    else:
        from ..processes import judged_by_several, process_count

        outcomes = judged_by_several(drafts, chosen, cache, process_count(jobs))
    # What the mended text or the difference leaves room for goes beside it.
    beside = diff or (fix and STDIN in paths)
    destination = (
        whole_file(output_file)
        if output_file
        else nullcontext(partial(write, to_stderr=beside))
    )
    seen = View(quiet=quiet) if output_file else view(quiet=quiet)
    with Bar(quiet=quiet or interactive or diff) as bar, destination as put:
        reports = run.reports(outcomes, bar.advance)
        if interactive:
            # No report between the questions.
            reports = iter(list(reports))
        pieces = formatter(reports, seen)
        if run.accepts:
            pieces = _unless_accepted(run, pieces, formatter([], seen))
        for piece in pieces:
            with bar.hidden():
                put(piece)
    if run.differs and not quiet:
        complain("zo is het na deze wijzigingen; er is nog niets veranderd")
    if run.refused and not quiet:
        what = "één opmerking" if run.refused == 1 else f"{run.refused} opmerkingen"
        complain(
            f"bij {what} hielp geen voorstel, of gaf het een andere opmerking; kies "
            "zelf met --interactief"
        )
    if verbose:
        for file in linters.files:
            complain(f"instellingen uit {printable(str(file))}")
    return run.code


@dataclass
class Run:
    """What comes of drafts, one after the other.

    A wrong option shows with `first`, one of the paths, and stops the run there. With
    `diff` what was mended is only shown, and `differs` tells that something was.
    `refused` is that of all that was mended.
    """

    linters: Linters
    first: str | None
    baseline: Baseline | None
    diff: bool
    complete: bool = True
    found: bool = False
    differs: bool = False
    refused: int = 0

    @property
    def code(self) -> ExitCode:
        if not self.complete:
            return ExitCode.FAILED
        return ExitCode.FOUND if self.found or self.differs else ExitCode.CLEAN

    @property
    def accepts(self) -> bool:
        """Whether all that is found goes into a new baseline."""
        return self.baseline is not None and not self.baseline.exists

    def check_options(self) -> None:
        """Raise `AfwijslintError` where options and settings of the run are wrong."""
        if self.first is not None:
            self.linters.beside(self.first)
            self.first = None

    def reports(
        self,
        outcomes: Iterable[tuple[Draft | Unreadable, Outcome]],
        done: Callable[[], None],
    ) -> Iterator[Report]:
        """The reports as they come; what gave none is told."""
        for draft, outcome in outcomes:
            done()
            result = self._put(outcome) if isinstance(outcome, Mended) else outcome
            if isinstance(result, Report):
                yield self._noted(draft, result)
            else:
                self._tell(draft, result)
            if isinstance(result, ModelError):
                # The next would fare no better.
                return
            if isinstance(outcome, Mended) and outcome.stopped:
                raise click.Abort

    def _put(self, mended: Mended) -> Report | AfwijslintError:
        """Show what a draft became, or put it in its place."""
        self.refused += mended.refused
        if self.diff:
            write("".join(difference(mended)))
            self.differs = self.differs or mended.differs
        elif mended.draft.from_stdin:
            write(mended.text)
        else:
            return attempt(partial(save, mended)) or mended.report
        return mended.report

    def _tell(self, draft: Draft | Unreadable, fault: AfwijslintError) -> None:
        self.check_options()
        self.complete = False
        if isinstance(fault, ModelError):
            complain(str(fault))
            return
        hint = _command_hint(draft.path) if isinstance(draft, Unreadable) else ""
        complain(f"{fault}{hint}", draft.path)

    def _noted(self, draft: Draft | Unreadable, report: Report) -> Report:
        if self.baseline:
            report = self.baseline.new(report)
            if self.accepts:
                self.baseline.accept(report)
        fail_on = self.linters.settings(draft.path).fail_on
        self.found = self.found or _is_grave(report, fail_on)
        return report


def _formatter(chosen: Formatter | None, statistics: bool) -> Formatter:
    if not statistics:
        return chosen or FORMATS["text"]
    if chosen:
        raise CannotRun("Bij --statistics is er maar één vorm; laat --format weg.")
    from ..report.statistics import render

    return render


def _cache() -> Cache:
    from ..cache import Cache, default_folder

    return Cache(default_folder())


def _baseline(file: Path | None, diff: bool) -> Baseline | None:
    from ..baseline import Baseline

    baseline = Baseline(file) if file else None
    if baseline and diff and not baseline.exists:
        raise CannotRun(
            "Een nieuwe --baseline maak je zonder --diff: de lijst zou horen bij een "
            "verbeterde tekst die er niet staat."
        )
    return baseline


def _unless_accepted(
    run: Run, pieces: Iterable[str], nothing: Iterable[str]
) -> Iterator[str]:
    """The report, or one of nothing where a new baseline takes all that was found."""
    assert run.baseline is not None
    with Spool() as held:
        for piece in pieces:
            held.write(piece)
        # A baseline that lacks a draft would report it as new for ever.
        if run.complete:
            _write(run.baseline)
            run.found = False
        yield from nothing if run.complete else held


def _write(baseline: Baseline) -> None:
    from ..writing import WritingError

    try:
        count = baseline.write()
    except WritingError as error:
        raise CannotRun(f"{printable(str(baseline.path))}: {error}") from error
    noun = "opmerking staat" if count == 1 else "opmerkingen staan"
    complain(
        f"{count} {noun} nu in {printable(str(baseline.path))}; voortaan meld ik "
        "alleen wat erbij komt."
    )


def _other_than(
    file: Path, paths: Iterable[str], drafts: Iterable[Draft | Unreadable]
) -> Iterator[Draft | Unreadable]:
    """The drafts without an earlier report in a folder that is judged; raises
    `CannotRun` where a draft that was named is to be written over."""
    if any(_is_at(file, path) for path in paths):
        raise CannotRun(
            f"{printable(str(file))}: dit is een van de berichten; kies voor het "
            "verslag met --output-file een andere naam of map."
        )
    return (draft for draft in drafts if not _is_at(file, draft.path))


def _is_at(file: Path, path: str) -> bool:
    try:
        return file.samefile(path)
    except (OSError, ValueError):  # there is none at this path, or can be none
        return False


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
