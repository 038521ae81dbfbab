"""Precision, recall and F1 per rule on labelled messages.

    python -m benchmarks.accuracy FILE.jsonl… [--part tuning|held-out] [--wrong]
                                  [--written STYLE] [--save FILE] [--compare FILE]

A file holds one JSON object a line with `id`, `text`, `labels` (ids of the rules
that apply) and `spans` (for a rule that marks words, the exact words). `--part`
keeps four fifths of the messages, chosen by a hash of the id, for tuning, or the
other fifth, whose wrong cases are never printed. `--written` measures the messages as
others would write or send them: wrapped by a mail program, joined into one line, pasted
from a word processor or a web page, in small letters, also without marks, or with a
typo in one long word of ten. `--save` keeps what was found for a later run to
`--compare` with.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from afwijslint.findings import Finding, Severity
from afwijslint.linting import Linter
from afwijslint.message import Message
from afwijslint.settings import Settings
from afwijslint.spans import overlap

from .writing_styles import STYLES

MAIN_RULES = (
    "geen-dank",
    "geen-reden",
    "onbeleefd",
    "vaag",
    "te-uitvoerig",
    "geen-positief-slot",
)
HELD_OUT_ONE_IN = 5


@dataclass
class Tally:
    """Ids of messages by the verdict on one rule, and how many of the labelled spans
    of those that are right are overlapped by a reported one."""

    right: list[str] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    spans: int = 0
    spans_hit: int = 0

    @property
    def precision(self) -> float:
        return len(self.right) / max(1, len(self.right) + len(self.extra))

    @property
    def recall(self) -> float:
        return len(self.right) / max(1, len(self.right) + len(self.missed))

    @property
    def f1(self) -> float:
        """1 where there was nothing to find and nothing was found."""
        wrong = len(self.extra) + len(self.missed)
        right = len(self.right)
        return 2 * right / (2 * right + wrong) if right or wrong else 1.0


@dataclass
class Result:
    """Tallies by rule; ids of the messages without fault by their labels, and of
    those among them in which one was found all the same."""

    tallies: dict[str, Tally]
    clean: list[str]
    disturbed: list[str]

    def macro_f1(self, rules: Iterable[str]) -> float:
        scores = [self.tallies[rule].f1 for rule in rules if rule in self.tallies]
        return sum(scores) / max(1, len(scores))

    def to_json(self) -> str:
        return json.dumps(asdict(self), indent=1)

    @classmethod
    def from_json(cls, text: str) -> Result:
        data = json.loads(text)
        tallies = {rule: Tally(**tally) for rule, tally in data["tallies"].items()}
        return cls(tallies, data["clean"], data["disturbed"])


def is_held_out(identifier: str) -> bool:
    digest = hashlib.sha256(identifier.encode()).hexdigest()
    return int(digest, 16) % HELD_OUT_ONE_IN == 0


def read(paths: Iterable[Path], part: str = "all") -> Iterator[dict[str, Any]]:
    for path in paths:
        for line in path.read_text("utf8").split("\n"):
            if line.strip():
                record = json.loads(line)
                if part == "all" or is_held_out(record["id"]) == (part == "held-out"):
                    yield record


def rewritten(record: dict[str, Any], style: str) -> dict[str, Any]:
    """The message in another style; where its labelled words are is lost."""
    if style == "plain":
        return record
    return record | {"text": STYLES[style](record["text"]), "spans": {}}


def measure(
    linter: Linter, records: Iterable[dict[str, Any]]
) -> tuple[Result, list[str]]:
    """The result, and a description of every wrong case."""
    result = Result({rule.id: Tally() for rule in linter.rules}, [], [])
    grave = {rule.id for rule in linter.rules if rule.severity is not Severity.TIP}
    wrong = []
    for record in records:
        report = linter.lint(Message.from_text(record["text"]))
        found: dict[str, list[Finding]] = defaultdict(list)
        for finding in report.findings:
            found[finding.rule].append(finding)
        if not grave & set(record["labels"]):
            result.clean.append(record["id"])
            if grave & set(found):
                result.disturbed.append(record["id"])
        for rule, tally in result.tallies.items():
            case = _count(tally, rule, record, found[rule])
            wrong += [f"## {rule} {case}\n"] if case else []
    return result, sorted(wrong)


def _count(
    tally: Tally, rule: str, record: dict[str, Any], found: list[Finding]
) -> str | None:
    """Count one message for one rule; a description if the verdict is wrong."""
    labelled, text = rule in record["labels"], record["text"]
    spans = record["spans"].get(rule, [])
    if labelled and found:
        tally.right.append(record["id"])
        tally.spans += len(spans)
        tally.spans_hit += sum(_is_hit(text, words, found) for words in spans)
    elif found:
        tally.extra.append(record["id"])
        shown = " | ".join(text[f.start : f.end] or f.message for f in found)
        return f"{record['id']} te veel: {shown}\n{text}"
    elif labelled:
        tally.missed.append(record["id"])
        return f"{record['id']} gemist: {' | '.join(spans)}\n{text}"
    return None


def _is_hit(text: str, words: str, found: Iterable[Finding]) -> bool:
    """Whether a finding overlaps the words, at any of the places where they stand."""
    places = [match.span() for match in re.finditer(re.escape(words), text)]
    return any(overlap(f.start, f.end, *place) for f in found for place in places)


def table(result: Result) -> str:
    lines = [
        "| rule | precision | recall | F1 | right, extra, missed | spans |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for rule, tally in sorted(result.tallies.items()):
        spans = f"{tally.spans_hit / tally.spans:.3f}" if tally.spans else ""
        counts = f"{len(tally.right)}, {len(tally.extra)}, {len(tally.missed)}"
        lines.append(
            f"| {rule} | {tally.precision:.3f} | {tally.recall:.3f} | {tally.f1:.3f} "
            f"| {counts} | {spans} |"
        )
    lines += [
        "",
        f"macro F1 of the six main rules {result.macro_f1(MAIN_RULES):.3f}, of all "
        f"{len(result.tallies)} rules {result.macro_f1(result.tallies):.3f}; clean "
        f"messages disturbed {len(result.disturbed)} of {len(result.clean)}",
    ]
    return "\n".join(lines)


def comparison(before: Result, after: Result) -> str:
    """F1 of each rule that changed, and how many messages got right or wrong."""
    lines = ["| rule | F1 before | F1 now | now right | now wrong |"]
    lines.append("| --- | --- | --- | --- | --- |")
    for rule, tally in sorted(after.tallies.items()):
        old = before.tallies.get(rule, Tally())
        old_wrong = {*old.extra, *old.missed}
        new_wrong = {*tally.extra, *tally.missed}
        if old_wrong != new_wrong or rule not in before.tallies:
            lines.append(
                f"| {rule} | {old.f1:.3f} | {tally.f1:.3f} "
                f"| {len(old_wrong - new_wrong)} | {len(new_wrong - old_wrong)} |"
            )
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--part", choices=["all", "tuning", "held-out"], default="all")
    parser.add_argument("--wrong", action="store_true", help="print the wrong cases")
    parser.add_argument("--written", choices=STYLES, default="plain")
    parser.add_argument("--model", help="parse with this spaCy pipeline")
    parser.add_argument("--save", type=Path, help="keep the result in this file")
    parser.add_argument("--compare", type=Path, help="compare with a kept result")
    arguments = parser.parse_args()
    if arguments.wrong and arguments.part == "held-out":
        parser.error("--wrong goes with other parts: this one must stay unseen")
    linter = Linter(Settings(model=arguments.model))
    records = read(arguments.files, arguments.part)
    result, wrong = measure(
        linter, (rewritten(record, arguments.written) for record in records)
    )
    if arguments.wrong:
        print("\n".join(wrong))
    print(table(result))
    if arguments.compare:
        before = Result.from_json(arguments.compare.read_text("utf8"))
        print("\n" + comparison(before, result))
    if arguments.save:
        arguments.save.parent.mkdir(parents=True, exist_ok=True)
        arguments.save.write_text(result.to_json(), "utf8")


if __name__ == "__main__":
    main()
