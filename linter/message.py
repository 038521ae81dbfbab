"""A message as its writer sent it: the text, and which part of it is what.

Nothing is normalised: parts and placeholders are ranges of code points in the
decoded text. Reading takes time in proportion to the text, whatever it holds: every
search looks at short lines or uses bounded patterns.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from operator import attrgetter
from pathlib import PurePath
from typing import TYPE_CHECKING

from .dates import find_moment
from .decoding import (
    MAX_FILE_BYTES,
    MessageError,
    Source,
    check_text,
    read_bytes,
    read_text,
)
from .findings import Lines
from .parts import Part, PartKind, field_span, find_parts, header_fields
from .placeholders import Placeholder, as_word, find_placeholders

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from .address import Address
    from .html_text import Origin

__all__ = [
    "MAX_FILE_BYTES",
    "Message",
    "MessageError",
    "Part",
    "PartKind",
    "Placeholder",
]

_NOT_JUDGED = (
    PartKind.HEADERS,
    PartKind.FRONT_MATTER,
    PartKind.MARKUP,
    PartKind.SIGNATURE,
    PartKind.QUOTED,
    PartKind.DIRECTIVE,
)
_SUBJECT_HEADERS = ("subject", "onderwerp", "betreft", "betr")
_SENT_HEADERS = ("date", "datum", "sent", "verzonden")
_COUNTED_WORD = re.compile(r"\w[\w'’.-]*")
#: A quoted mail tells when it was sent in one of its first lines, a short one.
_LINES_WITH_DATE, _LONGEST_DATE_LINE = 6, 200
#: Half of a pair of UTF-16, as broken JSON brings; spaCy takes none.
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")
#: No word: the tokenizer takes time with the square of its length.
_ENDLESS_WORD = re.compile(r"\S{500,}")
_NOT_LINE_END = re.compile(r"[^\r\n]")
#: How word processors and web pages write a blank and an apostrophe. A byte order mark
#: amid the text would be one word with what follows.
_PLAIN = str.maketrans(
    {**dict.fromkeys("\u00a0\u2007\u2009\u202f\ufeff", " "), "‘": "'", "’": "'"}
)


@dataclass(frozen=True)
class Message:
    """One message; all offsets are code points of `text`, counted from 0.

    Read one with `from_text`, `from_file_text` or `from_bytes`, which find its parts.
    Between the parts, which are in order, is only white space. `headers` are the
    writer's own, with lower-case names. `editable` is false when `text` is not the
    file itself (a mail that had to be unpacked, HTML, a Word document), so that edits
    cannot be written back; `origin` is where the text stands in HTML. `sent` and
    `invited` are when the message and the one that it answers were sent, as far as
    its headers and the quoted mail tell; without a time where only the day is known.
    `address` is the form that its writer prefers, for a text that does not show one
    yet. `is_mail_file` is true of an `.eml`, whose headers are real.
    """

    text: str
    path: str
    parts: tuple[Part, ...]
    placeholders: tuple[Placeholder, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    encoding: str = "utf-8"
    editable: bool = True
    origin: Origin | None = None
    sent: date | datetime | None = None
    invited: date | datetime | None = None
    address: Address | None = None
    is_mail_file: bool = False

    @classmethod
    def from_bytes(cls, data: bytes, path: str) -> Message:
        """Read the bytes of a file; its suffix tells mail and Markdown apart.

        Raises `MessageError` where they are no text, or too much or none of it.
        """
        return cls._from_source(read_bytes(data, _suffix(path)), path)

    @classmethod
    def from_text(cls, text: str, path: str = "-") -> Message:
        """Read what somebody typed; of the suffix only that of Markdown matters.

        Raises `MessageError` as `from_bytes` does.
        """
        return cls._from_source(Source(text), path)

    @classmethod
    def from_file_text(cls, text: str, path: str, encoding: str = "utf-8") -> Message:
        """Read the text of a whole file, as an editor has it.

        Raises `MessageError` as `from_bytes` does, and for a packed mail.
        """
        return cls._from_source(read_text(text, _suffix(path), encoding), path)

    def with_text(self, text: str, address: Address | None) -> Message:
        """The same file with a changed text, which may no longer show the `address`.

        Raises `MessageError` as `from_bytes` does.
        """
        if self.is_mail_file:
            changed = self.from_file_text(text, self.path, self.encoding)
        else:
            changed = self._from_source(Source(text, self.encoding), self.path)
        return replace(changed, address=address)

    @classmethod
    def _from_source(cls, source: Source, path: str) -> Message:
        text, encoding, headers, editable, origin = source
        check_text(text)
        is_mail = headers is not None
        plain = text.translate(_PLAIN)
        parts = find_parts(plain, is_mail, is_markdown=_suffix(path) == ".md")
        fields = headers or header_fields(text, parts)
        return cls(
            text,
            path,
            parts,
            find_placeholders(plain, _writers_own(text, parts, is_mail)),
            fields,
            encoding,
            editable,
            origin,
            sent=find_moment(_first(fields, _SENT_HEADERS) or ""),
            invited=_quoted_moment(text, parts),
            is_mail_file=is_mail,
        )

    @property
    def subject(self) -> str | None:
        """The writer's own subject line, if there is one."""
        return _first(self.headers, _SUBJECT_HEADERS)

    @property
    def subject_span(self) -> tuple[int, int] | None:
        """Where the subject stands in the text, if there is a line for it."""
        return field_span(self.text, self.parts, _SUBJECT_HEADERS)

    @property
    def is_mail(self) -> bool:
        """Whether it has the headers of a mail, typed or real; a heading is none, nor
        front matter that gives no subject."""
        above = [part for part in self.parts if part.kind is PartKind.HEADERS]
        has_fields = bool(header_fields(self.text, above))
        return has_fields or self.is_mail_file or self.subject is not None

    def spans(self, *kinds: PartKind) -> tuple[tuple[int, int], ...]:
        """Start and end (exclusive) of every part of these kinds, in order."""
        return tuple(
            (part.start, part.end) for part in self.parts if part.kind in kinds
        )

    def judged_text(self) -> str:
        """The text with all that is not the writer's letter blanked out.

        It is as long as `text`, so that offsets are the same. Placeholders lose
        their brackets and read as a word, blanks and apostrophes are plain ones, and
        every line ends in `\\n`.
        """
        judged = _replaced(
            self.text,
            ((blank.start, blank.end) for blank in self.placeholders),
            as_word,
        )
        judged = _replaced(judged, self.spans(*_NOT_JUDGED), _as_spaces)
        judged = _HALF_CHARACTER.sub("\ufffd", judged)
        judged = _replaced(
            judged, (each.span() for each in _ENDLESS_WORD.finditer(judged)), _as_spaces
        )
        judged = judged.translate(_PLAIN)
        return judged.replace("\r\n", " \n").replace("\r", "\n")

    @cached_property
    def lines(self) -> Lines:
        """The lines of the file; the paragraphs of a Word document."""
        return Lines(self.origin.source if self.origin else self.text)

    def span_in_file(self, start: int, end: int) -> tuple[int, int]:
        """Where a span of the text stands in the text of `lines`."""
        if self.origin is None:
            return start, end
        return self.origin.span(start, end)

    def widened(self, start: int, end: int) -> tuple[int, int]:
        """These offsets, moved outwards where one lies within a placeholder: the parser
        reads it without its frame. Where nothing is between them they stay together."""
        if start == end:
            return self.outside(start), self.outside(end)
        first, last = self.placeholder_at(start), self.placeholder_at(end - 1)
        return first.start if first else start, last.end if last else end

    def placeholder_at(self, offset: int) -> Placeholder | None:
        """The one that the code point at an offset is part of, if any."""
        blanks = self.placeholders
        place = bisect_right(blanks, offset, key=attrgetter("end"))
        found = place < len(blanks) and blanks[place].start <= offset
        return blanks[place] if found else None

    def outside(self, offset: int) -> int:
        """This offset, or where it lies within a placeholder the nearer end of that."""
        blank = self.placeholder_at(offset)
        if blank is None or offset == blank.start:
            return offset
        opens = not any(map(str.isalnum, self.text[blank.start : offset]))
        return blank.start if opens else blank.end

    def word_count(self, start: int, end: int) -> int:
        """How many words stand between two offsets, as people count them."""
        return len(_COUNTED_WORD.findall(self.text, start, end))


