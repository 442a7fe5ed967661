"""Says once a day which payers' positions are due for checking."""

from __future__ import annotations

from datetime import datetime, timedelta

from jobs.job import Job
from models.coverage import stale_positions
from models.services import Services
from models.wording.phrases import count


async def run(at: datetime, services: Services) -> str:
    """Say how many are due, and which."""
    due = stale_positions.find(services.book, at.date())
    which = ", ".join(position.id for position in due)
    return f"{count(len(due), 'position')} due for checking: {which}" if due else "Nothing is due."


JOB = Job("stale-facts", timedelta(days=1), run)
