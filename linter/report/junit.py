"""JUnit XML: a test suite for each message, a failed test for each finding."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree

from .located import locate
from .spool import Spool
from .xml import attributes, child, clean, document

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..findings import Report
    from .view import View


def render(reports: Iterable[Report], _view: View) -> Iterator[str]:
    """A message without findings is a suite with one test that passes."""
    count = tests = 0
    # The root has the numbers of all that stands in it.
    with Spool() as suites:
        for report in reports:
            count += len(report.findings)
            tests += max(1, len(report.findings))
            suites.write(child(_suite(report)))
        root = ElementTree.Element(
            "testsuites", attributes(name="afwijslint", tests=tests, failures=count)
        )
        yield from document(root, suites)


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
