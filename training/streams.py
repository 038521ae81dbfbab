"""Endless batches for training, made ahead by other processes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random
from typing import cast

import torch
from torch.utils.data import DataLoader, IterableDataset, get_worker_info

from afwijslint.word_pieces import PieceEncoder
from training import documents
from training.batches import GROUP, Batch, batches, encode
from training.labels import LabelSet


@dataclass(frozen=True, eq=False)
class Stream(IterableDataset[Batch]):
    """Passes over the samples without end, each with other noise.

    `samples` makes the documents of one pass in a random order; a batch holds at most
    `budget` pieces. Every process makes passes of its own.
    """

    samples: Callable[[Random], list[documents.Document]]
    budget: int
    labels: LabelSet
    pieces: PieceEncoder
    seed: int

    def __iter__(self) -> Iterator[Batch]:
        worker = get_worker_info()
        if worker:
            torch.set_num_threads(1)
        random = Random(f"{self.seed} {worker.id if worker else 0}")
        while True:
            whole = self.samples(random)
            for first in range(0, len(whole), GROUP):
                noisy = [
                    encode(documents.add_noise(document, random), self.pieces)
                    for document in whole[first : first + GROUP]
                ]
                yield from batches(noisy, self.budget, self.labels, random)


def batches_of(stream: Stream, workers: int) -> Iterator[Batch]:
    """The batches of the stream, made by so many processes, or by this one for 0."""
    loader: DataLoader[Batch] = DataLoader(
        stream,
        batch_size=None,
        num_workers=workers,
        collate_fn=_unchanged,
        # What a spawned process would need, such as edit trees, cannot be pickled.
        multiprocessing_context="fork" if workers else None,
    )
    return cast("Iterator[Batch]", iter(loader))


def _unchanged(batch: Batch) -> Batch:
    return batch
