import pytest

from afwijslint.linting import Linter
from afwijslint.message import Message
from afwijslint.settings import Settings

LETTER = "Beste Jan,\n\nIk kom niet, want ik heb een andere baan.\n\nGroet,\nAn\n"


@pytest.fixture(scope="module")
def thanks():
    return Linter(Settings(select=("geen-dank", "geen-aanhef")))


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("afwijslint: uit geen-dank: mondeling gedaan\n\n" + LETTER, "a.txt"),
        (LETTER + "\nafwijslint: uit geen-dank\n", "a.txt"),
        ("<!-- afwijslint: uit geen-dank: bewust kort -->\n" + LETTER, "a.md"),
        ("---\ntitle: x\n# afwijslint: uit geen-dank: x\n---\n" + LETTER, "a.md"),
        ("Afwijslint: UIT Geen-dank\r\n\r\n" + LETTER, "a.txt"),
    ],
)
def test_a_message_switches_a_rule_off(thanks, text, path):
    message = Message.from_text(text, path)
    assert thanks.lint(message).findings == ()
    assert "afwijslint" not in message.judged_text().lower()


def test_what_is_not_needed_or_known_is_reported(thanks):
    text = "afwijslint: uit geen-aanhef, geen-dank, geen-danc\n\n" + LETTER
    told = [(f.rule, f.message) for f in thanks.lint(Message.from_text(text)).findings]
    assert told == [
        ("onnodig-uit", "Deze regel staat uit, maar 'geen-aanhef' vindt hier niets."),
        ("onnodig-uit", "Er is geen regel 'geen-danc'. Bedoel je 'geen-dank'?"),
    ]


def test_a_sentence_about_it_is_no_directive(thanks):
    text = LETTER.replace("baan.", "baan. Zet afwijslint: uit geen-dank aan.")
    assert [f.rule for f in thanks.lint(Message.from_text(text)).findings] == [
        "geen-dank"
    ]
