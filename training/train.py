"""Learns the encoder and all heads together."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

import torch
import torch.nn.functional as F
from torch import Tensor
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from afwijslint.word_pieces import PieceEncoder
from training import documents, letters, treebank
from training.batches import Batch, collate, drop_pieces, encode, moved
from training.labels import IGNORE, LabelSet
from training.network import (
    Network,
    Outputs,
    act_scores,
    arc_scores,
    label_scores,
)
from training.streams import Stream, batches_of
from training.teaching import parsed

#: After so many steps of training the network is measured and kept.
STEPS_BETWEEN_FIGURES = 500


@dataclass(frozen=True)
class TrainingData:
    """What is learnt from, and what is only measured on (`dev`, `unseen`)."""

    sentences: list[treebank.Sentence]
    letters: list[letters.Letter]
    dev: list[treebank.Sentence]
    unseen: list[letters.Letter]
    labels: LabelSet
    pieces: PieceEncoder


@dataclass(frozen=True)
class Phase:
    """Some steps of training, from the averaged weights of the phase before.

    In a step so many pieces of the treebank are read, and of the letters. The rates
    rise in the share `warm_up` of the phase, and then fall in a line from one to
    `last_rate`, their share at the end.
    """

    steps: int
    tree_pieces: int
    letter_pieces: int
    encoder_rate: float
    head_rate: float
    last_rate: float
    warm_up: float


@dataclass(frozen=True)
class Plan:
    """How to train.

    First come trees alone: acts are learnt sooner by a network that knows Dutch, and
    what it knows then is taught to it again with the letters (`teaching`), one in
    `taught_one_in` of them. `average` is the decay of the running average of the
    weights, `workers` the number of processes that make batches of letters and of
    trees; 0 for none beside the training.
    """

    phases: tuple[Phase, ...] = (
        Phase(1900, 1200, 0, 2e-4, 1e-3, last_rate=0.4, warm_up=0.12),
        Phase(2937, 2000, 6000, 2e-4, 1.2e-3, last_rate=0.02, warm_up=0.06),
    )
    taught_one_in: int = 1
    hidden_pieces: float = 0.03
    average: float = 0.998
    workers: int = 0

    @classmethod
    def onward(cls, steps: int, workers: int = 0) -> Plan:
        """To learn on from a network that knows trees and letters.

        Over a few steps the usual average would keep mostly the weights before.
        """
        phase = Phase(steps, 1400, 5600, 1e-4, 6e-4, last_rate=0.02, warm_up=0.06)
        average = min(cls.average, 1 - 6 / steps)
        return cls((phase,), taught_one_in=3, average=average, workers=workers)


def word_loss(network: Network, outputs: Outputs, batch: Batch) -> Tensor:
    """How far off the words are: their labels, their tree, where sentences start."""
    arcs = arc_scores(outputs, batch.sentence)
    relations = label_scores(network, outputs, batch.head.clamp(min=0))
    # Multiplied, not chosen: choosing makes a graphics processor wait.
    real = (batch.sentence >= 0).float()
    starts = F.binary_cross_entropy_with_logits(
        outputs.start, batch.start, reduction="none"
    )
    starts = (starts * real).sum() / real.sum()
    return (
        _entropy(arcs, batch.head)
        + _entropy(relations, batch.dep)
        + 0.5 * _entropy(outputs.pos, batch.pos)
        + 0.5 * _entropy(outputs.morph, batch.morph)
        + _entropy(outputs.lemma, batch.lemma)
        + starts
    )


def act_loss(outputs: Outputs, batch: Batch) -> Tensor:
    """How far off the acts of the sentences are."""
    assert batch.acts is not None and batch.known is not None
    scores = act_scores(outputs, batch.sentence, batch.acts.shape[1])
    softened = batch.acts * 0.97 + 0.01
    loss = F.binary_cross_entropy_with_logits(scores, softened, reduction="none")
    return (loss * batch.known).sum() / batch.known.amax(-1).sum()


def _entropy(scores: Tensor, gold: Tensor) -> Tensor:
    """The mean over the words that have a class; 0 where none has (shouted lemmas)."""
    known = gold.flatten() != IGNORE
    loss = F.cross_entropy(
        scores.flatten(0, 1), gold.flatten(), ignore_index=IGNORE, reduction="sum"
    )
    return loss / known.sum().clamp(min=1)


def train(
    network: Network,
    plan: Plan,
    seed: int,
    data: TrainingData,
    checkpoint: Path,
) -> Network:
    """Train and return the averaged network; prints a line of figures now and then."""
    for number, phase in enumerate(plan.phases):
        print(f"phase {number + 1}/{len(plan.phases)}", flush=True)
        if phase.letter_pieces:
            data = replace(data, letters=_taught(data, network, plan.taught_one_in))
        train_phase(
            network, plan, phase, seed=seed + number, data=data, checkpoint=checkpoint
        )
    return network.eval()


def _taught(data: TrainingData, network: Network, one_in: int) -> list[letters.Letter]:
    """The letters, some of them with a tree for each sentence."""
    taught = parsed(data.letters[::one_in], network, data.labels, data.pieces)
    by_id = {letter.id: letter for letter in taught}
    return [by_id.get(letter.id, letter) for letter in data.letters]


def train_phase(
    network: Network,
    plan: Plan,
    phase: Phase,
    *,
    seed: int,
    data: TrainingData,
    checkpoint: Path,
) -> None:
    """Train for one phase, and leave the average of the weights in the network."""
    torch.manual_seed(seed)
    optimizer = _optimizer(network, phase)

    def rate(step: int) -> float:
        if step < phase.warm_up * phase.steps:
            return (step + 1) / (phase.warm_up * phase.steps)
        return 1 - (1 - phase.last_rate) * step / phase.steps

    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, rate)
    averaged = AveragedModel(
        network,
        multi_avg_fn=get_ema_multi_avg_fn(plan.average),  # type: ignore[no-untyped-call]
    )
    streams = [
        batches_of(stream, plan.workers) for stream in _streams(data, phase, seed)
    ]
    begun = time.perf_counter()
    network.train()
    for step in range(1, phase.steps + 1):
        for stream in streams:
            _loss(network, next(stream), plan).backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad()
        averaged.update_parameters(network)
        left = phase.steps - step
        # Figures take minutes: none just before the last.
        due = step % STEPS_BETWEEN_FIGURES == 0 and left >= STEPS_BETWEEN_FIGURES // 2
        if due or not left:
            figures = _tree_figures(averaged.module, data)
            if phase.letter_pieces:
                figures += f"; {_act_figures(averaged.module, data)}"
            seconds = time.perf_counter() - begun
            print(f"step {step}/{phase.steps}: {seconds:.0f} s; {figures}", flush=True)
            torch.save(averaged.module.state_dict(), checkpoint)
    network.load_state_dict(averaged.module.state_dict())


def _streams(data: TrainingData, phase: Phase, seed: int) -> Iterator[Stream]:
    def trees(random: Random) -> list[documents.Document]:
        # From another place each time, so that processes do not read in step.
        start = random.randrange(len(data.sentences))
        sentences = data.sentences[start:] + data.sentences[:start]
        return documents.treebank_samples(sentences, random)

    def mail(random: Random) -> list[documents.Document]:
        shuffled = random.sample(data.letters, len(data.letters))
        others = documents.partners(shuffled, random)
        return [
            documents.letter_sample(letter, other, random)
            for letter, other in zip(shuffled, others, strict=True)
        ]

    for samples, pieces in ((trees, phase.tree_pieces), (mail, phase.letter_pieces)):
        if pieces:
            yield Stream(samples, pieces, data.labels, data.pieces, seed)


def _optimizer(network: Network, phase: Phase) -> torch.optim.Optimizer:
    network.place.weight.requires_grad = False
    encoder = [
        *network.word.parameters(),
        *network.ln.parameters(),
        *network.layers.parameters(),
    ]
    known = {id(parameter) for parameter in [*encoder, network.place.weight]}
    heads = [p for p in network.parameters() if id(p) not in known]
    groups = [
        {"params": encoder, "lr": phase.encoder_rate},
        {"params": heads, "lr": phase.head_rate},
    ]
    return torch.optim.AdamW(groups, weight_decay=0.01, fused=True)


def _loss(network: Network, batch: Batch, plan: Plan) -> Tensor:
    device = network.start.weight.device
    batch = drop_pieces(moved(batch, device), plan.hidden_pieces)
    with torch.autocast(device.type, dtype=torch.bfloat16):
        outputs = network(batch.ids, batch.pool)
        outputs = Outputs(*(tensor.float() for tensor in outputs))
        loss = word_loss(network, outputs, batch)
        return loss if batch.acts is None else loss + act_loss(outputs, batch)


@torch.no_grad()
def _tree_figures(network: torch.nn.Module, data: TrainingData) -> str:
    """Rough figures on dev: gold sentences, no decoding into trees."""
    assert isinstance(network, Network)
    network.eval()
    right = dict.fromkeys(("POS", "morph", "lemma", "UAS", "LAS", "start"), 0)
    words = 0
    for first in range(0, len(data.dev), 10):
        group = data.dev[first : first + 10]
        document = documents.from_sentences(group, [" "] * len(group))
        batch = _one_batch(network, document, data)
        out = network(batch.ids, batch.pool)
        heads = arc_scores(out, batch.sentence).argmax(-1)
        relations = label_scores(network, out, heads).argmax(-1)
        attached = heads == batch.head
        words += batch.head.shape[1]
        right["POS"] += int((out.pos.argmax(-1) == batch.pos).sum())
        right["morph"] += int((out.morph.argmax(-1) == batch.morph).sum())
        right["lemma"] += int((out.lemma.argmax(-1) == batch.lemma).sum())
        right["UAS"] += int(attached.sum())
        right["LAS"] += int((attached & (relations == batch.dep)).sum())
        right["start"] += int(((out.start > 0) == batch.start.bool()).sum())
    network.train()
    return " ".join(f"{name} {count / words:.4f}" for name, count in right.items())


@torch.no_grad()
def _act_figures(network: torch.nn.Module, data: TrainingData) -> str:
    """F1 of each act on the letters that are not learnt from."""
    assert isinstance(network, Network)
    network.eval()
    hits = torch.zeros(3, len(data.labels.acts))
    for letter in data.unseen:
        batch = _one_batch(network, documents.from_letter(letter), data)
        assert batch.acts is not None and batch.known is not None
        out = network(batch.ids, batch.pool)
        found = act_scores(out, batch.sentence, batch.acts.shape[1]) > 0
        found &= batch.known.bool()
        gold = batch.acts.bool()
        for row, mask in enumerate((found & gold, found, gold)):
            hits[row] += mask.sum((0, 1)).cpu()
    network.train()
    scores = 2 * hits[0] / (hits[1] + hits[2]).clamp(min=1)
    return f"acts macro F1 {float(scores.mean()):.3f}: " + " ".join(
        f"{act} {float(score):.2f}"
        for act, score in zip(data.labels.acts, scores, strict=True)
    )


def _one_batch(
    network: Network, document: documents.Document, data: TrainingData
) -> Batch:
    batch = collate([encode(document, data.pieces)], data.labels)
    return moved(batch, network.start.weight.device)
