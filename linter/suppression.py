"""Rules that a message switches off itself, and those it does so for nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from .findings import Finding, Severity
from .nearest import did_you_mean
from .parts import directives_in

if TYPE_CHECKING:
    from .message import Message

#: The id under which a directive itself is reported.
UNUSED = "onnodig-uit"


def suppressed(
    message: Message,
    findings: Sequence[Finding],
    applied: Collection[str],
    known: Collection[str],
) -> Iterator[Finding]:
    """The findings that are left, and one for each rule switched off for nothing.

    `applied` are the ids of the rules that gave the findings, `known` of all rules.
    """
    directives = list(directives_in(message.text, message.parts))
    off = {rule for directive in directives for rule in directive.rules}
    yield from (finding for finding in findings if finding.rule not in off)
    found = {finding.rule for finding in findings}
    for directive in directives:
        for rule in directive.rules:
            if rule in applied and rule not in found:
                told = f"Deze regel staat uit, maar '{rule}' vindt hier niets."
            elif rule not in known:
                told = f"Er is geen regel '{rule}'.{did_you_mean(rule, known)}"
            else:
                continue
            yield Finding(
                UNUSED, Severity.WARNING, told, directive.start, directive.end
            )
