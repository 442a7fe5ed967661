"""The limit of a clinic's own rule: within one pass of the calendar all aliases are counted by it.

It interrupts nobody: what it warns of waits for the digest. The next visit warns as ever.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from jobs import recount_due
from models.clinic.rule import ClinicRule, RuleLimit, RuleScope, RuleSource
from models.coverage.position import Verdict
from models.period import Period
from models.ports import Slice
from models.storage.database import Database
from models.visits.window import CalendarYear
from tests.jobs.clinic_day import TEAM, ClinicDay
from tests.models.small_book import small_book

BLUE, RED = "BLUE-47K", "RED-22F"


@pytest.fixture
async def day(database: Database) -> ClinicDay:
    """A clinic with a patient of each of two payers, of whom no limit is known."""
    day = await ClinicDay(small_book()).open()
    for alias, payer in ((BLUE, "aetna"), (RED, "cigna")):
        await day.begin(alias, payer)
        await day.log(alias, times=3)
    return day


def rule(day: ClinicDay, number: int) -> ClinicRule:
    """So many visits a year with Aetna, from today on."""
    scope = RuleScope("aetna", ("20560", "20561"))
    limit = RuleLimit(number, CalendarYear())
    today, covered = Period(day.today), Verdict.COVERED
    return ClinicRule(scope, covered, RuleSource.CALL, day.today, today, limit)


async def left(day: ClinicDay, alias: str) -> int | None:
    """How many visits are left by the last count."""
    found = await day.charts.board(day.clinic.id, day.today, Slice())
    return next(row.left for row in found.rows if row.alias == alias)


async def test_everybody_with_the_payer_is_counted_by_it_within_one_pass_and_nobody_else(
    day: ClinicDay,
) -> None:
    assert await left(day, BLUE) is None
    await day.rules.enter(day.clinic.id, rule(day, 20), "aetna", day.by)
    assert await day.fire(recount_due.JOB) == "1 alias counted anew."
    assert (await left(day, BLUE), await left(day, RED)) == (17, None)
    await day.rules.withdraw(day.clinic.id, 1, day.by)
    await day.fire(recount_due.JOB)
    assert await left(day, BLUE) is None


async def test_what_it_warns_of_interrupts_nobody_until_the_next_visit(day: ClinicDay) -> None:
    await day.rules.enter(day.clinic.id, rule(day, 4), "aetna", day.by)
    await day.tick(seconds=5)
    assert day.messages.at(TEAM) == []
    day.later(days=1)
    await day.log(BLUE)
    await day.tick(seconds=5)
    alerts = [told for told in day.messages.at(TEAM) if BLUE in told.headline]
    assert len(alerts) == 1


async def test_a_rule_of_tomorrow_counts_tomorrow(day: ClinicDay) -> None:
    later = replace(rule(day, 20), in_force=Period(day.today.replace(day=day.today.day + 1)))
    await day.rules.enter(day.clinic.id, later, "aetna", day.by)
    await day.fire(recount_due.JOB)
    assert await left(day, BLUE) is None
    day.later(days=1)
    await day.fire(recount_due.JOB)
    assert await left(day, BLUE) == 17


async def test_a_limit_whose_place_is_taken_counts_no_more_until_it_is_free_again(
    day: ClinicDay,
) -> None:
    await day.rules.enter(day.clinic.id, rule(day, 20), "aetna", day.by)
    await day.rules.enter(day.clinic.id, replace(rule(day, 20), limit=None), "aetna", day.by)
    await day.fire(recount_due.JOB)
    assert await left(day, BLUE) is None
    await day.rules.withdraw(day.clinic.id, 2, day.by)
    await day.fire(recount_due.JOB)
    assert await left(day, BLUE) == 17


async def test_a_rule_told_anew_takes_the_place_of_the_number_before(day: ClinicDay) -> None:
    for number in (20, 12):
        await day.rules.enter(day.clinic.id, rule(day, number), "aetna", day.by)
        await day.fire(recount_due.JOB)
    assert await left(day, BLUE) == 9
