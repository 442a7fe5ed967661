"""Facts that change with a release: whoever was counted by the old ones is counted anew, once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from jobs import recount_changed, recount_due
from models.alerts.alert_state import AlertState
from models.alerts.withdrawal import WithdrawalReason
from models.coverage.fact_book import FactBook
from models.coverage.position import Position
from models.period import Period
from models.ports import Slice
from models.storage.database import Database
from models.visits.limit import Limit
from models.visits.window import CalendarYear, RollingDays
from tests.jobs.clinic_day import ClinicDay
from tests.models.small_book import position, small_book

BLUE, RED = "BLUE-47K", "RED-22F"
DONE = "Nothing has changed."


def book(aetna: int, cigna: int = 30) -> FactBook:
    """Two payers who pay so many visits a year."""
    return small_book(
        {"aetna": (_position("aetna", aetna),), "cigna": (_position("cigna", cigna),)}
    )


def _position(payer: str, number: int) -> Position:
    limit = Limit("As printed.", ("policy",), payer, number, CalendarYear())
    return position(limits=(limit,))


@pytest.fixture
async def day(database: Database) -> ClinicDay:
    """A clinic with a patient of each payer, three visits each, counted by five for Aetna."""
    day = await ClinicDay(book(aetna=5)).open()
    for alias, payer in ((BLUE, "aetna"), (RED, "cigna")):
        await day.begin(alias, payer)
        await day.log(alias, times=3)
    await day.fire(recount_changed.JOB)
    await day.fire(recount_due.JOB)
    return day


async def versions(day: ClinicDay) -> dict[str, int]:
    """How often each alias was counted."""
    found = [await day.charts.find(day.clinic.id, alias) for alias in (BLUE, RED)]
    return {chart.alias: chart.version for chart in found if chart}


async def released(day: ClinicDay, facts: FactBook) -> None:
    """A release with other facts starts."""
    day.book = facts
    await day.fire(recount_changed.JOB)
    await day.fire(recount_due.JOB)


async def test_a_wrong_number_that_is_mended_withdraws_the_alert_that_it_caused(
    day: ClinicDay,
) -> None:
    assert [str(alert.ref.threshold) for alert in await day.alerts()] == ["left/2"]
    await released(day, book(aetna=12))
    (alert,) = await day.alerts()
    assert alert.state is AlertState.WITHDRAWN
    assert alert.ref.reason == WithdrawalReason.RULES
    await day.tick(seconds=3)
    assert day.team == []


async def test_an_alert_that_was_sent_is_resolved_and_says_that_the_rules_have_changed(
    day: ClinicDay,
) -> None:
    await day.tick(seconds=2)
    await released(day, book(aetna=12))
    await day.tick(seconds=2)
    (message,) = day.team
    assert message.headline == f"{BLUE} · resolved"
    assert "the payer's facts have changed" in message.lines[1].text


async def test_a_number_that_falls_warns_of_what_it_makes_due(day: ClinicDay) -> None:
    await released(day, book(aetna=5, cigna=4))
    assert [(alert.alias, str(alert.ref.threshold)) for alert in await day.alerts()] == [
        (BLUE, "left/2"),
        (RED, "left/1"),
    ]


async def test_only_those_of_the_payer_whose_facts_changed_are_counted_anew(day: ClinicDay) -> None:
    before = await versions(day)
    await released(day, book(aetna=12))
    assert await versions(day) == before | {BLUE: before[BLUE] + 1}


async def test_the_first_start_after_an_upgrade_counts_once_not_again(
    database: Database,
) -> None:
    day = await ClinicDay(book(aetna=5)).open()
    for alias, payer in ((BLUE, "aetna"), (RED, "cigna")):
        await day.begin(alias, payer)
        await day.log(alias)
    before = await versions(day)
    assert await day.fire(recount_changed.JOB) == "1 clinic to be counted anew."
    assert await day.fire(recount_due.JOB) == "2 aliases counted anew."
    assert await versions(day) == {alias: count + 1 for alias, count in before.items()}
    for _ in range(3):
        day.later(minutes=10)
        assert await day.fire(recount_changed.JOB) == DONE
        assert await day.fire(recount_due.JOB) == "Nothing is due."
    assert await versions(day) == {alias: count + 1 for alias, count in before.items()}


async def test_a_release_with_the_same_facts_counts_nobody(day: ClinicDay) -> None:
    before = await versions(day)
    day.book = book(aetna=5)
    assert await day.fire(recount_changed.JOB) == DONE
    await day.fire(recount_due.JOB)
    assert await versions(day) == before


async def test_a_change_before_the_last_count_was_done_is_not_lost(day: ClinicDay) -> None:
    day.book = book(aetna=12)
    await day.fire(recount_changed.JOB)
    day.later(seconds=1)
    await released(day, book(aetna=4))
    assert [str(alert.ref.threshold) for alert in await day.alerts(AlertState.NOTED)] == ["left/1"]


async def test_two_clocks_that_start_at_once_count_everybody_once(day: ClinicDay) -> None:
    before = await versions(day)
    day.book = book(aetna=12, cigna=40)
    for worker in ("w1", "w2"):
        await day.fire(recount_changed.JOB, worker)
    for worker in ("w1", "w2"):
        await day.fire(recount_due.JOB, worker)
    assert await versions(day) == {alias: count + 1 for alias, count in before.items()}


async def test_a_clinic_that_opens_later_is_not_counted_for_facts_that_it_was_counted_by(
    day: ClinicDay,
) -> None:
    later = await ClinicDay(day.book, day.now + timedelta(days=1)).open("T2")
    await later.begin(BLUE, "aetna")
    await later.fire(recount_changed.JOB)
    await later.fire(recount_due.JOB)
    assert await later.fire(recount_changed.JOB) == DONE


async def test_a_release_that_counts_by_other_rules_counts_everybody_anew(
    day: ClinicDay, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = await versions(day)
    monkeypatch.setattr(recount_changed, "_RULES", "others")
    await released(day, day.book)
    assert all(version > before[alias] for alias, version in (await versions(day)).items())


@pytest.mark.parametrize("is_limits_own", [True, False], ids=["the limit", "the position"])
async def test_a_limit_whose_first_day_lies_ahead_is_counted_from_that_day_on(
    database: Database, *, is_limits_own: bool
) -> None:
    day = ClinicDay(small_book({}))
    ahead = day.now.date() + timedelta(days=9)
    rolling = RollingDays(30)
    now, later = (
        Limit("As printed.", ("policy",), id_, number, rolling, in_force=period)
        for id_, number, period in (
            ("now", 20, Period(last=ahead - timedelta(days=1)) if is_limits_own else Period()),
            ("later", 4, Period(first=ahead) if is_limits_own else Period()),
        )
    )
    if is_limits_own:
        day.book = small_book({"aetna": (position(limits=(now, later)),)})
    else:
        before = position("before", last=ahead - timedelta(days=1), limits=(now,))
        day.book = small_book({"aetna": (before, position("after", first=ahead, limits=(later,)))})
    await day.open()
    await day.begin(BLUE, "aetna")
    await day.log(BLUE, times=3)
    page = await day.charts.board(day.clinic.id, day.today, Slice())
    assert [(row.limit, row.left) for row in page.rows] == [("now", 17)]
    while day.today < ahead:
        day.later(days=1)
        await day.fire(recount_due.JOB)
    page = await day.charts.board(day.clinic.id, day.today, Slice())
    assert [(row.limit, row.left) for row in page.rows] == [("later", 1)]
    assert "left/1" in [str(alert.ref.threshold) for alert in await day.alerts()]
