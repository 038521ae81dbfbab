"""What the command writes to: a pipe that closes, a full disk, any locale."""

import json
import os
import subprocess
from pathlib import Path

import pytest
from command_line import REAL, STAND_IN


@pytest.fixture
def many(tmp_path):
    """A folder whose report is larger than a pipe holds."""
    for number in range(40):
        (tmp_path / f"{number}.txt").write_text("VAAG " * 200)
    return tmp_path


def test_closed_output_pipe_is_quiet(many):
    with subprocess.Popen(
        [*STAND_IN, "."], cwd=many, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout.readline().startswith(b"0.txt:1:1: ")
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("options", [(), ("--unsafe-fixes", "--diff")])
def test_full_disk_is_exit_2(many, options):
    with Path("/dev/full").open("w") as full:
        result = subprocess.run(
            [*STAND_IN, *options, "."],
            cwd=many,
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert result.returncode == 2
    assert result.stderr.decode().startswith(
        "afwijslint: Het verslag kon niet worden geschreven"
    )
    assert result.stderr.count(b"\n") == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("option", ["--help", "--version"])
def test_full_disk_is_told_with_every_option(option):
    with Path("/dev/full").open("w") as full:
        result = subprocess.run(
            [*REAL, option], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert result.returncode == 2
    assert result.stderr == (
        "afwijslint: Het verslag kon niet worden geschreven (de schijf is vol).\n"
    )


@pytest.mark.parametrize("form", ["text", "json"])
def test_output_is_utf_8_whatever_the_locale(tmp_path, form):
    name = "café\udcff.txt"
    (tmp_path / name).write_text("VAAG")
    result = subprocess.run(
        [*STAND_IN, "--format", form, "."],
        cwd=tmp_path,
        capture_output=True,
        check=False,
        env=os.environ | {"PYTHONIOENCODING": "ascii"},
    )
    assert result.returncode == 1
    assert b"caf\xc3\xa9" in result.stdout
    if form == "json":
        assert json.loads(result.stdout)[0]["path"] == name
