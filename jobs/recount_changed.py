"""Recount charts whose payer's limits, or times to decide, changed with a new release of facts.

An alert whose cause was a wrong fact is then withdrawn by that count.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime, timedelta

from jobs.job import Job
from models.coverage.fact_book import FactBook
from models.coverage.position import Position
from models.services import Services
from models.wording.phrases import count

_RULES = 4
"""Counted up when the rules of counting change: everybody with a payer is then counted anew."""


async def run(_at: datetime, services: Services) -> str:
    """Make everybody due whose payer states other limits than those they were counted by."""
    changed = await services.charts.recall(prints(services.book))
    return f"{count(changed, 'clinic')} to be counted anew." if changed else "Nothing has changed."


def prints(book: FactBook) -> dict[str, str]:
    """By payer, a text that changes with what the payer says of visits, and how long any decide."""
    decisions = hashlib.sha256(repr(book.decisions).encode()).hexdigest()
    return {
        payer: hashlib.sha256(f"{_said(positions)}{decisions}".encode()).hexdigest()[:12]
        for payer, positions in book.positions.items()
    }


def _said(positions: Iterable[Position]) -> str:
    return f"{_RULES} {[p.limits for p in positions]!r}"


JOB = Job("recall", timedelta(minutes=10), run)
