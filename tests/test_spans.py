"""Stretches of a text that share something, or lie in each other."""

import pytest

from afwijslint.spans import holds, overlap


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        ((0, 3), (2, 5), True),
        ((0, 5), (2, 3), True),
        ((0, 3), (3, 5), False),  # they only touch
        ((0, 5), (2, 2), True),
        ((0, 5), (5, 5), False),
        ((2, 2), (2, 2), False),
    ],
)
def test_stretches_overlap_where_they_share_something(one, other, shared):
    assert overlap(*one, *other) is overlap(*other, *one) is shared


def test_a_stretch_holds_what_ends_with_it():
    assert holds(2, 5, 2, 5)
    assert holds(2, 5, 3, 4)
    assert not holds(2, 5, 2, 6)
    assert not holds(3, 4, 2, 5)
