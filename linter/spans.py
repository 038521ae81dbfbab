"""How two stretches, each from a start up to an end (exclusive), lie to each other."""

from __future__ import annotations


def overlap(start: int, end: int, other_start: int, other_end: int) -> bool:
    """Whether something lies in both; an empty one must lie between the ends of the
    other."""
    return start < other_end and other_start < end


def holds(start: int, end: int, other_start: int, other_end: int) -> bool:
    """Whether all of the other lies in the first."""
    return start <= other_start and other_end <= end
