"""A linter and rules that stand in for the real ones in tests of the command line.

Reading of messages is real.
The words of a draft decide what is found, so that a test sees at a glance what must
come out, needs no model, and can make the linter fail. Run as a script it is the
command `afwijslint` with these parts.
"""

from __future__ import annotations

import re
import sys
from contextlib import nullcontext
from pathlib import Path
from types import ModuleType, SimpleNamespace

from afwijslint.errors import AfwijslintError, ModelError
from afwijslint.findings import Edit, Finding, Report, Severity, Suggestion
from afwijslint.message import Message

# A word of a draft and the finding that it gives.
SEVERITIES = {
    "TIP": Severity.TIP,
    "VAAG": Severity.WARNING,
    "LOMP": Severity.ERROR,
}
RULE_IDS = {"TIP": "geen-contactaanbod", "VAAG": "vaag", "LOMP": "onbeleefd"}


class LinterError(AfwijslintError):
    pass


class RulesetError(AfwijslintError):
    pass


class Linter:
    def __init__(self, settings, file=None) -> None:
        self.settings = settings
        self.ruleset = load_rules(settings.rule_files)
        settings.check(self.ruleset.rules)

    def forgetting(self):
        return nullcontext()

    def lint(self, message: Message) -> Report:
        if self.settings.model == "weg":
            raise ModelError("Het taalmodel 'weg' is niet geïnstalleerd.")
        if "English" in message.text:
            raise LinterError("Dit lijkt geen Nederlands.")
        if "ONTPLOF" in message.text:
            raise ValueError(f"geheim: {message.text}")
        if "AFBREKEN" in message.text:
            raise KeyboardInterrupt
        found = re.finditer("|".join(SEVERITIES), message.text)
        return Report(message, tuple(self._finding(match) for match in found))

    @staticmethod
    def _finding(match: re.Match[str]) -> Finding:
        word = match.group()
        return Finding(
            RULE_IDS[word],
            SEVERITIES[word],
            f"Hier staat {word.lower()}.",
            *match.span(),
            guide="Wees niet vaag",
            suggestions=(Suggestion("Laat het weg", (Edit(*match.span(), ""),)),),
        )


def _rule(rule_id: str, severity: Severity):
    return SimpleNamespace(
        id=rule_id,
        title="Titel",
        severity=severity,
        explanation="Wat de regel betekent.",
        guide=("Wees niet vaag",),
        checks=(),
        examples=SimpleNamespace(good=["Dank u."], bad=["Het is [[VAAG]] hier."]),
    )


def load_rules(extra=()):
    for path in extra:
        if not Path(path).exists():
            raise RulesetError(f"{path}:3:5: deze sleutel bestaat niet.")
    rules = {
        RULE_IDS[word]: _rule(RULE_IDS[word], SEVERITIES[word]) for word in RULE_IDS
    }
    return SimpleNamespace(rules=rules)


def load_known_rules(extra=()):
    return load_rules(extra).rules


def modules() -> dict[str, ModuleType]:
    """The modules to put in the place of the real ones, by name."""
    parts = {
        "afwijslint.linting": (Linter, LinterError),
        "afwijslint.nlp": (ModelError,),
        "afwijslint.ruleset.load": (RulesetError, load_rules, load_known_rules),
    }
    result = {}
    for name, members in parts.items():
        result[name] = ModuleType(name)
        for member in members:
            setattr(result[name], member.__name__, member)
    return result


if __name__ == "__main__":
    from afwijslint.cli import main

    sys.modules.update(modules())
    main()
