import doctest

import pytest

import afwijslint
from afwijslint.findings import Severity
from afwijslint.linting import Linter, LinterError
from afwijslint.matching import Patterns
from afwijslint.message import Message
from afwijslint.settings import Settings, SettingsError

BLUNT = "Beste Jan,\n\nIk kom niet naar het gesprek.\n\nGroet,\nAn"


def rules_found(linter, text):
    return [finding.rule for finding in linter.lint(Message.from_text(text)).findings]


def test_the_example_in_the_package_is_true():
    assert doctest.testmod(afwijslint).failed == 0


def test_select_and_ignore_choose_rules():
    chosen = Linter(Settings(select=("geen-dank", "vaag"), ignore=("vaag",)))
    assert [rule.id for rule in chosen.rules] == ["geen-dank"]
    assert rules_found(chosen, BLUNT) == ["geen-dank"]


@pytest.mark.parametrize(
    ("choices", "told"),
    [
        ({"select": ("geen-dnak",)}, "Bedoel je 'geen-dank'"),
        ({"ignore": ("geen-dnak",)}, "Bedoel je 'geen-dank'"),
        ({"severities": (("geen-dnak", Severity.TIP),)}, "Bedoel je 'geen-dank'"),
        ({"select": ("vaag",), "ignore": ("vaag",)}, "geen regel over"),
        ({"max_words": 0}, "minstens één woord"),
    ],
)
def test_settings_that_cannot_be_meant_are_refused(choices, told):
    with pytest.raises(SettingsError, match=told):
        Linter(Settings(**choices))


def test_rules_that_are_ignored_in_some_files_judge_the_others(tmp_path):
    short = (Patterns(tmp_path, ("kort/",)), ("geen-dank",))
    settings = Settings(select=("geen-dank",), per_file_ignores=(short,))
    assert Linter(settings, tmp_path / "kort" / "a.txt").rules == []
    assert len(Linter(settings, tmp_path / "lang" / "a.txt").rules) == 1


def test_findings_come_in_the_order_of_the_text(linter):
    found = linter.lint(Message.from_text(BLUNT)).findings
    assert [one.start for one in found] == sorted(one.start for one in found)


@pytest.mark.parametrize(
    "text",
    [
        "Dear Mr Smith, thank you for the invitation. I am afraid I cannot come.",
        "Sehr geehrte Frau Müller, vielen Dank für die Einladung. Leider kann ich nicht"
        " kommen, weil ich eine andere Stelle angenommen habe.",
    ],
)
def test_another_language_is_not_judged(linter, text):
    with pytest.raises(LinterError, match="geen Nederlands"):
        linter.lint(Message.from_text(text))


def test_a_clause_does_no_act_of_which_the_encoder_alone_is_not_enough(linter):
    # An act with the threshold 1 is found by its patterns alone.
    rule = "geen-positief-slot"
    letter = (
        "Beste Anne,\n\nBedankt voor je mail. Ik kan morgen niet komen. "
        "Ik ben dan op reis, maar donderdag ben ik vrij.\n\nGroet,\nJan"
    )
    assert rule in rules_found(linter, letter)


def test_quoted_mail_is_not_judged(linter):
    quoted = "\n\n> Zoek maar een andere sukkel.\n> Wegens omstandigheden.\n"
    found = rules_found(linter, BLUNT + quoted)
    assert "onbeleefd" not in found
    assert "vaag" not in found


def test_thanks_in_quoted_mail_are_not_the_writers(linter):
    quoted = "\n\nOp ma 3 mrt 2025 om 10:00 schreef Jan:\n> Bedankt voor uw brief.\n"
    assert "geen-dank" in rules_found(linter, BLUNT + quoted)


def test_suggestions_speak_the_register_of_the_message(linter):
    def thanks(text):
        findings = linter.lint(Message.from_text(text)).findings
        [finding] = [one for one in findings if one.rule == "geen-dank"]
        return finding.suggestions[0].edits[0].text

    assert "uw uitnodiging" in thanks("Geachte heer Smit,\n\nIk kom niet bij u langs.")
    assert "je uitnodiging" in thanks("Hoi Jan,\n\nIk kom niet bij je langs.")


def test_a_missing_part_is_reported_where_it_belongs(linter):
    findings = linter.lint(Message.from_text(BLUNT)).findings
    places = {one.rule: one.start for one in findings}
    assert places["geen-dank"] == BLUNT.index("Ik kom")
    assert places["geen-positief-slot"] == BLUNT.index("\n\nGroet")


def test_a_missing_part_is_told_with_the_clause_that_asks_for_it(linter):
    text = "Beste Jan,\n\nHelaas kom ik niet: ik heb dan nachtdienst.\n\nGroet,\nAn"
    found = linter.lint(Message.from_text(text)).findings
    (told,) = [one.message for one in found if one.rule == "geen-alternatief"]
    assert "(“ik heb dan nachtdienst”)" in told


def test_blanks_in_the_subject_and_below_the_letter_are_found(linter):
    text = "Onderwerp: Baan als [functie]\n\nIk kom niet.\n\nGroet,\nJan\n[nummer]"
    report = linter.lint(Message.from_text(text))
    blanks = [
        text[each.start : each.end]
        for each in report.findings
        if each.rule == "invulveld"
    ]
    assert blanks == ["[functie]", "[nummer]"]


def test_a_template_may_have_open_placeholders(linter):
    template = BLUNT.replace("Jan", "[Naam]")
    assert "invulveld" in rules_found(linter, template)
    allowed = Linter(Settings(template=True))
    assert "invulveld" not in rules_found(allowed, template)


QUOTED = "> Can you come on Monday? We would love to meet you and the whole team.\n" * 9


def test_the_language_is_that_of_the_writer_not_of_the_quoted_mail(linter):
    assert "geen-dank" in rules_found(linter, f"{BLUNT}\n\n{QUOTED}")


def test_a_message_with_nothing_of_the_writer_is_refused(linter):
    with pytest.raises(LinterError, match="geen eigen tekst"):
        linter.lint(Message.from_text(QUOTED))


def test_line_ends_make_no_difference(linter):
    def places(line_end):
        text = BLUNT.replace("\n", line_end)
        found = linter.lint(Message.from_text(text)).findings
        return [(one.rule, text[: one.start].count(line_end)) for one in found]

    assert places("\n") == places("\r\n") == places("\r")


def test_a_text_without_end_is_judged(linter):
    assert linter.lint(Message.from_text("ik kom niet naar het gesprek " * 3000))


def test_an_exclamation_mark_too_many_is_told_for_itself(linter):
    text = "Hoi Jan!\n\nWat leuk! Bedankt! Ik kom niet! Succes!\n\nGroet,\nAn"
    report = linter.lint(Message.from_text(text))
    marks = [each for each in report.findings if each.rule == "schreeuwerig"]
    assert [text[each.start : each.end] for each in marks] == ["!", "!", "!"]
    assert all("Dit uitroepteken is er een te veel" in each.message for each in marks)
