"""JUnit XML: a test suite for each message, a failed test for each finding."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree

from .located import locate
from .xml import attributes, clean, document

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..findings import Report
    from .view import View


def render(reports: Sequence[Report], _view: View) -> str:
    """A message without findings is a suite with one test that passes."""
    count = sum(len(report.findings) for report in reports)
    tests = sum(max(1, len(report.findings)) for report in reports)
    root = ElementTree.Element(
        "testsuites", attributes(name="afwijslint", tests=tests, failures=count)
    )
    for report in reports:
        root.append(_suite(report))
    return document(root)


def _suite(report: Report) -> ElementTree.Element:
    path, found = report.message.path, locate(report)
    suite = ElementTree.Element(
        "testsuite",
        attributes(name=path, tests=max(1, len(found)), failures=len(found), errors=0),
    )
    if not found:
        ElementTree.SubElement(
            suite, "testcase", attributes(name="afwijslint", classname=path)
        )
    for one in found:
        finding, place = one.finding, f"{one.start.line}:{one.start.column}"
        case = ElementTree.SubElement(
            suite,
            "testcase",
            attributes(name=f"{finding.rule} {place}", classname=path),
        )
        failure = ElementTree.SubElement(
            case,
            "failure",
            attributes(type=finding.severity.value, message=finding.message),
        )
        failure.text = clean(f"{path}:{place}: {finding.message}")
    return suite
