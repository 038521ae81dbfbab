"""The formats for other programs: a golden file each, and their own rules kept."""

import json
import re
import shutil
import subprocess
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

import jsonschema
import pytest
import sample_reports as sample
from junitparser import JUnitXml

from afwijslint.findings import Finding, Severity
from afwijslint.report import FORMATS, View

GOLDEN = Path(__file__).parent / "golden"
SCHEMAS = Path(__file__).parent / "data" / "schemas"
NAMES = {
    "sarif": "report.sarif",
    "github": "report_github.txt",
    "gitlab": "report_gitlab.json",
    "junit": "report_junit.xml",
    "checkstyle": "report_checkstyle.xml",
    "rdjson": "report_rdjson.json",
    "html": "report.html",
}
VALIDATOR = "rdformat-validator"
ODD = "Bericht, 100% raar: \x07\r\n👍.txt"


def render(name, *reports):
    return "".join(FORMATS[name](reports, View()))


def odd_report():
    text = "Ik kom niet 👍 en dat is VAAG.\n"
    found = Finding("vaag", Severity.WARNING, "100% vaag:\nja\x07, hoor", 20, 24)
    return sample.Report(sample.message(text, ODD), (found,))


@pytest.mark.parametrize("name", NAMES)
def test_the_form_is_kept(name, pytestconfig):
    rendered = render(name, sample.letter(), sample.clean(), sample.tip())
    if name == "sarif":
        rendered = re.sub(r'"version": "\d+\.\d+\.\d+"', '"version": "X"', rendered)
    golden = GOLDEN / NAMES[name]
    if pytestconfig.getoption("--write-golden"):
        golden.write_text(rendered, "utf8")
    assert rendered == golden.read_text("utf8")


@pytest.mark.parametrize("name", NAMES)
def test_odd_paths_and_messages_are_escaped(name):
    rendered = render(name, odd_report())
    if name == "github":
        assert rendered.count("\n") == 1
        assert "file=Bericht%2C 100%25 raar%3A \x07%0D%0A👍.txt," in rendered
        assert rendered.endswith("::100%25 vaag:%0Aja\x07, hoor\n")
    elif name in {"junit", "checkstyle"}:
        assert ElementTree.fromstring(rendered) is not None
    elif name == "html":
        assert '<h2 id="b1">Bericht, 100% raar: ␇ 👍.txt</h2>' in rendered
    else:
        assert json.loads(rendered)


def test_a_page_without_messages_does_not_say_that_they_are_good():
    assert "Er is geen bericht nagekeken." in render("html")


@pytest.mark.parametrize("name", NAMES)
def test_without_findings_it_is_still_whole(name):
    rendered = render(name, sample.clean())
    if name in {"junit", "checkstyle"}:
        assert ElementTree.fromstring(rendered)[0].get("name") == "goed.txt"
    elif name == "github":
        assert rendered == ""
    elif name == "html":
        assert "Geen opmerkingen" in rendered
    else:
        assert json.loads(rendered) is not None


def test_sarif_fits_the_schema_of_oasis():
    schema = json.loads((SCHEMAS / "sarif-2.1.0-rtm.5.json").read_text("utf8"))
    validator = jsonschema.Draft4Validator(schema)
    log = json.loads(render("sarif", sample.letter(), sample.clean(), odd_report()))
    assert [error.message for error in validator.iter_errors(log)] == []


@pytest.mark.skipif(
    shutil.which(VALIDATOR) is None,
    reason="npm install @umbrelladocs/rdformat-validator",
)
def test_rdjson_passes_a_validator_of_the_format(tmp_path):
    path = tmp_path / "report.json"
    for text, verdict in (
        (
            render("rdjson", sample.letter(), sample.clean(), odd_report()),
            "Invalid files: 0",
        ),
        ('{"diagnostics": [{"x": 1}]}', "Invalid files: 1"),
    ):
        path.write_text(text, "utf8")
        told = subprocess.run(
            [VALIDATOR, path], capture_output=True, text=True, check=False
        )
        assert verdict in told.stdout


