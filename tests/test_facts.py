"""What a draft tells, and suggestions that use it."""

import pytest
from suggested import suggested

from afwijslint.fixing import fix
from afwijslint.message import Message

MAIL = """\
Van: Hilde Maes <hilde@example.be>
Aan: Anja de Boer <anja@example.nl>
Onderwerp: Hallo

"""
QUOTED = """\
{}

Op di 20 feb 2024 schreef Anja:
> Van: Anja de Boer <anja@example.nl>
> Kom je langs?
"""


def results(linter, text, rule):
    """The texts after each suggestion for the first finding of a rule."""
    return list(suggested(linter, text, rule).values())


def test_a_salutation_has_the_name_in_the_headers(linter):
    text = MAIL + "Bedankt voor uw uitnodiging. Ik kom niet, ik heb ander werk.\n"
    assert (
        "\n\nGeachte Anja de Boer,\n\nBedankt"
        in results(linter, text, "geen-aanhef")[0]
    )


def test_a_salutation_has_the_name_in_the_quoted_mail(linter):
    text = QUOTED.format("Bedankt voor je mail. Ik kom niet, ik heb ander werk.")
    named, unnamed, _ = results(linter, text, "geen-aanhef")
    assert named.startswith("Beste Anja,\n\nBedankt")
    assert unnamed.startswith("Hallo,\n\nBedankt")


def test_without_a_name_there_is_a_salutation_without(linter):
    text = "Bedankt voor je mail. Ik kom niet, ik heb ander werk.\n"
    assert results(linter, text, "geen-aanhef")[0].startswith("Hallo,")


def test_a_sign_off_has_the_name_of_the_writer(linter):
    text = MAIL + "Geachte mevrouw,\n\nDank voor uw mail. Ik kom niet.\n"
    assert (
        results(linter, text, "geen-afsluiting")[0]
        .rstrip()
        .endswith("Met vriendelijke groet,\nHilde Maes")
    )


@pytest.mark.parametrize(
    ("told", "interview"),
    [
        ("de functie van eerste kok", "gesprek over de functie van eerste kok"),
        ("de vacature voor een planner", "gesprek over de functie van planner"),
        ("een gesprek bij Bakkerij Smit", "gesprek bij Bakkerij Smit"),
        ("een gesprek op dinsdag 12 maart", "gesprek van dinsdag 12 maart"),
        ("een gesprek bij het asiel", "gesprek bij het asiel"),
        ("een gesprek bij de gemeente Utrecht", "gesprek bij de gemeente Utrecht"),
        ("werk in de kapsalon", "gesprek in de kapsalon"),
        ("de lasbaan", "gesprek over de lasbaan"),
        ("een gesprek in Tiel voor een lasbaan", "gesprek over de lasbaan"),
        ("een baan bij de Gamma", "gesprek over de baan bij de Gamma"),
        ("loodgieter worden", "gesprek over de functie van loodgieter"),
        ("mij. Mijn broer ligt in het ziekenhuis", "gesprek"),
        ("mij. Ik heb nu een baan als kok", "gesprek"),
        ("ons gesprek van morgen", "gesprek van morgen"),
        ("maandag of dinsdag", "gesprek"),
        ("de functie van [functie]", "gesprek"),
        ("de functie van uw bedrijf", "gesprek"),
    ],
)
def test_the_interview_is_named_as_the_draft_names_it(linter, told, interview):
    text = f"{MAIL}Beste Anja,\n\nBedankt voor je mail over {told}.\n\nGroet,\nHilde\n"
    [subject] = results(linter, text, "geen-onderwerp")
    assert f"Onderwerp: Afzegging sollicitatie{interview}\n" in subject


def test_the_job_that_the_writer_chose_is_not_that_of_the_interview(linter):
    text = (
        "Dag Els,\n\nik kom morgen niet want jullie rooster is een ramp en ik ga bij "
        "de bakker werken, die tenminste op tijd betaalt.\n\nGroetjes, Bo\n"
    )
    assert "functie van bakker" not in "".join(results(linter, text, "onbeleefd"))


def test_a_decision_does_not_name_again_what_the_letter_names(linter):
    thanks = (
        "Beste An,\n\nBedankt voor je mail over de functie van eerste kok bij Smit."
    )
    added = results(linter, f"{thanks} Ik heb ander werk.", "geen-duidelijk-besluit")
    assert added[0].endswith("Helaas moet ik afzien van het gesprek.")
    doubt = f"{thanks} Waarschijnlijk kom ik maandag niet praten."
    decided = results(linter, doubt, "weifelend")
    assert decided[0] == f"{thanks} Helaas moet ik afzien van het gesprek van maandag."


@pytest.mark.parametrize(
    ("invitation", "day"),
    [
        ("Kom je op gesprek op dinsdag 12 maart?", "dinsdag 12 maart"),
        ("Ons interview is vrijdag. Bel voor vrijdag.", "vrijdag"),
        ("Kom je langs? Bel ons voor dinsdag.", None),
        ("Heb je voor een gesprek dinsdag of woensdag tijd?", None),
        ("Kunnen we morgen een afspraak maken?", None),
        ("Verzonden: maandag 4 maart\n> Wil je op gesprek komen?", None),
    ],
)
def test_the_day_of_the_interview_stands_in_the_invitation(linter, invitation, day):
    text = (
        "Beste Jan,\n\nBedankt voor je mail. Ik kom niet, ik heb ander werk. Veel "
        f"succes!\n\nGroet,\nAn\n\nOp ma 4 mrt 2024 schreef Jan:\n> {invitation}\n"
    )
    wanted = f"\n\nIk schrijf je over het gesprek van {day}. Bedankt"
    made = results(linter, text, "functie-niet-genoemd")
    assert made == ([text.replace("\n\nBedankt", wanted)] if day else [])


def test_what_was_put_in_is_no_finding(linter):
    text = MAIL + "Dank voor uw mail. Ik kom niet, want ik heb ander werk gevonden.\n"
    mended = fix(linter, Message.from_text(text))
    assert "Geachte Anja de Boer," in mended.message.text
    assert mended.message.text.endswith("Met vriendelijke groet,\nHilde Maes\n")


def test_the_day_of_a_letter_is_not_that_of_the_interview(linter):
    text = (
        "Geachte heer,\n\nDank voor uw brief van 4 maart over de functie van griffier. "
        "Wegens omstandigheden kom ik niet.\n\nMet vriendelijke groet,\nAn\n"
    )
    assert not any("4 maart" in one[90:] for one in results(linter, text, "vaag"))
