"""Reports built by hand: the same for every format."""

from __future__ import annotations

from stand_in import Report

from afwijslint.findings import Edit, Finding, Severity, Suggestion
from afwijslint.message import Message

LETTER = """Beste mevrouw Bosman,

Helaas kan ik wegens omstandigheden niet naar het gesprek komen.\t👍🏽 Zoek maar
iemand anders, [b]want[/b] het kan me niet boeien.

Groet,
Kees
"""


def message(text: str, path: str = "bericht.txt") -> Message:
    return Message.from_bytes(text.encode(), path)


def finding(
    words: str, text: str = LETTER, severity: Severity = Severity.WARNING, **more
) -> Finding:
    start = text.index(words)
    return Finding("vaag", severity, "Dit is vaag.", start, start + len(words), **more)


def letter() -> Report:
    """A span, a place where something is missing, and a span over two lines."""
    body = LETTER.index("Helaas")
    rude = LETTER.index("Zoek maar")
    vague = finding(
        "wegens omstandigheden",
        guide="Wees niet vaag",
        suggestions=(Suggestion("Noem kort de echte reden"),),
    )
    thanks = Finding(
        "geen-dank",
        Severity.ERROR,
        "Je bedankt de lezer nergens voor de uitnodiging.",
        body,
        body,
        "Bedank de werkgever: ongeacht uw beslissing is het belangrijk om uw "
        "dankbaarheid te uiten",
        (
            Suggestion(
                "Begin met een bedankje",
                (Edit(body, body, "Hartelijk dank voor uw uitnodiging. "),),
            ),
        ),
    )
    rudeness = Finding(
        "onbeleefd",
        Severity.ERROR,
        "“Zoek maar\niemand anders” is onbeleefd.",
        rude,
        LETTER.index(", [b]"),
        suggestions=(
            Suggestion("Haal het weg", (Edit(rude, LETTER.index(", [b]"), ""),)),
        ),
    )
    # Not in the order of the text: that is for the report to see to.
    return Report(message(LETTER), (rudeness, vague, thanks))


def clean(path: str = "goed.txt") -> Report:
    return Report(message("Dank voor uw uitnodiging.", path), ())


def tip() -> Report:
    text = "Ik kom niet.\r\nGroet, Kees\r\n"
    place = text.index("Groet")
    found = Finding("geen-contactaanbod", Severity.TIP, "Blijf in beeld.", place, place)
    return Report(message(text, "map/kort.txt"), (found,))
