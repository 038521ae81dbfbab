"""How fast it is beside bare spaCy, as ratios in one run.

    python -m benchmarks.speed [--drafts 1000]

Every command is run several times in turns and the fastest run counts, so that a busy
machine does not decide. What is compared:

- a cold run: one draft of 150 words without cache, beside `spacy.load` of the same
  model and one call in a plain script;
- the same draft again, from the cache, beside the cold run;
- many drafts in one call, beside `nlp.pipe` over their texts in a plain script;
- the same in as many processes as there are processors;
- ten and a hundred times the text, and ten and a hundred times the drafts: time and
  memory beside the smallest;
- other linters of prose on the same drafts, where they are installed: textlint (npm,
  with the rules in `textlintrc.json`) and proselint (pip). Both look at words only.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from importlib.resources import files
from itertools import cycle, islice
from pathlib import Path
from typing import NamedTuple

from afwijslint.processes import processor_count

from .accuracy import read

MESSAGES = Path(__file__).parent.parent / "tests" / "data" / "messages.jsonl"
TEXTLINT_RULES = Path(__file__).parent / "textlintrc.json"
WORDS = 150
RUNS, RUNS_OF_MANY = 5, 3
TIMES = 1, 10, 100
LINT = [sys.executable, "-c", "from afwijslint.cli import main; main()", "--quiet"]
BARE = """
import sys, spacy
nlp = spacy.load(sys.argv[1])
texts = [open(path, encoding="utf8").read() for path in sys.argv[2:]]
for doc in nlp.pipe(texts):
    pass
"""


class Cost(NamedTuple):
    """Seconds on the clock, and the most memory in MiB."""

    seconds: float
    memory: float


def run(command: Sequence[str], cache: Path, where: Path | None = None) -> Cost:
    """One run of a command as a process of its own, in the folder `where`."""
    environment = {**os.environ, "XDG_CACHE_HOME": str(cache)}
    begun = time.perf_counter()
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, env=environment, cwd=where
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return Cost(time.perf_counter() - begun, usage.ru_maxrss / 1024)


def fastest(commands: Mapping[str, Callable[[], Cost]], runs: int) -> dict[str, Cost]:
    """The fastest of some runs of each, in turns."""
    costs: dict[str, list[Cost]] = {name: [] for name in commands}
    for _ in range(runs):
        for name, measure in commands.items():
            costs[name].append(measure())
    return {name: min(each) for name, each in costs.items()}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--drafts", type=int, default=1000, help="100 or more")
    drafts: int = parser.parse_args().drafts
    model = str(files("afwijslint.model"))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        one, paths = _write_drafts(folder, drafts)
        empty = iter(range(1_000_000))

        def cold(*given: str) -> Cost:
            return run([*LINT, *given], folder / f"cache{next(empty)}")

        def bare(*given: str) -> Cost:
            return run([sys.executable, "-c", BARE, model, *given], folder)

        few = fastest(
            {
                "spaCy, one draft": lambda: bare(one),
                "cold run": lambda: cold(one),
                "again": lambda: run([*LINT, one], folder / "kept"),
                "--help": lambda: run([*LINT[:-1], "--help"], folder),
                "regels": lambda: run([*LINT[:-1], "regels"], folder),
            },
            RUNS,
        )
        processors = processor_count()
        alone, together = f"{drafts} drafts", f"{drafts} drafts, --jobs {processors}"
        many_folder = str(folder / "many")
        many = fastest(
            {
                f"spaCy, {drafts} drafts": lambda: bare(*paths),
                alone: lambda: cold("--no-cache", many_folder),
                together: lambda: cold(
                    "--no-cache", "--jobs", str(processors), many_folder
                ),
                **dict(_peers(folder, many_folder, drafts)),
            },
            RUNS_OF_MANY,
        )
        _print_costs("", {**few, **many})
        start = few["spaCy, one draft"].seconds
        own = many[alone].seconds - few["cold run"].seconds
        floor = many[f"spaCy, {drafts} drafts"].seconds - start
        print(f"\ncold run / spaCy: {few['cold run'].seconds / start:.2f}")
        print(f"again / cold run: {few['again'].seconds / few['cold run'].seconds:.2f}")
        print(f"rules / spaCy, many drafts: {own / floor - 1:.2f}")
        gain = many[alone].seconds / many[together].seconds
        print(f"times as fast on {processors} processors: {gain:.2f}")
        _print_growth(folder, one, paths, cold)


def _print_costs(heading: str, costs: dict[str, Cost]) -> None:
    print(f"\n{heading:<24}{'seconds':>10}{'MiB':>8}")
    for label, cost in costs.items():
        print(f"{label:<24}{cost.seconds:>10.2f}{cost.memory:>8.0f}")


def _print_growth(
    folder: Path, one: str, paths: Sequence[str], cold: Callable[..., Cost]
) -> None:
    text = Path(one).read_text("utf8")
    texts, counts = {}, {}
    for times in TIMES:
        path = folder / f"{times}.txt"
        path.write_text("\n\n".join([text] * times)[:99_000], "utf8")
        texts[str(times)] = partial(cold, str(path))
        count = len(paths) * times // TIMES[-1]
        counts[str(count)] = partial(cold, "--no-cache", *paths[:count])
    _print_costs("times the text", fastest(texts, RUNS_OF_MANY))
    _print_costs("drafts", fastest(counts, RUNS_OF_MANY))


def _peers(
    folder: Path, drafts: str, count: int
) -> Iterator[tuple[str, Callable[[], Cost]]]:
    """Those that are installed; tells which are not."""
    if textlint := shutil.which("textlint"):
        # It looks for its rules beside itself, from the folder where it runs.
        home = Path(textlint).resolve().parents[3]
        command = [textlint, "--config", str(TEXTLINT_RULES), drafts]
        yield f"textlint, {count} drafts", lambda: run(command, folder, home)
    else:
        print("textlint is not installed, and left out")
    if proselint := shutil.which("proselint"):
        other = [proselint, "check", drafts]
        yield f"proselint, {count} drafts", lambda: run(other, folder)
    else:
        print("proselint is not installed, and left out")


def _write_drafts(folder: Path, count: int) -> tuple[str, list[str]]:
    """One draft of about `WORDS` words, and many of all lengths in `folder/many`."""
    texts = [message["text"] for message in read([MESSAGES])]
    chosen = min(texts, key=lambda text: abs(len(text.split()) - WORDS))
    one = folder / "one.txt"
    one.write_text(chosen, "utf8")
    (folder / "many").mkdir()
    paths = []
    for number, text in enumerate(islice(cycle(texts), count)):
        path = folder / "many" / f"{number:06}.txt"
        # No two are the same, as in life.
        path.write_text(f"{text}\n\nPS {number}\n", "utf8")
        paths.append(str(path))
    return str(one), paths


if __name__ == "__main__":
    main()
