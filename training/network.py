"""The network: a cut-down e5 encoder with heads for words and sentences."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from afwijslint.word_pieces import END, PAD
from training.e5 import PackedModel
from training.labels import LabelSet

WIDTH, HEADS, INNER = 384, 12, 1536
ARC, LABEL, ACT = 256, 256, 256
DROPOUT = 0.1
HEAD_DROPOUT = 0.2
#: Random signs of dropout that are kept to be used again.
STOCK = 2**25


class Sizes(NamedTuple):
    """How many classes each head has."""

    pos: int
    morph: int
    lemma: int
    dep: int
    acts: int

    @classmethod
    def of(cls, labels: LabelSet) -> Sizes:
        return cls(*(len(getattr(labels, name)) for name in cls._fields))


class Outputs(NamedTuple):
    """What the network says of each word; every tensor is (batch, words, …).

    `arc_dep · arc_head` scores one word as the head of another, `arc_root` the
    word as a root. `label_dep + label_head` go through `label` for the relation.
    `act_value` is averaged over a sentence by the softmax of `act_weight`.
    """

    vector: Tensor
    pos: Tensor
    morph: Tensor
    lemma: Tensor
    start: Tensor
    arc_dep: Tensor
    arc_head: Tensor
    arc_root: Tensor
    label_dep: Tensor
    label_head: Tensor
    act_value: Tensor
    act_weight: Tensor


class Dropout(nn.Dropout):
    """On a processor the mask is a part of a stock of random ones.

    Drawing every mask anew takes a fifth of a step there.
    """

    def forward(self, input: Tensor) -> Tensor:
        if not self.training or input.device.type != "cpu" or input.numel() > STOCK:
            return super().forward(input)
        start = int(torch.randint(STOCK - input.numel() + 1, ()))
        mask = _masks(self.p, input.dtype)[start : start + input.numel()]
        return input * mask.view(input.shape)


@cache
def _masks(share: float, kind: torch.dtype) -> Tensor:
    return F.dropout(torch.ones(STOCK, dtype=kind), share)


class Layer(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.q = nn.Linear(WIDTH, WIDTH)
        self.k = nn.Linear(WIDTH, WIDTH)
        self.v = nn.Linear(WIDTH, WIDTH)
        self.ao = nn.Linear(WIDTH, WIDTH)
        self.aln = nn.LayerNorm(WIDTH, 1e-12)
        self.fi = nn.Linear(WIDTH, INNER)
        self.fo = nn.Linear(INNER, WIDTH)
        self.oln = nn.LayerNorm(WIDTH, 1e-12)
        self.drop = Dropout(DROPOUT)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        batch, length, _ = x.shape

        def split(linear: nn.Linear) -> Tensor:
            heads: Tensor = linear(x).view(batch, length, HEADS, -1)
            return heads.transpose(1, 2)

        # Written out: on a processor twice as fast as torch's own with a mask.
        scores = split(self.q) @ split(self.k).transpose(-1, -2)
        scores = (scores * (WIDTH // HEADS) ** -0.5).masked_fill(~mask, -1e4)
        attended = scores.softmax(-1).to(x.dtype) @ split(self.v)
        attended = attended.transpose(1, 2).reshape(batch, length, WIDTH)
        x = self.aln(x + self.drop(self.ao(attended)))
        inner = F.gelu(self.fi(x))
        return self.oln(x + self.drop(self.fo(inner)))  # type: ignore[no-any-return]


class Network(nn.Module):
    def __init__(self, vocabulary: int, layers: int, sizes: Sizes) -> None:
        super().__init__()
        self.word = nn.Embedding(vocabulary, WIDTH)
        self.place = nn.Embedding(512, WIDTH)
        self.ln = nn.LayerNorm(WIDTH, 1e-12)
        self.drop = Dropout(DROPOUT)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))
        self.head_drop = Dropout(HEAD_DROPOUT)
        self.pos = nn.Linear(WIDTH, sizes.pos)
        self.morph = nn.Linear(WIDTH, sizes.morph)
        self.lemma = nn.Linear(WIDTH, sizes.lemma)
        self.start = nn.Linear(WIDTH, 1)
        self.arc_dep = nn.Linear(WIDTH, ARC)
        self.arc_head = nn.Linear(WIDTH, ARC)
        self.arc_root = nn.Linear(WIDTH, 1)
        self.label_dep = nn.Linear(WIDTH, LABEL)
        self.label_head = nn.Linear(WIDTH, LABEL)
        self.label = nn.Linear(LABEL, sizes.dep)
        self.act_hidden = nn.Linear(WIDTH, ACT)
        self.act_value = nn.Linear(ACT, sizes.acts)
        self.act_weight = nn.Linear(ACT, sizes.acts)

    def start_from(self, packed: PackedModel, rows: list[int]) -> None:
        """Copy the weights of the packed encoder; layout marks start as `</s>`."""
        tensor = {name: torch.tensor(value) for name, value in packed.tensors.items()}
        with torch.no_grad():
            words = tensor["emb.word"]
            self.word.weight.copy_(torch.cat([words[rows], words[END].expand(2, -1)]))
            places = tensor["emb.pos"].view(-1, WIDTH)
            # The type of segment is the same for every piece: part of its place.
            kinds = tensor["emb.type"].view(-1, WIDTH)
            self.place.weight.copy_(places + kinds[0])
            self.ln.weight.copy_(tensor["emb.ln.w"])
            self.ln.bias.copy_(tensor["emb.ln.b"])
            for number, layer in enumerate(self.layers):
                for name, module in layer.named_children():
                    if isinstance(module, (nn.Linear, nn.LayerNorm)):
                        module.weight.copy_(tensor[f"l{number}.{name}.w"])
                        module.bias.copy_(tensor[f"l{number}.{name}.b"])

    def embed(self, ids: Tensor) -> Tensor:
        return self.word(ids)  # type: ignore[no-any-return]

    def forward(self, ids: Tensor, pool: Tensor) -> Outputs:
        """Read pieces `ids` (batch, pieces), averaged into words by `pool`
        (batch, words, pieces)."""
        mask = (ids != PAD)[:, None, None, :]
        places = self.place.weight[: ids.shape[1]]
        x = self.drop(self.ln(self.embed(ids) + places))
        for layer in self.layers:
            x = layer(x, mask)
        vector = pool @ x.float()
        return self.heads(vector)

    def heads(self, vector: Tensor) -> Outputs:
        x = self.head_drop(vector)
        acts = F.gelu(self.act_hidden(x))
        return Outputs(
            vector=vector,
            pos=self.pos(x),
            morph=self.morph(x),
            lemma=self.lemma(x),
            start=self.start(x).squeeze(-1),
            arc_dep=self.arc_dep(x),
            arc_head=F.leaky_relu(self.arc_head(x), 0.1),
            arc_root=self.arc_root(x).squeeze(-1),
            label_dep=self.label_dep(x),
            label_head=self.label_head(x),
            act_value=self.act_value(acts),
            act_weight=self.act_weight(acts),
        )


def arc_scores(outputs: Outputs, sentence: Tensor) -> Tensor:
    """(batch, words, words): how well each word hangs from each; own = root.

    Words of other sentences (by `sentence`, the number of each word's sentence)
    are out of reach.
    """
    scores = outputs.arc_dep @ outputs.arc_head.transpose(1, 2)
    diagonal = torch.eye(scores.shape[-1], dtype=torch.bool, device=scores.device)
    scores = torch.where(diagonal, outputs.arc_root[..., None], scores)
    same = sentence[:, :, None] == sentence[:, None, :]
    return scores.masked_fill(~same, -1e4)


def label_scores(network: Network, outputs: Outputs, heads: Tensor) -> Tensor:
    """(batch, words, relations) for each word hanging from `heads`; own = root."""
    width = outputs.label_head.shape[-1]
    gathered = outputs.label_head.gather(1, heads[..., None].expand(-1, -1, width))
    return network.label(F.relu(outputs.label_dep + gathered))  # type: ignore[no-any-return]


def act_scores(outputs: Outputs, sentence: Tensor, count: int) -> Tensor:
    """(batch, count, acts) as logits for the sentences numbered in `sentence`."""
    numbers = torch.arange(count, device=sentence.device)
    inside = sentence[:, None, :] == numbers[None, :, None]
    weight = outputs.act_weight[:, None].masked_fill(~inside[..., None], -1e4)
    share = weight.softmax(2) * inside[..., None]
    return (share * outputs.act_value[:, None]).sum(2)
