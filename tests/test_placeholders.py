"""Blanks that are still to be filled in."""

import pytest

from afwijslint.message import Message


@pytest.mark.parametrize(
    ("blank", "name"),
    [
        ("[Uw naam]", "Uw naam"),
        ("[dd/mm]", "dd/mm"),
        ("<naam>", "naam"),
        ("{{ functie }}", "functie"),
        ("{functie}", "functie"),
        ("${naam}", "naam"),
        ("%NAAM%", "NAAM"),
        ("«Naam»", "Naam"),
        ("«NAAM KLANT»", "NAAM KLANT"),
        ("#VOORNAAM#", "VOORNAAM"),
        ("XXX", "XXX"),
        ("xxx", "xxx"),
        ("......", ""),
        ("____", ""),
        ("[...]", ""),
        ("..../..../2024", ""),
        ("..-..-2024", ""),
        ("__/__/____", ""),
        ("XX-XX-2024", "XX-XX-2024"),
        ("[zie mail voor de naam]", "zie mail voor de naam"),
        ("XYZ Company", "XYZ Company"),
        (f"[keuze: {'ik ben ziek / ' * 9}of]", f"keuze: {'ik ben ziek / ' * 9}of"),
    ],
)
def test_placeholders(blank, name):
    text = f"Beste Kim,\n\nIk kom niet praten bij {blank} en blijf thuis."
    message = Message.from_text(text)
    (found,) = message.placeholders
    assert text[found.start : found.end] == blank
    assert found.name == name
    word = message.judged_text()[found.start : found.end]
    assert len(word) == len(blank)
    assert any(character.isalnum() for character in word)
    assert not set(word) & set("[]<>{}$%«»#._")


def test_placeholders_in_salutation_and_sign_off_but_not_in_quoted_mail():
    text = "Beste [naam],\n\nIk kom niet.\n\nGroet, [Uw naam]\n\n> Beste [kandidaat],"
    names = [blank.name for blank in Message.from_text(text).placeholders]
    assert names == ["naam", "Uw naam"]


def test_a_blank_for_the_name_below_the_greeting():
    text = "Beste Jan,\n\nIk kom niet.\n\n____\n\nGroet,\n.....\n_____\nBakker Vos"
    (blank,) = Message.from_text(text).placeholders
    assert text[blank.start : blank.end] == "....."


def test_of_the_headers_of_a_mail_file_only_the_subject_has_placeholders():
    mail = b"From: Jan [HR] <j@x.nl>\nSubject: Baan als [functie]\n\nIk kom niet."
    (blank,) = Message.from_bytes(mail, "a.eml").placeholders
    assert blank.name == "functie"


@pytest.mark.parametrize(
    "text",
    [
        "ja..... dat had ik eerder moeten zeggen",
        "Ik twijfelde ... maar ik kom niet",
        "Zie [mijn site](https://x.nl) [1] en p@x.nl <p@x.nl>",
        "Zie [mijn site][1]",
        "Ik vind jullie lief <3 xxx",
        "Ik kom niet.\n\nGroetjes xx Jan",
        "Ik kom niet.\n\nLiefs van xxx Jan",
        "de bijlage [bijlage 2] en het profiel [zie de site]",
        "succes met de opening [zie ook het stuk in het Nieuwsblad van het Noorden]",
        "Dat is <b>jammer</b>",
        "Maat XXXL, 10% tot 20%, C# en F#, «ja, graag»",
        "[sic] [ ] [x] [12:03, 4-3-2025]",
        "mijn map staat in ../../2024/cv.pdf en in ../..",
        "de vacature [ref. 2231] en [kenmerk: AB/2024-7]",
        "[cid:image001.png@01DA4F] [Afbeelding met logo]",
    ],
)
def test_no_placeholders(text):
    assert not Message.from_text(text).placeholders


@pytest.mark.parametrize("before", ["Wegens ", "Mijn nummer: 06 - ", "Bel 06-"])
def test_dots_for_a_reason_or_a_number(before):
    [blank] = Message.from_text(f"Dag An,\n\n{before}..... kom ik.").placeholders
    assert (blank.start, blank.end) == (9 + len(before), 14 + len(before))


def test_lists_in_front_matter_are_no_placeholders():
    text = "---\ntags: [afzegging, brief]\nsubject: Gesprek [functie]\n---\n\nDag An,\n"
    [blank] = Message.from_text(text, "a.md").placeholders
    assert blank.name == "functie"
