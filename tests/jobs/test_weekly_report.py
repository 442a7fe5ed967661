"""The week's report: to each manager, on the first working day of a week at eight, once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from jobs import digest, send_alerts
from models.alerts.actions import Acknowledge, HandOver
from models.alerts.alert import Alert, AlertKind, AlertRef, Threshold
from models.alerts.alert_state import AlertState
from models.alerts.holidays import Holidays
from models.alerts.hours import Hours, next_morning, next_report
from models.alerts.withdrawal import WithdrawalReason
from models.clinic.preferences import Preferences
from models.clinic.week_figures import ClinicRecord, WeekFigures, of_alerts
from models.mention import person
from models.reply import Reply
from models.visits.events import VisitsRequested
from models.visits.visit_request import VisitRequest
from models.wording import week_report
from models.wording.week_report import Waiting
from tests.handlers.front_desk import words
from tests.jobs.clinic_day import TEAM, ClinicDay
from tests.jobs.test_digest import BLUE, near

BOSS = person("UBOSS")
EASTERN = "America/New_York"
WEEKLY = Preferences(channel=TEAM, hours=Hours(report=True))


def local(*of: int) -> datetime:
    """An instant on the wall in New York."""
    return datetime(*of, tzinfo=ZoneInfo(EASTERN)).astimezone(UTC)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("hours", "after", "due"),
    [
        pytest.param(Hours(report=True), (2026, 11, 23, 7), (2026, 11, 23, 8), id="this morning"),
        pytest.param(Hours(report=True), (2026, 11, 23, 8), (2026, 11, 30, 8), id="next Monday"),
        pytest.param(Hours(report=True), (2026, 11, 27, 9), (2026, 11, 30, 8), id="from Friday"),
        pytest.param(Hours(report=True), (2026, 9, 4, 9), (2026, 9, 8, 8), id="Labor Day: Tuesday"),
        pytest.param(
            Hours(report=True, days=(2, 3)), (2026, 11, 23, 7), (2026, 11, 25, 8), id="Wednesday"
        ),
        pytest.param(
            Hours(report=True), (2026, 10, 31, 9), (2026, 11, 2, 8), id="clocks are turned back"
        ),
        pytest.param(
            Hours(report=True, holidays=Holidays(federal=False)), (2026, 9, 4, 9), (2026, 9, 7, 8),
            id="works on Labor Day",
        ),
    ],
)  # fmt: skip
def test_it_is_due_on_the_first_working_day_of_a_week(
    hours: Hours, after: tuple[int, ...], due: tuple[int, ...]
) -> None:
    assert next_report(hours, EASTERN, local(*after)) == local(*due)


def test_whichever_comes_first_is_next() -> None:
    sunday = local(2026, 11, 22, 12)
    assert next_report(Hours(), EASTERN, sunday) is None
    assert next_morning(Hours(digest=None), EASTERN, sunday) is None
    only = Hours(digest=None, report=True)
    assert next_morning(only, EASTERN, sunday) == local(2026, 11, 23, 8)


def reports(day: ClinicDay, place: str = BOSS) -> list[Reply]:
    """The reports that stand at a place."""
    return [r for r in day.messages.at(place) if r.headline.startswith("Your week")]


async def monday(day: ClinicDay, at: tuple[int, int] = (8, 0)) -> None:
    """The morning of Monday, Nov 30, with the clock's jobs."""
    await day.tick()
    day.now = local(2026, 11, 30, *at)
    await day.fire(digest.JOB)  # what nobody sent all week is left out first
    await day.tick(seconds=10)


async def test_each_manager_gets_it_once_and_nobody_else(day: ClinicDay) -> None:
    await day.prefer(WEEKLY)
    await near(day)
    await monday(day)
    await day.tick(seconds=4)
    (report,) = reports(day)
    assert report.headline == "Your week · Nov 23 to Nov 29, 2026"
    assert reports(day, person("UAMY")) == reports(day, TEAM) == []
    assert [r.headline for r in day.team if r.headline.startswith("This morning")], "the digest too"


async def test_two_workers_send_one(day: ClinicDay) -> None:
    await day.prefer(WEEKLY)
    await near(day)
    await day.tick()
    day.now = local(2026, 11, 30, 8)
    from jobs import digest

    for worker in ("w1", "w2"):
        await day.fire(digest.JOB, worker)
    for worker in ("w1", "w2", "w1", "w2"):
        await day.fire(send_alerts.JOB, worker)
        day.later(seconds=2)
    assert len(reports(day)) == 1


async def test_unwanted_it_does_not_come_and_without_a_digest_it_does(day: ClinicDay) -> None:
    await near(day)
    await monday(day)
    assert reports(day) == []
    await day.prefer(replace(WEEKLY, hours=Hours(digest=None, report=True)))
    await day.tick()
    day.now = local(2026, 12, 7, 8)
    await day.tick(seconds=4)
    assert len(reports(day)) == 1


async def test_it_waits_for_the_end_of_quiet_hours(day: ClinicDay) -> None:

    await day.prefer(replace(WEEKLY, hours=Hours(report=True, quiet=(time(18), time(9)))))
    await near(day)
    await monday(day)
    assert reports(day) == []
    day.now = local(2026, 11, 30, 9)
    await day.tick(seconds=4)
    assert [r.headline for r in reports(day)] == ["Your week · Nov 23 to Nov 29, 2026"]


async def test_after_idle_weeks_none_comes(day: ClinicDay) -> None:
    await day.prefer(WEEKLY)
    await monday(day)
    assert reports(day) == []


