"""Booked visits are kept by day, with what the count foresees, and give way to sessions."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from models.clinic.clinic import Platform, Role
from models.ports import BookedRow, Slice
from models.storage.charts import ChartStore
from models.storage.clinics import ClinicStore
from models.visits.chart import AlreadyDone, ChartInUse, DoneBy
from models.visits.events import (
    BookingsCancelled,
    ChartClosed,
    Event,
    PayerSet,
    SessionVoided,
    VisitsBooked,
)
from models.visits.void_reason import VoidReason
from tests.storage.charting import NOON, TODAY, begin, by, count, log, say

DAY = timedelta(days=1)
BLUE = "BLUE-47K"
DAYS = tuple(TODAY + n * 2 * DAY for n in range(11))


@pytest.fixture
def cabinet(ledger: ClinicStore) -> ChartStore:
    """The charts of the database."""
    return ChartStore(count)


@pytest.fixture
async def clinic_id(ledger: ClinicStore) -> int:
    """A clinic."""
    clinic, _ = await ledger.seat(Platform.SLACK, "T1", "U1", role=Role.STAFF, at=NOON)
    return clinic.id


async def month(cabinet: ChartStore, clinic_id: int) -> list[tuple[date, int, int]]:
    """The bookings of the month, each with what it would use and what is allowed."""
    rows = await cabinet.bookings(clinic_id, TODAY, TODAY + 30 * DAY)
    return [(row.visit.on, row.visit.used, row.visit.allowed) for row in rows]


async def amend(
    cabinet: ChartStore, clinic_id: int, *events: Event, of: DoneBy | None = None
) -> None:
    """Let something happen to the alias."""
    await cabinet.amend(clinic_id, BLUE, say(*events), of or by())


async def test_booked_days_are_kept_once_and_in_order(cabinet: ChartStore, clinic_id: int) -> None:
    await begin(cabinet, clinic_id)
    await amend(cabinet, clinic_id, VisitsBooked((DAYS[2], DAYS[0])))
    await amend(cabinet, clinic_id, VisitsBooked((DAYS[0], DAYS[1])))
    chart = await cabinet.find(clinic_id, BLUE)
    assert chart
    assert chart.booked == DAYS[:3]
    assert chart.next_look == DAYS[0] + DAY, "the day after the first of them"


async def test_each_booking_says_how_the_alias_stands_with_it(
    cabinet: ChartStore, clinic_id: int
) -> None:
    await begin(cabinet, clinic_id)
    await amend(cabinet, clinic_id, VisitsBooked(DAYS))
    by_day = await month(cabinet, clinic_id)
    assert by_day[:2] == [(DAYS[0], 1, 9), (DAYS[1], 2, 9)]
    assert by_day[-1] == (DAYS[10], 11, 9), "two more than the month holds"
    board = await cabinet.board(clinic_id, TODAY, Slice())
    assert (board.rows[0].booked, board.rows[0].passes_on) == (11, DAYS[9])


async def test_a_session_takes_the_place_of_its_days_booking_until_it_is_voided(
    cabinet: ChartStore, clinic_id: int
) -> None:
    await begin(cabinet, clinic_id)
    await amend(cabinet, clinic_id, VisitsBooked(DAYS[:2]))
    await cabinet.amend(clinic_id, BLUE, log(TODAY), by())
    assert await month(cabinet, clinic_id) == [(DAYS[1], 2, 9)]
    await amend(cabinet, clinic_id, SessionVoided(1, VoidReason.UNDONE))
    assert await month(cabinet, clinic_id) == [(DAYS[0], 1, 9), (DAYS[1], 2, 9)]


async def test_a_booking_that_is_cancelled_counts_no_more(
    cabinet: ChartStore, clinic_id: int
) -> None:
    await begin(cabinet, clinic_id)
    await amend(cabinet, clinic_id, VisitsBooked(DAYS[:3]))
    await amend(cabinet, clinic_id, BookingsCancelled((DAYS[0],)))
    assert await month(cabinet, clinic_id) == [(DAYS[1], 1, 9), (DAYS[2], 2, 9)]


async def test_what_was_booked_and_not_logged_is_foreseen_no_more(
    cabinet: ChartStore, clinic_id: int
) -> None:
    await begin(cabinet, clinic_id)
    await amend(cabinet, clinic_id, VisitsBooked(DAYS[:2]))
    (due,) = await cabinet.due(clinic_id, DAYS[0] + DAY, 9)
    await amend(cabinet, clinic_id, of=by(on=DAYS[0] + DAY))
    assert due.alias == BLUE
    assert await month(cabinet, clinic_id) == [(DAYS[0], 0, 0), (DAYS[1], 1, 9)]


async def test_bookings_of_others_and_of_closed_charts_are_not_shown(
    cabinet: ChartStore, clinic_id: int
) -> None:
    await begin(cabinet, clinic_id)
    await amend(cabinet, clinic_id, VisitsBooked(DAYS[:1]))
    assert await cabinet.bookings(clinic_id + 1, TODAY, DAYS[-1]) == ()
    assert await cabinet.bookings(clinic_id, DAYS[1], DAYS[-1]) == ()
    (row,) = await cabinet.bookings(clinic_id, TODAY, TODAY)
    assert row == BookedRow(BLUE, "payer", row.visit)
    await amend(cabinet, clinic_id, ChartClosed(TODAY))
    assert await cabinet.bookings(clinic_id, TODAY, DAYS[-1]) == ()


async def test_each_booking_has_the_payer_of_its_day(cabinet: ChartStore, clinic_id: int) -> None:
    await begin(cabinet, clinic_id)
    await amend(cabinet, clinic_id, VisitsBooked(DAYS[:4]))
    for change in (
        PayerSet("other", DAYS[1]),
        PayerSet(None, DAYS[3], plan="self-pay"),
    ):
        await amend(cabinet, clinic_id, change)
    rows = await cabinet.bookings(clinic_id, TODAY, DAYS[-1])
    assert [row.is_self_pay for row in rows] == [False, False, False, True]
    assert [row.payer for row in rows] == ["payer", "other", "other", None]
    assert {row.condition for row in rows} == {None}


async def test_a_chart_with_bookings_is_in_use(cabinet: ChartStore, clinic_id: int) -> None:
    await begin(cabinet, clinic_id)
    await amend(cabinet, clinic_id, VisitsBooked(DAYS[:1]))
    with pytest.raises(ChartInUse):
        await cabinet.discard(clinic_id, BLUE, by())


async def test_a_chart_that_is_forgotten_leaves_no_booking(
    cabinet: ChartStore, clinic_id: int
) -> None:
    await begin(cabinet, clinic_id)
    await amend(cabinet, clinic_id, VisitsBooked(DAYS))
    await cabinet.forget(clinic_id, BLUE, by())
    assert await month(cabinet, clinic_id) == []


async def test_a_request_books_once_though_it_was_taken_back_since(
    cabinet: ChartStore, clinic_id: int
) -> None:
    await begin(cabinet, clinic_id)
    asked = DoneBy("U1", NOON, TODAY, request="R7")
    await amend(cabinet, clinic_id, VisitsBooked(DAYS[:1]), of=asked)
    await amend(cabinet, clinic_id, BookingsCancelled(DAYS[:1]))
    with pytest.raises(AlreadyDone):
        await amend(cabinet, clinic_id, VisitsBooked(DAYS[:1]), of=asked)
    assert await month(cabinet, clinic_id) == []
