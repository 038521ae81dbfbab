"""From bytes to text: encodings, limits, mail files."""

import codecs

import pytest

from afwijslint.decoding import MAX_CHARACTERS
from afwijslint.message import Message, MessageError, PartKind

LETTER = "Geachte mevrouw Kist,\n\nIk kom niet, want ik verhuis.\n\nGroet,\nPim Oud\n"

DUTCH = "Hoi Zoë,\r\nik kom één keer níét.\rGroet,\nPim\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (DUTCH.encode("utf-8"), "utf-8"),
        (DUTCH.encode("utf-8-sig"), "utf-8-sig"),
        (b"\xff\xfe" + DUTCH.encode("utf-16-le"), "utf-16"),
        (b"\xfe\xff" + DUTCH.encode("utf-16-be"), "utf-16"),
        (DUTCH.encode("utf-16-le"), "utf-16-le"),
        (DUTCH.encode("utf-16-be"), "utf-16-be"),
        (DUTCH.encode("cp1252"), "cp1252"),
    ],
)
def test_every_encoding_gives_the_same_text(data, encoding):
    message = Message.from_bytes(data, "brief.txt")
    assert message.text == DUTCH
    assert message.encoding == encoding
    assert message.editable


@pytest.mark.parametrize("name", ["brief.txt", "brief.md", "brief.eml"])
@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "leeg"),
        (b" \r\n\t\n", "leeg"),
        (b"\xef\xbb\xbf", "leeg"),
        ("123 \u200b ...".encode(), "leeg"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "geen tekst"),
        (b"PK\x03\x04\x14\x00brief", "geen tekst"),
        (b"%PDF-1.7 brief", "geen tekst"),
        (b"Beste\0 Kim\0\0\0, ik kom niet", "geen tekst"),
        (b"\x01\x02\x03\x04\x05\x06brief", "geen tekst"),
        (b"\x81\x8d\x8f", "geen tekst"),
        (b"ha " * (MAX_CHARACTERS // 3 + 1), "veel te lang"),
    ],
)
def test_what_cannot_be_a_message(data, says, name):
    with pytest.raises(MessageError, match=says):
        Message.from_bytes(data, name)


def test_the_longest_text_is_read_and_one_more_is_not():
    assert Message.from_text("a" * MAX_CHARACTERS)
    with pytest.raises(MessageError, match=r"100\.000 tekens"):
        Message.from_text("a" * (MAX_CHARACTERS + 1))


# --- Mail files -------------------------------------------------------------------


UTF8_PLAIN = "Content-Type: text/plain; charset=utf-8"


def mail(body: bytes, *headers: str) -> bytes:
    lines = ["From: Pim <p@x.nl>", "Subject: =?utf-8?q?Caf=C3=A9?=", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def test_plain_mail_is_the_file_itself():
    data = mail(LETTER.encode(), UTF8_PLAIN)
    message = Message.from_bytes(data, "a.eml")
    assert message.text == data.decode()
    assert message.editable
    assert message.subject == "Café"
    assert message.headers["from"] == "Pim <p@x.nl>"
    assert message.judged_text().strip() == LETTER.strip()


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (
            b"Beste Zo=C3=AB,=0A=0AIk kom niet, want ik verhuis.=0A=0AGroet,=0APim",
            [UTF8_PLAIN, "Content-Transfer-Encoding: quoted-printable"],
        ),
        (
            b"QmVzdGUgWm/DqywKCklrIGtvbSBuaWV0LCB3YW50IGlrIHZlcmh1aXMuCgpHcm9ldCwKUGlt",
            [UTF8_PLAIN, "Content-Transfer-Encoding: base64"],
        ),
        (
            b"<html><style>p {color: red}</style><p>Beste Zo&euml;,</p>"
            b"<p>Ik kom <b>niet</b>, want ik\n verhuis.</p><p>Groet,<br>Pim</p></html>",
            ["Content-Type: text/html; charset=utf-8"],
        ),
        (
            b"--r\r\nContent-Type: text/html\r\n\r\n<p>Andere tekst</p>\r\n"
            b"--r\r\nContent-Type: text/plain; charset=iso-8859-1\r\n\r\n"
            b"Beste Zo\xeb,\r\n\r\nIk kom niet, want ik verhuis.\r\n\r\n"
            b"Groet,\r\nPim\r\n"
            b"--r\r\nContent-Type: text/plain\r\n"
            b"Content-Disposition: attachment\r\n\r\n"
            b"bijlage\r\n--r--\r\n",
            ["Content-Type: multipart/mixed; boundary=r"],
        ),
    ],
    ids=["quoted-printable", "base64", "html", "multipart"],
)
def test_mail_that_is_unpacked(body, headers):
    message = Message.from_bytes(mail(body, *headers), "a.eml")
    words = [message.text[p.start : p.end].split() for p in message.parts[1:]]
    assert words == [
        ["Beste", "Zoë,"],
        ["Ik", "kom", "niet,", "want", "ik", "verhuis."],
        ["Groet,", "Pim"],
    ]
    assert message.parts[0].kind is PartKind.HEADERS
    assert message.subject == "Café"
    assert not message.editable


def test_block_quotes_of_html_mail_are_quoted():
    body = b"<p>Ik kom niet.</p><blockquote><p>Kom je?</p><p>Jan</p></blockquote>"
    data = mail(body, "Content-Type: text/html")
    message = Message.from_bytes(data, "a.eml")
    (quoted,) = message.spans(PartKind.QUOTED)
    assert "Kom je?" in message.text[slice(*quoted)]
    [body] = message.spans(PartKind.BODY)
    assert message.word_count(*body) == 3


def test_a_mail_file_without_headers_is_plain_text():
    message = Message.from_bytes(LETTER.encode(), "a.eml")
    assert message.text == LETTER
    assert message.spans(PartKind.SALUTATION)


@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
def test_a_packed_mail_is_unpacked_behind_a_byte_order_mark(mark):
    mail = (
        b"Subject: caf\xc3\xa9\nContent-Type: text/plain; charset=utf-8\n"
        b"Content-Transfer-Encoding: quoted-printable\n\nNiet naar het caf=C3=A9.\n"
    )
    message = Message.from_bytes(mark + mail, "a.eml")
    assert "naar het café." in message.text
    assert message.subject == "café"


def test_the_text_of_a_mail_in_an_editor_is_not_decoded_again():
    text = (
        "Subject: één café\nContent-Type: text/plain; charset=iso-8859-1\n"
        "Content-Transfer-Encoding: 8bit\n\nDat is één café.\n"
    )
    message = Message.from_file_text(text, "a.eml")
    assert message.text == text
    assert message.subject == "één café"
    packed = text.replace("8bit", "base64")
    with pytest.raises(MessageError, match="verpakte mail"):
        Message.from_file_text(packed, "a.eml")


def test_the_headers_of_a_mail_in_utf16_are_no_text_of_the_letter():
    mail = "Subject: gesprek\nContent-Type: text/plain\n\nIk kom niet.\n"
    message = Message.from_bytes(mail.encode("utf-16"), "a.eml")
    assert message.subject == "gesprek"
    assert message.parts[0].kind is PartKind.HEADERS
