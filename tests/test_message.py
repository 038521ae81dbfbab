"""A message as a whole: the letters of the guide, and whatever else comes in."""

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from afwijslint.message import Message, MessageError, PartKind
from fuzz.invariants import check_message

GUIDE = sorted((Path(__file__).parent / "guide").glob("*.txt"))
SIGNED = "Beste Kim,\n\nIk kom morgen niet. Ik heb ander werk.\n\nGroet,\nPim"


@pytest.mark.parametrize("path", GUIDE, ids=lambda path: path.stem)
def test_letters_of_the_guide(path):
    message = Message.from_bytes(path.read_bytes(), str(path))
    signs_off = "aam]\n" in message.text[-8:]
    assert len(message.spans(PartKind.SALUTATION)) == 1
    assert len(message.spans(PartKind.SIGN_OFF)) == signs_off
    assert len(message.spans(PartKind.BODY)) == 1
    assert message.placeholders
    assert (message.subject is not None) == ("onderwerp" in path.stem)


def test_a_text_without_parts_is_no_message():
    with pytest.raises(TypeError, match="parts"):
        Message("Beste Kim,\n\nIk kom niet.")


def test_words_are_counted_as_people_do():
    text = "Ik kom morgen niet; e-mail me om 14.30 uur, a.u.b. – € 5 🙂"
    assert Message.from_text(text).word_count(0, len(text)) == 11


FRAGMENTS = st.sampled_from(
    [
        *"\n\r>-:,.[]<{}X_@ ",
        "\r\n",
        "\n\n",
        "Beste Kim,",
        "hoi",
        "Groet, Pim",
        "Met vriendelijke groet,",
        "PS dank",
        "-- ",
        "---",
        "Op 6 mei 2025 om 09:12 schreef Kim:",
        "Van: Kim",
        "Aan: Pim",
        "Onderwerp: x",
        "Ik kom niet.",
        "[Uw naam]",
        "06-12345678",
        "......",
        "Pim",
    ]
)
MESSY = st.one_of(st.text(), st.lists(FRAGMENTS, max_size=25).map("".join))
PATHS = st.sampled_from(["-", "a.md", "a.eml", "a.txt"])


@given(MESSY, PATHS)
@example("Groet,\n>\nPim", "-")
def test_any_text_has_parts_in_order(text, path):
    try:
        message = Message.from_text(text, path)
    except MessageError:
        return
    check_message(message)


@given(st.one_of(st.binary(), MESSY.map(lambda t: t.encode("utf-8", "replace"))), PATHS)
def test_any_bytes_are_read_or_refused(data, path):
    try:
        message = Message.from_bytes(data, path)
    except MessageError:
        return
    check_message(message)


MAIL_LINES = st.sampled_from(
    [
        "Content-Type: text/html; charset=rot13",
        "Content-Type: text/plain; charset*=x''%E9",
        "Content-Type: multipart/mixed; boundary=b",
        "Content-Type: message/rfc822",
        "Content-Transfer-Encoding: base64",
        "Content-Transfer-Encoding: x-uuencode",
        "Subject: =?utf-8?b?=?= =?x?q?=zz?=",
        "--b",
        "--b--",
        "",
        "<p>Ik &#x110000; kom <niet <!-- ",
        "begin 644 x",
        "é",
    ]
)


@settings(max_examples=200)
@given(st.lists(MAIL_LINES, max_size=15))
def test_broken_mail_is_read_or_refused(lines):
    try:
        message = Message.from_bytes("\n".join(lines).encode(), "a.eml")
    except MessageError:
        return
    check_message(message)


@pytest.mark.parametrize(
    "unit",
    [
        "a",
        ".",
        "[",
        "<a",
        "X",
        ">\n",
        "a\n",
        "groet ",
        "-",
        "_",
        "Op 1",
        "Beste,\n",
        "\r",
    ],
)
@pytest.mark.parametrize("path", ["a.md", "a.eml"])
def test_long_repetitions_are_read_to_the_end(unit, path):
    # An expression that backtracks without bound would not come back from these.
    text = "Content-Type: text/html\n\nx" + unit * (90_000 // len(unit))
    check_message(Message.from_bytes(text.encode(), path))