def _suffix(path: str) -> str:
    return PurePath(path).suffix.lower()


def _first(headers: Mapping[str, str], names: Iterable[str]) -> str | None:
    values = (headers.get(name) for name in names)
    return next((value for value in values if value is not None), None)


def _writers_own(text: str, parts: Iterable[Part], is_mail: bool) -> Iterator[Part]:
    """The parts with words of the writer; of the header block of a mail file, which is
    full of brackets that nobody typed, and of front matter, where they make lists, the
    subject; of markup, which nobody reads, nothing."""
    for part in parts:
        is_block = part.kind is PartKind.HEADERS and is_mail
        if is_block or part.kind in (PartKind.FRONT_MATTER, PartKind.MARKUP):
            subject = field_span(text, [part], _SUBJECT_HEADERS)
            if subject:
                yield Part(part.kind, *subject)
        elif part.kind is not PartKind.QUOTED:
            yield part


def _quoted_moment(text: str, parts: Iterable[Part]) -> date | datetime | None:
    """When the quoted mail was sent, by its first line that names a day."""
    for part in parts:
        if part.kind is PartKind.QUOTED:
            for line in text[part.start : part.end].splitlines()[:_LINES_WITH_DATE]:
                moment = find_moment(line) if len(line) < _LONGEST_DATE_LINE else None
                if moment is not None:
                    return moment
    return None


def _replaced(
    text: str, spans: Iterable[tuple[int, int]], replace: Callable[[str], str]
) -> str:
    pieces: list[str] = []
    done = 0
    for start, end in spans:
        pieces += text[done:start], replace(text[start:end])
        done = end
    return "".join([*pieces, text[done:]])


def _as_spaces(text: str) -> str:
    return _NOT_LINE_END.sub(" ", text)
