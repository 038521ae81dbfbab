"""`afwijslint batch`: tables full of messages, on all processors or on a cluster."""

# The libraries of the extra are imported where they are used: --help works without.

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..batch.engine import judged, require_extra
from ..batch.journal import Journal
from ..batch.planning import planned
from ..batch.tables import Columns
from ..batch.worker import FAILED, FAULTY, ROWS
from ..click_dutch import DutchCommand, one_of
from ..console import CannotRun, ExitCode, complain, measuring, write
from ..findings import Severity
from ..linters import Linters
from ..report.counted import summary_of
from ..report.printable import printable
from .options import HELP, how_to_judge

if TYPE_CHECKING:
    from ..batch.worker import Task
    from ..settings import Choices

_EPILOG = """\b
Exitcode:
  0  niets gevonden, of niets dat zwaar genoeg weegt
  1  iets gevonden dat minstens zo zwaar weegt als --fail-on
  2  iets kon niet worden gelezen of nagekeken; de rest wel
"""


@click.command(cls=DutchCommand, epilog=_EPILOG)
@click.argument("paths", metavar="TABEL…", nargs=-1)
@click.option(
    "--kolom",
    "column",
    metavar="NAAM",
    default="tekst",
    help="In welke kolom de berichten staan; gewoonlijk 'tekst'.",
)
@click.option(
    "--id",
    "id_column",
    metavar="NAAM",
    help="Neem deze kolom over, om rijen aan te herkennen.",
)
@click.option(
    "--uit",
    "folder",
    metavar="MAP",
    default="bevindingen",
    type=click.Path(path_type=Path, file_okay=False),
    help="In welke map de bevindingen komen; gewoonlijk 'bevindingen'.",
)
@click.option(
    "--vorm",
    "suffix",
    metavar="VORM",
    callback=one_of({"jsonl": ".jsonl", "parquet": ".parquet"}),
    help="Vorm van de bevindingen: jsonl of parquet; gewoonlijk die van de tabellen.",
)
@click.option(
    "--rijen",
    "rows",
    metavar="AANTAL",
    default=500,
    type=click.IntRange(1),
    help="Hoeveel rijen bij elkaar in één bestand komen; gewoonlijk 500.",
)
@click.option(
    "--jobs",
    "processes",
    metavar="AANTAL",
    default=0,
    type=click.IntRange(0),
    help="In hoeveel processen tegelijk; gewoonlijk één per processor.",
)
@click.option(
    "--adres",
    "address",
    metavar="ADRES",
    help="Van een Ray-cluster: auto, ray://naam:10001 of naam:6379. De berichten gaan "
    "dan naar die machines; zonder adres blijven ze hier.",
)
@click.option(
    "--opnieuw",
    "anew",
    is_flag=True,
    help="Gooi weg wat er van een eerdere keer in de map staat.",
)
@how_to_judge
@click.option("--quiet", is_flag=True, help="Zonder voortgang en zonder slotregels.")
@HELP
def command(
    *,
    paths: tuple[str, ...],
    column: str,
    id_column: str | None,
    folder: Path,
    suffix: str | None,
    rows: int,
    processes: int,
    address: str | None,
    anew: bool,
    choices: Choices,
    quiet: bool,
) -> int:
    """Kijk tabellen na met in elke rij een bericht (.jsonl, .ndjson of .parquet).

    Bij een map gaat het om alles daarin. Van elke rij komt er één in de map met
    bevindingen; een rij die niet deugt houdt de rest niet tegen. Wie dezelfde opdracht
    nog eens geeft, gaat verder waar de vorige is gebleven.
    """
    require_extra()
    if not paths:
        raise CannotRun("Welke tabel? Noem een bestand op .jsonl of .parquet.")
    if not all(path.strip() for path in paths):
        # As a path it would mean this folder.
        raise CannotRun("Er is een lege bestandsnaam opgegeven; noem de tabel.")

    if choices.rule_files:
        # A process may run in another folder.
        rule_files = tuple(path.absolute() for path in choices.rule_files)
        choices = replace(choices, rule_files=rule_files)
    linters = Linters(choices)
    columns = Columns(column, id_column)
    task, asked = planned(
        [Path(path) for path in paths],
        columns,
        rows=rows,
        folder=folder,
        suffix=suffix,
        linters=linters,
    )
    journal = Journal(folder)
    begun = journal.begin(asked, anew=anew).items()
    done = {number: tally for number, tally in begun if task.file(number).exists()}
    _judge(task, done, journal, address=address, processes=processes, quiet=quiet)
    missing = sum(not task.file(number).exists() for number in range(len(task.chunks)))
    if missing:
        hint = " Kunnen alle machines bij deze map?" if address else ""
        complain(
            f"nog niet klaar: {missing} van de {len(task.chunks)} delen; geef dezelfde "
            f"opdracht nog eens.{hint}"
        )
    total = sum(done.values(), Counter[str]())
    if failed := total[FAILED]:
        rows_are = "1 rij is" if failed == 1 else f"{failed} rijen zijn"
        complain(f"{rows_are} niet nagekeken; bij 'fout' staat waarom.")
    if not quiet:
        _sum_up(total, folder)
    if missing or failed:
        return ExitCode.FAILED
    found = any(
        tally[severity.value]
        for number, tally in done.items()
        for severity in Severity
        if severity.rank >= linters.settings(task.chunks[number].path).fail_on.rank
    )
    return ExitCode.FOUND if found else ExitCode.CLEAN


def _judge(
    task: Task,
    done: dict[int, Counter[str]],
    journal: Journal,
    *,
    address: str | None,
    processes: int,
    quiet: bool,
) -> None:
    """Do the chunks that are not done yet, and tell why one could not be."""
    waiting = [number for number in range(len(task.chunks)) if number not in done]
    if not waiting:
        return
    rows = sum(chunk.rows for chunk in task.chunks)
    ready = sum(tally[ROWS] for tally in done.values())
    if ready and not quiet:
        complain(f"{ready} van de {rows} rijen waren al nagekeken; ik ga verder.")
    faults: dict[str, None] = {}
    with (
        measuring(rows, ready, quiet=quiet) as advance,
        judged(task, waiting, address, processes) as results,
    ):
        for result in results:
            number, fault = result.pop("chunk"), result.pop("error")
            if fault:
                faults[fault] = None
            else:
                journal.add(number, result)
                done[number] = Counter(result)
                advance(result[ROWS])
    for fault in faults:
        complain(fault)


def _sum_up(total: Counter[str], folder: Path) -> None:
    if judged := total[ROWS] - total[FAILED]:
        counts = {each: total[each.value] for each in Severity}
        write(f"{summary_of(counts, total[FAULTY], judged)}\n")
    write(f"De bevindingen staan in {printable(str(folder))}.\n")
