import pytest

from afwijslint.address import JE_FORMS, U_FORMS, readdressed
from afwijslint.fixing import apply_edits
from afwijslint.message import Message


@pytest.mark.parametrize(
    ("familiar", "formal"),
    [
        ("Wat fijn dat je belde.", "Wat fijn dat u belde."),
        (
            "Misschien heb je volgende week tijd.",
            "Misschien hebt u volgende week tijd.",
        ),
        ("Ik hoop dat je het begrijpt.", "Ik hoop dat u het begrijpt."),
        ("Ben je dan op kantoor?", "Bent u dan op kantoor?"),
        ("Vind je dat goed?", "Vindt u dat goed?"),
        ("Ik wens je veel succes.", "Ik wens u veel succes."),
        ("Was je daar ook?", "Was u daar ook?"),
        ("Weet je dat al?", "Weet u dat al?"),
    ],
)
def test_the_verb_goes_along(parser, familiar, formal):
    for text, words, other in (
        (familiar, JE_FORMS, formal),
        (formal, U_FORMS, familiar),
    ):
        doc = parser(Message.from_text(text))
        edits = [e for word in doc if word.lower_ in words for e in readdressed(word)]
        assert apply_edits(text, edits) == other


def test_a_possessive_stays_one(parser):
    text = "Bedankt voor je uitnodiging, en groet jouw collega's."
    doc = parser(Message.from_text(text))
    edits = [e for word in doc if word.lower_ in JE_FORMS for e in readdressed(word)]
    expected = "Bedankt voor uw uitnodiging, en groet uw collega's."
    assert apply_edits(text, edits) == expected
