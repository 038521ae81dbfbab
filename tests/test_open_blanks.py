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
        ("Ik kom niet bij [Bedrijf] praten.", "Ik kom niet bij u praten."),
        ("{bedrijf} bevalt mij wel.", "Uw organisatie bevalt mij wel."),
        ("Ik blijf bij <mijn werkgever>.", "Ik blijf bij mijn huidige werkgever."),
        ("Ik ga werken bij ......", "Ik ga werken bij een andere werkgever"),
        ("Op [datum] kan ik niet.", "Die dag kan ik niet."),
        ("Het gesprek van [datum] gaat niet.", "Het gesprek gaat niet."),
        ("Ik kom maandag om XXX uur niet.", "Ik kom maandag niet."),
        ("Ik zie af van de baan als [functie].", "Ik zie af van de baan."),
        ("Ik kom niet voor [functie].", "Ik kom niet voor deze functie."),
        ("Wegens {{reden}} kom ik niet.", "Om persoonlijke redenen kom ik niet."),
        # Nothing else would be right.
        ("Ik word geen [functie].", "Ik word geen [functie]."),
        ("Kan het op [andere datum]?", "Kan het op [andere datum]?"),
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
    assert without(linter, text).rstrip(",\n") == text.partition(f",\n{name}")[0]


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
