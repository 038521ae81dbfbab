"""Drafts judged by several processes at once, each with a pipeline of its own."""

from __future__ import annotations

import os
import signal
from collections import deque
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from typing import TYPE_CHECKING

from .judging import Judge
from .linters import Linters

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .cache import Cache
    from .judging import Outcome
    from .settings import Choices
    from .sources import Draft, Unreadable

    Lot = list[Draft | Unreadable]

#: With more for each processor they only take memory.
MOST_FOR_EACH = 4
#: So many drafts go to a process at once, and so many lots wait for each.
LOT, WAITING_LOTS = 16, 3


def judged_by_several(
    drafts: Iterable[Draft | Unreadable],
    choices: Choices,
    cache: Cache | None,
    processes: int,
) -> Iterator[tuple[Draft | Unreadable, Outcome]]:
    """Every draft with what came of it, in their order.

    Reads no further ahead than the processes need.
    """
    pending: deque[tuple[Lot, Future[list[Outcome]]]] = deque()
    rest = iter(drafts)
    pool = ProcessPoolExecutor(processes, initializer=_start, initargs=(choices, cache))
    try:
        while True:
            while len(pending) < WAITING_LOTS * processes:
                lot = list(islice(rest, LOT))
                if not lot:
                    break
                pending.append((lot, pool.submit(_judge_lot, lot)))
            if not pending:
                return
            lot, future = pending.popleft()
            yield from zip(lot, future.result(), strict=True)
    finally:
        pool.shutdown(cancel_futures=True)


def processor_count() -> int:
    """How many processors are free to us."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def process_count(asked: int) -> int:
    """How many processes to start where so many are asked for; 0 is one for each
    processor."""
    return min(asked or processor_count(), MOST_FOR_EACH * processor_count())


#: What a process judges with, made when it starts.
_judges: list[Judge] = []


def _start(choices: Choices, cache: Cache | None) -> None:
    # Ctrl-C reaches all processes; only the first tells of it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _judges[:] = [Judge(Linters(choices), cache)]


def _judge_lot(lot: Lot) -> list[Outcome]:
    [judge] = _judges
    return [judge(draft) for draft in lot]
