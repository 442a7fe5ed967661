"""Hourly: write the newest hash of each clinic's audit to the log.

Whoever cuts off the end of an audit does not cut it off there: `doctor --audit --head HASH` asks
for a hash that stood in the log.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from jobs.job import Job
from models.services import Services
from models.wording.phrases import count


async def run(at: datetime, services: Services) -> str:
    """Write down every clinic's newest hash."""
    del at
    heads = await services.records.heads()
    for head in heads:
        services.log_head(head)
    return f"The newest hash of {count(len(heads), 'audit')} is written down."


JOB = Job("audit-heads", timedelta(hours=1), run)
