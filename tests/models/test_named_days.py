"""Days that have a name and no number, and the year of those typed without one."""

from __future__ import annotations

from datetime import date

import pytest

from models.errors import NotUnderstood
from models.understanding.dates import dates_of_service, relative_days

TODAY = date(2026, 11, 29)


@pytest.mark.parametrize(
    ("typed", "kept", "last"),
    [
        ("christmas", date(2026, 12, 25), date(2026, 12, 25)),
        ("on xmas eve", date(2026, 12, 24), date(2026, 12, 24)),
        ("thanksgiving", date(2026, 11, 26), date(2027, 11, 25)),
        ("the day after thanksgiving", date(2026, 11, 27), date(2027, 11, 26)),
        ("new year's eve", date(2026, 12, 31), date(2026, 12, 31)),
        ("new years day", date(2027, 1, 1), date(2027, 1, 1)),
        ("MLK day", date(2027, 1, 18), date(2027, 1, 18)),
        ("the 4th of july", date(2026, 7, 4), date(2027, 7, 4)),
        ("end of month", date(2026, 11, 30), date(2026, 11, 30)),
        ("the end of next month", date(2026, 12, 31), date(2026, 12, 31)),
        ("end of january", date(2027, 1, 31), date(2027, 1, 31)),
        ("year end", date(2026, 12, 31), date(2026, 12, 31)),
        ("next friday", date(2026, 12, 4), date(2026, 12, 4)),
        ("friday", date(2026, 11, 27), date(2026, 12, 4)),
        ("the 15th", date(2026, 11, 15), date(2026, 12, 15)),
        ("as of the 27th", date(2026, 11, 27), date(2026, 12, 27)),
        ("new year's", date(2027, 1, 1), date(2027, 1, 1)),
    ],
)
def test_a_named_day_is_read_by_every_command_that_keeps_one(
    typed: str, kept: date, last: date
) -> None:
    assert relative_days.take(typed, TODAY).on == kept
    assert relative_days.take_last(typed, TODAY, TODAY).on == last
    assert not relative_days.take(typed, TODAY).remaining


def test_a_number_alone_that_may_be_of_two_months_is_asked() -> None:
    for read in (relative_days.take_first, relative_days.take):
        with pytest.raises(NotUnderstood, match="of which month"):
            read("the 15th" if read is relative_days.take_first else "the 30th", TODAY)
    assert relative_days.take_first("the 1st", TODAY).on == date(2026, 12, 1)


@pytest.mark.parametrize(
    ("asked", "on"),
    [
        pytest.param("on dec 1", date(2026, 12, 1), id="a day that comes soon"),
        pytest.param("on 1/15", date(2027, 1, 15), id="over New Year"),
        pytest.param("on 3/15", date(2026, 3, 15), id="one that is far is behind"),
        pytest.param("on christmas", date(2026, 12, 25), id="a holiday"),
        pytest.param("end of month", date(2026, 11, 30), id="the end of the month"),
        pytest.param("denied dos 12/1", date(2025, 12, 1), id="what was denied took place"),
        pytest.param("did they pay on 12/1", date(2025, 12, 1), id="so did what was paid"),
        pytest.param("reset at the end of the year", None, id="when counts begin anew is no visit"),
        pytest.param("reset at new year's", None, id="nor is the turn of it"),
        pytest.param("independence blue cross", None, id="a name is no holiday"),
        pytest.param("veterans affairs", None, id="nor are the letters of one"),
    ],
)
def test_a_question_means_the_latest_such_day_or_the_coming_one(
    asked: str, on: date | None
) -> None:
    taken = dates_of_service.take(f"aetna {asked}", TODAY)
    assert taken.on == on
    assert taken.is_yearless is (on is not None and "month" not in asked)
