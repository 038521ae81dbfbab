"""Reads the network back from a pipeline that `export` wrote, to learn on from it."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from spacy.pipeline._edit_tree_internals.edit_trees import EditTrees
from spacy.strings import StringStore
from torch import Tensor

from afwijslint.encoder import (
    LABELS,
    LEXICON,
    NETWORK,
    PIECES,
    RELATIONS,
    TREES,
)
from afwijslint.word_pieces import PieceEncoder
from training.labels import LabelSet
from training.letters import ACTS
from training.network import Network, Sizes

#: What each output of these layers stands for is an act.
BY_ACT = ("act_value", "act_weight")


def pieces_path(pipeline: Path) -> Path:
    return pipeline / "encoder" / PIECES


def label_set(pipeline: Path) -> LabelSet:
    """The classes of the pipeline, with the acts that there are now."""
    folder = pipeline / "encoder"
    content = json.loads((folder / LABELS).read_text("utf8"))
    strings = StringStore().from_disk(pipeline / "vocab" / "strings.json")
    return LabelSet(
        pos=content["pos"],
        morph=content["morph"],
        dep=content["dep"],
        lemma=[(lowered, tree) for lowered, tree in content["lemma"]],
        strings=strings,
        trees=EditTrees(strings).from_disk(folder / TREES),
        lexicon=json.loads((folder / LEXICON).read_text("utf8")),
    )


def network(pipeline: Path, labels: LabelSet) -> Network:
    """The network of the pipeline, from 8 bits; acts that it does not know begin anew.

    The layers that were made smaller for 8 bits are put back as they were.
    """
    folder = pipeline / "encoder"
    known = json.loads((folder / LABELS).read_text("utf8"))["acts"]
    weights = _weights(folder / NETWORK)
    with np.load(folder / RELATIONS) as relations:
        weights |= {
            f"label.{name}": torch.tensor(relations[name]) for name in relations
        }
    layers = sum(name.endswith(".oln.bias") for name in weights)
    pieces = PieceEncoder(pieces_path(pipeline))
    result = Network(len(pieces), layers, Sizes.of(labels))
    state = result.state_dict()
    rows = [ACTS.index(act) for act in known]
    for name, tensor in weights.items():
        if name.split(".")[0] in BY_ACT:
            state[name][rows] = tensor
        else:
            state[name] = tensor
    result.load_state_dict(state)
    return result


def _weights(path: Path) -> dict[str, Tensor]:
    """The weights in an exported file by the names that they have in `Network`."""
    graph = onnx.load(path).graph
    stored = {each.name: numpy_helper.to_array(each) for each in graph.initializer}
    weights = {
        name.removeprefix("network.").replace(".linear.", "."): value
        for name, value in stored.items()
        if name.startswith("network.") and not name.endswith(".shrink")
    }
    weights["word.weight"] = stored["rows"].astype(np.float32) * stored["scale"]
    for node in graph.node:
        if node.op_type == "MatMulInteger":
            layer = node.name.split("/MatMul")[0].removeprefix("/network/")
            levels = stored[node.input[1]].astype(np.float32)
            scale = stored[node.input[1].removesuffix("_quantized") + "_scale"]
            weight = ((levels - stored[node.input[3]]) * scale).T
            layer = layer.replace("/", ".")
            if layer.endswith(".linear"):
                layer = layer.removesuffix(".linear")
                weight = weight * stored[f"network.{layer}.shrink"]
            weights[f"{layer}.weight"] = weight
    return {name: torch.tensor(value) for name, value in weights.items()}
