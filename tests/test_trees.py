import itertools

import numpy as np
import pytest

from afwijslint.trees import best_tree


def is_tree(heads):
    roots = [word for word, head in enumerate(heads) if word == head]
    if len(roots) != 1:
        return False
    for word in range(len(heads)):
        at = word
        for _ in heads:
            at = heads[at]
        if at != roots[0]:
            return False
    return True


def value(scores, heads):
    return sum(scores[word, head] for word, head in enumerate(heads))


def best_by_trying_all(scores):
    size = len(scores)
    trees = filter(is_tree, itertools.product(range(size), repeat=size))
    return max(value(scores, heads) for heads in trees)


@pytest.mark.parametrize("size", [1, 2, 3, 4, 5])
@pytest.mark.parametrize("seed", range(20))
def test_best_tree_is_the_best_of_all_trees(size, seed):
    scores = np.random.default_rng(seed).normal(size=(size, size)).astype(np.float32)
    heads = best_tree(scores)
    assert is_tree(heads)
    assert value(scores, heads) == pytest.approx(best_by_trying_all(scores), abs=1e-4)


def test_a_long_sentence_gives_a_tree():
    scores = np.random.default_rng(3).normal(size=(200, 200)).astype(np.float32)
    assert is_tree(best_tree(scores))
