"""A network that was written as a pipeline can be read back, to learn on from it."""

import json
from pathlib import Path

import numpy as np
import pytest
import spacy

pytest.importorskip("torch", reason="needs the extra train")

from training import documents, letters, restore, thresholds
from training.batches import collate, encode
from training.network import act_scores
from training.train import Plan

PIPELINE = Path(__file__).parent.parent / "model"
SENTENCES = [
    ["Geachte mevrouw Kolen,\n\n", ["aanhef"]],
    ["Hartelijk dank voor uw uitnodiging. ", ["danken"]],
    ["Helaas kan ik donderdag niet komen, want ik heb een examen.\n\n", ["besluit"]],
    ["Met vriendelijke groet,\nAn de Wit", ["afsluiting"]],
]


@pytest.fixture
def letter(tmp_path):
    line = json.dumps({"id": "a", "sentences": SENTENCES})
    (tmp_path / "letter.jsonl").write_text(line, "utf8")
    return letters.read([tmp_path])[0]


def test_what_was_read_back_scores_acts_as_the_pipeline_does(letter):
    labels = restore.label_set(PIPELINE)
    network = restore.network(PIPELINE, labels).eval()
    pieces = restore.PieceEncoder(restore.pieces_path(PIPELINE))
    batch = collate([encode(documents.from_letter(letter), pieces)], labels)
    logits = act_scores(network(batch.ids, batch.pool), batch.sentence, len(SENTENCES))
    nlp = spacy.load(PIPELINE)
    doc, spans = thresholds.document(nlp, letter)
    nlp.get_pipe("encoder")(doc)
    scores = np.array([list(doc[start:end]._.acts.values()) for start, end in spans])
    read_back = logits.sigmoid().detach().numpy()[0, :, : scores.shape[1]]
    # The pipeline rounds what it reads to 8 bits.
    assert np.abs(read_back - scores).mean() < 0.02


def test_the_classes_of_words_are_those_of_the_pipeline():
    labels = restore.label_set(PIPELINE)
    assert labels.lemma_number("werkte", "werken") >= 0
    assert "VERB" in labels.pos


def test_the_average_of_a_short_training_holds_little_of_the_weights_before():
    for steps in (100, 1000, 10_000):
        assert Plan.onward(steps).average ** steps < 0.2
