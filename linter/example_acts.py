"""An act known by its examples only: good and bad sentences, and no pattern.

The encoder's vectors of the sentences are the features; a ridge classifier (Hoerl and
Kennard 1970) with as many weights as examples separates the two kinds.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.language import Language
    from spacy.tokens import Doc, Span

    from .ruleset.schema import ActExamples

    Vector = NDArray[np.float32]

RIDGE = 0.1


class ExampleClassifier:
    """Says of a sentence whether it is more like the good examples or the bad."""

    def __init__(self, examples: ActExamples, nlp: Language) -> None:
        texts = [*examples.good, *examples.bad]
        vectors = np.stack([_vector(doc) for doc in nlp.pipe(texts)])
        sides = np.array([1.0] * len(examples.good) + [-1.0] * len(examples.bad))
        # Both kinds weigh the same, however many examples there are of each.
        self._middle = (vectors[sides > 0].mean(0) + vectors[sides < 0].mean(0)) / 2
        rows = self._normalised(vectors)
        kernel = rows @ rows.T + RIDGE * np.eye(len(rows))
        self._weights: Any = np.linalg.solve(kernel, sides) @ rows

    def __call__(self, span: Span) -> bool:
        vector = _vector(span)
        return bool(self._normalised(vector[None])[0] @ self._weights > 0)

    def _normalised(self, vectors: Vector) -> Vector:
        centred = vectors - self._middle
        length = np.linalg.norm(centred, axis=1, keepdims=True)
        return centred / np.maximum(length, 1e-6)  # type: ignore[no-any-return]


def _vector(words: Doc | Span) -> Vector:
    """The greatest value of each feature over the words: one telling word is enough."""
    rows: Sequence[int] = [token.i for token in words if not token.is_space]
    doc = words[0].doc
    tensor: Vector = np.asarray(doc.tensor)
    return tensor[rows].max(0)  # type: ignore[no-any-return]
