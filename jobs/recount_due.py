"""Recount charts that the calendar alone has changed, a page at a time (_PAGE, _PAGES)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from jobs.job import Job
from models.clinic.audit import SYSTEM
from models.clinic.clinic import Clinic
from models.ports import DueChart
from models.services import Services
from models.visits.chart import Chart, DoneBy
from models.visits.events import Event
from models.wording.phrases import count

_PAGE = 200
_PAGES = 50  # of one pass; the next pass goes on from there


class _NotDueError(Exception):
    """Another clock has counted this alias in the meantime."""


async def run(at: datetime, services: Services) -> str:
    """Count every alias that is due by its clinic's own calendar."""
    clinics: dict[int, Clinic] = {}
    counted = 0
    for _ in range(_PAGES):
        due = await services.charts.timed(at, _PAGE)
        done = 0
        for due_chart in due:
            if due_chart.clinic_id not in clinics:
                clinics[due_chart.clinic_id] = await services.records.clinic(due_chart.clinic_id)
            done += await _count(due_chart, clinics[due_chart.clinic_id], at, services)
        counted += done
        if len(due) < _PAGE or not done:
            break
    return f"{count(counted, 'alias')} counted anew." if counted else "Nothing is due."


async def _count(due: DueChart, clinic: Clinic, at: datetime, services: Services) -> bool:
    """Count one alias; False where it was not due any more, or could not be counted."""
    on = clinic.today(at)

    def decide(chart: Chart) -> Sequence[Event]:
        if chart.next_look is None or chart.next_look > on:
            raise _NotDueError
        return ()

    try:
        await services.charts.amend(
            clinic.id,
            due.alias,
            decide,
            DoneBy(SYSTEM, at, on),
        )
    except _NotDueError:
        return False
    except Exception as error:  # noqa: BLE001 - one chart with a bug must not hold up the others
        services.log_bug("find-alerts", error)
        return False
    return True


JOB = Job("find-alerts", timedelta(minutes=1), run)
