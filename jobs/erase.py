"""Removes what is left of a clinic that was erased, once its messages are edited."""

from __future__ import annotations

from datetime import datetime, timedelta

from jobs.job import Job, JobServices
from models.wording.phrases import count


async def run(at: datetime, desktop: JobServices) -> str:
    """Finish what is under way."""
    del at
    done = await desktop.charts.finish_erasing()
    return f"{count(done, 'clinic')} erased to the end." if done else "Nothing is under way."


JOB = Job("erase", timedelta(minutes=1), run)
