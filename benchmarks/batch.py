"""How long a big table takes, and how much memory all processes together.

    python -m benchmarks.batch [--rows 100000]

The table and its results stay in `build/batch`: a run that was stopped with Ctrl-C goes
on where it was.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from .accuracy import read
from .speed import MESSAGES

FOLDER = Path(__file__).parent.parent / "build" / "batch"
BATCH = [sys.executable, "-c", "from afwijslint.cli import main; main()", "batch"]
SECONDS_BETWEEN_LOOKS = 2


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, default=100_000)
    rows: int = parser.parse_args().rows
    table = FOLDER / f"{rows}.parquet"
    if not table.exists():
        _write_table(table, rows)
    begun = time.perf_counter()
    process = subprocess.Popen([*BATCH, table, "--uit", table.with_suffix("")])
    most = 0.0
    try:
        while process.poll() is None:
            most = max(most, sum(map(_memory, _family(process.pid))))
            time.sleep(SECONDS_BETWEEN_LOOKS)
    except KeyboardInterrupt:
        process.wait()
    print(f"{time.perf_counter() - begun:.0f} seconds, at most {most:.0f} MiB")


def _write_table(path: Path, rows: int) -> None:
    texts = islice(cycle(message["text"] for message in read([MESSAGES])), rows)
    # No two are the same, as in life.
    table = pa.table({"tekst": [f"{text}\n\nPS {n}\n" for n, text in enumerate(texts)]})
    path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(table, path)


def _family(pid: int) -> Iterator[int]:
    """A process and all below it, on Linux."""
    yield pid
    for file in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in _text(file).split():
            yield from _family(int(child))


def _memory(pid: int) -> float:
    """MiB of a process, with its share of what it shares with others."""
    for line in _text(Path(f"/proc/{pid}/smaps_rollup")).splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    return 0.0


def _text(file: Path) -> str:
    try:
        return file.read_text()
    except OSError:  # it is gone
        return ""


if __name__ == "__main__":
    main()
