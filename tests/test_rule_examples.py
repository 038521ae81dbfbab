"""Every rule file carries its proof: examples that are right, wrong and mended."""

import re

import pytest

from afwijslint.message import Message
from afwijslint.ruleset.load import load_rules

RULES = load_rules().rules.values()
MARK = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)


def examples(kind):
    return [
        pytest.param(rule.id, text, id=f"{rule.id}-{number}")
        for rule in RULES
        for number, text in enumerate(getattr(rule.examples, kind), 1)
    ]


def found(linter, text, rule):
    report = linter.lint(Message.from_text(text))
    return [finding for finding in report.findings if finding.rule == rule]


@pytest.mark.parametrize(("rule", "text"), examples("good"))
def test_a_good_example_has_no_finding(linter, rule, text):
    assert "[[" not in text
    assert not found(linter, text, rule)


@pytest.mark.parametrize(("rule", "text"), examples("bad"))
def test_a_bad_example_has_exactly_the_finding_that_is_marked(linter, rule, text):
    marked = MARK.findall(text)
    plain = MARK.sub(r"\1", text)
    findings = found(linter, plain, rule)
    assert len(findings) == 1
    words = plain[findings[0].start : findings[0].end]
    assert words.strip(" .!?") == (marked[0].strip(" .!?") if marked else "")


@pytest.mark.parametrize(("rule", "text"), examples("bad"))
def test_a_suggestion_with_edits_mends_the_fault(linter, rule, text):
    plain = MARK.sub(r"\1", text)
    [finding] = found(linter, plain, rule)
    assert finding.suggestions, "a finding without a way out is a scolding"
    for suggestion in finding.suggestions:
        mended = plain
        for edit in reversed(suggestion.edits):
            mended = mended[: edit.start] + edit.text + mended[edit.end :]
        if suggestion.edits:
            assert not found(linter, mended, rule), mended
