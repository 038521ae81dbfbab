"""YAML from strangers: plain values only, and just as many as were written.

A few hundred bytes of aliases can stand for more values than a machine can hold (the
"billion laughs"), and an alias of itself for endlessly many.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from yaml.nodes import MappingNode, Node

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
MOST_VALUES = 100_000


def load(text: str) -> Any:
    """What the text holds; raises `yaml.YAMLError`, also where it is too much."""
    try:
        node = yaml.compose(text, LOADER)
        if node is not None:
            _count(node, {})
        return yaml.load(text, LOADER)
    except RecursionError as error:
        raise yaml.YAMLError("dit is te diep genest") from error
    except (ArithmeticError, AttributeError, LookupError, ValueError) as error:
        # PyYAML falls over `!!int ""`, a day that does not exist and the like.
        raise yaml.YAMLError(f"een waarde klopt niet: {error}") from error


def _count(node: Node, known: dict[int, int | None]) -> int:
    """How many values a node stands for, those of its aliases each time."""
    size = known.get(id(node), 0)
    if size is None:
        raise yaml.YAMLError("een anker verwijst naar zichzelf")
    if size:
        return size
    known[id(node)] = None
    size = 1
    if isinstance(node, yaml.MappingNode):
        _check_keys(node)
        size += sum(_count(part, known) for pair in node.value for part in pair)
    elif isinstance(node, yaml.SequenceNode):
        size += sum(_count(part, known) for part in node.value)
    if size > MOST_VALUES:
        raise yaml.YAMLError("de ankers staan samen voor te veel waarden")
    known[id(node)] = size
    return size


def _check_keys(node: MappingNode) -> None:
    """Refuse a key that stands there twice: only the last would count."""
    seen = set()
    for key, _ in node.value:
        # Others than scalars are refused when the values are made.
        if isinstance(key, yaml.ScalarNode):
            if (key.tag, key.value) in seen:
                line = key.start_mark.line + 1
                raise yaml.YAMLError(
                    f"de sleutel '{key.value}' staat er twee keer, weer op regel {line}"
                )
            seen.add((key.tag, key.value))
