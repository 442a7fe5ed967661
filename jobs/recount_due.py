"""Counts anew what time alone has changed, which notes what thereby becomes due."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from jobs.job import Job, JobServices
from models.clinic.audit import SYSTEM
from models.clinic.clinic import Clinic
from models.ports import DueChart
from models.visits import counting
from models.visits.chart import Chart, DoneBy
from models.visits.events import Event
from models.wording.phrases import count

_PAGE = 200
_PAGES = 50  # of one pass; the next pass goes on from there


class _NotDueError(Exception):
    """Another clock has counted this alias in the meantime."""


async def run(at: datetime, desktop: JobServices) -> str:
    """Count every alias that is due by its clinic's own calendar."""
    clinics: dict[int, Clinic] = {}
    counted = 0
    for _ in range(_PAGES):
        due = await desktop.charts.timed(at, _PAGE)
        done = 0
        for each in due:
            if each.clinic_id not in clinics:
                clinics[each.clinic_id] = await desktop.records.clinic(each.clinic_id)
            done += await _count(each, clinics[each.clinic_id], at, desktop)
        counted += done
        if len(due) < _PAGE or not done:
            break
    return f"{count(counted, 'alias')} counted anew." if counted else "Nothing is due."


async def _count(due: DueChart, clinic: Clinic, at: datetime, desktop: JobServices) -> bool:
    """Count one alias; False where it was not due any more, or could not be counted."""
    on = at.astimezone(ZoneInfo(clinic.time_zone)).date()

    def decide(chart: Chart) -> Sequence[Event]:
        if chart.next_look is None or chart.next_look > on:
            raise _NotDueError
        return ()

    try:
        await desktop.charts.amend(
            clinic.id,
            due.alias,
            decide,
            lambda chart, day: counting.count(chart, desktop.book, clinic, day),
            DoneBy(SYSTEM, at, on),
        )
    except _NotDueError:
        return False
    except Exception as error:  # noqa: BLE001 - one chart with a bug must not hold up the others
        desktop.trouble("find-alerts", error)
        return False
    return True


JOB = Job("find-alerts", timedelta(minutes=1), run)
