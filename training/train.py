"""Learns the encoder and all heads together."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

import torch
import torch.nn.functional as F
from torch import Tensor
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from afwijslint.pieces import PieceEncoder
from training import documents, letters, treebank
from training.batches import Batch, batches, collate, drop_pieces, encode, moved
from training.labels import IGNORE, LabelSet
from training.network import (
    Network,
    Outputs,
    act_scores,
    arc_scores,
    label_scores,
)


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
class Plan:
    """How to train.

    In an epoch the treebank is read once and the letters `letter_passes` times.
    `budget` is the number of pieces in a batch, `average` the decay of the running
    average of the weights.
    """

    epochs: int = 10
    letter_passes: int = 2
    encoder_rate: float = 2e-4
    head_rate: float = 1e-3
    budget: int = 1200
    warm_up: float = 0.06
    hidden_pieces: float = 0.03
    average: float = 0.998


def treebank_loss(network: Network, outputs: Outputs, batch: Batch) -> Tensor:
    arcs = arc_scores(outputs, batch.sentence)
    relations = label_scores(network, outputs, batch.head.clamp(min=0))
    return (
        _entropy(arcs, batch.head)
        + _entropy(relations, batch.dep)
        + 0.5 * _entropy(outputs.pos, batch.pos)
        + 0.5 * _entropy(outputs.morph, batch.morph)
        + _entropy(outputs.lemma, batch.lemma)
        + _start_loss(outputs, batch)
    )


def letter_loss(outputs: Outputs, batch: Batch) -> Tensor:
    assert batch.acts is not None and batch.known is not None
    scores = act_scores(outputs, batch.sentence, batch.acts.shape[1])
    softened = batch.acts * 0.97 + 0.01
    loss = F.binary_cross_entropy_with_logits(scores, softened, reduction="none")
    per_sentence = (loss.sum(-1) * batch.known).sum() / batch.known.sum()
    return per_sentence + _start_loss(outputs, batch)


def _entropy(scores: Tensor, gold: Tensor) -> Tensor:
    return F.cross_entropy(scores.flatten(0, 1), gold.flatten(), ignore_index=IGNORE)


def _start_loss(outputs: Outputs, batch: Batch) -> Tensor:
    real = batch.sentence >= 0
    return F.binary_cross_entropy_with_logits(outputs.start[real], batch.start[real])


def train(
    network: Network,
    plan: Plan,
    seed: int,
    data: TrainingData,
    checkpoint: Path,
) -> Network:
    """Train and return the averaged network; prints a line of figures an epoch."""
    torch.manual_seed(seed)
    random = Random(seed)
    optimizer = _optimizer(network, plan)
    steps = plan.epochs * len(_tree_batches(data, plan, Random(0)))

    def rate(step: int) -> float:
        if step < plan.warm_up * steps:
            return (step + 1) / (plan.warm_up * steps)
        return max(0.02, 1 - step / steps)

    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, rate)
    averaged = AveragedModel(
        network,
        multi_avg_fn=get_ema_multi_avg_fn(plan.average),  # type: ignore[no-untyped-call]
    )
    for epoch in range(plan.epochs):
        begun = time.perf_counter()
        network.train()
        losses = {"trees": 0.0, "letters": 0.0}
        for number, batches_of_step in enumerate(_steps(data, plan, random), 1):
            for batch in batches_of_step:
                loss = _loss(network, batch, plan)
                loss.backward()
                losses["trees" if batch.acts is None else "letters"] += loss.item()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            optimizer.zero_grad()
            averaged.update_parameters(network)
            if number % 100 == 0:
                print(
                    f"  step {number}, {time.perf_counter() - begun:.0f} s", flush=True
                )
        print(
            f"epoch {epoch + 1}/{plan.epochs}: {time.perf_counter() - begun:.0f} s; "
            + " ".join(f"{name} {total:.0f}" for name, total in losses.items())
            + f"; {dev_figures(averaged.module, data)}",
            flush=True,
        )
        torch.save(averaged.module.state_dict(), checkpoint)
    network.load_state_dict(averaged.module.state_dict())
    return network.eval()


def _optimizer(network: Network, plan: Plan) -> torch.optim.Optimizer:
    network.place.weight.requires_grad = False
    encoder = [
        *network.word.parameters(),
        *network.ln.parameters(),
        *network.layers.parameters(),
    ]
    known = {id(parameter) for parameter in [*encoder, network.place.weight]}
    heads = [p for p in network.parameters() if id(p) not in known]
    groups = [
        {"params": encoder, "lr": plan.encoder_rate},
        {"params": heads, "lr": plan.head_rate},
    ]
    return torch.optim.AdamW(groups, weight_decay=0.01, fused=True)


def _steps(data: TrainingData, plan: Plan, random: Random) -> Iterator[list[Batch]]:
    """One treebank batch a step, the letter batches spread evenly over the steps."""
    trees = _tree_batches(data, plan, random)
    mail = [
        batch
        for _ in range(plan.letter_passes)
        for batch in _letter_batches(data, plan, random)
    ]
    given = 0
    for number, batch in enumerate(trees, 1):
        due = number * len(mail) // len(trees)
        yield [batch, *mail[given:due]]
        given = due


def _tree_batches(data: TrainingData, plan: Plan, random: Random) -> list[Batch]:
    samples = documents.treebank_samples(data.sentences, random)
    return _batches(samples, data, plan, random)


def _letter_batches(data: TrainingData, plan: Plan, random: Random) -> list[Batch]:
    samples = [documents.letter_sample(letter, random) for letter in data.letters]
    random.shuffle(samples)
    return _batches(samples, data, plan, random)


def _batches(
    samples: list[documents.Document], data: TrainingData, plan: Plan, random: Random
) -> list[Batch]:
    noisy = [encode(documents.add_noise(s, random), data.pieces) for s in samples]
    return list(batches(noisy, plan.budget, data.labels, random))


def _loss(network: Network, batch: Batch, plan: Plan) -> Tensor:
    device = network.start.weight.device
    batch = drop_pieces(moved(batch, device), plan.hidden_pieces)
    with torch.autocast(device.type, dtype=torch.bfloat16):
        outputs = network(batch.ids, batch.pool)
        outputs = Outputs(*(tensor.float() for tensor in outputs))
        if batch.acts is not None:
            return letter_loss(outputs, batch)
        return treebank_loss(network, outputs, batch)


@torch.no_grad()
def dev_figures(network: torch.nn.Module, data: TrainingData) -> str:
    """A line of rough figures: gold sentences, no decoding into trees."""
    dev, unseen, labels, pieces = data.dev, data.unseen, data.labels, data.pieces
    assert isinstance(network, Network)
    network.eval()
    device = network.start.weight.device
    right = dict.fromkeys(("POS", "morph", "lemma", "UAS", "LAS", "start"), 0)
    words = 0
    for first in range(0, len(dev), 10):
        group = dev[first : first + 10]
        document = documents.from_sentences(group, [" "] * len(group))
        batch = moved(collate([encode(document, pieces)], labels), device)
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
    line = " ".join(f"{name} {count / words:.4f}" for name, count in right.items())
    hits = torch.zeros(3, len(labels.acts))
    for letter in unseen:
        document = documents.from_letter(letter)
        batch = moved(collate([encode(document, pieces)], labels), device)
        assert batch.acts is not None
        out = network(batch.ids, batch.pool)
        found = act_scores(out, batch.sentence, batch.acts.shape[1]) > 0
        gold = batch.acts.bool()
        for row, mask in enumerate((found & gold, found, gold)):
            hits[row] += mask.sum((0, 1)).cpu()
    scores = 2 * hits[0] / (hits[1] + hits[2]).clamp(min=1)
    line += f"; acts macro F1 {float(scores.mean()):.3f}: " + " ".join(
        f"{act} {float(score):.2f}"
        for act, score in zip(labels.acts, scores, strict=True)
    )
    network.train()
    return line
