"""Findings that a team has accepted for now, kept in a file; only new ones count.

The file holds hashes and no words of any draft, so that it can be shared. A finding is
known by its file, its rule and its words, not by its line.
"""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from .errors import AfwijslintError
from .report.fingerprint import fingerprints
from .report.located import Located, locate
from .writing import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

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
        self.exists = path.exists()
        self._known = {entry[FINGERPRINT] for entry in self._read()}

    def new(self, report: Report) -> Report:
        """The report without what the baseline knows."""
        found = locate(report)
        kept = tuple(
            one.finding
            for one, fingerprint in zip(found, self._fingerprints(found), strict=True)
            if fingerprint not in self._known
        )
        return replace(report, findings=kept)

    def write(self, reports: Iterable[Report]) -> int:
        """Accept all findings of these reports; how many there are.

        Raises `WritingError`.
        """
        entries = [
            {FILE: self._name(one), RULE: one.finding.rule, FINGERPRINT: fingerprint}
            for found in map(locate, reports)
            for one, fingerprint in zip(found, self._fingerprints(found), strict=True)
        ]
        lines = ",\n".join(json.dumps(each, ensure_ascii=False) for each in entries)
        write_whole(self.path, f"[\n{lines}\n]\n".encode())
        return len(entries)

    def _read(self) -> list[dict[str, str]]:
        if not self.exists:
            return []
        try:
            entries: Any = json.loads(self.path.read_text("utf8"))
            if all(isinstance(each[FINGERPRINT], str) for each in entries):
                return list(entries)
        except OSError as error:
            raise BaselineError(
                f"{self.path}: dit bestand kan niet worden gelezen ({error.strerror})."
            ) from error
        except (ValueError, TypeError, KeyError, RecursionError):
            pass
        raise BaselineError(
            f"{self.path}: dit is geen lijst van bekende opmerkingen; verwijder het "
            "bestand en maak het opnieuw met --baseline."
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
