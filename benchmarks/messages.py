"""Precision, recall and F1 per rule on labelled messages.

    python -m benchmarks.messages FILE.jsonl… [--part tuning|held-out] [--wrong]

A file holds one JSON object a line with `id`, `text`, `labels` (ids of the rules
that apply) and `spans` (for a rule that marks words, the exact words). `--part`
keeps four fifths of the messages, chosen by a hash of the id, for tuning, or the
other fifth, whose wrong cases are never printed.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from afwijslint.findings import Finding, Severity
from afwijslint.linting import Linter
from afwijslint.message import Message
from afwijslint.settings import Settings

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
    """Counts for one rule, and how many labelled spans it overlaps with."""

    right: int = 0
    extra: int = 0
    missed: int = 0
    spans: int = 0
    spans_hit: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.right / max(1, self.right + self.extra)

    @property
    def recall(self) -> float:
        return self.right / max(1, self.right + self.missed)

    @property
    def f1(self) -> float:
        return 2 * self.right / max(1, 2 * self.right + self.extra + self.missed)


def is_held_out(identifier: str) -> bool:
    digest = hashlib.sha256(identifier.encode()).hexdigest()
    return int(digest, 16) % HELD_OUT_ONE_IN == 0


def read(paths: Iterable[Path], part: str) -> Iterator[dict[str, Any]]:
    for path in paths:
        for line in path.read_text("utf8").split("\n"):
            if line.strip():
                record = json.loads(line)
                if part == "all" or is_held_out(record["id"]) == (part == "held-out"):
                    yield record


def measure(linter: Linter, records: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """Tallies by rule, and how many flawless messages were left in peace."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    grave = {rule.id for rule in linter.rules if rule.severity is not Severity.TIP}
    clean = disturbed = 0
    for record in records:
        report = linter.lint(Message.from_text(record["text"]))
        found: dict[str, list[Finding]] = defaultdict(list)
        for finding in report.findings:
            found[finding.rule].append(finding)
        if not grave & set(record["labels"]):
            clean += 1
            disturbed += any(rule in grave for rule in found)
        for rule in linter.rules:
            _count(tallies[rule.id], rule.id, record, found[rule.id])
    return {"tallies": tallies, "clean": clean, "disturbed": disturbed}


def _count(
    tally: Tally, rule: str, record: dict[str, Any], found: list[Finding]
) -> None:
    labelled, text = rule in record["labels"], record["text"]
    shown = " | ".join(text[f.start : f.end] or f.message for f in found)
    if labelled and found:
        tally.right += 1
        for words in record["spans"].get(rule, []):
            start = text.index(words)
            tally.spans += 1
            tally.spans_hit += any(
                f.start < start + len(words) and f.end > start for f in found
            )
    elif found:
        tally.extra += 1
        tally.wrong.append(f"{record['id']} te veel: {shown}\n{text}")
    elif labelled:
        tally.missed += 1
        spans = " | ".join(record["spans"].get(rule, []))
        tally.wrong.append(f"{record['id']} gemist: {spans}\n{text}")


def table(result: dict[str, Any]) -> str:
    lines = ["| rule | precision | recall | F1 | right, extra, missed | spans |"]
    lines.append("| --- | --- | --- | --- | --- | --- |")
    for rule, tally in result["tallies"].items():
        spans = f"{tally.spans_hit / tally.spans:.3f}" if tally.spans else ""
        lines.append(
            f"| {rule} | {tally.precision:.3f} | {tally.recall:.3f} | {tally.f1:.3f} "
            f"| {tally.right}, {tally.extra}, {tally.missed} | {spans} |"
        )
    scores = {rule: tally.f1 for rule, tally in result["tallies"].items()}
    main = [scores[rule] for rule in MAIN_RULES if rule in scores]
    lines.append("")
    lines.append(
        f"macro F1 of the six main rules {sum(main) / max(1, len(main)):.3f}, of all "
        f"{len(scores)} rules {sum(scores.values()) / max(1, len(scores)):.3f}; "
        f"clean messages disturbed {result['disturbed']} of {result['clean']}"
    )
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--part", choices=["all", "tuning", "held-out"], default="all")
    parser.add_argument("--wrong", action="store_true", help="print the wrong cases")
    parser.add_argument("--model", help="parse with this spaCy pipeline")
    arguments = parser.parse_args()
    if arguments.wrong and arguments.part != "tuning":
        parser.error("--wrong needs --part tuning: the rest must stay unseen")
    linter = Linter(Settings(model=arguments.model))
    result = measure(linter, read(arguments.files, arguments.part))
    if arguments.wrong:
        for rule, tally in result["tallies"].items():
            for case in tally.wrong:
                print(f"## {rule} {case}\n")
    print(table(result))


if __name__ == "__main__":
    main()
