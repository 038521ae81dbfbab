"""`afwijslint regels` and `afwijslint uitleg`, and rules that do not exist."""

import pytest


def test_regels_lists_the_rules(run):
    result = run("regels")
    assert result.code == 0
    assert "vaag                waarschuwing  Titel\n" in result.out


def test_uitleg_explains_a_rule(run):
    result = run("uitleg", "VAAG")
    assert result.code == 0
    for words in ("Wat de regel betekent.", "“Wees niet vaag”", "»VAAG«"):
        assert words in result.out
    assert "afwijslint --ignore vaag" in result.out


def test_uitleg_without_a_rule_says_how(run):
    result = run("uitleg")
    assert result.code == 2
    assert "afwijslint uitleg geen-dank" in result.err


@pytest.mark.parametrize(
    "arguments", [["uitleg", "vag"], ["--select=vag"], ["--ignore", "onbeleefd,vag"]]
)
def test_unknown_rule_gives_the_nearest(run, arguments):
    result = run(*arguments)
    assert result.code == 2
    assert result.out == ""
    assert "Er is geen regel 'vag'. Bedoel je 'vaag'?" in result.err


def test_unknown_rule_unlike_any_gives_none(run):
    assert "Bedoel" not in run("uitleg", "xyz").err
