"""Options of the command line: what they set, their help, and wrong ones."""

import re
from pathlib import Path

import pytest
import stand_in
from command_line import write

from afwijslint.commands import lint


def test_settings_reach_the_linter(run, monkeypatch):
    seen = []
    monkeypatch.setattr(
        stand_in.Linter,
        "__init__",
        lambda _self, settings, _file: seen.append(settings),
    )
    write("regel.yaml")
    run(
        *("--select", "vaag, Onbeleefd", "--select=geen-contactaanbod"),
        *("--ignore", "vaag,", "--model", "nl_core_news_sm"),
        *("--regels-bestand", "regel.yaml", "--fail-on", "tip"),
        stdin=b"Dag",
    )
    (settings,) = seen
    assert settings.select == ("vaag", "onbeleefd", "geen-contactaanbod")
    assert settings.ignore == ("vaag",)
    assert settings.model == "nl_core_news_sm"
    assert settings.rule_files == (Path("regel.yaml"),)
    assert settings.fail_on.value == "tip"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--fromat", "json"], "De optie --fromat bestaat niet. Bedoel je '--format'?"),
        (["-x"], "De optie -x bestaat niet."),
        (["--format", "jsno"], "Bij --format: 'jsno' kan niet. Bedoel je 'json'?"),
        (["--format", "xml"], "Bij --format: 'xml' kan niet. Kies "),
        (["--fail-on", "fuot"], "Bedoel je 'fout'? Kies tip, waarschuwing of fout."),
        (["--model"], "Achter de optie --model ontbreekt een waarde."),
        (["--quiet=ja"], "Achter de optie --quiet hoort geen waarde."),
        (["--select", ","], "Bij --select: noem minstens één regel."),
        (["--select", ""], "Bij --select: noem minstens één regel."),
        (["--no-sjablon"], "bestaat niet. Bedoel je '--no-sjabloon'?"),
        (["--no-sjabloon=ja"], "Achter de optie --no-sjabloon hoort geen waarde."),
        (["--select=vaag", "--ignore=vaag"], "blijft er geen regel over"),
        (["regels", "vaag"], "Achter 'afwijslint regels' staat iets te veel."),
        (["regels", "--quiet"], "De optie --quiet bestaat niet."),
        (["--select=vaag", "--regels-bestand", "weg.yaml"], "weg.yaml:3:5: "),
        (["uitleg", "vaag", "--regels-bestand", "weg.yaml"], "weg.yaml:3:5: "),
    ],
)
def test_wrong_command_line_is_one_dutch_line_and_exit_2(run, arguments, words):
    result = run(*arguments, stdin=b"Dag")
    assert (result.code, result.out) == (2, "")
    assert words in result.err
    assert result.err.count("\n") == 1
    assert not re.search(r"Usage|Error|Try|Invalid|such|Did", result.err)


@pytest.mark.parametrize(
    ("arguments", "fault"),
    [
        (["--jobs", "-1"], "Bij --jobs: geef een geheel getal, 0 of hoger."),
        (["--max-woorden", "veel"], "Bij --max-woorden: geef een geheel getal, 1 of"),
        (["--baseline", "."], "Bij --baseline: geef een bestand waar je bij mag."),
    ],
)
def test_a_wrong_value_is_told_in_dutch(run, arguments, fault):
    write("brief.txt")
    result = run(*arguments, "brief.txt")
    assert result.code == 2
    assert fault in result.err


def test_exclude_that_is_no_pattern(run):
    write("a.txt")
    result = run("--exclude", "!", "a.txt")
    assert result.code == 2
    assert "patroon" in result.err


def test_without_a_terminal_nothing_is_asked(run):
    write("brief.txt")
    result = run("--interactief", "brief.txt")
    assert result.code == 2
    assert "een terminal nodig" in result.err


@pytest.mark.parametrize("arguments", [["--help"], ["regels", "-h"], ["uitleg", "-h"]])
def test_help_is_dutch(run, arguments):
    result = run(*arguments)
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("Gebruik: afwijslint")
    assert "Opties:" in result.out
    assert not re.search(r"Usage|Options|Show|exit\.|default", result.out)


def test_help_explains_every_option(run):
    text = run("--help").out
    for option in lint.command.params:
        if option.param_type_name == "option":
            assert option.help
            assert option.opts[0] in text
