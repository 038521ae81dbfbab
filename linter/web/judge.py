"""One thread that does all the linting, so that the server keeps answering."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count
from queue import PriorityQueue
from threading import Thread
from typing import TYPE_CHECKING, Any, TypeVar

from ..errors import AfwijslintError
from ..message import Message

if TYPE_CHECKING:
    from ..linting import Linter

T = TypeVar("T")

#: More requests than this would wait longer than anybody does.
MOST_WAITING = 64


class Busy(AfwijslintError):
    """Too many others are waiting already."""

    def __init__(self) -> None:
        super().__init__("Het is nu te druk; probeer het zo nog eens.")


@dataclass(order=True)
class _Job:
    size: int
    number: int
    work: Callable[[Linter], Any] = field(compare=False)
    result: Future[Any] = field(default_factory=Future, compare=False)


class Judge:
    """Lints one draft at a time, the shortest first: a long one delays few others.

    Python runs one thread at a time, so more of them would not be faster.
    """

    def __init__(self) -> None:
        self._waiting: PriorityQueue[_Job] = PriorityQueue()
        self._numbers = count()

    @cached_property
    def _linter(self) -> Linter:
        from ..linting import Linter

        return Linter()

    def start(self) -> None:
        """Begin, by loading the pipeline. The thread ends with the program."""
        self._put(0, lambda linter: linter.lint(Message.from_text("Ik kom niet.")))
        Thread(target=self._run, name="judge", daemon=True).start()

    async def __call__(self, size: int, work: Callable[[Linter], T]) -> T:
        """What `work` gives or raises; `size` is the length of the draft.

        Work that nobody awaits any more is not begun. Raises `Busy`.
        """
        if self._waiting.qsize() >= MOST_WAITING:
            raise Busy
        result: T = await asyncio.wrap_future(self._put(size, work))
        return result

    def _put(self, size: int, work: Callable[[Linter], Any]) -> Future[Any]:
        job = _Job(size, next(self._numbers), work)
        self._waiting.put(job)
        return job.result

    def _run(self) -> None:
        while True:
            job = self._waiting.get()
            if not job.result.set_running_or_notify_cancel():
                continue
            try:
                job.result.set_result(job.work(self._linter))
            except Exception as error:
                job.result.set_exception(error)
