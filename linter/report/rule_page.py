"""The documentation of the rules, made from the rule files and by the program.

    python -m afwijslint.report.rule_page docs/regels

writes a page for each built-in rule and an index.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from difflib import ndiff
from pathlib import Path

from ..fixing import apply_edits
from ..linting import Linter
from ..message import Message
from ..ruleset.load import load_known_rules
from ..ruleset.schema import MARKED, Rule
from ..settings import Settings

INDEX = "README.md"


def pages() -> dict[str, str]:
    """Markdown, in Dutch, by the name of its file."""
    rules = sorted(load_known_rules().values(), key=lambda rule: rule.id)
    return {INDEX: _index(rules), **{f"{rule.id}.md": _page(rule) for rule in rules}}


def _index(rules: Iterable[Rule]) -> str:
    rows = [
        f"| [{rule.id}]({rule.id}.md) | {rule.severity.value} | {rule.title} |"
        for rule in rules
    ]
    return _lines(
        "# Alle regels", "", "| regel | ernst | |", "| --- | --- | --- |", *rows
    )


def _page(rule: Rule) -> str:
    quoted = [f"> {sentence}" for sentence in rule.guide]
    return _lines(
        f"# {rule.id}",
        "",
        f"**{rule.title}** ({rule.severity.value})",
        "",
        rule.explanation.strip(),
        "",
        "## De gids zegt",
        "",
        *"\n>\n".join(quoted).split("\n"),
        "",
        "## Zo is het goed",
        *_letters(rule.examples.good),
        "",
        "## Zo niet",
        *_letters(MARKED.sub(r"»\1«", text) for text in rule.examples.bad),
        "",
        *_before_and_after(rule),
        "## Uitzetten",
        "",
        f"    afwijslint --ignore {rule.id} bericht.txt",
    )


def _before_and_after(rule: Rule) -> list[str]:
    """What the first suggestion makes of the first bad example that it can mend."""
    linter = Linter(Settings(select=(rule.id,)))
    for text in rule.examples.bad:
        before = MARKED.sub(r"\1", text)
        report = linter.lint(Message.from_text(before))
        made = (each.edits for one in report.findings for each in one.suggestions)
        edits = next(filter(None, made), ())
        if edits:
            after = apply_edits(before, edits)
            lines = list(ndiff(before.splitlines(), after.splitlines()))
            shown = [line.rstrip() for line in lines if not line.startswith("?")]
            return ["## Verbeterd", "", "```diff", *shown, "```", ""]
    return []


def _letters(texts: Iterable[str]) -> list[str]:
    return [
        line
        for text in texts
        for line in ("", "```text", *text.strip().splitlines(), "```")
    ]


def _lines(*lines: str) -> str:
    return "".join(f"{line}\n" for line in lines)


def main(folder: Path) -> None:
    """Write all pages, and take away those of rules that are gone."""
    folder.mkdir(parents=True, exist_ok=True)
    made = pages()
    for path in folder.glob("*.md"):
        if path.name not in made:
            path.unlink()
    for name, page in made.items():
        (folder / name).write_text(page, "utf8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
