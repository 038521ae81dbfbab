"""`afwijslint PAD…`: judge drafts and report, or mend them."""

from __future__ import annotations

import os
import sys
from contextlib import nullcontext
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..click_dutch import DutchCommand, either, one_of
from ..console import PROGRAM, Bar, CannotRun, view, whole_file, write
from ..report import FORMATS, Formatter, View
from ..report.printable import printable
from ..sources import STDIN, Draft, Unreadable, read_drafts
from .options import HELP, how_to_judge, prints

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from contextlib import AbstractContextManager

    from ..baseline import Baseline
    from ..judging import Mend, Outcome
    from ..linters import Linters
    from ..matching import Patterns
    from ..settings import Choices

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
    """Patterns for the folder where the program runs; an empty one undoes those of a
    settings file."""
    from ..matching import Patterns, check_pattern

    try:
        patterns = tuple(check_pattern(line) for line in lines if line.strip())
    except ValueError as error:
        raise click.BadParameter(f"{error}.") from error
    return Patterns(Path.cwd(), patterns) if lines else None


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
Exitcode:
  0  niets gevonden, of niets dat zwaar genoeg weegt
  1  iets gevonden dat minstens zo zwaar weegt als --fail-on
  2  iets kon niet worden gelezen of uitgevoerd
"""


@click.command(cls=DutchCommand, epilog=_EPILOG)
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
    choices: Choices,
    invited: date | None,
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
    from ..mending import Mender
    from ..running import Run

    paths = paths or (STDIN,)
    formatter = _formatter(chosen_format, statistics)
    if interactive:
        _check_terminal(paths)
    linters = Linters(replace(choices, exclude=exclude, invited=invited))
    # An editor has no name to give for what was never saved.
    stdin_name = stdin_filename.strip() or STDIN_NAME
    first = stdin_name if paths[0] == STDIN else paths[0]
    run = Run(linters, first, _baseline(baseline_file, diff), diff=diff)
    if STDIN in paths:
        # A mistake in an option is told before the user has pasted anything.
        run.check_options()
        _invite()
    drafts = read_drafts(paths, stdin_name, linters.excludes)
    if output_file:
        drafts = _other_than(output_file, paths, drafts)
    mends = fix or diff or interactive
    mending = Mender(unsafe=unsafe, ask=interactive) if mends else None
    outcomes = _outcomes(drafts, linters, mending, jobs, cached)
    # What the mended text or the difference leaves room for goes beside it.
    destination = _destination(output_file, beside=diff or (fix and STDIN in paths))
    seen = View(quiet=quiet) if output_file else view(quiet=quiet)
    with Bar(quiet=quiet or interactive or diff) as bar, destination as put:
        reports = run.reports(outcomes, bar.advance)
        if interactive:
            # No report between the questions.
            reports = iter(list(reports))
        for piece in run.pieces(reports, formatter, seen):
            with bar.hidden():
                put(piece)
    run.tell(quiet=quiet, verbose=verbose)
    return run.code


def _formatter(chosen: Formatter | None, statistics: bool) -> Formatter:
    if not statistics:
        return chosen or FORMATS["text"]
    if chosen:
        raise CannotRun("Bij --statistics is er maar één vorm; laat --format weg.")
    from ..report.statistics import render

    return render


def _check_terminal(paths: Iterable[str]) -> None:
    if STDIN in paths or sys.stdin is None or not sys.stdin.isatty():
        raise CannotRun(
            "Voor --interactief is een terminal nodig en een bestand om te verbeteren."
        )


def _baseline(file: Path | None, diff: bool) -> Baseline | None:
    from ..baseline import Baseline

    baseline = Baseline(file) if file else None
    if baseline and diff and not baseline.exists:
        raise CannotRun(
            "Een nieuwe --baseline maak je zonder --diff: de lijst zou horen bij een "
            "verbeterde tekst die er niet staat."
        )
    return baseline


def _outcomes(
    drafts: Iterable[Draft | Unreadable],
    linters: Linters,
    mending: Mend | None,
    jobs: int,
    cached: bool,
) -> Iterable[tuple[Draft | Unreadable, Outcome]]:
    """Every draft with what comes of it, in their order."""
    from ..cache import Cache, default_folder
    from ..judging import Judge

    cache = Cache(default_folder()) if cached else None
    if jobs == 1 or mending:
        judge = Judge(linters, cache, mending)
        return ((draft, judge(draft)) for draft in drafts)
    from ..processes import judged_by_several, process_count

    return judged_by_several(drafts, linters.choices, cache, process_count(jobs))


def _destination(
    file: Path | None, *, beside: bool
) -> AbstractContextManager[Callable[[str], None]]:
    """Takes the pieces of the report to a file, standard output, or `beside` that."""
    return whole_file(file) if file else nullcontext(partial(write, to_stderr=beside))


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


def _invite() -> None:
    """Tell a user at a terminal what is awaited; also while the model loads."""
    if sys.stdin is not None and sys.stdin.isatty():
        end = "Ctrl-Z en Enter" if os.name == "nt" else "Ctrl-D"
        click.echo(
            f"Plak hieronder je bericht en sluit af met {end} op een nieuwe regel.",
            err=True,
        )
