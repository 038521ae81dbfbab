"""How tests of the command line start it, and what they write and read."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import stand_in

#: The command with the linter of `stand_in.py`, and with nothing replaced.
STAND_IN = [sys.executable, stand_in.__file__]
REAL = [sys.executable, "-c", "from afwijslint.cli import main; main()"]
FRIENDLY = "Geen opmerkingen: dit bericht kan de deur uit.\n"


def write(name: str, text: str | bytes = "Ik kom niet, het is VAAG.\n") -> Path:
    """Write a draft, in a folder that may be new."""
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def paths_found(output: str) -> list[str]:
    """The path of each finding in a report with one line each."""
    return [line.split(":")[0] for line in output.splitlines()]


def call(*command: str, cwd: Path, **options) -> subprocess.CompletedProcess[str]:
    """Run a command as a process of its own."""
    return subprocess.run(
        command, cwd=cwd, capture_output=True, text=True, check=False, **options
    )
