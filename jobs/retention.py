"""Every six hours: delete what is old enough, as `models/storage/purge.py` says."""

from __future__ import annotations

from datetime import datetime, timedelta

from jobs.job import Job
from models.services import Services
from models.wording.phrases import count


async def run(at: datetime, services: Services) -> str:
    """Delete what is too old by now."""
    gone = await services.purge.clear(at)
    return f"{count(gone, 'row')} cleared away." if gone else "Nothing is old enough."


JOB = Job("retention", timedelta(hours=6), run)
