"""Four times the text takes about four times as long, whatever stands in it."""

import time
from contextlib import suppress

import pytest

from afwijslint.message import Message, MessageError

#: Twice what it should be; time that grows with the square is 16 times.
MOST = 8
#: Seconds that a busy machine may take away.
SLACK = 0.1


def seconds(work, *arguments):
    """Of the processor, in the better of two times."""
    taken = []
    for _ in range(2):
        begun = time.process_time()
        work(*arguments)
        taken.append(time.process_time() - begun)
    return min(taken)


def read(data, path):
    with suppress(MessageError):
        Message.from_bytes(data, path).judged_text()


UNITS = [
    *("a", " ", ".", "-", "_", "(", "[", "{{", "<", "&", "&amp", "\0", "\r", "é", "😂"),
    *("[a]", "<a", "<!--", "<blockquote>", "X ", "....", "> ", ">\n", "a\n", "--\n"),
    *("groet ", "Groet,\n", "Beste,\n", "Beste Kim,\n", "PS ", "-- \n", "06-12345678 "),
    *("Op 1 ", "schreef ", "Op 6 mei 2025 schreef Kim:\n", "Van: a\n", "Van: a\nAan: "),
    *("afwijslint: uit vaag\n", "<!-- afwijslint: uit vaag -->", "---\n", "a: b\n"),
    *("=?utf-8?q?a?= ", "Subject: a\n b", "--b\n", "=\n", "1 jan 2026 ", "€\n\n"),
]
HEADS = [
    ("a.md", b""),
    ("a.html", b""),
    ("a.eml", b"Subject: "),
    ("a.eml", b"Content-Type: multipart/mixed; boundary=b\n\n"),
    ("a.eml", b"Content-Type: text/html\nContent-Transfer-Encoding: base64\n\n"),
]


@pytest.mark.parametrize("unit", UNITS)
def test_reading_takes_time_in_proportion_to_the_text(unit):
    for path, head in HEADS:
        short, long = (
            seconds(read, head + (unit * (size // len(unit))).encode(), path)
            for size in (3_000, 12_000)
        )
        assert long < MOST * short + SLACK, (path, head)


@pytest.mark.parametrize(
    "unit", ["Ik kom niet. ", "niet!!! ", "x, ", "STOM BEDRIJF ", "(", "a", "!"]
)
def test_judging_takes_time_in_proportion_to_the_text(linter, unit):
    def judge(size):
        many = unit * (size // len(unit))
        letter = f"Beste Kim,\n\nIk kom niet. {many}\n\nGroet,\nPim\n"
        linter.lint(Message.from_text(letter))

    assert seconds(judge, 4_000) < MOST * seconds(judge, 1_000) + SLACK
