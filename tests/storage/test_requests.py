"""Requests are kept by number with what came of them, dated by each count, and leave with all."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from models.clinic.clinic import Platform, Role
from models.ports import OpenRequest
from models.storage.charts import ChartStore
from models.storage.clinics import ClinicStore
from models.visits.chart import AlreadyDone, Chart, ChartInUse, DoneBy
from models.visits.events import (
    ChartClosed,
    Event,
    RequestDenied,
    RequestExpedited,
    RequestGranted,
    RequestReopened,
    RequestWithdrawn,
    VisitsRequested,
)
from models.visits.limit import Unit
from models.visits.session import Discipline
from models.visits.visit_request import RequestState, VisitRequest
from tests.storage.charting import NOON, TODAY, begin, by, count, say

DAY = timedelta(days=1)
BLUE = "BLUE-47K"
ASKED = VisitRequest(0, 12, TODAY - 3 * DAY, "cigna")


def in_seven_days(chart: Chart) -> tuple[VisitRequest, ...]:
    """Every payer has seven days."""
    return tuple(
        replace(r, due=r.sent + 7 * DAY, ask_on=r.sent + 8 * DAY) if r.is_open else r
        for r in chart.requests
    )


@pytest.fixture
def cabinet(ledger: ClinicStore) -> ChartStore:
    """The charts of the database."""
    return ChartStore(count, awaits=in_seven_days)


@pytest.fixture
async def clinic_id(ledger: ClinicStore) -> int:
    """A clinic."""
    clinic, _ = await ledger.seat(Platform.SLACK, "T1", "U1", role=Role.STAFF, at=NOON)
    return clinic.id


async def amend(
    cabinet: ChartStore, clinic_id: int, *events: Event, of: DoneBy | None = None
) -> tuple[VisitRequest, ...]:
    """Let something happen to the alias; its requests as they are read back."""
    after = await cabinet.amend(clinic_id, BLUE, say(*events), of or by())
    kept = await cabinet.find(clinic_id, BLUE)
    assert kept
    assert kept.requests == after.requests
    return kept.requests


async def test_a_request_is_kept_with_its_number_and_its_days(
    cabinet: ChartStore, clinic_id: int
) -> None:
    await begin(cabinet, clinic_id)
    whose = (Discipline.OT, Discipline.DC)
    units = VisitRequest(0, 24, TODAY, None, Unit.TIMED_UNIT, disciplines=whose)
    first, second = await amend(cabinet, clinic_id, VisitsRequested(ASKED), VisitsRequested(units))
    assert (first.serial, first.due, first.ask_on) == (1, TODAY + 4 * DAY, TODAY + 5 * DAY)
    assert (second.serial, second.number, second.unit) == (2, 24, Unit.TIMED_UNIT)
    assert second.payer is None
    assert (first.disciplines, second.disciplines) == ((), whose)


async def test_what_came_of_it_is_kept_and_may_be_taken_back(
    cabinet: ChartStore, clinic_id: int
) -> None:
    await begin(cabinet, clinic_id)
    await amend(cabinet, clinic_id, VisitsRequested(ASKED))
    (granted,) = await amend(cabinet, clinic_id, RequestGranted(1, TODAY, 10, 3))
    assert (granted.state, granted.decided) == (RequestState.GRANTED, TODAY)
    assert (granted.granted, granted.authorization, granted.is_in_part) == (10, 3, True)
    (open_again,) = await amend(cabinet, clinic_id, RequestReopened(1))
    assert open_again.is_open
    assert (open_again.decided, open_again.granted) == (None, 0)
    (denied,) = await amend(cabinet, clinic_id, RequestDenied(1, TODAY - DAY))
    assert (denied.state, denied.decided) == (RequestState.DENIED, TODAY - DAY)
    _, further = await amend(
        cabinet, clinic_id, RequestReopened(1), RequestWithdrawn(1), VisitsRequested(ASKED)
    )
    assert further.serial == 2


async def test_since_when_it_is_urgent_is_kept_and_may_be_taken_back(
    cabinet: ChartStore, clinic_id: int
) -> None:
    await begin(cabinet, clinic_id)
    urgent = replace(ASKED, expedited=ASKED.sent)
    await amend(cabinet, clinic_id, VisitsRequested(replace(ASKED, number=4)))
    first, second = await amend(cabinet, clinic_id, VisitsRequested(urgent))
    assert (first.expedited, second.expedited) == (None, ASKED.sent)
    first, second = await amend(
        cabinet, clinic_id, RequestExpedited(1, TODAY), RequestExpedited(2, None)
    )
    assert (first.expedited, second.expedited) == (TODAY, None)
    (row, _) = await cabinet.requests(clinic_id, 9)
    assert row.request.expedited == TODAY


async def test_the_same_request_once_more_is_nothing_new(
    cabinet: ChartStore, clinic_id: int
) -> None:
    await begin(cabinet, clinic_id)
    await amend(cabinet, clinic_id, VisitsRequested(ASKED))
    assert len(await amend(cabinet, clinic_id, VisitsRequested(ASKED))) == 1
    once = DoneBy("U1", NOON, TODAY, request="asked")
    await amend(cabinet, clinic_id, RequestDenied(1, TODAY), of=once)
    await amend(cabinet, clinic_id, RequestReopened(1))
    with pytest.raises(AlreadyDone):
        await amend(cabinet, clinic_id, RequestDenied(1, TODAY), of=once)


async def test_open_requests_of_a_clinic_come_the_longest_late_first(
    cabinet: ChartStore, clinic_id: int
) -> None:
    await begin(cabinet, clinic_id)
    await amend(cabinet, clinic_id, VisitsRequested(replace(ASKED, sent=TODAY)))
    await amend(
        cabinet, clinic_id, VisitsRequested(ASKED), VisitsRequested(replace(ASKED, number=1))
    )
    await amend(cabinet, clinic_id, RequestWithdrawn(3))
    rows = await cabinet.requests(clinic_id, 9)
    assert [(row.alias, row.request.serial) for row in rows] == [(BLUE, 2), (BLUE, 1)]
    assert all(isinstance(row, OpenRequest) for row in rows)
    assert len(await cabinet.requests(clinic_id, 1)) == 1
    assert await cabinet.requests(clinic_id + 1, 9) == ()
    await amend(cabinet, clinic_id, ChartClosed(TODAY))
    assert await cabinet.requests(clinic_id, 9) == ()


async def test_decisions_of_a_payer_come_the_latest_first_and_of_no_other_clinic(
    cabinet: ChartStore, clinic_id: int
) -> None:
    await begin(cabinet, clinic_id)
    others = [replace(ASKED, number=n) for n in (1, 2, 3)]
    await amend(cabinet, clinic_id, *map(VisitsRequested, others))
    await amend(cabinet, clinic_id, VisitsRequested(replace(ASKED, payer="aetna")))
    await amend(cabinet, clinic_id, RequestDenied(1, TODAY - DAY), RequestGranted(2, TODAY, 2, 1))
    await amend(cabinet, clinic_id, RequestDenied(4, TODAY))
    assert [r.number for r in await cabinet.decided(clinic_id, "cigna")] == [2, 1]
    assert await cabinet.decided(clinic_id + 1, "cigna") == ()


async def test_a_chart_with_a_request_is_in_use_and_a_forgotten_one_leaves_none(
    cabinet: ChartStore, clinic_id: int
) -> None:
    await begin(cabinet, clinic_id)
    await amend(cabinet, clinic_id, VisitsRequested(ASKED))
    with pytest.raises(ChartInUse):
        await cabinet.discard(clinic_id, BLUE, by())
    await cabinet.forget(clinic_id, BLUE, by())
    assert await cabinet.requests(clinic_id, 9) == ()
