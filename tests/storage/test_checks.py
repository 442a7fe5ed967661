"""Comparisons are kept by limit, the last word of each, and leave with their alias."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from models.clinic.clinic import Platform, Role
from models.storage.charts import ChartStore
from models.storage.clinics import ClinicStore
from models.visits.chart import ChartInUse
from models.visits.count_check import CheckOutcome, CountCheck
from models.visits.events import ChartClosed, CountsCompared, Event
from tests.storage.charting import NOON, TODAY, begin, by, count, say

DAY = timedelta(days=1)
BLUE = "BLUE-47K"
KEPT = CountCheck("payer/year", 9, 11, TODAY - DAY, "portal", CheckOutcome.KEPT)
AGAIN = replace(KEPT, outcome=CheckOutcome.AGAIN, look_on=TODAY + 14 * DAY)


@pytest.fixture
def cabinet(ledger: ClinicStore) -> ChartStore:
    """The charts of the database."""
    return ChartStore(count)


@pytest.fixture
async def clinic_id(ledger: ClinicStore) -> int:
    """A clinic."""
    clinic, _ = await ledger.seat(Platform.SLACK, "T1", "U1", role=Role.STAFF, at=NOON)
    return clinic.id


async def amend(cabinet: ChartStore, clinic_id: int, *events: Event) -> tuple[CountCheck, ...]:
    """Let something happen to the alias; its comparisons as they are read back."""
    await cabinet.amend(clinic_id, BLUE, say(*events), by())
    kept = await cabinet.find(clinic_id, BLUE)
    assert kept
    return kept.checks


def compared(check: CountCheck) -> CountsCompared:
    """A comparison of its limit."""
    return CountsCompared(check.limit, check)


async def test_of_a_limit_the_last_word_is_kept(cabinet: ChartStore, clinic_id: int) -> None:
    await begin(cabinet, clinic_id)
    other = replace(KEPT, limit="payer/month")
    assert await amend(cabinet, clinic_id, compared(AGAIN), compared(other)) == (other, AGAIN)
    assert await amend(cabinet, clinic_id, compared(KEPT)) == (other, KEPT)
    assert await amend(cabinet, clinic_id, CountsCompared(KEPT.limit, None)) == (other,)


async def test_what_is_due_is_listed_until_it_is_settled(
    cabinet: ChartStore, clinic_id: int
) -> None:
    await begin(cabinet, clinic_id)
    await amend(cabinet, clinic_id, compared(AGAIN))
    assert await cabinet.checks_due(clinic_id, TODAY + 13 * DAY, 9) == ()
    (due,) = await cabinet.checks_due(clinic_id, TODAY + 20 * DAY, 9)
    assert (due.alias, due.check) == (BLUE, AGAIN)
    assert await cabinet.checks_due(clinic_id + 1, TODAY + 20 * DAY, 9) == ()
    await amend(cabinet, clinic_id, compared(KEPT))
    assert await cabinet.checks_due(clinic_id, TODAY + 20 * DAY, 9) == ()
    await amend(cabinet, clinic_id, compared(AGAIN), ChartClosed(TODAY))
    assert await cabinet.checks_due(clinic_id, TODAY + 20 * DAY, 9) == ()


async def test_a_source_of_no_list_is_never_kept(cabinet: ChartStore, clinic_id: int) -> None:
    await begin(cabinet, clinic_id)
    with pytest.raises(ValueError, match="a source of the list"):
        await amend(cabinet, clinic_id, compared(replace(KEPT, source="Mrs. Doe")))


async def test_a_chart_with_one_is_in_use_and_a_forgotten_one_leaves_none(
    cabinet: ChartStore, clinic_id: int
) -> None:
    await begin(cabinet, clinic_id)
    await amend(cabinet, clinic_id, compared(AGAIN))
    with pytest.raises(ChartInUse):
        await cabinet.discard(clinic_id, BLUE, by())
    await cabinet.forget(clinic_id, BLUE, by())
    assert await cabinet.checks_due(clinic_id, TODAY + 20 * DAY, 9) == ()
