"""The fuzzer's targets: on their seeds, and some seconds on what it makes up."""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from fuzz.targets import TARGETS, seeds

ROOT = Path(__file__).parent.parent
SECONDS = 3


@pytest.mark.parametrize(
    ("target", "path"),
    [
        pytest.param(target, path, id=f"{target}-{path.name}")
        for target in TARGETS
        for path in sorted(seeds(target).iterdir())
    ],
)
def test_a_seed_keeps_the_promises(target, path):
    TARGETS[target](path.read_bytes())


@pytest.mark.skipif(not find_spec("atheris"), reason="atheris has no wheel here")
def test_what_the_fuzzer_makes_up_keeps_the_promises(tmp_path):
    command = [sys.executable, "-m", "fuzz", "--seconds", str(SECONDS)]
    runs = {
        target: subprocess.Popen(
            [*command, target, "--kept", str(tmp_path)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        for target in TARGETS
    }
    told = {target: run.communicate(timeout=120)[0] for target, run in runs.items()}
    for target, run in runs.items():
        assert run.returncode == 0, told[target][-3000:]
        assert "Done" in told[target]
