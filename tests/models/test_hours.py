"""Working time, quiet and digests, also on the days on which clocks are turned."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models import federal_holidays
from models.alerts.holidays import OWN, Holidays
from models.alerts.hours import Hours, after_working, next_digest, next_open, why_closed

NEW_YORK = "America/New_York"
ZONES = (NEW_YORK, "Pacific/Honolulu", "America/Phoenix", "America/Los_Angeles", "America/Havana")
MINUTE = timedelta(minutes=1)
ALWAYS = Hours(days=(0, 1, 2, 3, 4, 5, 6), quiet=None)

# Clocks are turned in the United States on 8 March and 1 November 2026, both Sundays.
SPRING, AUTUMN, YEAR = (datetime(2026, *day, tzinfo=UTC) for day in ((3, 6), (10, 30), (1, 1)))
INSTANTS = st.one_of(
    st.builds(lambda since, minutes: since + minutes * MINUTE, st.just(since), st.integers(0, most))
    for since, most in ((SPRING, 4 * 1440), (AUTUMN, 4 * 1440), (YEAR, 365 * 1440))
)
WALLS = st.times().map(lambda wall: wall.replace(second=0, microsecond=0))
NEAR_THE_TURN = st.builds(time, st.integers(0, 3), st.sampled_from([0, 15, 30, 59]))
QUIET = st.none() | st.tuples(WALLS | NEAR_THE_TURN, WALLS | NEAR_THE_TURN).filter(
    lambda pair: pair[0] != pair[1]
)
NEW_YEAR = date(2026, 1, 1)  # of the federal holidays, the one near the instants above
OWN_DAYS = ("2026-03-09", "2026-11-02", "11-02", "03-06", "New Year's Day")
HOLIDAYS = st.builds(
    lambda federal, own: Holidays(federal, tuple(sorted(own.items()))),
    st.booleans(),
    st.dictionaries(st.sampled_from(OWN_DAYS), st.booleans(), max_size=3),
)
HOURS = st.builds(
    Hours,
    digest=WALLS | NEAR_THE_TURN,
    days=st.sets(st.integers(0, 6), min_size=1).map(lambda days: tuple(sorted(days))),
    quiet=QUIET,
    holidays=HOLIDAYS,
)


def at(text: str, zone: str = NEW_YORK, fold: int = 0) -> datetime:
    """A wall time as an instant."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone), fold=fold).astimezone(UTC)


def is_open(hours: Hours, zone: str, instant: datetime) -> bool:
    """What the clinic's clock says, without any cleverness."""
    local = instant.astimezone(ZoneInfo(zone))
    if not works_on(hours, local.date()):
        return False
    if hours.quiet is None:
        return True
    begin, end = hours.quiet
    minutes = {m % 1440 for m in range(minute(begin), minute(end) + 1440 * (begin > end))}
    return minute(local.time()) not in minutes


def works_on(hours: Hours, day: date) -> bool:
    """Whether a day is one of work: what is said of it alone holds first."""
    said = dict(hours.holidays.own)
    for key in (day.isoformat(), day.isoformat()[5:], "New Year's Day" if day == NEW_YEAR else ""):
        if key in said:
            return day.weekday() in hours.days and not said[key]
    is_holiday = hours.holidays.federal and federal_holidays.name_of(day)
    return day.weekday() in hours.days and not is_holiday


def minute(wall: time) -> int:
    return wall.hour * 60 + wall.minute


@settings(deadline=None, max_examples=50)
@given(HOURS, st.sampled_from(ZONES), INSTANTS)
def test_the_next_open_instant_is_the_first_that_stepping_by_minutes_finds(hours, zone, instant):
    found = next_open(hours, zone, instant)
    walked = instant
    for _ in range(10 * 1440):
        if is_open(hours, zone, walked):
            break
        walked += MINUTE
    else:
        return  # open for some minutes of a week at most, which the turn may swallow
    assert found == walked


