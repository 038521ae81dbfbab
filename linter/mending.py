"""Drafts mended in their files, on standard output, or only shown as a difference."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path
from typing import TYPE_CHECKING

from .console import write
from .errors import AfwijslintError
from .fixing import fix, usable
from .interactive import choose
from .report.printable import printable
from .writing import encoded, write_whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .findings import Report
    from .linting import Linter
    from .message import Message
    from .sources import Draft


#: As patches count lines: nothing else than a line feed ends one.
_LINE = re.compile(r"[^\n]*\n|[^\n]+")


class MendingError(AfwijslintError):
    """A draft that is never changed: one Dutch sentence that says why."""


@dataclass
class Mending:
    """How to mend drafts: with unsafe suggestions too, only to show it, or as the
    user answers.

    `differs` becomes true when something was shown; `refused` counts the findings
    with suggestions that did not help, or would have brought another.
    """

    unsafe: bool
    diff: bool
    interactive: bool
    differs: bool = False
    refused: int = 0

    def __call__(self, linter: Linter, draft: Draft, message: Message) -> Report:
        """Mend a draft where it stands; the report on what is left.

        Raises `MendingError`, `WritingError` and what `Linter.lint` does.
        """
        if not message.editable:
            report = linter.lint(message)
            if not any(usable(each, unsafe=self.unsafe) for each in report.findings):
                return report
            raise MendingError(
                "Een verpakt bericht (.eml, .html, .docx) wordt niet veranderd; sla de "
                "tekst op als .txt en verbeter die."
            )
        interrupted = False
        if self.interactive:
            report, interrupted = choose(linter, message)
        else:
            report = fix(linter, message, unsafe=self.unsafe).report
            self.refused += sum(
                bool(usable(finding, unsafe=self.unsafe)) for finding in report.findings
            )
        text = report.message.text
        if self.diff:
            write("".join(_difference(message.text, text, draft.path)))
            self.differs = self.differs or text != message.text
        elif draft.from_stdin:
            write(text)
        elif text != message.text:
            data = encoded(text, message.text, draft.data, message.encoding)
            write_whole(Path(draft.path), data, known=draft.data)
        if interrupted:
            raise KeyboardInterrupt
        return report


def _difference(before: str, after: str, path: str) -> Iterator[str]:
    """A unified diff, every line of it ended."""
    for line in unified_diff(
        _LINE.findall(before),
        _LINE.findall(after),
        fromfile=printable(path),
        tofile=printable(path),
    ):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
