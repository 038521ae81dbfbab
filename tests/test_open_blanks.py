"""How a draft can do without a blank that its writer does not fill in."""

import pytest

from afwijslint.fixing import apply_edits
from afwijslint.message import Message

LETTER = """\
Geachte heer Vos,

Dank voor uw uitnodiging. {} Ik wens u veel succes.

Met vriendelijke groet,
Ria Kok
"""


def without(linter, text):
    """The draft after the first edit of the finding at the first blank, if any."""
    report = linter.lint(Message.from_text(text))
    finding = next(each for each in report.findings if each.rule == "invulveld")
    edits = (each.edits for each in finding.suggestions if each.edits)
    return apply_edits(text, next(edits, ()))


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("Ik zeg het gesprek bij [Bedrijf] af.", "Ik zeg het gesprek af."),
        ("De rol van kok bij {bedrijf} niet.", "De rol van kok niet."),
        ("{bedrijf} bevalt mij wel.", "Uw organisatie bevalt mij wel."),
        ("Ik blijf bij <mijn werkgever>.", "Ik blijf bij mijn huidige werkgever."),
        ("Ik ga werken bij ......", "Ik ga werken bij een andere werkgever."),
        ("Op [datum] kan ik niet.", "Die dag kan ik niet."),
        ("Het gesprek van [datum] gaat niet.", "Het gesprek gaat niet."),
        ("Ik kom maandag om XXX uur niet.", "Ik kom maandag niet."),
        ("Ik zie af van de baan als [functie].", "Ik zie af van de baan."),
        ("Ik kom niet voor [functie].", "Ik kom niet voor deze functie."),
        ("Wegens {{reden}} kom ik niet.", "Om persoonlijke redenen kom ik niet."),
        ("Omdat [reden], kan ik niet.", "Om persoonlijke redenen kan ik niet."),
        ("Dat komt door [reden].", "Dat heeft persoonlijke redenen."),
        ("Mijn gesprek op [dag] [datum] niet.", "Mijn gesprek niet."),
        # Nothing else would be right.
        ("Ik word geen [functie].", "Ik word geen [functie]."),
        ("Kan het op [datum] of [datum]?", "Kan het op [datum] of [datum]?"),
        ("Ik werk al bij [bedrijf].", "Ik werk al bij een andere werkgever."),
        ("De baan bij *[bedrijf]* niet.", "De baan bij *[bedrijf]* niet."),
        ("De [functie]-vacature niet.", "De [functie]-vacature niet."),
        ("Ik kom vrijdag XX maart niet.", "Ik kom vrijdag XX maart niet."),
    ],
)
def test_the_sentence_without_a_blank(linter, written, wanted):
    assert without(linter, LETTER.format(written)) == LETTER.format(wanted)


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("Geachte [naam],", "Geachte heer of mevrouw,"),
        ("Beste mevrouw XXX,", "Beste mevrouw,"),
        ("Hoi {voornaam}!", "Hoi!"),
        ("Beste [voornaam] [achternaam],", "Beste heer of mevrouw,"),
        ("Geachte directie van [bedrijf],", "Geachte directie,"),
    ],
)
def test_the_salutation_without_a_name(linter, written, wanted):
    letter = LETTER.format("Ik kom niet, want ik word kok.")
    text = letter.replace("Geachte heer Vos,", written)
    assert without(linter, text) == letter.replace("Geachte heer Vos,", wanted)


@pytest.mark.parametrize("name", ["[Uw naam]", "......", "<naam>"])
def test_the_sign_off_without_a_name(linter, name):
    letter = LETTER.format("Ik kom niet, want ik word kok.")
    text = letter.replace("Ria Kok", name)
    assert without(linter, text) == text.replace(name, "")


def test_the_greeting_without_a_name_on_its_line(linter):
    letter = LETTER.format("Ik kom niet, want ik word kok.").replace(",\nRia Kok", "")
    text = letter.replace("vriendelijke groet", "vriendelijke groet, [Uw naam]")
    assert without(linter, text) == letter


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("Beste [naam],", "Beste Jan Vos,"),
        ("Geachte heer [naam],", "Geachte heer Vos,"),
        ("Dag {naam},", "Dag Jan,"),
    ],
)
def test_a_salutation_gets_the_name_that_suits_it(linter, written, wanted):
    mail = f"To: Dhr. Jan Vos <j@v.nl>\nSubject: Afzegging kok\n\n{LETTER}"
    text = mail.format("Ik kom niet.").replace("Geachte heer Vos,", written)
    assert f"\n\n{wanted}\n" in without(linter, text)


def test_names_that_the_headers_tell(linter):
    mail = "From: Ria Kok <r@k.nl>\nTo: Jan Vos <j@v.nl>\nSubject: Afzegging kok\n\n{}"
    letter = LETTER.format("Ik kom niet, want ik word kok.")
    to_fill_in = letter.replace("heer Vos", "[naam]").replace("Ria Kok", "[naam]")
    once = without(linter, mail.format(to_fill_in))
    assert "\nGeachte Jan Vos,\n" in once
    assert "\nMet vriendelijke groet,\nRia Kok\n" in without(linter, once)


def test_no_blank_makes_way_unasked(linter):
    text = LETTER.format("Ik kom niet naar het gesprek bij [bedrijf].")
    (finding,) = (
        each
        for each in linter.lint(Message.from_text(text)).findings
        if each.rule == "invulveld"
    )
    assert [each.assumes for each in finding.suggestions if each.edits] == [True]