@settings(deadline=None, max_examples=50)
@given(HOURS, st.sampled_from(ZONES), INSTANTS, st.integers(0, 300))
def test_working_time_is_what_stepping_by_minutes_counts(hours, zone, instant, minutes):
    walked, left = instant, minutes
    for _ in range(12 * 1440):
        if not left:
            break
        left -= is_open(hours, zone, walked)
        walked += MINUTE
    if not left:
        assert after_working(hours, zone, instant, minutes * MINUTE) == walked


@settings(deadline=None, max_examples=50)
@given(HOURS, st.sampled_from(ZONES), INSTANTS)
def test_a_digest_comes_once_on_each_working_day_and_on_no_other(hours, zone, instant):
    """Stepping by minutes: the first minute of each day whose clock has reached the time."""
    place = ZoneInfo(zone)
    seen: set[date] = set()
    walked = instant.astimezone(place).replace(hour=0, minute=0, fold=0).astimezone(UTC)
    expected = []
    for _ in range(16 * 1440):
        local = walked.astimezone(place)
        reached = local.time() >= hours.digest
        if reached and local.date() not in seen and works_on(hours, local.date()):
            seen.add(local.date())
            expected.append(walked)
        walked += MINUTE
    assert next_digest(hours, zone, instant) == next(each for each in expected if each > instant)


@settings(deadline=None, max_examples=50)
@given(HOURS, st.sampled_from(ZONES), INSTANTS)
def test_digest_after_digest_falls_on_rising_days(hours, zone, instant):
    days = []
    for _ in range(8):
        found = next_digest(hours, zone, instant)
        assert found is not None
        assert found > instant
        assert found.tzinfo is UTC
        days.append(found.astimezone(ZoneInfo(zone)).date())
        instant = found
    assert days == sorted(set(days))


@pytest.mark.parametrize(
    ("zone", "wall", "after", "comes"),
    [
        pytest.param(
            NEW_YORK, time(2, 30), at("2026-03-08T00:00"), at("2026-03-08T03:00"),
            id="2:30 does not exist on 8 March 2026, so it comes at 3:00",
        ),
        pytest.param(
            NEW_YORK, time(1, 30), at("2026-11-01T00:00"), at("2026-11-01T01:30"),
            id="1:30 comes twice on 1 November 2026, and the digest with the first",
        ),
        pytest.param(
            NEW_YORK, time(1, 30), at("2026-11-01T01:30"), at("2026-11-02T01:30"),
            id="the second 1:30 of that day brings no second digest",
        ),
        pytest.param(
            NEW_YORK, time(8), at("2026-03-07T08:00"), at("2026-03-08T12:00:00", "UTC"),
            id="8:00 is 12:00 UTC from 8 March 2026 on",
        ),
        pytest.param(
            "Pacific/Honolulu", time(2, 30), at("2026-03-08T12:00", "UTC"),
            at("2026-03-08T12:30", "UTC"), id="Honolulu never turns its clocks",
        ),
        pytest.param(
            "America/Phoenix", time(2, 30), at("2026-03-08T09:00", "UTC"),
            at("2026-03-08T09:30", "UTC"), id="nor does Phoenix",
        ),
    ],
)  # fmt: skip
def test_the_digest_on_days_when_clocks_are_turned(zone, wall, after, comes):
    assert next_digest(Hours(digest=wall, days=ALWAYS.days), zone, after) == comes


def test_the_digest_of_a_friday_is_followed_by_that_of_monday():
    assert next_digest(Hours(), NEW_YORK, at("2026-11-20T08:00")) == at("2026-11-23T08:00")


def test_a_clinic_that_wants_no_digest_gets_none():
    assert next_digest(Hours(digest=None), NEW_YORK, at("2026-11-20T08:00")) is None


