"""One version of a document, judged: what an editor shows of it, and offers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from lsprotocol.types import (
    CodeAction,
    CodeActionKind,
    Diagnostic,
    DiagnosticSeverity,
    Hover,
    MarkupContent,
    MarkupKind,
    OptionalVersionedTextDocumentIdentifier,
    Position,
    Range,
    TextDocumentEdit,
    TextEdit,
    WorkspaceEdit,
)

from ..findings import Edit, Finding, Severity
from ..fixing import fix
from .places import Places

if TYPE_CHECKING:
    from ..findings import Report
    from ..linting import Linter

SOURCE = "afwijslint"
FIX_ALL = f"{CodeActionKind.SourceFixAll.value}.{SOURCE}"
_SEVERITIES = {
    Severity.ERROR: DiagnosticSeverity.Error,
    Severity.WARNING: DiagnosticSeverity.Warning,
    Severity.TIP: DiagnosticSeverity.Information,
}
_MARKDOWN = re.compile(r"[\\`*_{}\[\]<>#|~]")


class Version(NamedTuple):
    """A document at a moment; `number` only for an editor that compares it."""

    uri: str
    number: int | None


@dataclass(frozen=True)
class JudgedDocument:
    """The report on a version of a document, and the linter that made it."""

    version: Version
    linter: Linter
    report: Report
    places: Places

    @cached_property
    def diagnostics(self) -> list[Diagnostic]:
        """One for each finding, in the same order."""
        return [
            Diagnostic(
                range=self.places.marked(
                    *self.report.message.span_in_file(finding.start, finding.end)
                ),
                message=finding.message,
                severity=_SEVERITIES[finding.severity],
                code=finding.rule,
                source=SOURCE,
            )
            for finding in self.report.findings
        ]

    @cached_property
    def mended(self) -> str:
        """The text as `--fix` would leave it; takes as long as some lintings."""
        return fix(self.linter, self.report.message).message.text

    def hover(self, position: Position) -> Hover | None:
        """Messages and the guide's sentences at a place, in Markdown."""
        found = list(self._at(Range(position, position)))
        if not found:
            return None
        told = "\n\n---\n\n".join(_explained(finding) for finding, _ in found)
        return Hover(MarkupContent(MarkupKind.Markdown, told), found[0][1].range)

    def quick_fixes(self, place: Range) -> Iterator[CodeAction]:
        """Each suggestion that can be applied, for the findings at a place."""
        if not self.report.message.editable:
            return
        for finding, diagnostic in self._at(place):
            for suggestion in finding.suggestions:
                if suggestion.edits:
                    yield CodeAction(
                        title=suggestion.title,
                        kind=CodeActionKind.QuickFix,
                        diagnostics=[diagnostic],
                        edit=self._workspace_edit(suggestion.edits),
                        is_preferred=suggestion.safe or None,
                    )

    def fix_all(self) -> CodeAction | None:
        """What `--fix` does, if it does anything."""
        message = self.report.message
        if not message.editable or self.mended == message.text:
            return None
        return CodeAction(
            title="Verbeter alles wat veilig kan",
            kind=FIX_ALL,
            edit=self._workspace_edit(_line_edits(message.text, self.mended)),
        )

    def _at(self, place: Range) -> Iterator[tuple[Finding, Diagnostic]]:
        for finding, diagnostic in zip(
            self.report.findings, self.diagnostics, strict=True
        ):
            mark = diagnostic.range
            if mark.start <= place.end and place.start <= mark.end:
                yield finding, diagnostic

    def _workspace_edit(self, edits: Iterable[Edit]) -> WorkspaceEdit:
        text_edits = [
            TextEdit(self.places.range(edit.start, edit.end), edit.text)
            for edit in edits
        ]
        uri, number = self.version
        if number is None:
            return WorkspaceEdit(changes={uri: text_edits})
        document = OptionalVersionedTextDocumentIdentifier(uri, number)
        change = TextDocumentEdit(document, text_edits)
        return WorkspaceEdit(document_changes=[change])


def _explained(finding: Finding) -> str:
    # Words of the draft may look like Markdown, and like HTML: `<functie>`.
    message = _MARKDOWN.sub(r"\\\g<0>", finding.message)
    told = f"**{finding.severity.value}**: {message} `{finding.rule}`"
    return f"{told}\n\n> {finding.guide}" if finding.guide else told


def _line_edits(before: str, after: str) -> Iterator[Edit]:
    """Edits of whole lines, so that marks in other lines stay where they are."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    starts = [0]
    for line in old:
        starts.append(starts[-1] + len(line))
    matcher = SequenceMatcher(None, old, new)
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        if tag != "equal":
            yield Edit(starts[start], starts[end], "".join(new[new_start:new_end]))
