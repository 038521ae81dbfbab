"""Which scores of the encoder make an act, and what an act cannot read."""

import pytest

from afwijslint.linting import Linter
from afwijslint.message import Message
from afwijslint.ruleset.bounded_regex import BoundedRegex, RunawayError
from afwijslint.ruleset.load import RulesetError
from afwijslint.settings import Settings

ACT = """\
id: dank-zonder-meer
title: bedankt, en doet verder niets
encoder: {act: danken, above: 0.3, beside: {besluit: 20, wens: 20}}
examples: {good: [x], bad: [x]}
"""
LETTER = "Beste Jan,\n\nBedankt voor je mail. {}\n\nGroet,\nAn\n"
RULE = """\
id: alleen-dank
title: Alleen dank
severity: tip
explanation: x
guide: [x]
checks:
  - kind: present
    acts: [dank-zonder-meer]
    message: "{text}"
    suggestions: [{title: x}]
examples: {good: [x], bad: [x]}
"""


@pytest.mark.parametrize(
    ("beside", "found"),
    [
        ("Ik zeg de afspraak af.", ["alleen-dank"]),
        ("Veel succes nog.", ["alleen-dank"]),
        ("Ik zeg de afspraak af. Veel succes nog.", []),
    ],
)
def test_each_act_beside_it_makes_an_act_less_likely(tmp_path, beside, found):
    act, rule = tmp_path / "act.yaml", tmp_path / "rule.yaml"
    act.write_text(ACT, "utf8")
    rule.write_text(RULE, "utf8")
    linter = Linter(Settings(select=("alleen-dank",), rule_files=(act, rule)))
    message = Message.from_text(
        f"Beste Jan,\n\nBedankt voor je uitnodiging. {beside}\n\nGroet,\nAn\n"
    )
    assert [each.rule for each in linter.lint(message).findings] == found


@pytest.mark.parametrize(
    ("sentence", "rude"),
    [
        (
            "Ik kies voor een andere baas, die zijn mensen tenminste netjes betaalt.",
            "die zijn mensen tenminste netjes betaalt",
        ),
        # It is the only reason.
        (
            "Ik kom niet omdat jullie liegen over het salaris.",
            "Ik kom niet omdat jullie liegen over het salaris",
        ),
        (
            "Dat gedoe met jullie tests is belachelijk en ik ga liever elders werken.",
            "Dat gedoe met jullie tests is belachelijk",
        ),
    ],
)
def test_what_is_rude_is_the_clause_and_not_the_reason_beside_it(
    linter, sentence, rude
):
    text = LETTER.format(sentence)
    findings = linter.lint(Message.from_text(text)).findings
    found = [text[x.start : x.end] for x in findings if x.rule == "onbeleefd"]
    assert [words.rstrip(".") for words in found] == [rude]


def test_all_that_is_rude_in_a_sentence_is_found(linter):
    text = LETTER.format("En mail me niet meer, jullie zijn net een troep aasgieren.")
    findings = linter.lint(Message.from_text(text)).findings
    assert [text[x.start : x.end] for x in findings if x.rule == "onbeleefd"] == [
        "En mail me niet meer",
        "jullie zijn net een troep aasgieren.",
    ]


def test_a_search_of_ours_that_runs_away_is_not_blamed_on_the_user(linter, monkeypatch):
    def run_away(regex, _text):
        raise RunawayError(regex)

    monkeypatch.setattr(BoundedRegex, "spans", run_away)
    with pytest.raises(RulesetError, match=r"yaml:\d+:5: .* een fout van afwijslint"):
        linter.lint(Message.from_text("Beste Kim,\n\nIk kom niet.\n"))
