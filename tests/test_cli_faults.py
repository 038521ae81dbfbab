"""What goes wrong in the program or is broken off: one sentence and an exit code."""

import sys

from command_line import paths_found, write

from afwijslint import cli


def test_missing_model_is_told_once(run):
    write("a.txt")
    write("b.txt")
    result = run("--model", "weg", "a.txt", "b.txt")
    assert (result.code, result.out) == (2, "")
    assert result.err == "afwijslint: Het taalmodel 'weg' is niet geïnstalleerd.\n"


def test_our_own_fault_is_told_without_the_draft(run):
    write("a.txt", "ONTPLOF geheime brief")
    write("b.txt")
    result = run("a.txt", "b.txt")
    assert result.code == 2
    assert paths_found(result.out) == ["b.txt"]
    assert "a.txt: Er ging iets mis in afwijslint zelf (ValueError)." in result.err
    assert "geheim" not in result.err
    assert result.err.count("\n") == 1


def test_our_own_fault_with_debug_shows_the_traceback(run, monkeypatch):
    monkeypatch.setenv("AFWIJSLINT_DEBUG", "1")
    write("a.txt", "ONTPLOF")
    result = run("a.txt")
    assert "Traceback" in result.err
    assert result.code == 2


def test_our_own_fault_before_any_draft(run, monkeypatch):
    monkeypatch.delattr(sys.modules["afwijslint.linting"], "Linter")
    result = run(stdin=b"Dag")
    assert result.code == 2
    assert "Er ging iets mis in afwijslint zelf (ImportError)." in result.err


def test_interrupt_is_one_word_and_exit_130(run):
    write("a.txt")
    write("b.txt", "AFBREKEN")
    result = run("a.txt", "b.txt")
    assert (result.code, result.err) == (130, "\nGestopt.\n")
    assert result.out == "a.txt:1:21: waarschuwing: Hier staat vaag. [vaag]\n"


def test_closed_standard_input(run, monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", None)
    assert cli.run([]) == 2
    assert "standaardinvoer is gesloten" in capsys.readouterr().err
