"""Write and read plans of care: each step that is noted, and the clocks as they were counted."""

from __future__ import annotations

from datetime import date
from typing import Any

from models.ports import OwedDuty
from models.storage.engine.unreachable import reaching_records
from models.storage.sql import Row, day, fetch, some_day
from models.storage.statements import plans
from models.storage.tables import PlanClockRow, PlanEntryRow
from models.visits.chart import Chart, DoneBy
from models.visits.plan_of_care import (
    PlanClock,
    PlanDuty,
    PlanEntry,
    PlanEvent,
    PlanNoted,
    PlanStep,
)


async def write_plan(event: PlanEvent, here: dict[str, Any], by: DoneBy) -> None:
    """Write a step that was noted, or that one was taken back; `here` names the alias."""
    entry = event.entry
    rows = PlanEntryRow.filter(**here, on_date=entry.on, step=entry.step.value)
    await rows.delete()  # one that is noted again may have another end
    if isinstance(event, PlanNoted):
        told: dict[str, Any] = {"told_by": by.actor, "told_at": by.at}
        await PlanEntryRow.create(
            **here,
            on_date=entry.on,
            step=entry.step.value,
            until=entry.until,
            is_direct=entry.is_direct,
            **told,
        )


async def write_clocks(chart: Chart) -> None:
    """Write what is owed of a chart's plan as it was counted just now, and nothing else."""
    here: dict[str, Any] = {"clinic_id": chart.clinic_id, "alias_id": chart.id}
    await PlanClockRow.filter(**here).delete()
    rows = [
        PlanClockRow(
            **here,
            duty=clock.duty.value,
            first_on=clock.first,
            last_on=clock.last,
            used=clock.used,
            of=clock.of,
            expected_on=clock.expected,
            owed_on=clock.owed_by,
            near_on=clock.near_on,
            rule=clock.rule,
        )
        for clock in chart.clocks
    ]
    if rows:
        await PlanClockRow.bulk_create(rows)


def entry_of(row: Row) -> PlanEntry:
    """The step of a plan that a row keeps."""
    return PlanEntry(
        some_day(row["on_date"]),
        PlanStep(row["step"]),
        day(row["until"]),
        bool(row["is_direct"]),
    )


@reaching_records
class PlanQueries:
    """Reads of plans of care. Every method raises `RecordsUnreachable`."""

    async def owed(self, clinic_id: int, on: date, limit: int) -> tuple[OwedDuty, ...]:
        """What is owed now or soon of the plans of open charts. See `models.ports.Charts`."""
        rows = await fetch(plans.OWED, clinic_id=clinic_id, on=on, limit=limit)
        return tuple(OwedDuty(row["text"], _clock(row)) for row in rows)


def _clock(row: Row) -> PlanClock:
    return PlanClock(
        PlanDuty(row["duty"]),
        some_day(row["first_on"]),
        day(row["last_on"]),
        row["used"],
        row["of"],
        day(row["expected_on"]),
        row["rule"],
    )
