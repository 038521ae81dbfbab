"""SARIF 2.1.0, the OASIS standard for results of analysis, with help and fixes."""

from __future__ import annotations

import json
import os
from importlib.metadata import version
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from ..findings import Severity
from .array import document
from .fingerprint import fingerprints
from .located import Located, locate
from .spool import Spool

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..findings import Finding, Report, Suggestion
    from ..message import Message
    from ..ruleset.schema import Rule
    from .view import View

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.TIP: "note",
}


def render(reports: Iterable[Report], _view: View) -> Iterator[str]:
    """One run over all files."""
    from ..ruleset.load import load_known_rules

    known = load_known_rules()
    found: dict[str, Finding] = {}
    # A result has the number of its rule among all that found something.
    with Spool() as results:
        for report in reports:
            for finding in report.findings:
                found.setdefault(finding.rule, finding)
            for result in _results(report):
                results.write(f"{json.dumps(result)}\n")
        ids = sorted(found)
        run = {
            "tool": {
                "driver": {
                    "name": "afwijslint",
                    "version": version("afwijslint"),
                    "rules": [
                        _rule(known[rule_id])
                        if rule_id in known
                        else _own_rule(found[rule_id])
                        for rule_id in ids
                    ],
                }
            },
            "columnKind": "unicodeCodePoints",
            "results": [],
        }
        log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
        numbered = (_numbered(line, ids) for line in results.lines())
        yield from document(log, numbered, depth=3)


def _results(report: Report) -> Iterator[dict[str, Any]]:
    found = locate(report)
    for one, fingerprint in zip(found, fingerprints(found), strict=True):
        yield _result(report.message, one, fingerprint)


def _numbered(line: str, ids: list[str]) -> dict[str, Any]:
    result: dict[str, Any] = json.loads(line)
    return {**result, "ruleIndex": ids.index(result["ruleId"])}


def _rule(rule: Rule) -> dict[str, Any]:
    said = " ".join(f"“{sentence}”" for sentence in rule.guide)
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.explanation.strip()},
        "help": {"text": f"{rule.explanation.strip()} De gids zegt: {said}"},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _own_rule(finding: Finding) -> dict[str, Any]:
    """As much of a rule of the user's own as a finding tells; GitHub wants all keys."""
    told = {"text": finding.guide or finding.rule}
    return {
        "id": finding.rule,
        "shortDescription": {"text": finding.rule},
        "fullDescription": told,
        "help": told,
        "defaultConfiguration": {"level": _LEVELS[finding.severity]},
    }


def _result(message: Message, located: Located, fingerprint: str) -> dict[str, Any]:
    """All of it but the number of its rule, which is not known yet."""
    finding = located.finding
    artifact = {"uri": quote(os.fsencode(located.path))}
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": -1,
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": artifact,
                    "region": _region(message, finding.start, finding.end),
                }
            }
        ],
        "partialFingerprints": {"ruleAndWords/v1": fingerprint},
    }
    fixes = (
        list(_fixes(finding.suggestions, artifact, message)) if message.editable else []
    )
    return {**result, "fixes": fixes} if fixes else result


def _fixes(
    suggestions: Iterable[Suggestion], artifact: dict[str, str], message: Message
) -> Iterable[dict[str, Any]]:
    for suggestion in suggestions:
        replacements = [
            {
                "deletedRegion": _region(message, edit.start, edit.end),
                "insertedContent": {"text": edit.text},
            }
            for edit in suggestion.edits
        ]
        if replacements:
            yield {
                "description": {"text": suggestion.title},
                "artifactChanges": [
                    {"artifactLocation": artifact, "replacements": replacements}
                ],
            }


def _region(message: Message, start: int, end: int) -> dict[str, int]:
    first, last = map(message.lines.position, message.span_in_file(start, end))
    return {
        "startLine": first.line,
        "startColumn": first.column,
        "endLine": last.line,
        "endColumn": last.column,
    }
