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
        ("XXX", "XXX"),
        ("......", ""),
        ("____", ""),
        ("[...]", ""),
        ("XYZ Company", "XYZ Company"),
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
    assert not set(word) & set("[]<>{}$%«»._")


def test_placeholders_in_salutation_and_sign_off_but_not_in_quoted_mail():
    text = "Beste [naam],\n\nIk kom niet.\n\nGroet, [Uw naam]\n\n> Beste [kandidaat],"
    names = [blank.name for blank in Message.from_text(text).placeholders]
    assert names == ["naam", "Uw naam"]


@pytest.mark.parametrize(
    "text",
    [
        "ja..... dat had ik eerder moeten zeggen",
        "Ik twijfelde ... maar ik kom niet",
        "Zie [mijn site](https://x.nl) [1] en p@x.nl <p@x.nl>",
        "Ik vind jullie lief <3 xxx",
        "Dat is <b>jammer</b>",
        "Maat XXXL, 10% tot 20%",
        "[sic] [ ] [x]",
        "[cid:image001.png@01DA4F] [Afbeelding met logo]",
    ],
)
def test_no_placeholders(text):
    assert not Message.from_text(text).placeholders
