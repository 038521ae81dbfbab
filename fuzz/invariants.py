"""What holds for every input, whatever it is; a broken one is an `AssertionError`."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from afwijslint.errors import AfwijslintError
from afwijslint.findings import Lines
from afwijslint.fixing import apply_edits, fix
from afwijslint.message import Message, MessageError
from afwijslint.report import FORMATS, View

if TYPE_CHECKING:
    from afwijslint.findings import Report
    from afwijslint.linting import Linter


def check_refusal(error: AfwijslintError) -> None:
    """A refusal is a sentence."""
    assert str(error).strip().endswith((".", "?", "regels")), str(error)


def check_message(message: Message) -> None:
    """The parts are in order with blanks between them, and all that is judged stands
    where it stands in the text."""
    end = 0
    for part in message.parts:
        assert end <= part.start < part.end <= len(message.text)
        assert not message.text[end : part.start].strip("\ufeff \t\r\n").strip()
        end = part.end
    judged = message.judged_text()
    assert len(judged) == len(message.text)
    assert judged.count("\n") == len(Lines(message.text).starts) - 1
    assert "\r" not in judged
    assert message.word_count(0, len(judged)) >= 0
    for placeholder in message.placeholders:
        assert 0 <= placeholder.start < placeholder.end <= len(message.text)
    start, end = message.subject_span or (0, 0)
    assert 0 <= start <= end <= len(message.text)


def check_report(report: Report) -> None:
    """Findings lie in the text, can be shown in every format, and their edits apply."""
    message = report.message
    for finding in report.findings:
        assert 0 <= finding.start <= finding.end <= len(message.text)
        start, end = message.span_in_file(finding.start, finding.end)
        assert 0 <= start <= end <= len(message.lines.text)
        assert message.lines.position(start).column > 0
        for suggestion in finding.suggestions:
            for edit in suggestion.edits:
                assert 0 <= edit.start <= edit.end <= len(message.text)
            mended = apply_edits(message.text, suggestion.edits)
            assert bool(suggestion.edits) == (mended != message.text)
    for formatter in FORMATS.values():
        assert all(isinstance(piece, str) for piece in formatter([report], View()))


def check_linting(linter: Linter, message: Message) -> None:
    """A report, and the same a second time; or a refusal."""
    try:
        report = linter.lint(message)
    except AfwijslintError as error:
        check_refusal(error)
        return
    check_report(report)
    assert linter.lint(message).findings == report.findings


def check_mending(linter: Linter, message: Message, *, unsafe: bool) -> None:
    """`--fix` brings no finding that was not there, and is done after one time."""
    try:
        before = linter.lint(message)
    except AfwijslintError:
        return
    once = fix(linter, message, unsafe=unsafe)
    check_report(once)
    assert rules(once) <= rules(before)
    again = fix(linter, once.message, unsafe=unsafe)
    assert again.message.text == once.message.text


def rules(report: Report) -> Counter[str]:
    """How often each rule found something."""
    return Counter(finding.rule for finding in report.findings)


def read(text: str | bytes, path: str) -> Message | None:
    """A message, in which all holds; None where it is refused."""
    try:
        if isinstance(text, bytes):
            message = Message.from_bytes(text, path)
        else:
            message = Message.from_text(text, path)
    except MessageError as error:
        check_refusal(error)
        return None
    check_message(message)
    return message
