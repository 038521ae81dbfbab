"""A cheap test of the language that a message is in."""

from __future__ import annotations

import re
from itertools import islice

from .parts.words import word_set

# Words that are common in one of these languages and absent, or rare, in the
# others: "in", "is", "we" and the like would tell nothing.
_DUTCH = word_set(
    """
    ik je jij u uw het een van en niet dat aan voor op met om er maar ook te zijn heb
    heeft kan kom wel naar dan nog bij uit deze dit geen mijn jullie jouw ons onze graag
    helaas bedankt dank beste geachte hoi groet groeten wij zal zou wordt worden hebben
    kunnen omdat want dus al ander andere werk gesprek baan functie uitnodiging
    """
)
_OTHERS = tuple(  # English, German, French
    map(
        word_set,
        (
            """
            the and of to you your for i it that this with have not are my be would will
            has from but been at thank thanks dear sincerely regards unfortunately
            """,
            """
            ich und der die das nicht ein eine einen sie ihr ihre für zu mit auf ist den
            dem leider wir von im zum zur sehr geehrte geehrter habe kann möchte danke
            grüßen freundlichen haben werden dass aber auch
            """,
            """
            je et le la les un une des du que qui pour pas ne vous votre nous est dans à
            au ce cette mon ma mes avec sur malheureusement bonjour merci madame
            monsieur suis ai cordialement entretien
            """,
        ),
    )
)
_LETTERS = re.compile(r"[^\W\d_]+")
_MOST_WORDS = 400  # more say nothing new
_LEAST_EVIDENCE = 3


def looks_dutch(text: str) -> bool:
    """Whether a message may be Dutch; also true where it is too short to tell."""
    matches = islice(_LETTERS.finditer(text), _MOST_WORDS)
    words = [match[0].lower() for match in matches]
    dutch, *others = (
        sum(word in known for word in words) for known in (_DUTCH, *_OTHERS)
    )
    return max(others) < _LEAST_EVIDENCE or dutch >= max(others)
