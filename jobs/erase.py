"""Each minute: finish erasing clinics whose messages are edited by now."""

from __future__ import annotations

from datetime import datetime, timedelta

from jobs.job import Job
from models.services import Services
from models.wording.phrases import count


async def run(at: datetime, services: Services) -> str:
    """Finish what is under way."""
    del at
    done = await services.charts.finish_erasing()
    return f"{count(done, 'clinic')} erased to the end." if done else "Nothing is under way."


JOB = Job("erase", timedelta(minutes=1), run)
