"""Does all the linting in threads of its own, so that the server keeps answering."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING, TypeVar

from ..errors import AfwijslintError
from ..message import Message

if TYPE_CHECKING:
    from ..linting import Linter

T = TypeVar("T")

#: A draft of more characters is long; hardly any is.
LONG = 4000
#: More requests than this would wait longer than anybody does.
MOST_WAITING = 64


class Busy(AfwijslintError):
    """Too many others are waiting already."""

    def __init__(self) -> None:
        super().__init__("Het is nu te druk; probeer het zo nog eens.")


class Lanes:
    """Lints one draft at a time, and beside it one long draft, which takes seconds.

    Python runs one thread at a time, so that more of them would not be faster.
    """

    def __init__(self) -> None:
        self._lane, self._slow_lane = (ThreadPoolExecutor(max_workers=1) for _ in "12")
        self._loading = Lock()
        self._waiting = 0

    @cached_property
    def _linter(self) -> Linter:
        from ..linting import Linter

        linter = Linter()
        # Once, whichever lane is first.
        linter.load()
        return linter

    def start(self) -> None:
        """Load the pipeline in the background."""
        first = Message.from_text("Ik kom niet.")
        self._lane.submit(self._do, lambda linter: linter.lint(first))

    def stop(self) -> None:
        """Begin with nothing any more."""
        for lane in (self._lane, self._slow_lane):
            lane.shutdown(wait=False, cancel_futures=True)

    async def __call__(self, size: int, work: Callable[[Linter], T]) -> T:
        """What `work` gives or raises; `size` is the length of the draft.

        Work that nobody awaits any more is not begun. Raises `Busy`.
        """
        if self._waiting >= MOST_WAITING:
            raise Busy
        lane = self._slow_lane if size > LONG else self._lane
        self._waiting += 1
        try:
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(lane, self._do, work)
        finally:
            self._waiting -= 1

    def _do(self, work: Callable[[Linter], T]) -> T:
        with self._loading:
            linter = self._linter
        return work(linter)
