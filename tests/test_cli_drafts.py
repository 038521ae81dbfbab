"""Drafts on the command line: in any encoding, and those that are none."""

import pytest
from command_line import paths_found, write

from afwijslint import sources

TEXT = "Beste Daniël,\r\nik kom niet.\nHet is VAAG.\r"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
        TEXT.encode("cp1252"),
    ],
    ids=["utf-8", "bom", "utf-16", "utf-16-be", "cp1252"],
)
def test_encodings_and_mixed_line_ends_give_the_same_place(run, data):
    write("a.txt", data)
    assert run("a.txt").out == "a.txt:3:8: waarschuwing: Hier staat vaag. [vaag]\n"


def test_endless_file_is_exit_2(run, monkeypatch):
    monkeypatch.setattr(sources, "MAX_FILE_BYTES", 1000)
    result = run("/dev/zero")
    assert (result.code, result.out) == (2, "")


@pytest.mark.parametrize("data", [b"", b" \r\n\t\n", b"\xef\xbb\xbf"])
def test_empty_file_and_empty_input(run, data):
    write("a.txt", data)
    assert vars(run("a.txt")) | {"err": ""} == {"code": 2, "out": "", "err": ""}
    result = run(stdin=data)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("afwijslint: <invoer>: Het bericht is leeg")


@pytest.mark.parametrize(
    "data", [bytes(range(256)) * 9, b"Dag\0\0\0" * 9, b"\x7fELF\0"]
)
def test_binary_file(run, data):
    write("a.txt", data)
    result = run("a.txt")
    assert (result.code, result.out) == (2, "")
    assert "a.txt: Dit is geen tekst" in result.err


def test_text_in_another_language_is_exit_2_and_the_others_are_reported(run):
    write("a.txt", "English text")
    write("b.txt")
    result = run("a.txt", "b.txt")
    assert result.code == 2
    assert paths_found(result.out) == ["b.txt"]
    assert result.err == "afwijslint: a.txt: Dit lijkt geen Nederlands.\n"
