"""The bundled pipeline as spaCy loads it."""

import json
import re
from pathlib import Path

import numpy as np
import pytest
import spacy

from training import evaluate, treebank

MODEL = Path(__file__).parent.parent / "model"
SAMPLE = Path(__file__).parent / "data" / "sample.conllu"
MAX_WEIGHTS = 36_000_000


@pytest.fixture(scope="module")
def nlp():
    return spacy.load(MODEL)


def test_every_word_is_annotated(nlp):
    doc = nlp("Beste Anne,\n\nHelaas kan ik niet komen. Ik wijs het gesprek af.\n")
    words = [token for token in doc if not token.is_space]
    assert all(token.pos_ and token.dep_ and token.lemma_ for token in words)
    assert all(token.pos_ == "SPACE" for token in doc if token.is_space)
    assert [token.lemma_ for token in doc if token.text == "wijs"] == ["afwijzen"]
    assert [token.text for token in doc if token.dep_ == "ROOT"][-1] == "wijs"


@pytest.mark.parametrize(
    ("text", "lemma"),
    [
        ("Ik zie van het gesprek af.", "afzien"),
        ("Ik zie een andere baan.", "zien"),
        ("Het is jammer om het af te zeggen.", "afzeggen"),
    ],
)
def test_a_separable_verb_has_the_particle_of_its_tree(nlp, text, lemma):
    assert lemma in [token.lemma_ for token in nlp(text) if token.pos_ == "VERB"]


def test_an_empty_line_ends_a_sentence(nlp):
    sentences = [s.text.strip() for s in nlp("Beste Anne,\n\nik kan niet komen").sents]
    assert sentences == ["Beste Anne,", "ik kan niet komen"]


def test_a_sentence_goes_on_after_a_colon_in_its_line(nlp):
    doc = nlp("Ik zeg het maar zo: de reis is te lang.")
    assert len(list(doc.sents)) == 1


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\n a", "!", "😀", "a" * 3000])
def test_odd_texts_are_read(nlp, text):
    assert nlp(text).text == text


def test_acts_of_any_stretch_of_words(nlp):
    doc = nlp("Hartelijk dank voor uw uitnodiging. Ik kom niet.")
    thanks, decision = doc.sents
    assert thanks._.acts["danken"] > 0.5 > thanks._.acts["besluit"]
    assert decision._.acts["besluit"] > 0.5 > decision._.acts["danken"]
    assert set(doc[0:0]._.acts.values()) == {0.0}


def test_a_long_text_is_read_in_overlapping_windows(nlp):
    sentence = "Ik heb gisteren met veel plezier uw brief gelezen. "
    doc = nlp(sentence * 120)
    assert len(list(doc.sents)) == 120
    assert {sentence.root.text for sentence in doc.sents} == {"gelezen"}


def test_the_same_text_gives_the_same_scores(nlp):
    text = "Bedankt voor de uitnodiging. Ik kom niet."
    first, second = nlp(text), nlp(text)
    assert np.array_equal(first._.act_values, second._.act_values)


def test_the_weights_stay_small():
    size = sum(path.stat().st_size for path in (MODEL / "encoder").iterdir())
    assert size <= MAX_WEIGHTS


def test_the_figures_on_a_fixed_sample_are_those_of_the_card(nlp):
    card = (MODEL / "README.md").read_text("utf8")
    [recorded] = re.findall(r"<!-- sample: (\{.*\}) -->", card)
    cases = evaluate.examples(nlp, treebank.read(SAMPLE), noisy=False)
    measured = evaluate.figures(nlp, cases)
    for name, value in json.loads(recorded).items():
        # Processors round 8-bit products differently; a word or two may flip.
        assert measured[name] == pytest.approx(value, abs=0.01), name


def test_letters_are_parsed_as_well_as_the_treebank(nlp):
    """Their trees are learnt; without that, learning their acts spoils the parse."""
    marks = {",": {"PUNCT"}, ".": {"PUNCT"}, "ik": {"PRON"}, "voor": {"ADP", "ADV"}}
    marks |= {"bedankt": {"VERB", "INTJ"}, "dank": {"NOUN", "VERB"}, "mijn": {"PRON"}}
    seen = right = 0
    for line in (SAMPLE.parent / "messages.jsonl").open(encoding="utf8"):
        for token in nlp(json.loads(line)["text"]):
            if token.lower_ in marks:
                seen += 1
                right += token.pos_ in marks[token.lower_]
    assert seen > 2000
    assert right / seen > 0.98
