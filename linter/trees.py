"""Scores of possible heads to one well-formed dependency tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Scores = NDArray[np.float32]


def best_tree(scores: Scores) -> list[int]:
    """The head of each word in the best tree with one root.

    `scores[i, j]` says how well word `i` hangs from word `j`, `scores[i, i]` how
    well it is the root. The root is its own head in the result. Chu and Liu 1965,
    Edmonds 1967; most sentences need no more than the best head of each word.
    """
    heads: list[int] = scores.argmax(1).tolist()
    if _is_tree(heads):
        return heads
    size = len(heads)
    # One column more for a root above the words. A second root costs more than any
    # choice of heads can win.
    extended = np.full((size + 1, size + 1), -np.inf)
    extended[1:, 1:] = scores
    fine = float(scores.max() - scores.min() + 1) * size
    extended[1:, 0] = scores.diagonal() - fine
    np.fill_diagonal(extended, -np.inf)
    above = _arborescence(extended)
    return [word if head == 0 else head - 1 for word, head in enumerate(above[1:])]


def _is_tree(heads: list[int]) -> bool:
    roots = [word for word, head in enumerate(heads) if word == head]
    return len(roots) == 1 and _cycle(heads, roots[0]) is None


def _cycle(heads: list[int], root: int) -> list[int] | None:
    """Words that hang from each other in a ring, if any do."""
    state = [0] * len(heads)
    state[root] = 2
    for word in range(len(heads)):
        path = []
        while state[word] == 0:
            state[word] = 1
            path.append(word)
            word = heads[word]  # noqa: PLW2901
        if state[word] == 1:
            return path[path.index(word) :]
        for passed in path:
            state[passed] = 2
    return None


def _arborescence(scores: NDArray[np.float64]) -> list[int]:
    """Best heads under node 0; `scores[i, j]` of `i` hanging from `j`."""
    heads: list[int] = scores.argmax(1).tolist()
    heads[0] = 0
    ring = _cycle(heads, 0)
    if ring is None:
        return heads
    size = len(heads)
    inside = set(ring)
    outside = [node for node in range(size) if node not in inside]
    # The ring becomes one node, the last; entering it breaks one of its links.
    gain = scores[ring] - scores[ring, [heads[node] for node in ring]][:, None]
    shrunk = np.full((len(outside) + 1, len(outside) + 1), -np.inf)
    shrunk[:-1, :-1] = scores[np.ix_(outside, outside)]
    shrunk[-1, :-1] = gain[:, outside].max(0)
    enter = gain[:, outside].argmax(0)
    shrunk[:-1, -1] = scores[np.ix_(outside, ring)].max(1)
    leave = scores[np.ix_(outside, ring)].argmax(1)
    above = _arborescence(shrunk)
    for node, head in zip(outside, above[:-1], strict=True):
        if node != 0:
            at_ring = head == len(outside)
            heads[node] = ring[leave[outside.index(node)]] if at_ring else outside[head]
    heads[ring[enter[above[-1]]]] = outside[above[-1]]
    return heads
