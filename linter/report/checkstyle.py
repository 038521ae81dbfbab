"""The XML of Checkstyle, which many build servers read."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree

from ..findings import Severity
from .located import locate
from .xml import attributes, child, document

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..findings import Report
    from .view import View

_SEVERITIES = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.TIP: "info",
}


def render(reports: Iterable[Report], _view: View) -> Iterator[str]:
    """A `file` element for each message, with or without an `error` in it."""
    root = ElementTree.Element("checkstyle", version="4.3")
    yield from document(root, (child(_file(report)) for report in reports))


def _file(report: Report) -> ElementTree.Element:
    file = ElementTree.Element("file", attributes(name=report.message.path))
    for one in locate(report):
        ElementTree.SubElement(
            file,
            "error",
            attributes(
                line=one.start.line,
                column=one.start.column,
                severity=_SEVERITIES[one.finding.severity],
                message=one.finding.message,
                source=f"afwijslint.{one.finding.rule}",
            ),
        )
    return file
