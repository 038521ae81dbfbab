"""Figures of a pipeline on CoNLL-U files, with spaCy's scorer.

    python -m training.evaluate PIPELINE FILE.conllu[.xz]… [--noisy]

Gold words, documents of ten sentences, predicted sentence boundaries. `--noisy`
reads the same texts without capitals and without punctuation marks.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from random import Random

import spacy
from spacy.language import Language
from spacy.scorer import Scorer
from spacy.tokens import Doc
from spacy.training import Example

from training import documents, treebank

SENTENCES = 10
FIGURES = {
    "POS": "pos_acc",
    "morph": "morph_acc",
    "lemma": "lemma_acc",
    "UAS": "dep_uas",
    "LAS": "dep_las",
    "sentence F": "sents_f",
}


def examples(
    nlp: Language, sentences: list[treebank.Sentence], noisy: bool
) -> list[Example]:
    result = []
    for first in range(0, len(sentences), SENTENCES):
        group = sentences[first : first + SENTENCES]
        document = documents.from_sentences(group, [" "] * len(group))
        if noisy:
            document = documents.drop_punctuation(
                documents.lower(document), Random(0), share=1.0
            )
        tokens = document.tokens
        words = [token.text for token in tokens]
        spaces = [token.gap != "" for token in tokens[1:]] + [False]
        gold = Doc(
            nlp.vocab,
            words,
            spaces,
            pos=[token.pos or "" for token in tokens],
            morphs=[token.morph or "" for token in tokens],
            lemmas=[token.lemma or "" for token in tokens],
            heads=[token.head or 0 for token in tokens],
            deps=[token.dep or "" for token in tokens],
        )
        result.append(Example(Doc(nlp.vocab, words, spaces), gold))
    return result


def figures(nlp: Language, cases: list[Example]) -> dict[str, float]:
    """Accuracies from 0 to 1, and words read a second."""
    encoder = nlp.get_pipe("encoder")
    begun = time.perf_counter()
    for case in cases:
        # Without the normaliser: the treebank keeps its underscores.
        encoder(case.predicted)
    seconds = time.perf_counter() - begun
    words = sum(len(case.predicted) for case in cases)
    scores = {
        **Scorer.score_token_attr(cases, "pos"),
        **Scorer.score_token_attr(
            cases, "morph", getter=lambda token, _: token.morph.key
        ),
        **Scorer.score_token_attr(cases, "lemma", getter=lambda token, _: token.lemma_),
        **Scorer.score_deps(
            cases,
            "dep",
            getter=lambda token, _: token.dep_,
            ignore_labels=("p", "punct"),
        ),
        **Scorer.score_spans(
            cases, "sents", getter=lambda doc, _: doc.sents, has_annotation=None
        ),
    }
    result = {name: float(scores[key]) for name, key in FIGURES.items()}
    return {**result, "words/s": words / seconds}


def table(nlp: Language, files: dict[str, list[treebank.Sentence]], noisy: bool) -> str:
    lines = [
        "| text | " + " | ".join([*FIGURES, "words/s"]) + " |",
        "| --- |" + " --- |" * (len(FIGURES) + 1),
    ]
    for name, sentences in files.items():
        for kind in (False, True) if noisy else (False,):
            row = figures(nlp, examples(nlp, sentences, kind))
            cells = [
                f"{value:.0f}" if key == "words/s" else f"{value:.4f}"
                for key, value in row.items()
            ]
            label = f"{name}, noisy" if kind else name
            lines.append(f"| {label} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pipeline", type=Path)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--noisy", action="store_true", help="noisy text as well")
    arguments = parser.parse_args()
    nlp = spacy.load(arguments.pipeline)
    files = {path.name.split(".")[0]: treebank.read(path) for path in arguments.files}
    if len(files) > 1:
        together = [sentence for sentences in files.values() for sentence in sentences]
        files["together"] = together
    print(table(nlp, files, arguments.noisy))


if __name__ == "__main__":
    main()
