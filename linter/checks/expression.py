"""What the regular expression of a check finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..ruleset.bounded_regex import BoundedRegex, RunawayError
from ..ruleset.load import RulesetError

if TYPE_CHECKING:
    from regex import Match

    from ..ruleset.schema import Rule


def matches(rule: Rule, expression: str, text: str) -> list[Match[str]]:
    """Every match in a text; raises `RulesetError` where it takes too long."""
    try:
        return BoundedRegex(expression).matches(text)
    except RunawayError as error:
        raise RulesetError(
            f"Regel {rule.id}: de regex '{error}' komt voor dit bericht niet klaar; "
            "maak hem eenvoudiger."
        ) from error
