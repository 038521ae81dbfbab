"""Writes a trained network as a spaCy pipeline folder with 8-bit weights."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import onnx
import spacy
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from spacy.strings import StringStore
from torch import Tensor, nn

from afwijslint.encoder import (
    LABELS,
    LEXICON,
    NETWORK,
    PIECES,
    RELATIONS,
    TREES,
    Encoder,
)
from training.batches import Batch
from training.labels import LabelSet
from training.network import Network, Outputs

#: The lemmatiser tries this many classes, best first.
LEMMA_CANDIDATES = 3
CHOSEN = ("pos", "morph")
#: The second half of each inner layer loses most in 8 bits; measured on dev, as the
#: share of the inputs in the scale.
SMOOTHED, SMOOTHING = ("fo",), 0.75


class _Reader(nn.Module):
    """The network as it is read out: classes chosen, embeddings in 8 bits."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network
        weight = network.word.weight.detach()
        scale = weight.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("rows", (weight / scale).round().to(torch.int8))
        self.register_buffer("scale", scale)
        network.embed = self._embed  # type: ignore[method-assign]

    def _embed(self, ids: Tensor) -> Tensor:
        rows: Tensor = self.get_buffer("rows")[ids]
        return rows.float() * self.get_buffer("scale")[ids]

    def forward(self, ids: Tensor, pool: Tensor) -> tuple[Tensor, ...]:
        outputs: Outputs = self.network(ids, pool)
        for name in CHOSEN:
            outputs = outputs._replace(**{name: getattr(outputs, name).argmax(-1)})
        best = outputs.lemma.topk(LEMMA_CANDIDATES, dim=-1).indices
        return tuple(outputs._replace(lemma=best))


class _Smoothed(nn.Module):
    """A linear layer whose great inputs are made small, and its weights greater.

    The result is the same, but a few features with great values no longer cost the
    others their precision in 8 bits (SmoothQuant, Xiao et al. 2023).
    """

    def __init__(self, linear: nn.Linear, greatest: Tensor) -> None:
        super().__init__()
        weights = linear.weight.detach().abs().amax(0).clamp(min=1e-5)
        scale = greatest.clamp(min=1e-5) ** SMOOTHING / weights ** (1 - SMOOTHING)
        self.register_buffer("shrink", 1 / scale)
        self.linear = nn.Linear(linear.in_features, linear.out_features)
        self.linear.weight.data = linear.weight.detach() * scale
        self.linear.bias.data = linear.bias.detach().clone()

    def forward(self, x: Tensor) -> Tensor:
        result: Tensor = self.linear(x * self.get_buffer("shrink"))
        return result


@torch.no_grad()
def smooth(network: Network, samples: Iterable[Batch]) -> None:
    """Make the layers that need it fit for 8 bits, by their inputs in `samples`."""
    greatest: dict[nn.Module, Tensor] = {}

    def watch(linear: nn.Module, inputs: tuple[Tensor, ...]) -> None:
        seen = inputs[0].abs().flatten(0, -2).amax(0)
        known = greatest.get(linear)
        greatest[linear] = seen if known is None else torch.maximum(known, seen)

    linears = [
        (layer, name, getattr(layer, name))
        for layer in network.layers
        for name in SMOOTHED
    ]
    hooks = [module.register_forward_pre_hook(watch) for *_, module in linears]
    network.eval()
    for batch in samples:
        network(batch.ids, batch.pool)
    for hook in hooks:
        hook.remove()
    for layer, name, module in linears:
        setattr(layer, name, _Smoothed(module, greatest[module]))


def write_network(network: Network, path: Path) -> None:
    reader = _Reader(network.eval()).eval()
    ids = torch.randint(4, 1000, (1, 24))
    pool = torch.softmax(torch.randn(1, 11, 24), -1)
    axes = {"ids": {1: "pieces"}, "pool": {1: "words", 2: "pieces"}}
    axes |= {name: {1: "words"} for name in Outputs._fields}
    with tempfile.TemporaryDirectory() as folder:
        raw = Path(folder) / "raw.onnx"
        torch.onnx.export(
            reader,
            (ids, pool),
            str(raw),
            input_names=["ids", "pool"],
            output_names=list(Outputs._fields),
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(
            raw,
            path,
            weight_type=QuantType.QInt8,
            per_channel=True,
            op_types_to_quantize=["MatMul"],
            extra_options={"MatMulConstBOnly": True},
        )
    model = onnx.load(path)
    # Stack traces of the exporter name folders of the machine that trained.
    model.doc_string = ""
    for node in model.graph.node:
        node.doc_string = ""
    onnx.save(model, path)


def write_pipeline(
    network: Network,
    labels: LabelSet,
    pieces: Path,
    target: Path,
    *,
    meta: dict[str, object],
) -> None:
    """Fill `target` so that `spacy.load(target)` reads it."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "encoder"
        folder.mkdir()
        write_network(network, folder / NETWORK)
        shutil.copy(pieces, folder / PIECES)
        content = {
            "acts": labels.acts,
            "pos": labels.pos,
            "morph": labels.morph,
            "dep": labels.dep,
            "lemma": labels.lemma,
        }
        (folder / LABELS).write_text(
            json.dumps(content, ensure_ascii=False, separators=(",", ":")), "utf8"
        )
        labels.trees.to_disk(folder / TREES)
        (folder / LEXICON).write_text(
            json.dumps(labels.lexicon, ensure_ascii=False, separators=(",", ":")),
            "utf8",
        )
        np.savez(
            folder / RELATIONS,
            weight=network.label.weight.detach().numpy(),
            bias=network.label.bias.detach().numpy(),
        )
        nlp = spacy.blank("nl")
        _add_strings(nlp.vocab.strings, labels.strings)
        encoder = nlp.add_pipe("afwijslint_encoder", name="encoder")
        assert isinstance(encoder, Encoder)
        encoder.from_disk(folder)
        nlp.add_pipe("afwijslint_normaliser", name="normaliser")
        nlp.meta.update(meta)
        for name in ("config.cfg", "meta.json", "tokenizer"):
            (target / name).unlink(missing_ok=True)
        for name in ("vocab", "encoder"):
            shutil.rmtree(target / name, ignore_errors=True)
        target.mkdir(exist_ok=True)
        nlp.to_disk(target)
        shutil.copytree(folder, target / "encoder")


def _add_strings(strings: StringStore, more: StringStore) -> None:
    for text in more:
        strings.add(text)
