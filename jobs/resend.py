"""Hourly: owe alerts anew that nobody could be told of; somebody may have mended the reason.

A lasting refusal lasts until an administrator invites the bot or approves a scope, which no
platform tells. What is over by then is not sent, and what is still refused is logged once more.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from jobs.job import Job
from models.services import Services
from models.wording.phrases import count

_BATCH = 500


async def run(at: datetime, services: Services) -> str:
    """Have the sender take up every alert that failed."""
    owed = await services.outbox.owe_again(at, _BATCH)
    return f"{count(owed, 'alert')} owed anew." if owed else "No alert has failed."


JOB = Job("resend", timedelta(hours=1), run)
