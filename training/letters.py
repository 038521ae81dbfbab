"""Reads letters with the acts of every sentence."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from spacy.lang.nl import Dutch
from spacy.tokenizer import Tokenizer

from afwijslint.ruleset.schema import EncoderAct
from training.treebank import Sentence

CORRECTIONS = "corrections"
#: Letters of this project, always read.
OWN_LETTERS = Path(__file__).with_name("letters")
#: One letter in so many is never trained on: thresholds and figures come from these.
HELD_OUT_ONE_IN = 12

#: What a writer does with a sentence; the order is that of the network's outputs.
ACTS = tuple(act.value for act in EncoderAct)


class LetterSentence(NamedTuple):
    """Words with the white space before each, the acts of the sentence, and its tree
    where `teaching` has given it one."""

    words: list[str]
    gaps: list[str]
    acts: frozenset[str]
    tree: Sentence | None = None


class Letter(NamedTuple):
    id: str
    sentences: list[LetterSentence]


def read(folders: Sequence[Path]) -> list[Letter]:
    """All letters of the folders, cut into words as spaCy does at run time.

    A file `corrections*.jsonl` gives sentences of letters, in any of the folders if at
    all, other acts: objects with `id`, `sentence` (from 0), `text` (how it begins) and
    `acts`.
    """
    paths = sorted(path for folder in folders for path in folder.glob("*.jsonl"))
    letters, corrections = {}, []
    for path in paths:
        records = [json.loads(line) for line in path.open(encoding="utf8")]
        if path.name.startswith(CORRECTIONS):
            corrections += records
        else:
            letters.update({record["id"]: record["sentences"] for record in records})
    for record in corrections:
        if record["id"] not in letters:
            continue
        sentence = letters[record["id"]][record["sentence"]]
        if not sentence[0].startswith(record["text"]):
            raise ValueError(f"correction of another text: {record}")
        sentence[1] = record["acts"]
    tokenizer = Dutch().tokenizer
    return [
        Letter(identifier, _sentences(sentences, tokenizer))
        for identifier, sentences in letters.items()
    ]


def _sentences(
    labelled: list[tuple[str, list[str]]], tokenizer: Tokenizer
) -> list[LetterSentence]:
    sentences = []
    gap = ""
    for text, acts in labelled:
        unknown = set(acts) - set(ACTS)
        if unknown:
            raise ValueError(f"unknown acts {unknown}: {text}")
        words, gaps = [], []
        for token in tokenizer(text):
            if token.is_space:
                gap += token.text_with_ws
            else:
                words.append(token.text)
                gaps.append(gap)
                gap = token.whitespace_
        if words:
            sentences.append(LetterSentence(words, gaps, frozenset(acts)))
    return sentences


def held_out(letter: Letter) -> bool:
    """Whether this letter is one that training never sees."""
    digest = hashlib.sha256(letter.id.encode()).digest()
    return int.from_bytes(digest[:4], "big") % HELD_OUT_ONE_IN == 0