def test_a_reader_of_junit_counts_the_findings(tmp_path):
    path = tmp_path / "report.xml"
    path.write_text(render("junit", sample.letter(), sample.clean()), "utf8")
    read = {suite.name: suite for suite in JUnitXml.fromfile(str(path))}
    [faulty] = [suite for suite in read.values() if suite.name != "goed.txt"]
    assert faulty.failures == len(sample.letter().findings)
    assert read["goed.txt"].failures == 0


def test_sarif_columns_are_code_points_and_fixes_apply():
    log = json.loads(render("sarif", sample.letter()))
    run = log["runs"][0]
    assert run["columnKind"] == "unicodeCodePoints"
    lines = sample.LETTER.splitlines()
    for result in run["results"]:
        assert (
            run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"]
            == (result["ruleId"])
        )
        region = result["locations"][0]["physicalLocation"]["region"]
        assert region["startColumn"] <= len(lines[region["startLine"] - 1]) + 1
    assert any("fixes" in result for result in run["results"])


def test_sarif_paths_are_uris():
    [result] = json.loads(render("sarif", odd_report()))["runs"][0]["results"]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert re.fullmatch(r"[\w%./-]+", uri)
    assert unquote(uri) == ODD


def test_sarif_describes_each_rule_as_github_wants():
    own = replace(sample.finding("wegens omstandigheden"), rule="eigen", guide="Kort.")
    reports = replace(sample.letter(), findings=(own,)), odd_report()
    [run] = json.loads(render("sarif", *reports))["runs"]
    for rule in run["tool"]["driver"]["rules"]:
        for key in "shortDescription", "fullDescription", "help":
            assert rule[key]["text"]
        assert rule["defaultConfiguration"] == {"level": "warning"}


def test_rdjson_columns_are_bytes():
    [diagnostic] = json.loads(render("rdjson", odd_report()))["diagnostics"]
    start = diagnostic["location"]["range"]["start"]
    assert start == {"line": 1, "column": 21 + len("👍".encode()) - 1}


def test_a_fingerprint_stays_when_lines_shift():
    prints = []
    for before in ("", "Nog een zin.\n\n"):
        text = before + "Het is VAAG en het is VAAG."
        first = text.index("VAAG")
        second = text.index("VAAG", first + 1)
        found = tuple(
            Finding("vaag", Severity.WARNING, "x", start, start + 4)
            for start in (first, second)
        )
        report = sample.Report(sample.message(text), found)
        elements = json.loads(render("gitlab", report))
        prints.append([element["fingerprint"] for element in elements])
    assert prints[0] == prints[1]
    assert len(set(prints[0])) == 2


class _Draft(HTMLParser):
    """Checks that tags close in order; keeps the words of the draft, and all ids."""

    def __init__(self):
        super().__init__()
        self.open, self.words, self.ids, self.links = [], "", [], []

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        self.ids += [attributes["id"]] if "id" in attributes else []
        self.links += [attributes["href"][1:]] if "href" in attributes else []
        if tag != "meta":
            self.open.append((tag, attributes.get("class")))

    def handle_endtag(self, tag):
        assert self.open.pop()[0] == tag

    def handle_data(self, data):
        inside = ("div", "draft") in self.open
        if inside and not any(tag == "a" for tag, _ in self.open):
            self.words += data


def test_the_page_shows_the_whole_draft_and_every_number_leads_to_its_finding():
    text = "Ik kom <niet> & dat is VAAG."
    spans = [(0, 0), (3, 13), (7, 16), (23, 27), (28, 28)]
    found = tuple(
        Finding("vaag", Severity.WARNING, "a <b>", start, end) for start, end in spans
    )
    page = _Draft()
    page.feed(render("html", sample.Report(sample.message(text, "a&b.txt"), found)))
    assert not page.open
    assert page.words == text
    assert page.links == [f"b1-{number}" for number in (1, 2, 3, 4, 5)]
    assert set(page.links) <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))
