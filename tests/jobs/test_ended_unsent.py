"""A limit that nobody was told of while it was passed: it is told late, and as what it was."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from models.alerts.actions import Acknowledge
from models.alerts.alert import AlertKind
from models.alerts.alert_state import AlertState
from models.clinic.audit import SYSTEM
from models.visits.cap import Cap, CapScope
from models.visits.chart import DoneBy
from models.visits.window import CalendarYear, RollingDays, Window
from tests.handlers.front_desk import words
from tests.jobs.clinic_day import ClinicDay

GOLD = "GOLD-7"
NEW_YEARS_EVE = datetime(2026, 12, 31, 16, tzinfo=UTC)
AFTER_HOURS = datetime(2026, 12, 31, 23, tzinfo=UTC)
NEW_YEAR = datetime(2027, 1, 1, 5, 1, tzinfo=UTC)
MONDAY_NOON = datetime(2027, 1, 4, 17, tzinfo=UTC)


async def passed(day: ClinicDay, window: Window, at: datetime, first: date) -> None:
    """A cap of three; the fourth visit is logged at an instant, and the clocks tick."""
    day.now = at - timedelta(hours=7)
    await day.begin(GOLD)
    cap = Cap(CapScope.ALIAS, GOLD, 3, window, "UBOSS", day.today)
    await day.charts.set_cap(day.clinic.id, cap, day.by)
    await day.log(GOLD, first + timedelta(days=2), times=3)
    await day.tick(seconds=2)
    day.now = at
    await day.log(GOLD)
    await day.tick(seconds=2)


async def tick(day: ClinicDay, *instants: datetime) -> None:
    """The clocks tick at each of these."""
    for at in instants:
        day.now = at
        await day.tick(seconds=3)


async def over(day: ClinicDay) -> AlertState:
    """How far the alert of the passed limit is."""
    found = [a for a in await day.alerts() if a.ref.kind is AlertKind.OVER]
    return found[-1].state


def last(day: ClinicDay) -> str:
    """What stands last in the channel."""
    return words(day.team[-1])


async def test_a_limit_passed_before_the_new_year_is_told_when_the_clinic_opens(
    day: ClinicDay,
) -> None:
    await passed(day, CalendarYear(), AFTER_HOURS, date(2026, 12, 28))
    await tick(day, NEW_YEAR)
    assert await over(day) is AlertState.NOTED
    await tick(day, MONDAY_NOON)
    told = last(day)
    assert "GOLD-7 · over by 1" in told
    assert "4 of 3 visits used" in told
    assert "Its window has ended, on Thu Dec 31, 2026, before this was told" in told
    assert "Before another visit" not in told


async def test_it_waits_for_somebody_to_take_it_whatever_is_logged(day: ClinicDay) -> None:
    await passed(day, CalendarYear(), AFTER_HOURS, date(2026, 12, 28))
    await tick(day, NEW_YEAR, MONDAY_NOON)
    await day.log(GOLD)
    await day.tick(seconds=3)
    assert await over(day) is AlertState.SENT
    assert "GOLD-7 · over by 1" in [reply.headline for reply in day.team]
    alert = [a for a in await day.alerts() if a.ref.kind is AlertKind.OVER][-1]
    await day.post.act(day.clinic.id, alert.id, Acknowledge(), day.by)
    day.later(minutes=1)
    await day.charts.amend(day.clinic.id, GOLD, lambda _: (), DoneBy(SYSTEM, day.now, day.today))
    assert await over(day) is AlertState.RESOLVED


async def test_what_is_voided_meanwhile_is_told_to_nobody(day: ClinicDay) -> None:
    await passed(day, CalendarYear(), AFTER_HOURS, date(2026, 12, 28))
    await tick(day, NEW_YEAR)
    await day.undo(GOLD)
    await tick(day, MONDAY_NOON)
    assert await over(day) is AlertState.WITHDRAWN
    assert "GOLD-7 · over by 1" not in [reply.headline for reply in day.team]


async def test_who_was_told_in_time_is_not_told_again(day: ClinicDay) -> None:
    await passed(day, CalendarYear(), NEW_YEARS_EVE, date(2026, 12, 28))
    assert await over(day) is AlertState.SENT
    await tick(day, NEW_YEAR)
    assert await over(day) is AlertState.RESOLVED


async def test_what_a_rolling_window_lets_go_of_overnight_is_told_as_it_was(
    day: ClinicDay,
) -> None:
    await passed(day, RollingDays(4), AFTER_HOURS, date(2026, 12, 28))
    await tick(day, NEW_YEAR)
    assert await over(day) is AlertState.NOTED
    await tick(day, MONDAY_NOON)
    told = last(day)
    assert "GOLD-7 · over by 1" in told
    assert "So it was on Thu Dec 31, 2026." in told


async def test_a_new_years_reason_is_time_though_the_alias_is_marked_to_be_counted_anew(
    day: ClinicDay,
) -> None:
    await passed(day, CalendarYear(), NEW_YEARS_EVE, date(2026, 12, 28))
    await day.charts.recall({})
    await day.charts.recall({"": "other facts"})
    cap = Cap(CapScope.CLINIC, "", 90, CalendarYear(), "UBOSS", day.today)
    day.now = NEW_YEAR
    await day.charts.set_cap(day.clinic.id, cap, DoneBy("UBOSS", day.now, day.today))
    await tick(day, NEW_YEAR)
    ended = [a for a in await day.alerts() if a.ref.kind is AlertKind.OVER][-1]
    assert (ended.state, ended.ref.reason) == (AlertState.RESOLVED, "time")
