"""Tests rules and acts by the examples in their own files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .acts import ActReader
from .linting import Linter, shared_parser
from .message import Message
from .ruleset.schema import MARKED
from .settings import Settings

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from .findings import Finding
    from .ruleset.schema import Act, Rule

_EDGES = " .!?"


class RuleCheck:
    """Runs examples against the built-in rules and those in some files.

    A failure is a Dutch sentence that says which example does not hold, and how.
    """

    def __init__(
        self, rule_files: Sequence[Path] = (), model: str | None = None
    ) -> None:
        self._linter = Linter(Settings(rule_files=tuple(rule_files), model=model))
        self._parser = shared_parser(model)
        self.ruleset = self._linter.ruleset
        self._acts = ActReader(self.ruleset, self._parser.nlp)

    def failures_of_act(self, act: Act) -> Iterator[str]:
        """Good examples that are not the act, and bad ones that are."""
        for text in act.examples.good:
            if not self._is_act(act, text):
                yield f"{act.id}: dit wordt niet herkend: {text!r}"
        for text in act.examples.bad:
            if self._is_act(act, text):
                yield f"{act.id}: dit wordt ten onrechte herkend: {text!r}"

    def failures_of_rule(self, rule: Rule) -> Iterator[str]:
        """Good examples with a finding; bad ones without exactly the one that is
        marked, or with a suggestion that does not mend it."""
        for text in rule.examples.good:
            if self._found(rule, text):
                yield f"{rule.id}: dit goede voorbeeld krijgt een opmerking: {text!r}"
        for text in rule.examples.bad:
            plain, marked = MARKED.sub(r"\1", text), MARKED.findall(text)
            found = self._found(rule, plain)
            words = [plain[one.start : one.end].strip(_EDGES) for one in found]
            if words != [(marked[0] if marked else "").strip(_EDGES)]:
                yield f"{rule.id}: gevonden is {words}, niet wat is gemerkt in {text!r}"
            elif not found[0].suggestions:
                yield f"{rule.id}: deze opmerking heeft geen suggestie: {text!r}"
            else:
                yield from self._bad_suggestions(rule, plain, found[0])

    def _bad_suggestions(
        self, rule: Rule, text: str, finding: Finding
    ) -> Iterator[str]:
        from .fixing import apply_edits

        # No words change when the answer was sent; they can only own up to it.
        stays = finding.kind == "late"
        for suggestion in finding.suggestions:
            if (
                suggestion.edits
                and not stays
                and self._found(rule, apply_edits(text, suggestion.edits))
            ):
                yield f"{rule.id}: '{suggestion.title}' helpt niet in {text!r}"

    def _is_act(self, act: Act, text: str) -> bool:
        message = Message.from_text(text)
        return bool(self._acts(message, self._parser(message)).by_act[act.id])

    def _found(self, rule: Rule, text: str) -> list[Finding]:
        report = self._linter.lint(Message.from_text(text))
        return [finding for finding in report.findings if finding.rule == rule.id]
