"""Drafts mended: what becomes of them, shown as a difference or put in their place."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

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


class Mended(NamedTuple):
    """A draft, the message in it, and the report on what that became.

    `refused` counts the findings with suggestions that did not help, or would have
    brought another. Who `stopped` wants no other draft judged either. One that is
    `packed` has something to mend, and is never changed.
    """

    draft: Draft
    message: Message
    report: Report
    refused: int = 0
    stopped: bool = False
    packed: bool = False

    @property
    def text(self) -> str:
        return self.report.message.text

    @property
    def differs(self) -> bool:
        return self.text != self.message.text


class Mender:
    """Mends messages with the safe suggestions, with the `unsafe` ones too, or as the
    user answers who is to `ask`, until that user wants no more questions."""

    def __init__(self, *, unsafe: bool, ask: bool) -> None:
        self._unsafe, self._ask = unsafe, ask
        self._stopped = False

    def __call__(self, linter: Linter, draft: Draft, message: Message) -> Mended:
        """Mend the message in a draft; nothing is written. Raises what `Linter.lint`
        does."""
        from .fixing import fix, usable
        from .interactive import choose

        if not message.editable:
            report = linter.lint(message)
            packed = any(usable(each, unsafe=self._unsafe) for each in report.findings)
            return Mended(draft, message, report, packed=packed)
        if self._stopped:
            return Mended(draft, message, linter.lint(message))
        if self._ask:
            chosen = choose(linter, message)
            self._stopped = chosen.stopped
            return Mended(draft, message, chosen.report, stopped=chosen.interrupted)
        report = fix(linter, message, unsafe=self._unsafe)
        left = (usable(each, unsafe=self._unsafe) for each in report.findings)
        return Mended(draft, message, report, refused=sum(map(bool, left)))


def rewritten(mended: Mended) -> bytes:
    """The bytes of what a draft became, with all that the edits left as it was; raises
    `WritingError`."""
    if not mended.differs:
        return mended.draft.data
    message = mended.message
    return encoded(mended.text, message.text, mended.draft.data, message.encoding)


def save(mended: Mended) -> None:
    """Put what a draft became in its file; raises `WritingError`."""
    if mended.differs:
        draft = mended.draft
        write_whole(Path(draft.path), rewritten(mended), known=draft.data)


def difference(mended: Mended) -> Iterator[str]:
    """The lines of a unified diff, every one of them ended."""
    from difflib import unified_diff  # slow to load

    name = printable(mended.draft.path)
    if " " in name:
        name += "\t"  # as in other patches, where the time would follow
    mark = "\ufeff" if mended.draft.data.startswith(BOM_UTF8) else ""
    for line in unified_diff(
        _LINE.findall(mark + mended.message.text),
        _LINE.findall(mark + mended.text),
        fromfile=name,
        tofile=name,
    ):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
