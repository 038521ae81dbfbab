"""Findings that a team has accepted for now, kept in a file; only new ones count.

The file holds hashes and no words of any draft, so that it can be shared. A finding is
known by its file, its rule and its words, not by its line.
"""

from __future__ import annotations

import json
import os
from dataclasses import replace
from itertools import chain
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from .errors import AfwijslintError
from .os_errors import why
from .report.fingerprint import fingerprints
from .report.located import Located, locate
from .report.spool import Spool
from .writing import write_pieces

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .findings import Report

FILE, RULE, FINGERPRINT = "file", "rule", "fingerprint"


class BaselineError(AfwijslintError):
    """A baseline that cannot be used: one Dutch sentence."""


class Baseline:
    """The accepted findings in the file `path`, which need not exist yet.

    Raises `BaselineError` where it cannot be read.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        # Of a name that no file can have this says no, and writing it says why.
        self.exists = os.path.exists(path)  # noqa: PTH110
        self._known = {entry[FINGERPRINT] for entry in self._read()}
        self._accepted, self._count = Spool(), 0

    def new(self, report: Report) -> Report:
        """The report without what the baseline knows."""
        found = locate(report)
        kept = tuple(
            one.finding
            for one, fingerprint in zip(found, self._fingerprints(found), strict=True)
            if fingerprint not in self._known
        )
        return replace(report, findings=kept)

    def accept(self, report: Report) -> None:
        """Take in the findings of a report, for `write`."""
        found = locate(report)
        for one, fingerprint in zip(found, self._fingerprints(found), strict=True):
            name, rule = self._name(one), one.finding.rule
            entry = {FILE: name, RULE: rule, FINGERPRINT: fingerprint}
            line = json.dumps(entry, ensure_ascii=False)
            self._accepted.write(f",\n{line}" if self._count else line)
            self._count += 1

    def write(self) -> int:
        """Write the file with all that was accepted; how many findings that is.

        Raises `WritingError`.
        """
        write_pieces(self.path, chain(["[\n"], self._accepted, ["\n]\n"]))
        return self._count

    def _read(self) -> list[dict[str, str]]:
        if not self.exists:
            return []
        # A pipe or a device may have no end.
        if not self.path.is_file():
            raise BaselineError(
                f"{self.path}: dit is geen gewoon bestand; noem er een dat dat wel is, "
                "of dat nog niet bestaat."
            )
        try:
            entries: Any = json.loads(self.path.read_text("utf8"))
            if isinstance(entries, list) and all(
                isinstance(each[FINGERPRINT], str) for each in entries
            ):
                return list(entries)
        except OSError as error:
            raise BaselineError(
                f"{self.path}: dit bestand kan niet worden gelezen ({why(error)})."
            ) from error
        except (ValueError, TypeError, KeyError, RecursionError):
            pass
        raise BaselineError(
            f"{self.path}: dit is geen lijst van bekende opmerkingen; noem bij "
            "--baseline een bestand dat dat wel is, of dat nog niet bestaat."
        )

    def _fingerprints(self, found: Sequence[Located]) -> Iterator[str]:
        return fingerprints([replace(one, path=self._name(one)) for one in found])

    def _name(self, one: Located) -> str:
        """The draft as seen from the baseline, from wherever the program is run."""
        try:
            name = os.path.relpath(one.path, self.path.absolute().parent)
        except ValueError:  # another drive
            name = one.path
        return PurePath(name).as_posix()
