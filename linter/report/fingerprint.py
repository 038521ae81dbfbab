"""What a finding is known by when the lines around it shift."""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .located import Located


def fingerprints(found: Sequence[Located]) -> Iterator[str]:
    """For each finding of a file a hash of the file, its rule and its words, with a
    number where these are the same; neither its line nor the wording of the message
    counts."""
    seen: Counter[tuple[str, str, str]] = Counter()
    for one in found:
        key = one.path, one.finding.rule, " ".join(one.words.split())
        seen[key] += 1
        yield hashlib.sha256(
            "\0".join((*key, str(seen[key]))).encode("utf8", "surrogatepass")
        ).hexdigest()
