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
encoder: {act: danken, above: 0.3, beside: {besluit: 0.999}}
examples: {good: [x], bad: [x]}
"""
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
    [("Ik zeg de afspraak af.", []), ("Het is mooi weer.", ["alleen-dank"])],
)
def test_a_higher_level_may_hold_beside_another_act(tmp_path, beside, found):
    act, rule = tmp_path / "act.yaml", tmp_path / "rule.yaml"
    act.write_text(ACT, "utf8")
    rule.write_text(RULE, "utf8")
    linter = Linter(Settings(select=("alleen-dank",), rule_files=(act, rule)))
    message = Message.from_text(
        f"Beste Jan,\n\nBedankt voor je uitnodiging. {beside}\n\nGroet,\nAn\n"
    )
    assert [each.rule for each in linter.lint(message).findings] == found


def test_a_search_of_ours_that_runs_away_is_not_blamed_on_the_user(linter, monkeypatch):
    def run_away(regex, _text):
        raise RunawayError(regex)

    monkeypatch.setattr(BoundedRegex, "spans", run_away)
    with pytest.raises(RulesetError, match=r"yaml:\d+:5: .* een fout van afwijslint"):
        linter.lint(Message.from_text("Beste Kim,\n\nIk kom niet.\n"))
