"""What is kept only so that nothing happens twice goes when it is old; charts stay."""

from __future__ import annotations

from datetime import timedelta

from jobs import retention
from models.alerts.alert_state import AlertState
from models.coverage.fact_report import FactPart, FactReport
from models.storage.purge import Purge
from models.storage.seen_events import SeenEvents
from tests.jobs.clinic_day import ClinicDay
from tests.jobs.test_alerts import BLUE, capped


async def test_a_delivery_that_was_seen_is_forgotten_after_two_days(day: ClinicDay) -> None:
    seen = SeenEvents()
    assert await seen.first("slack", "Ev1", day.now)
    day.later(days=1)
    await day.fire(retention.JOB)
    assert not await seen.first("slack", "Ev1", day.now)
    day.later(days=2)
    assert await day.fire(retention.JOB) == "1 row cleared away."
    assert await seen.first("slack", "Ev1", day.now)


async def test_an_alert_that_is_over_goes_after_more_than_a_year_and_the_chart_stays(
    day: ClinicDay,
) -> None:
    await capped(day)
    await capped(day, alias="RED-22F")
    await day.log(BLUE, times=3)
    await day.log("RED-22F", times=3)
    await day.tick(seconds=2)
    await day.undo(BLUE)
    await day.tick(seconds=2)
    day.later(days=399)
    assert await day.fire(retention.JOB) == "Nothing is old enough."
    day.now += timedelta(days=2)
    await day.fire(retention.JOB)
    assert [(alert.alias, alert.state) for alert in await day.alerts()] == [
        ("RED-22F", AlertState.SENT)
    ]
    chart = await day.charts.find(day.clinic.id, BLUE)
    assert chart
    assert len(chart.history.sessions) == 3


async def test_a_clinic_may_keep_what_was_told_for_longer(day: ClinicDay) -> None:
    await capped(day)
    await day.log(BLUE, times=3)
    await day.tick(seconds=2)
    await day.undo(BLUE)
    await day.tick(seconds=2)
    day.later(days=401)
    assert await Purge(days=500).clear(day.now) == 0
    assert await Purge().clear(day.now)


async def test_what_was_called_wrong_and_never_checked_goes_with_the_rest(day: ClinicDay) -> None:
    reports = day.fact_reports
    wrong = FactReport("topic/pain", FactPart.ANSWER, "", "/ask Does it hurt?", "UAMY", day.now)
    await reports.report(day.clinic.id, wrong)
    day.later(days=399)
    await day.fire(retention.JOB)
    assert await reports.reported(day.clinic.id)
    day.later(days=2)
    await day.fire(retention.JOB)
    assert await reports.reported(day.clinic.id) == ()
