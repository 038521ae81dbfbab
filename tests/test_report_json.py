"""The JSON report."""

from __future__ import annotations

import json
from pathlib import Path

import sample_reports as sample

from afwijslint.report import FORMATS, View

GOLDEN = Path(__file__).parent / "golden"
PLAIN = View()


def render(*reports, view=PLAIN) -> str:
    return "".join(FORMATS["json"](reports, view))


def test_report_json_is_the_documented_form():
    rendered = render(sample.letter(), sample.clean(), sample.tip())
    assert rendered == (GOLDEN / "report.json").read_text("utf8")


def test_report_json_without_findings_is_an_empty_array():
    assert render(sample.clean()) == "[]\n"
    assert render() == "[]\n"


def test_report_json_is_one_array_over_all_files():
    found = json.loads(render(sample.tip(), sample.letter()))
    assert [each["path"] for each in found] == ["map/kort.txt"] + 3 * ["bericht.txt"]


def test_report_json_offsets_are_code_points_of_the_text():
    for each in json.loads(render(sample.letter())):
        assert sample.LETTER[each["start"] : each["end"]] == each["text"]
        line = sample.LETTER.splitlines()[each["line"] - 1]
        assert line[each["column"] - 1 :].startswith(each["text"].split("\n")[0])


def test_report_json_is_in_the_order_of_the_text():
    starts = [each["start"] for each in json.loads(render(sample.letter()))]
    assert starts == sorted(starts)


def test_report_json_ignores_the_view():
    view = View(terminal=True, color=True, width=40, quiet=True)
    assert render(sample.letter(), view=view) == render(sample.letter())


def test_report_json_keeps_characters_as_they_are():
    assert "“Zoek maar" in render(sample.letter())


def test_documented_example_is_that_of_the_format():
    """The example in docs/json.md has the keys that the format has, in their order."""
    document = (Path(__file__).parents[1] / "docs" / "json.md").read_text("utf8")
    example = json.loads(document.split("```json\n")[1].split("```")[0])
    (finding,) = example
    real = json.loads(render(sample.letter()))[0]
    assert list(finding) == list(real)
    assert list(finding["suggestions"][0]) == list(real["suggestions"][0])
    edit = finding["suggestions"][0]["edits"][0]
    assert list(edit) == list(real["suggestions"][0]["edits"][0])
