"""The answer comes long after the invitation."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

from ..dates import time_between
from ..findings import Finding
from ..placing import insertion_offset
from ..ruleset.schema import Place
from ..suggestions import insertions
from .finding import make_finding

if TYPE_CHECKING:
    from ..acts import Acts
    from ..ruleset.schema import Late, Rule


def find(rule: Rule, check: Late, acts: Acts) -> Iterator[Finding]:
    """A finding above the body where both moments are known and too far apart."""
    invited, sent = acts.message.invited, acts.message.sent
    if invited is None or sent is None:
        return
    passed = time_between(invited, sent)
    if passed > timedelta(hours=check.hours):
        place = Place.AFTER_SALUTATION
        offset = insertion_offset(acts, place)
        suggestions = insertions(acts, place, offset, check.suggestions)
        yield make_finding(
            rule, check, acts, (offset, offset), suggestions, days=passed.days
        )
