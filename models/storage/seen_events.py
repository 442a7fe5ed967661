"""Carry out once: a platform's delivery, and a request that changes something.

A request may be sent again, to any process. Most of what is asked leaves nothing to do the second
time. But what was undone since, by somebody else or by another request, would be done again: an
alias closed that was opened, a setting put back. A session that is logged or voided has its request
in its own row.
"""

from __future__ import annotations

from datetime import datetime

from models.storage import keyring
from models.storage.engine.unreachable import reaching_records
from models.storage.sql import fetch
from models.storage.statements.clinics import FIRST_SEEN
from models.storage.tables import SeenEventRow
from models.visits.chart import AlreadyDone, DoneBy

_REQUEST = "request"


@reaching_records
class SeenEvents:
    """Deliveries by source and key. Every method raises `RecordsUnreachable`."""

    async def first(self, source: str, key: str, at: datetime) -> bool:
        """Whether this is the first time; from now on it is not."""
        return bool(await fetch(FIRST_SEEN, source=source, key=key, at=at))

    async def forget(self, source: str, key: str) -> None:
        """It could not be carried out: the next time is the first again."""
        await SeenEventRow.filter(source=source, key=key).delete()


async def claim(clinic_id: int, request: str, at: datetime, *what: object) -> None:
    """Say, in the transaction that does it, that a request does this; an empty one says nothing.

    Kept is a keyed hash, for two days. Raises `models.visits.chart.AlreadyDone`.
    """
    if not request:
        return
    key = keyring.current().keys.newest.digest(_REQUEST, clinic_id, request, *map(str, what))
    if not await fetch(FIRST_SEEN, source=_REQUEST, key=key, at=at):
        raise AlreadyDone


async def claim_undo(clinic_id: int, by: DoneBy) -> None:
    """Say the same of a request that takes something back, whatever that is.

    What it would take back the second time is another deed.
    """
    if by.undoes and by.part == 1:
        await claim(clinic_id, by.request, by.at, "undone")
