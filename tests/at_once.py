"""Fifty processes that begin at the same moment, for tests of what they do together.

    python at_once.py lint_and_fix FOLDER
    python at_once.py fill_one_shard FOLDER

They are forked from one that has loaded the pipeline: as many cold starts would take a
minute. Prints as JSON what each of them tells.
"""

from __future__ import annotations

import io
import json
import multiprocessing
import sys
from pathlib import Path

from afwijslint import cache as cache_module
from afwijslint import cli
from afwijslint.cache import Cache
from afwijslint.linting import Linter
from afwijslint.message import Message
from afwijslint.settings import Settings

PROCESSES = 50


def lint_and_fix(_number: int, folder: str) -> object:
    """The exit codes of both, and what came on standard error."""
    sys.stdout, sys.stderr = io.StringIO(), io.StringIO()
    codes = [cli.run([folder]), cli.run(["--fix", folder])]
    return [codes, sys.stderr.getvalue()]


def fill_one_shard(number: int, folder: str) -> object:
    """The number of entries that are left."""
    cache_module.SHARD_LETTERS = 0
    cache = Cache(Path(folder))
    for count in range(20):
        message = Message.from_text(f"bericht {number}, {count}")
        cache.entry(message, Settings()).put(())
    return len(list(Path(folder).iterdir()))


def main(work: str, folder: str) -> None:
    Linter().lint(Message.from_text("Ik kom niet."))
    context = multiprocessing.get_context("fork")
    ready, told = context.Barrier(PROCESSES), context.SimpleQueue()

    def begin(number: int) -> None:
        ready.wait()
        told.put(globals()[work](number, folder))

    processes = [
        context.Process(target=begin, args=(each,)) for each in range(PROCESSES)
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    print(json.dumps([told.get() for _ in processes if not told.empty()]))


if __name__ == "__main__":
    main(*sys.argv[1:])
