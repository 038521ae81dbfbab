"""From a draft to its report, by the settings above it and the cache."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING, TypeVar

from .console import unexpected
from .errors import AfwijslintError
from .findings import Report
from .sources import Unreadable

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from .cache import Cache
    from .linters import Linters
    from .linting import Linter
    from .mending import Mended
    from .message import Message
    from .sources import Draft

    Outcome = Report | Mended | AfwijslintError
    Mend = Callable[[Linter, Draft, Message], Mended]

T = TypeVar("T")

#: By so many drafts the pipeline has met most words; what it meets later it forgets.
#: To forget from the start would take a sixth more time.
DRAFTS_REMEMBERED = 1000


class Judge:
    """Judges drafts one by one, or mends them."""

    def __init__(
        self, linters: Linters, cache: Cache | None, mend: Mend | None = None
    ) -> None:
        self.linters = linters
        self._cache = None if mend else cache
        self._mend = mend
        self._read = 0

    def __call__(self, draft: Draft | Unreadable) -> Outcome:
        """What was found or mended, or why that could not be."""
        return attempt(lambda: self._outcome(draft))

    def _outcome(self, draft: Draft | Unreadable) -> Report | Mended:
        from .message import Message

        if isinstance(draft, Unreadable):
            raise AfwijslintError(draft.reason)
        message = Message.from_bytes(draft.data, draft.path)
        entry = None
        if self._cache:
            entry = self._cache.entry(message, self.linters.settings(draft.path))
        findings = entry.get() if entry else None
        if findings is not None:
            return Report(message, findings)
        linter = self.linters.beside(draft.path)
        self._read += 1
        with forgetting(linter, self._read):
            if self._mend:
                return self._mend(linter, draft, message)
            report = linter.lint(message)
        if entry:
            entry.put(report.findings)
        return report


def forgetting(linter: Linter, read: int) -> AbstractContextManager[object]:
    """Within it the pipeline forgets its words, where it has read so many drafts."""
    return linter.forgetting() if read > DRAFTS_REMEMBERED else nullcontext()


def attempt(act: Callable[[], T]) -> T | AfwijslintError:
    """What `act` gives, or why it does not: a sentence for a fault of ours too."""
    try:
        return act()
    except AfwijslintError as error:
        return error
    except Exception as error:
        return AfwijslintError(unexpected(error))
