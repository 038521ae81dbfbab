"""The report of the command line: what comes out, where, and with which exit code."""

import json
import os
import subprocess
from pathlib import Path

import pytest
from command_line import FRIENDLY, STAND_IN, write


def test_finding_is_one_line_and_exit_1(run):
    write("a.txt")
    result = run("a.txt")
    assert result.out == "a.txt:1:21: waarschuwing: Hier staat vaag. [vaag]\n"
    assert (result.code, result.err) == (1, "")


def test_clean_is_one_friendly_line_and_exit_0(run):
    write("a.txt", "Dank u.")
    assert vars(run("a.txt")) == {"code": 0, "out": FRIENDLY, "err": ""}


def test_json_is_one_array_over_all_files(run):
    write("a.txt")
    write("b.txt")
    result = run("--format", "json", "a.txt", "b.txt")
    assert [each["path"] for each in json.loads(result.out)] == ["a.txt", "b.txt"]
    assert result.code == 1


def test_json_of_a_clean_message_is_an_empty_array(run):
    write("a.txt", "Dank u.")
    assert run("--format=json", "a.txt").out == "[]\n"


def test_quiet_says_nothing_of_a_clean_message(run):
    write("a.txt", "Dank u.")
    assert vars(run("--quiet", "a.txt")) == {"code": 0, "out": "", "err": ""}


@pytest.mark.parametrize(
    ("words", "fail_on", "code"),
    [
        ("TIP", "tip", 1),
        ("TIP", "waarschuwing", 0),
        ("TIP", None, 0),
        ("VAAG", None, 1),
        ("VAAG", "fout", 0),
        ("TIP VAAG LOMP", "fout", 1),
        ("LOMP", "FOUT", 1),
        ("", "tip", 0),
    ],
)
def test_fail_on_decides_on_the_exit_code_only(run, words, fail_on, code):
    write("a.txt", f"Dag. {words}")
    options = ["--fail-on", fail_on] if fail_on else []
    result = run(*options, "a.txt")
    assert result.code == code
    assert result.out.count("Hier staat") == len(words.split())


def test_statistics_count_by_rule(run):
    write("brief.txt", "VAAG LOMP VAAG")
    result = run("--statistics", "brief.txt")
    assert result.code == 1
    assert result.out == (
        "    2  vaag\n    1  onbeleefd\n1 fout en 2 waarschuwingen in 1 bericht.\n"
    )


def test_statistics_have_no_other_format(run):
    write("brief.txt")
    result = run("--statistics", "--format", "json", "brief.txt")
    assert (result.code, result.out) == (2, "")
    assert "laat --format weg" in result.err


def test_the_report_goes_to_a_file(run):
    write("brief.txt")
    result = run("--output-file", "verslag.json", "--format", "json", "brief.txt")
    assert (result.code, result.out) == (1, "")
    assert json.loads(Path("verslag.json").read_text("utf8"))[0]["rule"] == "vaag"
    result = run("--output-file", "weg/verslag.txt", "brief.txt")
    assert result.code == 2
    assert "(het bestand of de map bestaat niet)" in result.err
    assert run("--output-file", os.devnull, "brief.txt").code == 1
    assert not Path(os.devnull).is_file()


def test_the_report_does_not_take_the_place_of_a_draft(run):
    draft = write("brief.txt")
    before = draft.read_text("utf8")
    result = run("--output-file", "./brief.txt", "brief.txt")
    assert (result.code, result.out) == (2, "")
    assert "brief.txt: dit is een van de berichten" in result.err
    assert draft.read_text("utf8") == before


def test_an_earlier_report_in_the_folder_is_no_draft(run):
    write("brief.txt")
    options = ("--output-file", "verslag.html", "--format", "json", ".")
    assert run(*options).code == 1
    first = Path("verslag.html").read_text("utf8")
    assert run(*options).code == 1
    assert Path("verslag.html").read_text("utf8") == first


def test_the_report_goes_through_a_pipe_that_is_named_as_a_file():
    command = [*STAND_IN, "--output-file", "/dev/stdout", "-"]
    result = subprocess.run(
        command, input="VAAG", capture_output=True, text=True, check=False
    )
    assert result.returncode == 1
    assert "[vaag]" in result.stdout