async def test_it_tells_the_week_in_words_and_beside_the_week_before(day: ClinicDay) -> None:
    await day.prefer(WEEKLY)
    await near(day, used=5, allowed=5)  # four of them in the week before
    await day.tick(seconds=2)
    day.later(minutes=25)
    (alert,) = [a for a in await day.alerts() if a.sent_at]
    await day.post.act(day.clinic.id, alert.id, Acknowledge(), day.by)
    await day.log(BLUE, date(2026, 11, 18))
    asked = VisitRequest(0, 12, date(2026, 11, 2), "humana")
    await day.begin("OAK-12", "humana")
    await day.amend("OAK-12", VisitsRequested(asked))
    await monday(day)
    (report,) = reports(day)
    told = words(report)
    assert "1 session logged of 1 alias." in told
    assert "Alerts told of 1 passed limit; none were opened for more visits in time." in told
    assert "half of those within 25 minutes" in told
    assert "This morning: 1 request waits for a decision" in told
    (table,) = report.tables
    assert table.header == ("", "The week", "Week before")
    assert {row.cells[0]: row.cells[1:] for row in table.rows}["Sessions"] == ("1", "5")


async def test_an_alert_is_of_the_week_in_which_it_was_sent(day: ClinicDay) -> None:
    await day.prefer(WEEKLY)
    day.now = local(2026, 11, 29, 12)  # a Sunday: it waits until Monday
    await near(day, used=4, allowed=5)
    await day.tick()
    assert not [alert for alert in await day.alerts() if alert.sent_at]
    await monday(day, at=(8, 1))
    await day.tick(seconds=4)
    first = reports(day)
    assert "No alert was sent." in words(first[0])
    day.now = local(2026, 11, 30, 9)
    await day.tick(seconds=2)
    assert [alert for alert in await day.alerts() if alert.sent_at]
    day.now = local(2026, 12, 7, 8)
    await day.fire(digest.JOB)
    await day.tick(seconds=4)
    second = reports(day)[-1]
    assert "0 of 1 alert taken" in words(second)
    rows = {row.cells[0]: row.cells[1:] for row in second.tables[0].rows}
    assert rows["Alerts sent"] == ("1", "0")


async def test_who_hands_an_alert_over_has_not_taken_it(day: ClinicDay) -> None:
    await day.prefer(WEEKLY)
    await near(day, used=4, allowed=5)
    await day.tick(seconds=2)
    (alert,) = [a for a in await day.alerts() if a.sent_at]
    await day.post.act(
        day.clinic.id, alert.id, HandOver(person("UAMY"), day.now + timedelta(hours=4)), day.by
    )
    await monday(day)
    (report,) = reports(day)
    assert "0 of 1 alert taken" in words(report)


def test_a_visit_that_was_authorized_behind_it_was_not_saved_in_time() -> None:
    authorized = WithdrawalReason.AUTHORIZED.value
    told = {
        kind: of_alerts(
            WeekFigures(date(2026, 11, 23), date(2026, 11, 29)),
            [
                Alert(
                    AlertRef(
                        1,
                        "year",
                        date(2026, 1, 1),
                        Threshold(kind),
                        AlertState.WITHDRAWN,
                        reason=authorized,
                    ),
                    1,
                    BLUE,
                    local(2026, 11, 24, 9),
                )
            ],
            [],
        ).saved
        for kind in (AlertKind.FORECAST, AlertKind.UNCOVERED)
    }
    assert told == {AlertKind.FORECAST: 1, AlertKind.UNCOVERED: 0}


def test_what_was_passed_in_a_later_week_was_not_saved() -> None:
    authorized = WithdrawalReason.AUTHORIZED.value
    warned, over = (
        Alert(
            AlertRef(
                number, "year", date(2026, 1, 1), Threshold(kind), AlertState.WITHDRAWN, reason=why
            ),
            1,
            BLUE,
            local(2026, 11, day, 9),
        )
        for number, kind, why, day in (
            (1, AlertKind.LEFT, authorized, 24),
            (2, AlertKind.OVER, "", 30),
        )
    )
    record = ClinicRecord("America/New_York", [warned, over], [])
    assert record.week(date(2026, 11, 23), (0, 0)).saved == 0
    assert replace(record, alerts=[warned]).week(date(2026, 11, 23), (0, 0)).saved == 1


def test_small_numbers_are_worded_as_people_say_them() -> None:
    week = WeekFigures(date(2026, 11, 23), date(2026, 11, 29), 1, 1, passed=0, saved=1)
    told = [line.text for line in week_report.say(week, week, Waiting(0, 0, 1)).lines]
    assert told == [
        "1 session logged of 1 alias.",
        "Alerts told of no passed limit; 1 was opened for more visits in time.",
        "No alert was sent.",
        "This morning: 1 duty of a plan of care is near.",
    ]


@pytest.mark.parametrize(
    ("took", "said"),
    [
        pytest.param(timedelta(seconds=20), "1 minute", id="at once"),
        pytest.param(timedelta(minutes=90), "90 minutes", id="an hour and a half"),
        pytest.param(timedelta(hours=2, minutes=20), "3 hours", id="an hour that began is whole"),
        pytest.param(timedelta(days=2, hours=9), "3 days", id="a day that began is whole"),
        pytest.param(timedelta(hours=5), "5 hours", id="hours"),
        pytest.param(timedelta(days=3), "3 days", id="days"),
    ],
)
def test_a_wait_is_told_in_its_greatest_unit(took: timedelta, said: str) -> None:
    assert week_report.how_long(took) == said
