"""Write how an alias stands with each booked visit, and read the bookings of a clinic's days."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from models.coverage.plan_kind import PlanKind
from models.ports import BookedRow
from models.storage.engine.unreachable import reaching_records
from models.storage.sql import Row, execute, fetch, some_day
from models.storage.statements import bookings
from models.visits.booking import BookedVisit
from models.visits.chart import Chart, DoneBy
from models.visits.limit import Unit


async def write_foreseen(chart: Chart, visits: Iterable[BookedVisit], by: DoneBy) -> None:
    """Write the booked visits of a chart as it was counted just now, and no others."""
    here = (chart.clinic_id, chart.id)
    rows = [
        (
            *(*here, v.on, by.actor, by.at),
            *(v.limit, v.used, v.allowed, v.is_uncovered, v.unit.value, v.is_if_needled),
        )
        for v in visits
    ]
    if rows:
        await execute(bookings.FORESEEN, rows=rows)
    days = [row[2] for row in rows] or [date.min]
    await execute(bookings.NOT_AHEAD, clinic_id=here[0], alias_id=here[1], days=days)


@reaching_records
class BookingQueries:
    """Reads of bookings. Every method raises `RecordsUnreachable`."""

    async def bookings(self, clinic_id: int, first: date, last: date) -> tuple[BookedRow, ...]:
        """The bookings of open charts between two days. See `models.ports.Charts`."""
        rows = await fetch(bookings.BETWEEN, clinic_id=clinic_id, first=first, last=last)
        return tuple(map(_booked, rows))


def _booked(row: Row) -> BookedRow:
    visit = BookedVisit(
        some_day(row["on_date"]),
        row["limit_key"] or "",
        row["used"] or 0,
        row["allowed"] or 0,
        bool(row["is_uncovered"]),
        Unit(row["unit"] or Unit.VISIT),
        bool(row["is_if_needled"]),
    )
    is_self_pay = not row["payer"] and row["plan"] == PlanKind.SELF_PAY
    return BookedRow(row["text"], row["payer"], visit, row["condition"], is_self_pay)
