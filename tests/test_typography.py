"""How a message is set changes nothing in what is found."""

from __future__ import annotations

import json
import textwrap
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afwijslint.message import Message
from afwijslint.ruleset.flowing_text import FlowingText

MESSAGES = Path(__file__).with_name("data") / "messages.jsonl"
TEXTS = [json.loads(line)["text"] for line in MESSAGES.open(encoding="utf-8")]


def rules(linter, text):
    return sorted(each.rule for each in linter.lint(Message.from_text(text)).findings)


@pytest.mark.parametrize(
    "set_otherwise",
    [
        pytest.param(lambda text: text.replace(" ", "\u00a0"), id="no-break blanks"),
        pytest.param(lambda text: text.replace("'", "’"), id="curly apostrophes"),
        pytest.param(lambda text: text.replace(". ", ".  "), id="wide blanks"),
        pytest.param(lambda text: text.replace("\n", "\r\n"), id="line ends"),
        pytest.param(lambda text: textwrap.indent(text, "    "), id="indented"),
    ],
)
def test_how_a_message_is_set_changes_nothing(linter, set_otherwise):
    for text in TEXTS[::4]:
        assert rules(linter, set_otherwise(text)) == rules(linter, text)


@pytest.mark.parametrize(
    ("sentence", "rule"),
    [
        ("Wat u voor dit werk wilt betalen,\nis een lachertje.", "onbeleefd"),
        ("Ik vond u een heel\nvervelend mens.", "onbeleefd"),
        ("Zonde van\n  mijn tijd.", "onbeleefd"),
        ("Er is vannacht bij ons thuis iets\ntussengekomen.", "vaag"),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_pattern_reaches_across_a_line_break_in_a_sentence(
    linter, sentence, rule, line_end
):
    text = f"Beste Jan,\n\nIk kom niet. {sentence}\n\nGroet,\nAn"
    text = text.replace("\n", line_end)
    (finding,) = (
        each
        for each in linter.lint(Message.from_text(text)).findings
        if each.rule == rule
    )
    assert line_end in text[finding.start : finding.end]


REASON = (
    "Mijn baas heeft mij gevraagd om te blijven{0} Hij geeft mij een vast contract{0} "
    "Ik mag ook vier dagen gaan werken{0} En het is dicht bij huis{0}"
)


def test_sentences_without_marks_are_not_counted(linter):
    letter = f"Beste Jan,\n\nIk kom niet. {REASON} Veel succes!\n\nGroet,\nAn"
    assert "te-uitvoerig" in rules(linter, letter.format("."))
    assert "te-uitvoerig" not in rules(linter, letter.format("").lower())


@given(st.lists(st.tuples(st.text("ab"), st.text(" \n\t", min_size=1)), max_size=6))
def test_places_of_a_flowing_text_are_found_back(stretches):
    text, breaks = "", []
    for words, white_space in stretches:
        text += words
        breaks.append((len(text), len(text) + len(white_space)))
        text += white_space
    flowing = FlowingText(text, breaks)
    assert flowing.text == "".join(f"{words} " for words, _ in stretches)
    for place, character in enumerate(flowing.text):
        original = text[slice(*flowing.span(place, place + 1))]
        assert original == character or (character == " " and not original.strip())
