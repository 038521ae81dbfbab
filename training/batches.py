"""Documents to tensors."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import NamedTuple

import torch
from torch import Tensor

from afwijslint.word_pieces import PAD, UNKNOWN, PieceEncoder
from training.documents import Document
from training.labels import IGNORE, LabelSet

WINDOW = 512
#: So many documents are sorted by length at a time.
GROUP = 256


class Encoded(NamedTuple):
    """A document as far as it fits one window."""

    ids: list[int]
    word_of_piece: list[int]
    document: Document
    length: int


class Batch(NamedTuple):
    """`sentence` numbers the sentence of each word, -1 for padding.

    `acts` is (batch, sentences, acts), or None for the treebank; `known` marks the
    acts of its real sentences for which they were read.
    """

    ids: Tensor
    pool: Tensor
    sentence: Tensor
    pos: Tensor
    morph: Tensor
    lemma: Tensor
    start: Tensor
    head: Tensor
    dep: Tensor
    acts: Tensor | None
    known: Tensor | None


def encode(document: Document, pieces: PieceEncoder) -> Encoded:
    words = [token.text for token in document.tokens]
    gaps = [token.gap for token in document.tokens]
    window = pieces.windows(words, gaps, WINDOW, 0)[0]
    return Encoded(window.ids, window.word_of_piece, document, window.last)


def batches(
    encoded: list[Encoded], budget: int, labels: LabelSet, random: Random
) -> Iterator[Batch]:
    """Batches of at most `budget` pieces, of documents of like length."""
    groups: list[list[Encoded]] = []
    for start in range(0, len(encoded), GROUP):
        part = sorted(encoded[start : start + GROUP], key=lambda e: len(e.ids))
        group: list[Encoded] = []
        for item in part:
            if group and (len(group) + 1) * len(item.ids) > budget:
                groups.append(group)
                group = []
            group.append(item)
        groups.append(group)
    random.shuffle(groups)
    for group in groups:
        yield collate(group, labels)


def collate(group: list[Encoded], labels: LabelSet) -> Batch:
    size = len(group)
    pieces = max(len(item.ids) for item in group)
    words = max(item.length for item in group)
    ids = torch.full((size, pieces), PAD)
    pool = torch.zeros(size, words, pieces)
    sentence = torch.full((size, words), -1)

    def unknown() -> Tensor:
        return torch.full((size, words), IGNORE)

    pos, morph, lemma, head, dep = (unknown() for _ in range(5))
    start = torch.zeros(size, words)
    for row, item in enumerate(group):
        ids[row, : len(item.ids)] = torch.tensor(item.ids)
        owners = torch.tensor(item.word_of_piece)
        places = torch.nonzero(owners >= 0).squeeze(-1)
        pool[row, owners[places], places] = 1.0
        tokens = item.document.tokens[: item.length]
        starts = torch.tensor([float(token.starts_sentence) for token in tokens])
        start[row, : item.length] = starts
        sentence[row, : item.length] = starts.cumsum(0).long() - 1
        width = item.length
        pos[row, :width] = torch.tensor([labels.number("pos", t.pos) for t in tokens])
        morph[row, :width] = torch.tensor(
            [labels.number("morph", t.morph) for t in tokens]
        )
        lemma[row, :width] = torch.tensor(
            [labels.lemma_number(t.text, t.lemma) for t in tokens]
        )
        dep[row, :width] = torch.tensor([labels.number("dep", t.dep) for t in tokens])
        head[row, :width] = torch.tensor(
            [
                IGNORE if t.head is None or t.head >= item.length else t.head
                for t in tokens
            ]
        )
    pool = pool / pool.sum(-1, keepdim=True).clamp(min=1)
    acts = known = None
    if group[0].document.acts is not None:
        count = int(sentence.max()) + 1
        acts = torch.zeros(size, count, len(labels.acts))
        known = torch.zeros_like(acts)
        for row, item in enumerate(group):
            assert item.document.acts is not None
            # A sentence cut off by the window keeps its label: its head is there.
            for number in range(int(sentence[row].max()) + 1):
                known[row, number] = 1
                for act in item.document.unread[number]:
                    known[row, number, labels.acts.index(act)] = 0
                for act in item.document.acts[number]:
                    acts[row, number, labels.acts.index(act)] = 1
    return Batch(ids, pool, sentence, pos, morph, lemma, start, head, dep, acts, known)


def moved(batch: Batch, device: torch.device) -> Batch:
    """The batch on the device that the network is on."""
    return Batch(*(None if tensor is None else tensor.to(device) for tensor in batch))


def drop_pieces(batch: Batch, share: float) -> Batch:
    """Hide a share of the pieces, so that no single one decides."""
    chance = torch.rand(batch.ids.shape, device=batch.ids.device)
    hidden = (chance < share) & (batch.ids > UNKNOWN)
    return batch._replace(ids=batch.ids.masked_fill(hidden, UNKNOWN))