@pytest.mark.parametrize(
    ("typed", "opens"),
    [
        pytest.param("2026-11-23T12:00", "2026-11-23T12:00", id="at noon on a Monday it is open"),
        pytest.param("2026-11-23T18:00", "2026-11-24T07:30", id="after closing, next morning"),
        pytest.param("2026-11-27T17:59", "2026-11-27T17:59", id="a minute before closing"),
        pytest.param("2026-11-27T18:00", "2026-11-30T07:30", id="a weekend lies between"),
        pytest.param("2026-11-24T07:29", "2026-11-24T07:30", id="a minute before opening"),
    ],
)
def test_when_a_clinic_opens(typed, opens):
    assert next_open(Hours(), NEW_YORK, at(typed)) == at(opens)


def test_quiet_that_ends_in_the_hour_that_is_skipped_ends_when_the_clocks_are_turned():
    hours = Hours(days=ALWAYS.days, quiet=(time(22), time(2, 30)))
    assert next_open(hours, NEW_YORK, at("2026-03-08T01:00")) == at("2026-03-08T03:00")


def test_quiet_that_ends_in_the_hour_that_comes_twice_ends_twice():
    hours = Hours(days=ALWAYS.days, quiet=(time(22), time(1, 15)))
    first, second = (at("2026-11-01T01:15", fold=fold) for fold in (0, 1))
    assert next_open(hours, NEW_YORK, at("2026-11-01T01:05")) == first
    assert next_open(hours, NEW_YORK, at("2026-11-01T01:05", fold=1)) == second


def test_four_working_hours_from_four_in_the_afternoon_are_half_past_nine_next_day():
    due = after_working(Hours(), NEW_YORK, at("2026-11-23T16:00"), timedelta(hours=4))
    assert due == at("2026-11-24T09:30")


def test_a_night_of_a_turned_clock_is_an_hour_longer():
    due = after_working(ALWAYS, NEW_YORK, at("2026-11-01T00:00"), timedelta(hours=4))
    assert due == at("2026-11-01T03:00")


@pytest.mark.parametrize(
    "never", [{"days": ()}, {"days": (7,)}, {"quiet": (time(8), time(8))}], ids=str
)
def test_hours_in_which_a_clinic_never_opens_are_refused(never):
    with pytest.raises(ValueError, match="some"):
        Hours(**never)


CHRISTMAS = "2026-12-25T10:00"  # a Friday
CLINIC = Holidays(own=(("12-24", True), ("2026-12-28", True), ("Columbus Day", False)))


@pytest.mark.parametrize(
    ("wall", "why", "opens"),
    [
        (CHRISTMAS, "Christmas Day", "2026-12-29T07:30"),
        ("2026-12-24T10:00", OWN, "2026-12-29T07:30"),
        ("2026-12-26T10:00", "not a working day", "2026-12-29T07:30"),
        ("2026-12-28T10:00", OWN, "2026-12-29T07:30"),
        ("2026-12-23T19:00", "quiet hours", "2026-12-29T07:30"),
        ("2026-10-12T10:00", "", "2026-10-12T10:00"),
        ("2027-12-28T10:00", "", "2027-12-28T10:00"),
        ("2027-12-24T10:00", "Christmas Day", "2027-12-27T07:30"),
    ],
)
def test_a_holiday_is_no_working_day_and_says_its_name(wall: str, why: str, opens: str) -> None:
    hours = Hours(holidays=CLINIC)
    assert why_closed(hours, NEW_YORK, at(wall)) == why
    assert next_open(hours, NEW_YORK, at(wall)) == at(opens)


def test_no_digest_comes_and_no_patience_runs_on_a_holiday() -> None:
    hours = Hours(holidays=CLINIC)
    assert next_digest(hours, NEW_YORK, at("2026-12-23T12:00")) == at("2026-12-29T08:00")
    four = timedelta(hours=4)
    assert after_working(hours, NEW_YORK, at("2026-12-23T16:00"), four) == at("2026-12-29T09:30")


def test_a_clinic_that_keeps_no_federal_holiday_works_on_christmas() -> None:
    hours = Hours(holidays=Holidays(federal=False))
    assert next_open(hours, NEW_YORK, at(CHRISTMAS)) == at(CHRISTMAS)
