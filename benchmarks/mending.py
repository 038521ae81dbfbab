"""How many findings the suggestions mend, without a new one.

    python -m benchmarks.mending FILE.jsonl…

For every finding of severity `fout` or `waarschuwing` in the labelled messages (only
the texts are read): whether one of its suggestions, applied alone, takes it away and
brings no other. Open placeholders (`invulveld`) only the writer can fill in.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from afwijslint.findings import Finding, Report, Severity
from afwijslint.fixing import apply_edits
from afwijslint.linting import Linter
from afwijslint.message import Message

from .accuracy import read


def is_mended(linter: Linter, report: Report, finding: Finding) -> bool:
    before = Counter(each.rule for each in report.findings)
    for suggestion in finding.suggestions:
        if suggestion.edits:
            text = apply_edits(report.message.text, suggestion.edits)
            after = Counter(
                each.rule for each in linter.lint(Message.from_text(text)).findings
            )
            if after <= before and after[finding.rule] < before[finding.rule]:
                return True
    return False


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="+", type=Path)
    arguments = parser.parse_args()
    linter = Linter()
    found: Counter[str] = Counter()
    mended: Counter[str] = Counter()
    for record in read(arguments.files):
        report = linter.lint(Message.from_text(record["text"]))
        for finding in report.findings:
            if finding.severity is not Severity.TIP:
                found[finding.rule] += 1
                mended[finding.rule] += is_mended(linter, report, finding)
    print("| rule | findings | mended | share |\n| --- | --- | --- | --- |")
    for rule, number in sorted(found.items()):
        share = mended[rule] / number
        print(f"| {rule} | {number} | {mended[rule]} | {share:.3f} |")


if __name__ == "__main__":
    main()
