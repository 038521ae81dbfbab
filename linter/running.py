"""A run over drafts: what is found in them, told to the user, and accepted."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import click

from .commands import COMMANDS
from .console import CannotRun, ExitCode, complain, write
from .errors import AfwijslintError, ModelError
from .findings import Report
from .judging import attempt
from .mending import Mended, difference, rewritten, save
from .nearest import did_you_mean
from .report.printable import printable
from .report.spool import Spool
from .sources import Unreadable
from .writing import WritingError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from .baseline import Baseline
    from .findings import Severity
    from .judging import Outcome
    from .linters import Linters
    from .report import Formatter, View
    from .sources import Draft


_PACKED = (
    "Een verpakt bericht (een gecodeerde .eml, .html, .docx) wordt niet veranderd; sla "
    "de tekst op als .txt en verbeter die."
)


@dataclass
class Run:
    """What comes of drafts, one after the other.

    A wrong option shows with `first`, the path of one of them or of a folder, and stops
    the run there. With `diff` what was mended is only shown, and `differs` tells that
    something was. `refused` is that of all that was mended.
    """

    linters: Linters
    first: str
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

    def check_options(self) -> None:
        """Raise `AfwijslintError` where options and settings of the run are wrong."""
        self.linters.beside(self.first)

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
                self._tell_fault(draft, result)
            if isinstance(result, ModelError):
                # The next would fare no better.
                return
            if isinstance(outcome, Mended) and outcome.stopped:
                raise click.Abort

    def pieces(
        self, reports: Iterable[Report], formatter: Formatter, view: View
    ) -> Iterator[str]:
        """The text for the user; that of no reports where a new baseline takes all that
        was found."""
        pieces = formatter(reports, view)
        if self.baseline is None or self.baseline.exists:
            yield from pieces
            return
        with Spool() as held:
            for piece in pieces:
                held.write(piece)
            # A baseline that lacks a draft would report it as new for ever.
            if self.complete:
                _write_baseline(self.baseline)
                self.found = False
            yield from formatter([], view) if self.complete else held

    def tell(self, *, quiet: bool, verbose: bool) -> None:
        """What there is to say when all is done."""
        if self.differs and not quiet:
            complain("zo is het na deze wijzigingen; er is nog niets veranderd")
        if self.refused and not quiet:
            what = (
                "één opmerking" if self.refused == 1 else f"{self.refused} opmerkingen"
            )
            complain(
                f"voor {what} is geen voorstel dat helpt zonder een nieuwe opmerking "
                "te geven; kies zelf met --interactief"
            )
        if verbose:
            for file in self.linters.files:
                complain(f"instellingen uit {printable(str(file))}")

    def _put(self, mended: Mended) -> Report | AfwijslintError:
        """Show what a draft became, or put it in its place."""
        self.refused += mended.refused
        if mended.packed:
            self._tell_fault(mended.draft, AfwijslintError(_PACKED))
        elif self.diff:
            write("".join(difference(mended)))
            self.differs = self.differs or mended.differs
        elif mended.draft.from_stdin:
            data = attempt(partial(rewritten, mended))
            if isinstance(data, AfwijslintError):
                return data
            write(data)
        else:
            return attempt(partial(save, mended)) or mended.report
        return mended.report

    def _noted(self, draft: Draft | Unreadable, report: Report) -> Report:
        if self.baseline:
            report = self.baseline.new(report)
            if not self.baseline.exists:
                self.baseline.accept(report)
        fail_on = self.linters.settings(draft.path).fail_on
        self.found = self.found or _is_grave(report, fail_on)
        return report

    def _tell_fault(self, draft: Draft | Unreadable, fault: AfwijslintError) -> None:
        self.check_options()
        self.complete = False
        if isinstance(fault, ModelError):  # no fault of the draft
            complain(str(fault))
            return
        hint = _command_hint(draft.path) if isinstance(draft, Unreadable) else ""
        complain(f"{fault}{hint}", draft.path)


def _is_grave(report: Report, fail_on: Severity) -> bool:
    return any(one.severity.rank >= fail_on.rank for one in report.findings)


def _command_hint(path: str) -> str:
    """A word for those who mistyped a command and so named a file."""
    hint = did_you_mean(path, COMMANDS)
    return f" Of{hint[:-1].lower()} als eerste woord?" if hint else ""


def _write_baseline(baseline: Baseline) -> None:
    try:
        count = baseline.write()
    except WritingError as error:
        raise CannotRun(f"{printable(str(baseline.path))}: {error}") from error
    noun = "opmerking staat" if count == 1 else "opmerkingen staan"
    complain(
        f"{count} {noun} nu in {printable(str(baseline.path))}; voortaan meld ik "
        "alleen wat erbij komt."
    )
