import pytest

from afwijslint.address import JE_FORMS, U_FORMS, Address, readdressed
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
        ("Ga je akkoord?", "Gaat u akkoord?"),
        ("Hoe sta je daar tegenover?", "Hoe staat u daar tegenover?"),
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


@pytest.mark.parametrize(
    ("formal", "familiar"),
    [
        ("Ik hoop dat u dit gelezen heeft.", "Ik hoop dat je dit gelezen hebt."),
        ("Bel, dan hoeft u maar te komen.", "Bel, dan hoef je maar te komen."),
        ("Belt u mij gerust.", "Bel mij gerust."),
        ("Neemt u mij niet kwalijk.", "Neem mij niet kwalijk."),
        ("Weest u gerust!", "Wees gerust!"),
        ("Belt u mij nog?", "Bel je mij nog?"),
        ("Dank u voor uw tijd.", "Dank je voor je tijd."),
        ("Met u en uw vrouw sprak ik.", "Met jou en je vrouw sprak ik."),
        ("U en uw vrouw waren er.", "Jij en je vrouw waren er."),
        ("Het is aan u om te kiezen.", "Het is aan jou om te kiezen."),
    ],
)
def test_formal_words_become_familiar(parser, formal, familiar):
    doc = parser(Message.from_text(formal))
    edits = [e for word in doc if word.lower_ in U_FORMS for e in readdressed(word)]
    assert apply_edits(formal, edits) == familiar


def test_who_is_thanked_is_no_subject(parser):
    doc = parser(Message.from_text("Dank je voor je geduld."))
    edits = [e for word in doc if word.lower_ == "je" for e in readdressed(word)]
    assert apply_edits("Dank je voor je geduld.", edits) == "Dank u voor uw geduld."


@pytest.mark.parametrize(
    ("plural", "formal"),
    [
        ("Fijn dat jullie mij hebben gekozen.", "Fijn dat u mij hebt gekozen."),
        ("Misschien zien jullie mij nog.", "Misschien ziet u mij nog."),
        ("Leuk dat jullie mij willen spreken.", "Leuk dat u mij wilt spreken."),
        ("Fijn dat jullie mij belden.", "Fijn dat u mij belde."),
        ("Jullie reizen vast veel.", "U reist vast veel."),
        ("Ik hoop dat jullie iemand vinden.", "Ik hoop dat u iemand vindt."),
        ("Ik kom niet bij jullie langs.", "Ik kom niet bij u langs."),
        ("Jullie werken en houden van mij.", "U werkt en houdt van mij."),
        ("Jullie hebben er zin in en ik kom.", "U hebt er zin in en ik kom."),
        # A form that is not known: no half of an edit.
        ("Ik hoorde dat jullie mij prezen.", "Ik hoorde dat jullie mij prezen."),
    ],
)
def test_the_verb_of_many_becomes_that_of_one(parser, plural, formal):
    doc = parser(Message.from_text(plural))
    edits = [e for word in doc if word.lower_ == "jullie" for e in readdressed(word)]
    assert apply_edits(plural, edits) == formal


def test_a_possessive_stays_one(parser):
    text = "Bedankt voor je uitnodiging, en groet jouw collega's."
    doc = parser(Message.from_text(text))
    edits = [e for word in doc if word.lower_ in JE_FORMS for e in readdressed(word)]
    expected = "Bedankt voor uw uitnodiging, en groet uw collega's."
    assert apply_edits(text, edits) == expected


@pytest.mark.parametrize(
    ("opening", "words", "address"),
    [
        ("Beste Mirjam,", "Ik kom niet.", Address.FAMILIAR),
        ("Hallo Tom", "Ik kom niet.", Address.FAMILIAR),
        ("Hoihoi Tom,", "Ik kom niet.", Address.FAMILIAR),
        ("Heej Tom,", "Ik kom niet.", Address.FAMILIAR),
        # Names that begin like a greeting.
        ("Hildegard Vos,", "Ik kom niet.", Address.FORMAL),
        ("Yolanda de Wit,", "Ik kom niet.", Address.FORMAL),
        ("Hi-Jin Park,", "Ik kom niet.", Address.FORMAL),
        ("Beste mevrouw,", "Ik kom niet.", Address.FORMAL),
        ("Beste Mirjam de Boer,", "Ik kom niet.", Address.FORMAL),
        ("Beste Mirjam,", "Ik kom niet bij u langs.", Address.FORMAL),
        # Both say "jullie" to an organisation.
        (
            "Geachte heer Vos,",
            "Schikt het u bij jullie? Ik hoor van je.",
            Address.FORMAL,
        ),
        ("Geachte heer Vos,", "Ik kom niet bij jullie langs.", Address.FORMAL),
        ("Beste mensen van de bieb,", "Ik kom niet langs.", Address.FAMILIAR),
        ("Beste allemaal,", "Ik kom niet bij jullie langs.", Address.FAMILIAR),
        # A title outweighs one slip, and a warm sign-off.
        ("Hallo meneer De Boer,", "Ik kom niet.\n\nGroetjes,", Address.FORMAL),
        ("Beste heer Vos,", "Kun je dat? Ik hoor het graag van u.", Address.FORMAL),
    ],
)
def test_the_salutation_decides_where_the_body_does_not_tell(
    linter, opening, words, address
):
    text = f"{opening}\n\n{words}\n\nGroet,\nEva\n"
    assert linter.lint(Message.from_text(text)).address is address


def test_u_at_the_end_of_a_sentence_keeps_its_full_stop(parser):
    text = "Dat schrijf ik u."
    doc = parser(Message.from_text(text))
    [edit] = [e for word in doc if "u" in word.lower_[:1] for e in readdressed(word)]
    assert apply_edits(text, [edit]) == "Dat schrijf ik je."
