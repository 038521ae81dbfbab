"""Both forms of address in one message."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ..address import PLURAL, Address
from ..findings import Finding
from .present import report_each

if TYPE_CHECKING:
    from ..acts import Acts, Occurrence
    from ..ruleset.schema import Mixed, Rule


def find(rule: Rule, check: Mixed, acts: Acts) -> Iterator[Finding]:
    """A finding at each place of the rarer of the two, or in doubt of the one that does
    not go with the rest of the message."""
    formal, familiar = acts.of(*check.formal), acts.of(*check.familiar)
    if formal and familiar:
        rarer = formal if _is_rarer(formal, familiar, acts) else familiar
        yield from report_each(rule, check, acts, rarer)


def _is_rarer(
    formal: Sequence[Occurrence], familiar: Sequence[Occurrence], acts: Acts
) -> bool:
    """ "Jullie" says little: to an organisation who writes u says it as well."""
    more = sum(one.span.text.lower() != PLURAL for one in familiar)
    difference = len(formal) - more
    return difference < 0 or (not difference and acts.address is Address.FAMILIAR)
