"""Reads letters with the acts of every sentence."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

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
#: Came later than the others: only some letters were read for them, and a file named
#: after the act tells which sentences do it.
LATER_ACTS = (
    EncoderAct.NAMES.value,
    EncoderAct.REFUSES_JOB.value,
    EncoderAct.GENERIC_YOU.value,
    EncoderAct.KIND_WORD.value,
)


class LetterSentence(NamedTuple):
    """Words with the white space before each, the acts of the sentence, its tree where
    `teaching` has given it one, and the acts for which nobody read it."""

    words: list[str]
    gaps: list[str]
    acts: frozenset[str]
    tree: Sentence | None = None
    unread: frozenset[str] = frozenset()


class Letter(NamedTuple):
    id: str
    sentences: list[LetterSentence]


def read(folders: Sequence[Path]) -> list[Letter]:
    """All letters of the folders, cut into words as spaCy does at run time.

    A letter is an object with `id` and `sentences`: the text of each, its acts and, if
    not all were looked for, those that were.
    A file `corrections*.jsonl` gives sentences of letters, in any of the folders if at
    all, other acts: objects with `id`, `sentence` (from 0), `text` (how it begins) and
    `acts`. A file that begins with one of the `LATER_ACTS` tells which sentences do
    that act: objects with `id` and `sentences` (numbers from 0).
    """
    paths = sorted(path for folder in folders for path in folder.glob("*.jsonl"))
    letters, corrections = {}, []
    later: dict[str, dict[str, list[int]]] = {act: {} for act in LATER_ACTS}
    for path in paths:
        records = [json.loads(line) for line in path.open(encoding="utf8")]
        if path.name.startswith(CORRECTIONS):
            corrections += records
        else:
            act = next(filter(path.name.startswith, LATER_ACTS), None)
            (letters if act is None else later[act]).update(
                {record["id"]: record["sentences"] for record in records}
            )
    for record in corrections:
        if record["id"] not in letters:
            continue
        sentence = letters[record["id"]][record["sentence"]]
        if not sentence[0].startswith(record["text"]):
            raise ValueError(f"correction of another text: {record}")
        sentence[1] = record["acts"]
    tokenizer = Dutch().tokenizer
    return [
        Letter(
            identifier,
            _sentences(
                sentences,
                {act: later[act].get(identifier) for act in LATER_ACTS},
                tokenizer,
            ),
        )
        for identifier, sentences in letters.items()
    ]


def _sentences(
    labelled: list[list[Any]],
    later: Mapping[str, list[int] | None],
    tokenizer: Tokenizer,
) -> list[LetterSentence]:
    sentences = []
    gap = ""
    unread = frozenset(act for act, doing in later.items() if doing is None)
    for number, (text, acts, *only) in enumerate(labelled):
        found = {act for act, doing in later.items() if doing and number in doing}
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
            sentences.append(
                LetterSentence(
                    words,
                    gaps,
                    frozenset(found.union(acts)),
                    unread=unread.union(*(set(ACTS) - set(read) for read in only)),
                )
            )
    return sentences


def held_out(letter: Letter) -> bool:
    """Whether this letter is one that training never sees."""
    digest = hashlib.sha256(letter.id.encode()).digest()
    return int.from_bytes(digest[:4], "big") % HELD_OUT_ONE_IN == 0


def dwelt_on(
    all_letters: Sequence[Letter],
    names: Sequence[str],
    *,
    times: int,
    others: float,
    random: Random,
) -> list[Letter]:
    """The letters whose id begins with a name, each so many times, and a share of the
    others: a network that knows most letters learns little from a few new ones."""
    chosen: list[Letter] = []
    for letter in all_letters:
        if letter.id.startswith(tuple(names)):
            chosen += [letter] * times
        elif random.random() < others:
            chosen.append(letter)
    return chosen
