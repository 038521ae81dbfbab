"""The figures reached on this project's own messages are held.

After a change for the better: `pytest tests/test_accuracy.py --write-golden`.
"""

import json
from pathlib import Path

import pytest

from benchmarks import accuracy

MESSAGES = Path(__file__).parent / "data" / "messages.jsonl"
REACHED = Path(__file__).parent / "golden" / "accuracy.json"
#: Another processor rounds 8-bit sums differently: a message near a threshold may turn.
SLACK = 0.03


@pytest.fixture(scope="module")
def result(linter):
    return accuracy.measure(linter, accuracy.read([MESSAGES]))[0]


def test_no_rule_falls_below_what_was_reached(result, pytestconfig):
    figures = {rule: round(tally.f1, 3) for rule, tally in result.tallies.items()}
    if pytestconfig.getoption("--write-golden"):
        REACHED.write_text(json.dumps(figures, indent=1, sort_keys=True) + "\n", "utf8")
    reached = json.loads(REACHED.read_text("utf8"))
    assert set(reached) == set(figures)
    fallen = {r: (reached[r], f) for r, f in figures.items() if f < reached[r] - SLACK}
    assert fallen == {}


def test_a_result_survives_being_saved(result):
    assert accuracy.Result.from_json(result.to_json()) == result


def test_a_comparison_names_only_the_rules_that_changed(result):
    better = accuracy.Result.from_json(result.to_json())
    worse = accuracy.Result.from_json(result.to_json())
    worse.tallies["geen-dank"].missed.append("x")
    assert "geen-" not in accuracy.comparison(result, better)
    assert accuracy.comparison(worse, better).splitlines()[-1].endswith("| 1 | 0 |")


def test_every_message_is_labelled_by_known_rules(linter):
    known = {rule.id for rule in linter.rules}
    records = list(accuracy.read([MESSAGES]))
    assert len(records) >= 150
    for record in records:
        assert set(record["labels"]) <= known
        for rule, spans in record["spans"].items():
            assert rule in record["labels"]
            assert all(words in record["text"] for words in spans)


@pytest.mark.parametrize(
    ("style", "written"),
    [
        ("plain", "Beste Jan,\n\nHelaas kom ik niet: 't is te ver."),
        ("wrapped", "Beste Jan,\n\nHelaas kom ik niet: 't is te ver."),
        ("joined", "Beste Jan, Helaas kom ik niet: 't is te ver."),
        ("pasted", "Beste\u00a0Jan,\n\nHelaas\u00a0kom\u00a0ik\u00a0niet:"),
        ("small", "beste jan,\n\nhelaas kom ik niet: 't is te ver."),
        ("unmarked", "beste jan\n\nhelaas kom ik niet 't is te ver"),
    ],
)
def test_a_message_is_measured_in_another_style(style, written):
    text = "Beste Jan,\n\nHelaas kom ik niet: 't is te ver."
    record = {"text": text, "spans": {"vaag": ["te ver"]}}
    changed = accuracy.rewritten(record, style)
    assert changed["text"].startswith(written)
    assert changed["spans"] == (record["spans"] if style == "plain" else {})


def test_typos_are_few_and_the_same_each_time():
    record = {"text": "voordat woorden waarin letters wisselen " * 20, "spans": {}}
    once, again = (accuracy.rewritten(record, "typos")["text"] for _ in range(2))
    pairs = zip(record["text"].split(), once.split(), strict=True)
    assert once == again
    assert 0 < sum(before != after for before, after in pairs) < 25
