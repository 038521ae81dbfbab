"""Linter for Dutch messages that decline, cancel or move a job interview.

>>> from afwijslint import lint
>>> letter = "Beste Jan,\\n\\nIk kom vrijdag niet.\\n\\nGroet,\\nAn"
>>> [finding.rule for finding in lint(letter)]
['geen-dank', 'geen-contactaanbod', 'geen-positief-slot', 'geen-reden']

Keep a `Linter` to judge many messages: loading the pipeline takes most of the time.
Everything that is raised on purpose is an `AfwijslintError`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .errors import AfwijslintError
from .findings import Edit, Finding, Report, Severity, Suggestion
from .message import Message
from .settings import Settings

if TYPE_CHECKING:
    from .linting import Linter

__all__ = [
    "AfwijslintError",
    "Edit",
    "Finding",
    "Linter",
    "Message",
    "Report",
    "Settings",
    "Severity",
    "Suggestion",
    "lint",
]


def lint(text: str) -> tuple[Finding, ...]:
    """The findings of all rules in one message, in the order of the text.

    Reads the rules anew each time. Raises `AfwijslintError` where the message cannot be
    judged.
    """
    from .linting import Linter

    return Linter().lint(Message.from_text(text)).findings


def __getattr__(name: str) -> Any:
    # The command answers --help without reading a rule: what needs them comes late.
    if name == "Linter":
        from .linting import Linter

        return Linter
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
