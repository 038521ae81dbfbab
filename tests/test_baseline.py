"""Accepted findings: only new ones are reported."""

import json
import os

import pytest

from afwijslint import cli

DRAFT = "Beste Ans,\n\nIk kom niet door omstandigheden.\n\nGroet,\nPim\n"
CHOICE = ["--select", "vaag,geen-dank"]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "brieven").mkdir()
    (tmp_path / "brieven" / "a.txt").write_text(DRAFT, "utf8")
    return tmp_path


def lint(*arguments):
    return cli.run([*CHOICE, "--baseline", *arguments])


def test_the_first_run_accepts_and_the_next_is_clean(folder, capsys):
    assert lint("bekend.json", "brieven") == cli.ExitCode.CLEAN
    assert "2 opmerkingen staan nu in bekend.json" in capsys.readouterr().err
    assert "omstandigheden" not in (folder / "bekend.json").read_text("utf8")
    assert lint("bekend.json", "brieven") == cli.ExitCode.CLEAN


def test_lines_may_shift_and_the_program_run_elsewhere(folder, monkeypatch):
    lint("bekend.json", "brieven")
    path = folder / "brieven" / "a.txt"
    path.write_text("\n\n" + DRAFT, "utf8")
    monkeypatch.chdir(folder / "brieven")
    assert lint("../bekend.json", "a.txt") == cli.ExitCode.CLEAN


def test_a_new_finding_and_a_new_file_are_reported(folder, capsys):
    lint("bekend.json", "brieven")
    path = folder / "brieven" / "a.txt"
    path.write_text(DRAFT.replace("niet", "niet wegens diverse redenen en"), "utf8")
    (folder / "brieven" / "b.txt").write_text(DRAFT, "utf8")
    capsys.readouterr()
    assert lint("bekend.json", "--format", "json", "brieven") == cli.ExitCode.FOUND
    found = json.loads(capsys.readouterr().out)
    assert {each["path"] for each in found} == {"brieven/a.txt", "brieven/b.txt"}
    assert "geen-dank" not in {
        each["rule"] for each in found if each["path"] == "brieven/a.txt"
    }


def test_none_is_written_where_a_draft_could_not_be_read(folder):
    assert lint("bekend.json", "brieven", "weg.txt") == cli.ExitCode.FAILED
    assert not (folder / "bekend.json").exists()


@pytest.mark.parametrize("text", ["{}x", '{"a": 1}', "[1]", "3", '[{"rule": "vaag"}]'])
def test_a_file_that_is_no_baseline_is_refused(folder, text, capsys):
    (folder / "bekend.json").write_text(text, "utf8")
    assert lint("bekend.json", "brieven") == cli.ExitCode.FAILED
    told = capsys.readouterr().err
    assert "geen lijst van bekende opmerkingen" in told
    # It may be a draft that was named by mistake.
    assert "verwijder" not in told
    assert (folder / "bekend.json").read_text("utf8") == text


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_what_may_have_no_end_is_not_read(folder, capsys):
    os.mkfifo("pijp")
    for endless in (os.devnull, "pijp"):
        assert lint(endless, "brieven") == cli.ExitCode.FAILED
        assert f"{endless}: dit is geen gewoon bestand" in capsys.readouterr().err


def test_no_list_is_made_of_a_text_that_does_not_stand_there(folder, capsys):
    assert lint("bekend.json", "--diff", "brieven") == cli.ExitCode.FAILED
    assert "zonder --diff" in capsys.readouterr().err
    assert not (folder / "bekend.json").exists()
