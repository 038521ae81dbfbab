"""Throws what a fuzzer makes up at a part of the program, or one file again.

python -m fuzz TARGET [--seconds N]
python -m fuzz TARGET FILE
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

#: Those of `targets.TARGETS`, which is imported when the fuzzer looks on.
NAMES = ("bytes", "text", "mend", "rules", "settings")
#: Bytes; a longer input shows no more and takes longer.
LONGEST = 4096
#: Seconds for one input, MiB for all.
MOST_SECONDS, MOST_MEMORY = 120, 4096


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m fuzz",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("target", choices=NAMES)
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("--seconds", type=int, default=3600)
    parser.add_argument("--kept", type=Path, default=Path("build", "fuzz"))
    given = parser.parse_args()
    if given.file is not None:
        from .targets import TARGETS

        TARGETS[given.target](given.file.read_bytes())
    else:
        _fuzz(given.target, given.seconds, given.kept / given.target)


def _fuzz(target: str, seconds: int, kept: Path) -> None:
    """Does not come back: the fuzzer ends the program, with 0 where nothing broke."""
    import atheris

    with atheris.instrument_imports(include=["afwijslint"]):
        from .targets import TARGETS, seeds

    inputs = kept / "inputs"
    inputs.mkdir(parents=True, exist_ok=True)
    dictionary = kept / "words"
    dictionary.write_text(_words(seeds(target)), "ascii")
    options = [
        f"-max_total_time={seconds}",
        f"-max_len={LONGEST}",
        f"-timeout={MOST_SECONDS}",
        f"-rss_limit_mb={MOST_MEMORY}",
        f"-dict={dictionary}",
        f"-artifact_prefix={kept}/",
    ]
    folders = [str(inputs), str(seeds(target))]
    atheris.Setup([sys.argv[0], *options, *folders], TARGETS[target])
    atheris.Fuzz()


def _words(folder: Path) -> str:
    """The words of all seeds, in the form of libFuzzer."""
    text = " ".join(path.read_text("latin-1") for path in sorted(folder.iterdir()))
    words = sorted(set(re.findall(r"[A-Za-z-]{3,20}:?", text)))
    return "".join(f'"{word}"\n' for word in words)


if __name__ == "__main__":
    main()
