from datetime import date, datetime, timedelta

import pytest

from afwijslint.dates import find_moment, time_between


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("wo 19 maart 2025 21:40", datetime(2025, 3, 19, 21, 40)),
        ("Op di 11 mrt. 2025 om 15:02 schreef Jan:", datetime(2025, 3, 11, 15, 2)),
        ("Thu, 13 Mar 2025 14:59:00 +0100", datetime(2025, 3, 13, 14, 59)),
        ("On Tue, Mar 11, 2025 at 3:02, Jan wrote:", datetime(2025, 3, 11, 3, 2)),
        ("Apr 8, 2025 at 3:02 PM Jan wrote:", datetime(2025, 4, 8, 15, 2)),
        ("Apr 8, 2025 at 12:02:09\u202fa.m. Jan:", datetime(2025, 4, 8, 0, 2)),
        ("2026-11-20", date(2026, 11, 20)),
        ("20-11-2026 9.30 uur", datetime(2026, 11, 20, 9, 30)),
        ("1/2/2026", date(2026, 2, 1)),
        ("op 2026-11-20, niet op 1 jan 2026", date(2026, 11, 20)),
        ("nr. 112 jan 2026", None),
        ("31 februari 2025", None),
        ("25 december", None),
        ("2026-11-20 25:99", None),
        ("", None),
    ],
)
def test_a_moment_in_a_line(text, moment):
    assert find_moment(text) == moment


def test_without_a_time_whole_days_count():
    late, early = datetime(2025, 3, 13, 23, 59), date(2025, 3, 11)
    assert time_between(early, late) == timedelta(days=2)
    assert time_between(datetime(2025, 3, 11, 23, 58), late) == timedelta(
        days=2, minutes=1
    )
