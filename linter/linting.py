"""The way from a message to its findings."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from datetime import datetime
from functools import cache, cached_property
from typing import TYPE_CHECKING

from . import checks
from .address import Address, readdress
from .errors import AfwijslintError
from .findings import Report, in_order
from .fixing import applicable
from .language import looks_dutch
from .ruleset.load import Ruleset, load_rules
from .ruleset.schema import Measure
from .settings import Settings
from .suppression import suppressed

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from pathlib import Path

    from .acts import ActReader, Acts
    from .findings import Edit, Finding, Severity
    from .message import Message
    from .nlp import Parser
    from .ruleset.schema import Check, Rule


class LinterError(AfwijslintError):
    """A message that cannot be judged: one Dutch sentence that says why."""


@cache
def shared_parser(model: str | None) -> Parser:
    """One pipeline for all linters that parse with it."""
    from .nlp import Parser

    return Parser(model)


class Linter:
    """Judges messages by the rules that the settings choose.

    What the settings say of some files counts for the `file` at this absolute path;
    `exclude` and `fail_on` are for those who read folders and tell how it ended.

    Creating one reads the rules (`RulesetError`) and checks the settings by them
    (`SettingsError`); the pipeline is loaded with the first message (`ModelError`).
    """

    def __init__(
        self, settings: Settings | None = None, file: Path | None = None
    ) -> None:
        settings = settings or Settings()
        self.ruleset: Ruleset = load_rules(settings.rule_files)
        settings.check(self.ruleset.rules)
        self.settings = settings.for_file(file) if file else settings
        severities = dict(self.settings.severities)
        self.rules: list[Rule] = [
            _adjusted(rule, severities.get(rule.id), self.settings.max_words)
            for rule in self.ruleset.rules.values()
            if (not self.settings.select or rule.id in self.settings.select)
            and rule.id not in self.settings.ignore
            and (rule.for_templates or not self.settings.template)
        ]

    @cached_property
    def _parser(self) -> Parser:
        return shared_parser(self.settings.model)

    @cached_property
    def _acts(self) -> ActReader:
        from .acts import ActReader

        return ActReader(self.ruleset, self._parser.nlp)

    def load(self) -> None:
        """Load the pipeline now; raises `ModelError`."""
        _ = self._acts

    def forgetting(self) -> AbstractContextManager[object]:
        """Within it the pipeline forgets the words that it reads, which would pile up
        over very many messages. Only where no other thread uses the pipeline."""
        # What this one loads for its first message must stay.
        loaded = "_acts" in vars(self)
        return self._parser.nlp.memory_zone() if loaded else nullcontext()

    def lint(self, message: Message) -> Report:
        """Judge one message; raises `LinterError` where there is no Dutch in it."""
        if self.settings.invited is not None:
            message = replace(
                message,
                invited=self.settings.invited,
                # A draft goes out about now.
                sent=message.sent or datetime.now(),
            )
        acts = self._read(message)
        found = [
            _applicable(message.text, each)
            for rule in self.rules
            for each in checks.apply(rule, acts)
        ]
        applied = [rule.id for rule in self.rules]
        findings = suppressed(message, found, applied, self.ruleset.rules)
        return Report(message, tuple(in_order(findings)), acts.address)

    def readdress(self, message: Message, address: Address) -> tuple[Edit, ...]:
        """The edits that address the reader so all through; raises as `lint` does."""
        return tuple(readdress(self._read(message), address))

    def _read(self, message: Message) -> Acts:
        judged = message.judged_text()
        if not judged.strip():
            raise LinterError(
                "Er staat geen eigen tekst in dit bericht, alleen koppen of geciteerde "
                "mail; schrijf eerst je antwoord."
            )
        if not looks_dutch(judged):
            raise LinterError(
                "Dit lijkt geen Nederlands; afwijslint beoordeelt alleen Nederlandse "
                "berichten."
            )
        return self._acts(message, self._parser(message))


def _applicable(text: str, finding: Finding) -> Finding:
    """The finding with its edits as they are to be applied, whoever does."""
    suggestions = tuple(
        replace(each, edits=tuple(applicable(text, each.edits)))
        for each in finding.suggestions
    )
    return replace(finding, suggestions=suggestions)


def _adjusted(rule: Rule, severity: Severity | None, max_words: int | None) -> Rule:
    """The rule with another severity, also where one of its checks has its own, and
    with another number of words for a whole message."""
    if severity is not None:
        checks = [each.model_copy(update={"severity": None}) for each in rule.checks]
        rule = rule.model_copy(update={"severity": severity, "checks": checks})
    if max_words is not None:
        checks = [_with_max_words(check, max_words) for check in rule.checks]
        rule = rule.model_copy(update={"checks": checks})
    return rule


def _with_max_words(check: Check, max_words: int) -> Check:
    if check.kind != "limit" or check.measure is not Measure.WORDS or check.acts:
        return check
    return check.model_copy(update={"above": max_words})
