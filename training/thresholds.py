"""The best threshold of each act, on letters that no training saw.

    python -m training.thresholds PIPELINE --letters DIR

Prints for each act the probability above which F1 is highest, that F1, and the F1 at
one half. Few letters carry the rare acts: take a threshold from here only where it
is clearly better, and look at the messages of the benchmark as well.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import spacy
from spacy.tokens import Doc

from training import letters

CANDIDATES = np.linspace(0.05, 0.95, 19)


def f1(gold: np.ndarray, found: np.ndarray) -> float:
    """F1 of two arrays of truth values."""
    return 2 * float((gold & found).sum()) / max(1.0, float(gold.sum() + found.sum()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pipeline", type=Path)
    parser.add_argument("--letters", type=Path, action="append", default=[])
    arguments = parser.parse_args()
    nlp = spacy.load(arguments.pipeline)
    encoder = nlp.get_pipe("encoder")
    scores, gold, known = [], [], []
    for letter in letters.read([*arguments.letters, letters.OWN_LETTERS]):
        if not letters.held_out(letter):
            continue
        doc, spans = document(nlp, letter)
        encoder(doc)
        for (start, end), sentence in zip(spans, letter.sentences, strict=True):
            scores.append(list(doc[start:end]._.acts.values()))
            gold.append([act in sentence.acts for act in letters.ACTS])
            known.append([act not in sentence.unread for act in letters.ACTS])
    table, truth, read = np.array(scores), np.array(gold), np.array(known)
    print("| act | sentences | best threshold | F1 there | F1 at 0.5 |")
    print("| --- | --- | --- | --- | --- |")
    for column, act in enumerate(letters.ACTS):
        rows = read[:, column]
        real, given = truth[rows, column], table[rows, column]
        best = max(CANDIDATES, key=lambda level: f1(real, given > level))
        print(
            f"| {act} | {real.sum()} | {best:.2f} | {f1(real, given > best):.3f} "
            f"| {f1(real, given > 0.5):.3f} |"
        )


def document(
    nlp: spacy.Language, letter: letters.Letter
) -> tuple[Doc, list[tuple[int, int]]]:
    """The letter as a document, spaced as it was written, and the words of each
    sentence in it."""
    words: list[str] = []
    spaces: list[bool] = []
    spans = []
    for sentence in letter.sentences:
        start = len(words) + bool(words and "\n" in sentence.gaps[0])
        for word, gap in zip(sentence.words, sentence.gaps, strict=True):
            if words and "\n" in gap:
                words.append(gap.strip(" "))
                spaces.append(False)
            elif words:
                spaces[-1] = bool(gap)
            words.append(word)
            spaces.append(False)
        spans.append((start, len(words)))
    return Doc(nlp.vocab, words, spaces), spans


if __name__ == "__main__":
    main()
