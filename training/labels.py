"""The classes that the heads choose from, and words as rows of class numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from spacy.pipeline._edit_tree_internals.edit_trees import EditTrees
from spacy.strings import StringStore

from training.letters import ACTS
from training.treebank import Sentence

IGNORE = -100
MIN_LEMMA_USE = 2


@dataclass
class LabelSet:
    """Numbers of all classes.

    A lemma class is a flag (1: lower the word first) and the number of an edit
    tree, so that "Kom", "kom" and "Loop", "loop" share one class each. `lexicon`
    gives the lemmas seen with a part of speech and a form in lower case, most frequent
    first.
    """

    pos: list[str]
    morph: list[str]
    dep: list[str]
    lemma: list[tuple[int, int]]
    strings: StringStore
    trees: EditTrees
    lexicon: dict[str, dict[str, list[str]]]
    acts: tuple[str, ...] = ACTS
    _numbers: dict[str, dict[object, int]] = field(default_factory=dict)

    def number(self, kind: str, label: object) -> int:
        """The class number of `label`, or `IGNORE` for one that is not learnt."""
        if kind not in self._numbers:
            values = getattr(self, kind)
            self._numbers[kind] = {value: n for n, value in enumerate(values)}
        return self._numbers[kind].get(label, IGNORE)

    def lemma_number(self, word: str, lemma: str | None) -> int:
        if lemma is None:
            return IGNORE
        return self.number("lemma", _lemma_class(self.trees, word, lemma))


def _lemma_class(trees: EditTrees, word: str, lemma: str) -> tuple[int, int]:
    lowered = int(lemma == lemma.lower())
    return lowered, trees.add(word.lower() if lowered else word, lemma)


def collect(sentences: Iterable[Sentence]) -> LabelSet:
    pos: set[str] = set()
    morph: set[str] = set()
    dep: set[str] = set()
    strings = StringStore()
    trees = EditTrees(strings)
    lemma: Counter[tuple[int, int]] = Counter()
    known: Counter[tuple[str, str, str]] = Counter()
    for sentence in sentences:
        for word in sentence:
            pos.add(word.pos)
            morph.add(word.morph)
            dep.add(word.dep)
            lemma[_lemma_class(trees, word.text, word.lemma)] += 1
            known[word.pos, word.text.lower(), word.lemma] += 1
    frequent = [tree for tree, use in lemma.most_common() if use >= MIN_LEMMA_USE]
    lexicon: dict[str, dict[str, list[str]]] = {}
    for (tag, form, lemma_text), _ in known.most_common():
        lexicon.setdefault(tag, {}).setdefault(form, []).append(lemma_text)
    return LabelSet(
        sorted(pos), sorted(morph), sorted(dep), frequent, strings, trees, lexicon
    )
