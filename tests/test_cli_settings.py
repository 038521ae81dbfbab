"""Settings files beside the options of the command line."""

from pathlib import Path

import pytest
import stand_in
from command_line import write


def test_the_settings_above_a_draft_choose_its_fail_on(run):
    Path("streng").mkdir()
    write("streng/afwijslint.toml", 'fail-on = "tip"\n')
    write("streng/bericht.txt", "Dit is een TIP.\n")
    write("bericht.txt", "Dit is een TIP.\n")
    assert run("bericht.txt").code == 0
    assert run("streng/bericht.txt").code == 1
    assert run("bericht.txt", "streng").code == 1


def test_an_option_wins_over_the_settings(run):
    write("afwijslint.toml", 'fail-on = "tip"\n')
    write("bericht.txt", "Dit is een TIP.\n")
    assert run("--fail-on", "fout", "bericht.txt").code == 0


@pytest.mark.parametrize(
    ("written", "option"),
    [
        ('ignore = ["vaag"]', ("--ignore", ",")),
        ('exclude = ["*.txt"]', ("--exclude", "")),
        ("sjabloon = true", ("--no-sjabloon",)),
    ],
)
def test_an_option_undoes_the_settings(run, monkeypatch, written, option):
    seen = []
    judged = stand_in.Linter.lint
    monkeypatch.setattr(
        stand_in.Linter,
        "lint",
        lambda self, message: seen.append(self.settings) or judged(self, message),
    )
    write("afwijslint.toml", written)
    write("bericht.txt")
    assert run("--no-cache", *option, ".").code == 1
    [settings] = seen
    assert not (settings.ignore or settings.template)


@pytest.mark.parametrize(
    ("text", "words"),
    [('modell = "x"', "Bedoel je 'model'"), ('ignore = ["vaagg"]', "Bedoel je 'vaag'")],
)
def test_wrong_settings_are_one_sentence_and_exit_2(run, text, words):
    write("afwijslint.toml", text)
    write("bericht.txt")
    result = run("bericht.txt")
    assert result.code == 2
    assert words in result.err
    assert result.err.count("\n") == 1


def test_the_name_of_standard_input_chooses_its_settings(run):
    write("brieven/afwijslint.toml", 'fail-on = "tip"\n')
    arguments = ("--stdin-filename", "brieven/a.txt", "-")
    assert run(*arguments, stdin=b"Dit is een TIP.\n").code == 1
    assert run("-", stdin=b"Dit is een TIP.\n").code == 0


def test_settings_that_are_not_those_of_standard_input_do_not_matter(run):
    write("afwijslint.toml", "fail-on = [")
    write("brieven/afwijslint.toml", 'fail-on = "tip"\n')
    result = run("--stdin-filename", "brieven/a.txt", "-", stdin=b"Dit is een TIP.\n")
    assert (result.code, result.err) == (1, "")


def test_verbose_names_the_settings_that_were_used(run):
    path = write("brieven/afwijslint.toml", 'fail-on = "tip"\n')
    write("brieven/a.txt", "Dit is een TIP.\n")
    result = run("-v", "brieven")
    assert result.err == f"afwijslint: instellingen uit {path.resolve()}\n"
    assert run("brieven").err == ""
