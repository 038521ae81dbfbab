"""From the bytes of a file to the text of a message, or to why that cannot be.

Text comes in UTF-8, UTF-16 or Windows-1252; a mail file (`.eml`) is unpacked where
its text does not stand there as it is, HTML and Word documents always.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING, NamedTuple

from .errors import AfwijslintError
from .html_text import Origin, text_of_html

if TYPE_CHECKING:
    import email.message
    from collections.abc import Iterator

MAX_CHARACTERS = 100_000
MAX_FILE_BYTES = 25 * 1024 * 1024  # an .eml may carry attachments

_EMPTY = "Het bericht is leeg; geef een tekst met ten minste één woord."
_TOO_LONG = (
    "Dit is veel te lang voor één bericht; geef hoogstens "
    "100.000 tekens, elk bericht in een eigen bestand."
)
_NOT_TEXT = (
    "Dit is geen tekst; sla het bericht op als .txt, .md, .eml, .html of "
    ".docx en probeer het opnieuw."
)
_NOT_DOCX = (
    "Dit is geen Word-document dat ik kan lezen; sla het bericht opnieuw op als .docx "
    "of als .txt."
)
_PACKED = "Een verpakte mail (.eml) is zo niet na te kijken; sla de tekst op als .txt."
MAIL, HTML, DOCX = (".eml",), (".html", ".htm"), (".docx",)


class MessageError(AfwijslintError):
    """Why something cannot be read as a message: one Dutch sentence for the user."""


class Source(NamedTuple):
    """What was read, before its parts are known.

    `mail_headers` are those of a mail file, decoded, with lower-case names; None for
    any other file. `editable` tells whether `text` is the file itself; where it was
    taken out of HTML, `origin` knows from where.
    """

    text: str
    encoding: str = "utf-8"
    mail_headers: dict[str, str] | None = None
    editable: bool = True
    origin: Origin | None = None


def read_bytes(data: bytes, suffix: str) -> Source:
    """Decode a file; a mail file without headers is read as any other text.

    Raises `MessageError` where the bytes are more than `MAX_FILE_BYTES` or no text.
    """
    if len(data) > MAX_FILE_BYTES:
        raise MessageError(_TOO_LONG)
    if suffix in DOCX:
        from .docx import DocxError, text_of_docx

        try:
            text = text_of_docx(data, MAX_FILE_BYTES)
        except DocxError:
            raise MessageError(_NOT_DOCX) from None
        return Source(text, editable=False)
    if suffix in MAIL:
        return _read_mail(data)
    text, encoding = _decoded(data)
    return read_text(text, suffix, encoding)


def read_text(text: str, suffix: str, encoding: str = "utf-8") -> Source:
    """What a file says of which the text is decoded already.

    Raises `MessageError` for a mail whose text does not stand there as it is.
    """
    if suffix in HTML:
        shown, origin = text_of_html(text)
        return Source(shown, encoding, editable=False, origin=origin)
    mail = _parsed(text) if suffix in MAIL else None
    if mail is None:
        return Source(text, encoding)
    if not _is_its_own_text(mail):
        raise MessageError(_PACKED)
    return Source(text, encoding, _headers_of(mail))


def check_text(text: str) -> None:
    """Raise `MessageError` where a text has no word, is too long or full of controls.

    `MAX_CHARACTERS` code points are still right.
    """
    if len(text) > MAX_CHARACTERS:
        raise MessageError(_TOO_LONG)
    if len(_CONTROL.findall(text)) > 2 + len(text) / 50:
        raise MessageError(_NOT_TEXT)
    if not any(map(str.isalpha, text)):
        raise MessageError(_EMPTY)


# --- Encodings --------------------------------------------------------------------

_BINARY_STARTS = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"{\\rtf",
)
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


def _decoded(data: bytes) -> tuple[str, str]:
    """The text and the encoding that it was in."""
    if data.startswith(_BINARY_STARTS):
        raise MessageError(_NOT_TEXT)
    for encoding in _possible_encodings(data):
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    raise MessageError(_NOT_TEXT)


def _possible_encodings(data: bytes) -> tuple[str, ...]:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return (encoding,)
    if b"\0" in data:
        return _unmarked_utf16(data)
    return ("utf-8", "cp1252")


def _unmarked_utf16(data: bytes) -> tuple[str, ...]:
    """Latin letters in UTF-16 have a zero in every second byte, and only there."""
    even, odd = data[::2].count(0), data[1::2].count(0)
    if odd > len(data) / 5 and even <= odd / 20:
        return ("utf-16-le",)
    if even > len(data) / 5 and odd <= even / 20:
        return ("utf-16-be",)
    return ()


# --- Mail files -------------------------------------------------------------------

_HEADER_END = re.compile(rb"\r?\n\r?\n|\r\r")
_FOLD = re.compile(r"[\r\n]+[ \t]*")


def _read_mail(data: bytes) -> Source:
    """The text of an `.eml`; without mail headers it is any text."""
    mail = _parsed(data.removeprefix(codecs.BOM_UTF8))
    if mail is None:  # perhaps in UTF-16
        text, encoding = _decoded(data)
        return read_text(text, MAIL[0], encoding)
    if _is_its_own_text(mail):
        text, encoding = _decoded_as_told(data, mail)
        return Source(text, encoding, _headers_of(_parsed(text) or mail))
    text = _unpacked(data.removeprefix(codecs.BOM_UTF8), mail)
    return Source(text, "utf-8", _headers_of(_parsed(text) or mail), editable=False)


def _parsed(source: str | bytes) -> email.message.Message | None:
    """A mail, or None when it has no mail headers.

    Raw letters beyond ASCII in the headers can only be read from a text.
    """
    import email.policy

    # The modern policy parses headers on access and raises on broken ones.
    policy = email.policy.compat32
    try:
        if isinstance(source, str):
            mail = email.message_from_string(source.lstrip("\ufeff"), policy=policy)
        else:
            mail = email.message_from_bytes(source, policy=policy)
    except RecursionError:
        raise MessageError(_NOT_TEXT) from None
    return mail if mail.keys() else None


def _headers_of(mail: email.message.Message) -> dict[str, str]:
    """The headers, decoded, with lower-case names; of two of a name the first."""
    headers: dict[str, str] = {}
    for name, value in mail.items():
        headers.setdefault(name.lower(), _header_value(value))
    return headers


def _header_value(value: object) -> str:
    import email.errors
    import email.header

    unfolded = _FOLD.sub(" ", str(value)).strip()
    try:
        return str(email.header.make_header(email.header.decode_header(unfolded)))
    except (LookupError, ValueError, email.errors.MessageError):
        return unfolded


def _is_its_own_text(mail: email.message.Message) -> bool:
    encoding = str(mail.get("Content-Transfer-Encoding", "7bit")).strip().lower()
    return mail.get_content_type() == "text/plain" and encoding in ("7bit", "8bit")


def _decoded_as_told(data: bytes, part: email.message.Message) -> tuple[str, str]:
    """Decode as the mail says; as any other file where that is not possible."""
    try:
        charset = part.get_content_charset("us-ascii")
        if charset not in ("us-ascii", "ascii"):
            return data.decode(charset), charset
    except (LookupError, ValueError):
        pass
    return _decoded(data)


def _unpacked(data: bytes, mail: email.message.Message) -> str:
    """The header block as it stands, an empty line, and the readable body."""
    end = _HEADER_END.search(data)
    block = data[: end.start()] if end else data
    header_text, _ = _decoded(block)
    newline = "\r\n" if b"\r\n" in block else "\n"
    return header_text + newline * 2 + _mail_body(mail)


def _mail_body(mail: email.message.Message) -> str:
    bodies: dict[str, str] = {}
    for part in _readable_parts(mail):
        bodies.setdefault(part.get_content_type(), _part_text(part))
    plain = bodies.get("text/plain", "")
    # Some programs send an empty plain part beside the real one.
    return plain if plain.strip() else text_of_html(bodies.get("text/html", ""))[0]


def _readable_parts(
    mail: email.message.Message,
) -> Iterator[email.message.Message]:
    """All leaves but attachments; a mail that was forwarded whole is one too."""
    import email.message

    waiting: list[email.message.Message] = [mail]
    while waiting:
        part = waiting.pop()
        disposition = str(part.get("Content-Disposition", "")).strip().lower()
        if part.get_content_maintype() == "message" or disposition.startswith("attach"):
            continue
        if not part.is_multipart():
            yield part
            continue
        children = part.get_payload()
        if isinstance(children, list):
            waiting += [
                child
                for child in reversed(children)
                if isinstance(child, email.message.Message)
            ]


def _part_text(part: email.message.Message) -> str:
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return ""
    return _decoded_as_told(payload, part)[0]
