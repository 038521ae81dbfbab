"""`--model`: a pipeline built as the released `nl_core_news` ones are.

These cannot be installed from a package index, so the test trains a small one of
the same components in the same order (as the metadata of version 3.8 lists them),
with Universal Dependencies labels and underscores in its lemmas.
"""

from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc
from spacy.training import Example

from afwijslint.errors import ModelError
from afwijslint.linting import Linter
from afwijslint.message import Message
from afwijslint.settings import Settings

PIPELINE = [
    ("tok2vec", "tok2vec"),
    ("morphologizer", "morphologizer"),
    ("tagger", "tagger"),
    ("parser", "parser"),
    ("trainable_lemmatizer", "lemmatizer"),
    ("attribute_ruler", "attribute_ruler"),
    ("ner", "ner"),
]
# Released pipelines learn from a treebank; in one letter every label is rare.
RARE_LABELS = {"parser": {"min_action_freq": 1}, "lemmatizer": {"min_tree_freq": 1}}
LETTER = (
    "Beste mevrouw Smit,\n\nIk wijs de uitnodiging af. Wegens omstandigheden kan ik "
    "niet komen. Jullie bedrijf is een lachertje.\n\nMet vriendelijke groet,\nLien"
)


@pytest.fixture(scope="module")
def released(tmp_path_factory):
    bundled = spacy.load(Path(__file__).parent.parent / "model", exclude=["normaliser"])
    nlp = spacy.blank("nl")
    for factory, name in PIPELINE:
        nlp.add_pipe(factory, name=name, config=RARE_LABELS.get(name, {}))
    lines = [line for line in LETTER.split("\n") if line]
    examples = [_example(nlp, bundled(line)) for line in lines]
    nlp.get_pipe("ner").add_label("PERSON")
    optimizer = nlp.initialize(lambda: examples)
    for _ in range(40):
        nlp.update(examples, sgd=optimizer)
    path = tmp_path_factory.mktemp("released") / "nl_core_news_sm"
    nlp.to_disk(path)
    return str(path)


def _example(nlp, parsed):
    """A training example with the annotation of the bundled pipeline."""
    words = [token.text for token in parsed]
    spaces = [bool(token.whitespace_) for token in parsed]
    gold = Doc(
        nlp.vocab,
        words,
        spaces,
        pos=[token.pos_ for token in parsed],
        tags=[token.pos_ for token in parsed],
        morphs=[str(token.morph) for token in parsed],
        lemmas=[token.lemma_ for token in parsed],
        heads=[token.head.i for token in parsed],
        deps=[token.dep_ for token in parsed],
        ents=["O"] * len(words),
    )
    return Example(Doc(nlp.vocab, words, spaces), gold)


def test_the_rules_work_on_the_parse_of_a_released_pipeline(released):
    report = Linter(Settings(model=released)).lint(Message.from_text(LETTER))
    found = {finding.rule for finding in report.findings}
    assert {"geen-dank", "vaag", "onbeleefd"} <= found


def test_lemmas_lose_the_underscores_of_the_treebank(released):
    from afwijslint.nlp import Parser

    doc = Parser(released)(Message.from_text(LETTER))
    assert not [token.lemma_ for token in doc if "_" in token.lemma_]
    assert [token.lemma_ for token in doc if token.text == "wijs"] == ["afwijzen"]


def test_a_pipeline_that_is_not_installed_says_how_to_get_it():
    with pytest.raises(ModelError, match="python -m spacy download nl_core_news_lg"):
        Linter(Settings(model="nl_core_news_lg")).lint(Message.from_text(LETTER))


def test_a_pipeline_of_another_language_is_refused(tmp_path):
    spacy.blank("en").to_disk(tmp_path / "en")
    with pytest.raises(ModelError, match="niet Nederlands"):
        Linter(Settings(model=str(tmp_path / "en"))).lint(Message.from_text(LETTER))


def test_a_pipeline_without_a_parser_is_refused(tmp_path):
    spacy.blank("nl").to_disk(tmp_path / "leeg")
    with pytest.raises(ModelError, match="ontleedt geen zinnen"):
        Linter(Settings(model=str(tmp_path / "leeg"))).lint(Message.from_text(LETTER))
