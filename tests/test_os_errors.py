"""What the system refuses is told in Dutch, wherever that is."""

import errno

import pytest

from afwijslint import cli
from afwijslint.os_errors import why


@pytest.mark.parametrize(
    "arguments", [["regels", "--toets", "weg.yaml"], ["batch", "weg.jsonl"]]
)
def test_a_file_that_is_not_there_is_told_in_dutch(
    arguments, tmp_path, monkeypatch, capsys
):
    monkeypatch.chdir(tmp_path)
    assert cli.run(arguments) == cli.ExitCode.FAILED
    assert "(het bestand of de map bestaat niet)." in capsys.readouterr().err


def test_a_reason_that_is_not_known_is_no_english():
    assert why(OSError(errno.EXDEV, "Invalid cross-device link")) == why(OSError())


def test_an_answer_that_does_not_come_has_no_number():
    assert why(TimeoutError("timed out")) == "er komt geen antwoord"
