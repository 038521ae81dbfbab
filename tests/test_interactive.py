"""`--interactief`: which finding is asked about, and when."""

import click
import pytest
import stand_in

from afwijslint.interactive import choose
from afwijslint.message import Message
from afwijslint.settings import Settings


@pytest.fixture
def answer(monkeypatch):
    """Gives these answers, one to a question; another question is a fault."""

    def give(*answers):
        left = iter(answers)
        monkeypatch.setattr(click, "prompt", lambda *_, **__: next(left))

    return give


@pytest.mark.parametrize("answers", [("o", "1"), ("o", "1", "o", "1")])
def test_what_was_passed_over_is_not_asked_about_again(answer, answers):
    text = "Het is VAAG en LOMP. " * (len(answers) // 2)
    answer(*answers)
    chosen = choose(stand_in.Linter(Settings()), Message.from_text(text))
    assert chosen.report.message.text == text.replace("LOMP", "")


def test_what_is_missing_and_was_passed_over_is_not_asked_about_again(
    linter, answer, capsys
):
    answer("o", *"1" * 9)
    message = Message.from_text("Ik kan donderdag niet komen, ik heb een baan.\n")
    missing = linter.lint(message).findings[0]
    assert missing.start == missing.end
    chosen = choose(linter, message)
    assert [each.rule for each in chosen.report.findings] == [missing.rule]
    assert capsys.readouterr().err.count(missing.message) == 1
