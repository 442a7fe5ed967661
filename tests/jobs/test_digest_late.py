"""A limit of days that are over, passed by what was logged late: told once, in the digest."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from jobs import digest, digest_late, send_alerts
from models.alerts.alert import AlertKind
from models.alerts.hours import last_digest
from models.alerts.thresholds import Thresholds
from models.clinic.preferences import Preferences
from models.period import Period
from models.reply import Reply
from models.visits.authorization import Authorization
from models.visits.cap import Cap, CapScope
from models.visits.events import AuthorizationAdded, PayerSet
from models.visits.window import CalendarMonth, CalendarYear
from tests.jobs.clinic_day import TEAM, ClinicDay
from tests.jobs.test_digest import BLUE, EIGHT, EVERY_DAY, digests, sections

OCTOBER = date(2026, 10, 6)


async def _capped(day: ClinicDay, cap: Cap, **preferred: Thresholds) -> None:
    await day.prefer(Preferences(hours=EVERY_DAY, channel=TEAM, **preferred))
    await day.begin(BLUE, None)
    await day.charts.set_cap(day.clinic.id, cap, day.by)


def _monthly(day: ClinicDay) -> Cap:
    return Cap(CapScope.ALIAS, BLUE, 2, CalendarMonth(), "UBOSS", day.today)


async def _morning(day: ClinicDay) -> Reply | None:
    """The digest of the next morning."""
    before = len(digests(day.team))
    await day.fire(digest.JOB)
    day.now = (day.now + timedelta(days=1)).replace(hour=EIGHT[0], minute=EIGHT[1])
    await day.fire(digest.JOB)
    for _ in range(4):
        await day.fire(send_alerts.JOB)
        day.later(seconds=1)
    found = digests(day.team)[before:]
    return found[0] if found else None


async def test_a_month_that_is_over_and_was_passed_is_told_on_the_next_morning_and_never_again(
    day: ClinicDay,
) -> None:
    await _capped(day, _monthly(day))
    await day.log(BLUE, OCTOBER, times=3)
    told = await _morning(day)
    assert told
    assert sections(told)[digest_late.TITLE] == [
        "BLUE-47K: Oct 1 to Oct 31, 2026: 3 of 2 visits used, over by 1 (your clinic's cap)"
    ]
    again = await _morning(day)
    assert again is None or digest_late.TITLE not in sections(again)
    assert not [alert for alert in await day.alerts() if alert.ref.window_first.month == 10]


async def test_what_lies_within_its_limit_is_no_news(day: ClinicDay) -> None:
    await _capped(day, _monthly(day))
    await day.log(BLUE, OCTOBER, times=2)
    told = await _morning(day)
    assert told is None or digest_late.TITLE not in sections(told)


async def test_what_was_passed_years_ago_is_no_news(day: ClinicDay) -> None:
    await _capped(day, _monthly(day))
    await day.log(BLUE, date(2025, 10, 6), times=3)
    told = await _morning(day)
    assert told is None or digest_late.TITLE not in sections(told)


async def test_a_late_visit_that_was_voided_again_is_not_told(day: ClinicDay) -> None:
    await _capped(day, _monthly(day))
    await day.log(BLUE, OCTOBER, times=3)
    await day.undo(BLUE)
    told = await _morning(day)
    assert told is None or digest_late.TITLE not in sections(told)


async def test_a_window_that_goes_on_is_told_as_one_that_is_over_its_limit(day: ClinicDay) -> None:
    await _capped(day, Cap(CapScope.ALIAS, BLUE, 2, CalendarYear(), "UBOSS", day.today))
    await day.log(BLUE, OCTOBER, times=3)
    told = await _morning(day)
    assert told
    assert "Over a limit" in sections(told)
    assert digest_late.TITLE not in sections(told)


async def test_a_clinic_that_wants_no_word_of_what_is_over_gets_none(day: ClinicDay) -> None:
    await _capped(day, _monthly(day), warnings=Thresholds(over=False))
    await day.log(BLUE, OCTOBER, times=3)
    told = await _morning(day)
    assert told is None or digest_late.TITLE not in sections(told)


@pytest.mark.parametrize(
    ("at", "before"),
    [
        pytest.param((24, 13), (23, 13), id="the day before"),
        pytest.param((24, 12), (23, 13), id="not yet at eight"),
    ],
)
async def test_the_digest_before_is_that_of_the_last_working_day(
    day: ClinicDay, at: tuple[int, int], before: tuple[int, int]
) -> None:
    def instant(of: tuple[int, int]) -> datetime:
        return day.now.replace(day=of[0], hour=of[1], minute=0)

    found = last_digest(EVERY_DAY, "America/New_York", instant(at))
    assert found == instant(before)


async def test_what_a_former_payer_authorized_and_was_passed_by_a_late_visit_is_told(
    day: ClinicDay,
) -> None:
    await day.prefer(Preferences(hours=EVERY_DAY, channel=TEAM))
    await day.begin(BLUE, "bcbsnc")
    granted = Authorization("one", 2, Period(date(2026, 10, 1), date(2027, 2, 28)))
    await day.amend(BLUE, AuthorizationAdded(granted), PayerSet("cigna", date(2026, 11, 1)))
    await day.log(BLUE, OCTOBER)
    await day.log(BLUE, date(2026, 10, 13))
    told = await _morning(day)
    assert told is None or digest_late.TITLE not in sections(told)
    await day.log(BLUE, date(2026, 10, 20))
    told = await _morning(day)
    assert told
    assert digest_late.TITLE not in sections(told), "it is over now, and told once"
    assert sections(told)["Over a limit"] == ["BLUE-47K: 1 over with a payer before"]
    assert [alert.ref.kind for alert in await day.alerts()] == [AlertKind.OVER]
