"""Days and times as mail programs write them in headers, in Dutch and English."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

MONTHS = (
    ("jan",),
    ("feb",),
    ("mrt", "maa", "mar"),
    ("apr",),
    ("mei", "may"),
    ("jun",),
    ("jul",),
    ("aug",),
    ("sep",),
    ("okt", "oct"),
    ("nov",),
    ("dec",),
)
MONTH_NAMES = (
    *("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus"),
    *("september", "oktober", "november", "december"),
)
_NUMBER_OF_MONTH = {
    name: number for number, names in enumerate(MONTHS, 1) for name in names
}
_MONTH = "|".join(_NUMBER_OF_MONTH)
_DATES = (
    re.compile(
        rf"(?<!\d)(?P<day>\d{{1,2}})[\s.-]{{1,3}}(?P<month>{_MONTH})[a-zë]{{0,7}}\.?[\s,-]{{1,3}}"
        r"(?P<year>\d{4})",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?P<month>{_MONTH})[a-z]{{0,7}}\.? (?P<day>\d{{1,2}}),? (?P<year>\d{{4}})",
        re.IGNORECASE,
    ),
    re.compile(r"\b(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"),
    re.compile(r"\b(?P<day>\d{1,2})[-/.](?P<month>\d{1,2})[-/.](?P<year>\d{4})\b"),
)
_TIME = re.compile(
    r"(?<![\d:+-])(?P<hour>\d{1,2})[:.](?P<minute>\d\d)(?!\d|[.-]\d)"
    r"(?:(?::\d\d)?\s?(?P<half>[ap])\.?m\b)?",
    re.IGNORECASE,
)


def find_moment(text: str) -> date | datetime | None:
    """The first date in a line, with its time where one stands behind it.

    The time is that of the writer's clock: time zones are left out.
    """
    matches = (match for pattern in _DATES for match in pattern.finditer(text))
    for match in sorted(matches, key=lambda match: match.start()):
        moment = _moment(match, _TIME.search(text, match.end()))
        if moment is not None:
            return moment
    return None


def _moment(day: re.Match[str], time: re.Match[str] | None) -> date | datetime | None:
    month = _NUMBER_OF_MONTH.get(day["month"].lower()) or int(day["month"])
    try:
        found = date(int(day["year"]), month, int(day["day"]))
        if time is None:
            return found
        hour = int(time["hour"])
        if time["half"]:
            hour = hour % 12 + (12 if time["half"].lower() == "p" else 0)
        return datetime(found.year, found.month, found.day, hour, int(time["minute"]))
    except ValueError:
        return None


def time_between(first: date | datetime, second: date | datetime) -> timedelta:
    """From the first moment to the second; in whole days where one has no time."""
    if isinstance(first, datetime) and isinstance(second, datetime):
        return second - first
    return _day(second) - _day(first)


def _day(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment
