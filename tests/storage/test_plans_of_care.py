"""What is noted of a plan of care is kept by step and day, and what is owed of it by count."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from models.clinic.clinic import Platform, Role
from models.coverage.fact_book import FactBook
from models.storage.charts import ChartStore
from models.storage.clinics import ClinicStore
from models.visits import plan_clocks
from models.visits.chart import ChartInUse, DoneBy
from models.visits.events import ChartClosed, Event
from models.visits.plan_of_care import PlanDuty, PlanEntry, PlanNoted, PlanStep, PlanWithdrawn
from tests.fakes import shipped
from tests.storage.charting import NOON, TODAY, begin, by, count, log, say

DAY = timedelta(days=1)
BLUE = "BLUE-47K"
BEGUN = PlanEntry(TODAY, PlanStep.BEGUN)


@pytest.fixture
def book() -> FactBook:
    """The facts that ship, in which nobody is called "payer": Medicare's clocks run."""
    return shipped.pack()


@pytest.fixture
def cabinet(ledger: ClinicStore, book: FactBook) -> ChartStore:
    """The charts of the database."""
    return ChartStore(count, clocks=plan_clocks.clock_reader(book))


@pytest.fixture
async def clinic_id(ledger: ClinicStore) -> int:
    """A clinic."""
    clinic, _ = await ledger.seat(Platform.SLACK, "T1", "U1", role=Role.STAFF, at=NOON)
    return clinic.id


async def amend(
    cabinet: ChartStore, clinic_id: int, *events: Event, of: DoneBy | None = None
) -> None:
    """Let something happen to the alias."""
    await cabinet.amend(clinic_id, BLUE, say(*events), of or by())


async def owed(cabinet: ChartStore, clinic_id: int, on: date) -> list[tuple[str, PlanDuty]]:
    """What is owed near a day."""
    return [(row.alias, row.clock.duty) for row in await cabinet.owed(clinic_id, on, 9)]


async def test_a_step_is_kept_once_a_day_with_its_last_end(
    cabinet: ChartStore, clinic_id: int
) -> None:
    await begin(cabinet, clinic_id)
    longer = PlanEntry(TODAY, PlanStep.BEGUN, TODAY + 60 * DAY, is_direct=True)
    certified = PlanEntry(TODAY, PlanStep.CERTIFIED)
    await amend(cabinet, clinic_id, PlanNoted(BEGUN))
    await amend(cabinet, clinic_id, PlanNoted(longer), PlanNoted(certified))
    chart = await cabinet.find(clinic_id, BLUE)
    assert chart
    assert chart.care_plan == (longer, certified)
    await amend(cabinet, clinic_id, PlanWithdrawn(certified))
    chart = await cabinet.find(clinic_id, BLUE)
    assert chart
    assert chart.care_plan == (longer,)


async def test_what_is_owed_is_found_once_it_is_near(cabinet: ChartStore, clinic_id: int) -> None:
    await begin(cabinet, clinic_id)
    await amend(cabinet, clinic_id, PlanNoted(BEGUN))
    last = TODAY + 30 * DAY
    assert await owed(cabinet, clinic_id, last - 8 * DAY) == []
    assert await owed(cabinet, clinic_id, last - 7 * DAY) == [(BLUE, PlanDuty.CERTIFY)]
    assert await owed(cabinet, clinic_id + 1, last) == []
    await amend(cabinet, clinic_id, PlanNoted(PlanEntry(TODAY, PlanStep.CERTIFIED)))
    assert await owed(cabinet, clinic_id, last) == []


async def test_the_calendar_looks_again_on_the_day_on_which_it_is_near(
    cabinet: ChartStore, clinic_id: int
) -> None:
    await begin(cabinet, clinic_id)
    await amend(cabinet, clinic_id, PlanNoted(BEGUN))
    chart = await cabinet.find(clinic_id, BLUE)
    assert chart
    assert chart.next_look == TODAY + 23 * DAY


async def test_each_session_counts_toward_the_report(cabinet: ChartStore, clinic_id: int) -> None:
    await begin(cabinet, clinic_id)
    first = TODAY - 20 * DAY
    await amend(cabinet, clinic_id, PlanNoted(PlanEntry(first, PlanStep.BEGUN)))
    for number in range(8):
        await cabinet.amend(clinic_id, BLUE, log(first + number * DAY), by())
    assert await owed(cabinet, clinic_id, TODAY) == [(BLUE, PlanDuty.REPORT)]


async def test_nothing_is_owed_of_a_closed_chart(cabinet: ChartStore, clinic_id: int) -> None:
    await begin(cabinet, clinic_id)
    await amend(cabinet, clinic_id, PlanNoted(PlanEntry(TODAY - 29 * DAY, PlanStep.BEGUN)))
    assert await owed(cabinet, clinic_id, TODAY)
    await amend(cabinet, clinic_id, ChartClosed(TODAY))
    assert await owed(cabinet, clinic_id, TODAY) == []


async def test_a_chart_with_a_plan_is_in_use(cabinet: ChartStore, clinic_id: int) -> None:
    await begin(cabinet, clinic_id)
    await amend(cabinet, clinic_id, PlanNoted(BEGUN))
    with pytest.raises(ChartInUse):
        await cabinet.discard(clinic_id, BLUE, by())
    await amend(cabinet, clinic_id, PlanWithdrawn(BEGUN))
    await cabinet.discard(clinic_id, BLUE, by())


async def test_a_chart_that_is_forgotten_leaves_no_plan(
    cabinet: ChartStore, clinic_id: int
) -> None:
    await begin(cabinet, clinic_id)
    await amend(cabinet, clinic_id, PlanNoted(PlanEntry(TODAY - 29 * DAY, PlanStep.BEGUN)))
    await cabinet.forget(clinic_id, BLUE, by())
    assert await owed(cabinet, clinic_id, TODAY) == []
