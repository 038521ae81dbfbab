"""The text report, on a terminal and elsewhere, and what it shares with other forms."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import sample_reports as sample
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from stand_in import Report

from afwijslint.findings import Edit, Finding, Severity, Suggestion
from afwijslint.report import FORMATS, View
from afwijslint.report.excerpt import excerpt
from afwijslint.report.printable import one_line, printable
from afwijslint.report.rules import render_list, render_rule

GOLDEN = Path(__file__).parent / "golden"
PLAIN = View()
TERMINAL = View(terminal=True, width=60)
COLOR = View(terminal=True, color=True, width=60)


def render(*reports, view: View = PLAIN) -> str:
    return "".join(FORMATS["text"](reports, view))


def golden(name: str) -> str:
    return (GOLDEN / name).read_text("utf8")


# --- Not on a terminal ------------------------------------------------------------


def test_lines_have_place_severity_message_and_rule():
    rendered = render(sample.letter(), sample.clean(), sample.tip())
    assert rendered == golden("report_lines.txt")


def test_line_is_one_line_whatever_path_and_message_hold():
    text = "Het is vaag."
    found = Finding("vaag", Severity.TIP, "Eén\r\n\ttwee\x1b[2J", 0, 3)
    rendered = render(Report(sample.message(text, "ra\nar\x1b.txt"), (found,)))
    assert rendered == "ra␊ar␛.txt:1:1: tip: Eén twee␛[2J [vaag]\n"


def test_line_counts_columns_in_code_points():
    text = "👍🏽\tVAAG"
    rendered = render(Report(sample.message(text), (sample.finding("VAAG", text),)))
    assert rendered.startswith("bericht.txt:1:4: ")


def test_order_is_by_place_then_rule():
    text = "aa bb"
    findings = [
        Finding("vaag", Severity.TIP, "m", 3, 5),
        Finding("onbeleefd", Severity.ERROR, "m", 0, 2),
        Finding("geen-dank", Severity.ERROR, "m", 0, 2),
    ]
    reports = [
        Report(sample.message(text), tuple(findings)),
        Report(sample.message(text), tuple(reversed(findings))),
    ]
    first, second = (render(report) for report in reports)
    assert first == second
    assert re.findall(r"\[(.*?)\]", first) == ["geen-dank", "onbeleefd", "vaag"]


def test_clean_message_gets_one_friendly_line():
    expected = "Geen opmerkingen: dit bericht kan de deur uit.\n"
    assert render(sample.clean()) == expected
    assert render(sample.clean(), view=TERMINAL) == expected


def test_clean_messages_get_one_friendly_line_together():
    expected = "Geen opmerkingen: deze 2 berichten kunnen de deur uit.\n"
    assert render(sample.clean("a"), sample.clean("b")) == expected


@pytest.mark.parametrize("view", [View(quiet=True), View(terminal=True, quiet=True)])
def test_quiet_clean_message_gets_nothing(view):
    assert render(sample.clean(), view=view) == ""


@pytest.mark.parametrize("view", [View(), TERMINAL])
def test_nothing_read_is_not_called_clean(view):
    assert render(view=view) == ""


# --- On a terminal ----------------------------------------------------------------


def test_terminal_marks_the_words():
    rendered = render(sample.letter(), sample.clean(), view=TERMINAL)
    assert rendered == golden("report_terminal.txt")


def test_terminal_with_color():
    rendered = render(sample.tip(), view=COLOR)
    assert rendered == golden("report_color.txt")


def test_color_changes_nothing_but_color():
    plain = render(sample.letter(), view=TERMINAL)
    colored = render(sample.letter(), view=COLOR)
    assert re.sub(r"\x1b\[[0-9;]*m", "", colored) == plain


def test_terminal_does_not_listen_to_the_environment(monkeypatch):
    expected = render(sample.letter(), view=COLOR)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "20")
    assert render(sample.letter(), view=COLOR) == expected


def test_quiet_leaves_out_the_summary():
    quiet = View(terminal=True, width=60, quiet=True)
    full = render(sample.tip(), view=TERMINAL)
    assert full.startswith(render(sample.tip(), view=quiet))
    assert "1 tip" not in render(sample.tip(), view=quiet)


@pytest.mark.parametrize("width", [40, 60, 100])
def test_marked_lines_fit_the_terminal(width):
    text = "Ik kom niet " * 30 + "wegens omstandigheden" + " en zo voort" * 30
    report = Report(sample.message(text), (sample.finding("wegens om", text),))
    rendered = render(report, view=View(terminal=True, width=width))
    assert max(map(cell_len, rendered.splitlines())) <= width
    assert "wegens om" in rendered


def test_place_on_an_empty_line_shows_no_line():
    text = "Dag,\n\nIk kom niet."
    found = Finding("geen-dank", Severity.ERROR, "Bedank.", 5, 5)
    rendered = render(Report(sample.message(text), (found,)), view=TERMINAL)
    assert "op regel 2" in rendered
    assert "│" not in rendered


def test_suggestion_shows_old_and_new_words():
    found = sample.finding(
        "wegens omstandigheden",
        suggestions=(
            Suggestion("Zeg het zo", (Edit(37, 58, "om persoonlijke redenen"),)),
            Suggestion("Zet er 'kort' bij", (Edit(0, 0, "kort"),)),
            Suggestion("Op twee plaatsen", (Edit(0, 1, "a"), Edit(4, 5, "b"))),
        ),
    )
    rendered = render(
        Report(sample.message(sample.LETTER), (found,)),
        view=View(terminal=True, width=100),
    )
    assert (
        "Zeg het zo: “wegens omstandigheden” → “om persoonlijke redenen”\n" in rendered
    )
    assert "Voorstel: Zet er 'kort' bij\n" in rendered
    assert "Voorstel: Op twee plaatsen\n" in rendered


@pytest.mark.parametrize(
    ("severities", "expected"),
    [
        ([Severity.ERROR] * 2 + [Severity.WARNING], "2 fouten en 1 waarschuwing"),
        ([Severity.TIP] * 2, "2 tips"),
        (list(Severity), "1 fout, 1 waarschuwing en 1 tip"),
    ],
)
def test_summary_counts(severities, expected):
    findings = tuple(Finding("vaag", each, "m", 0, 1) for each in severities)
    rendered = render(Report(sample.message("Dag"), findings), view=TERMINAL)
    assert f"\n{expected} in 1 bericht.\n" in rendered


def test_summary_counts_messages():
    rendered = render(sample.tip(), sample.clean(), sample.tip(), view=TERMINAL)
    assert "\n2 tips in 2 van de 3 berichten.\n" in rendered


# --- The marked line --------------------------------------------------------------


@pytest.mark.parametrize(
    "before",
    [
        "",
        "Dag ",
        "\t",
        "\t\ta\t",
        "👍🏽 ",
        "日本 ",
        "e\u0301e\u0301n ",
        "❤️ ",
        "\u202e\u200b",
        "\x1b[31m",
    ],
)
def test_marker_stands_below_the_words(before):
    text = f"regel een\n{before}VAAG rest"
    start = text.index("VAAG")
    shown = excerpt(text, start, start + 4, 80)
    assert (shown.marked, shown.after) == ("VAAG", " rest")
    assert shown.marker == " " * cell_len(shown.before) + "^^^^"


def test_wide_words_get_a_wide_marker():
    assert excerpt("ja 日本", 3, 5, 80).marker == "   ^^^^"


def test_place_gets_one_mark():
    assert excerpt("Dag", 3, 3, 80).marker == "   ^"


def test_span_over_lines_is_marked_to_the_end_of_its_first_line():
    shown = excerpt("een twee\r\ndrie", 4, 14, 80)
    assert (shown.before, shown.marked, shown.after) == ("een ", "twee", "")


def test_long_line_is_cut_around_the_words():
    shown = excerpt("een " * 50 + "VAAG" + " twee" * 50, 200, 204, 30)
    assert (shown.before, shown.marked) == ("… een een ", "VAAG")
    assert shown.after == " twee twee …"


def test_long_marked_words_are_cut_at_their_end():
    shown = excerpt("Dag " + "vaag " * 50, 4, 250, 30)
    assert shown.marked == "vaag vaag vaag vaag vaag …"


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=120)


@given(TEXTS, TEXTS, TEXTS, st.integers(12, 100))
def test_any_text_fits_and_keeps_its_marker_below_the_words(
    before, words, after, width
):
    text = before + words + after
    shown = excerpt(text, len(before), len(before) + len(words), width)
    line = shown.before + shown.marked + shown.after
    assert cell_len(line) <= width
    assert cell_len(shown.marker) <= width
    assert printable(line) == line
    assert shown.marker.index("^") == cell_len(shown.before)
    assert shown.marker.count("^") == max(1, cell_len(shown.marked))


@given(TEXTS, TEXTS)
def test_printable_of_parts_joined_is_that_of_the_whole(first, second):
    assert printable(first) + printable(second) == printable(first + second)


def test_one_line_has_no_line_ends():
    assert one_line(" a\r\n\n b\u2028c\t") == "a b c"


# --- Rules ------------------------------------------------------------------------


def test_rule_list_is_sorted_in_columns(stand_in_rules):
    assert render_list(stand_in_rules, View()).splitlines() == [
        "geen-contactaanbod  tip           Titel",
        "onbeleefd           fout          Titel",
        "vaag                waarschuwing  Titel",
    ]


def test_rule_is_explained(stand_in_rules):
    assert render_rule(stand_in_rules[1], View(width=60)) == golden("rule.txt")


@pytest.fixture
def stand_in_rules():
    from stand_in import load_rules

    rules = list(load_rules().rules.values())
    rules[1].examples.good = ["Beste Jan,\n\n" + "Ik kom niet. " * 9, "Dank u."]
    rules[1].examples.bad = ["Beste [[[Uw naam]]],", "Zonder woorden."]
    return rules
