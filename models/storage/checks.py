"""Write and read comparisons of counts: of a chart, and those to be looked at again by a day."""

from __future__ import annotations

from datetime import date
from typing import Any

from models.ports import DueCheck
from models.storage.engine.unreachable import reaching_records
from models.storage.sql import Row, day, fetch, some_day
from models.storage.statements import checks
from models.storage.tables import CountCheckRow
from models.visits.balance_source import unspell
from models.visits.chart import DoneBy
from models.visits.count_check import CheckOutcome, CountCheck
from models.visits.events import CountsCompared


def check_in(row: Row) -> CountCheck:
    """The comparison that a row keeps."""
    return CountCheck(
        row["limit_key"],
        row["theirs"],
        row["ours"],
        some_day(row["as_of"]),
        row["source"],
        CheckOutcome(row["outcome"]),
        day(row["look_on"]),
    )


async def write_check(event: CountsCompared, here: dict[str, Any], by: DoneBy) -> None:
    """Write a comparison in the place of the one before of its limit.

    Raises ValueError for a source that is on no list: none such is ever kept.
    """
    await CountCheckRow.filter(**here, limit_key=event.limit).delete()
    check = event.check
    if check is None:
        return
    if unspell(check.source) is None:
        raise ValueError("a count comes from a source of the list")
    await CountCheckRow.create(
        **here,
        limit_key=check.limit,
        theirs=check.theirs,
        ours=check.ours,
        as_of=check.as_of,
        source=check.source,
        outcome=check.outcome.value,
        look_on=check.look_on,
        told_by=by.actor,
        told_at=by.at,
    )


@reaching_records
class CheckQueries:
    """Reads of comparisons. Every method raises `RecordsUnreachable`."""

    async def checks_due(self, clinic_id: int, on: date, limit: int) -> tuple[DueCheck, ...]:
        """The comparisons of open charts to look at again. See `models.ports.Charts`."""
        rows = await fetch(checks.DUE, clinic_id=clinic_id, on=on, limit=limit)
        return tuple(DueCheck(row["text"], check_in(row)) for row in rows)
