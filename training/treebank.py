"""Reads CoNLL-U files into sentences."""

from __future__ import annotations

import lzma
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple


class Word(NamedTuple):
    """One word of the treebank; `head` counts from 1 in its sentence, 0 is root.

    `lemma` is None where it is not known.
    """

    text: str
    lemma: str | None
    pos: str
    morph: str
    head: int
    dep: str
    space_after: bool


Sentence = list[Word]


def read(path: Path) -> list[Sentence]:
    """Sentences of a `.conllu` or `.conllu.xz` file, as spaCy names its labels."""
    return list(_sentences(path))


def _sentences(path: Path) -> Iterator[Sentence]:
    opened = lzma.open if path.suffix == ".xz" else open
    with opened(path, "rt", encoding="utf8") as lines:
        sentence: Sentence = []
        for line in lines:
            fields = line.rstrip("\n").split("\t")
            if len(fields) == 1:
                if sentence and not line.startswith("#"):
                    yield sentence
                    sentence = []
            elif fields[0].isdigit():
                sentence.append(
                    Word(
                        text=fields[1],
                        lemma=fields[2],
                        pos=fields[3],
                        morph="" if fields[5] == "_" else fields[5],
                        head=int(fields[6]),
                        dep="ROOT" if fields[7] == "root" else fields[7],
                        space_after="SpaceAfter=No" not in fields[9],
                    )
                )
        if sentence:
            yield sentence
