"""Carry out once: a platform's delivery, and a request that changes something.

A request may be sent again, to any process. Most of what is asked leaves nothing to do the second
time. But what was undone since, by somebody else or by another request, would be done again: an
alias closed that was opened, a setting put back. A session that is logged or voided has its request
in its own row.
"""

from __future__ import annotations

from datetime import datetime

from tortoise.expressions import Q

from models.storage import keyring
from models.storage.engine.unreachable import reaching_records
from models.storage.sql import fetch
from models.storage.statements.clinics import FIRST_SEEN
from models.storage.tables import SeenEventRow, SessionRow
from models.visits.chart import AlreadyDone, DoneBy

_REQUEST = "request"
_HEARD = "heard"


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
    if not await fetch(FIRST_SEEN, source=_REQUEST, key=_key(clinic_id, request, *what), at=at):
        raise AlreadyDone
    await first_heard(clinic_id, request, at)


async def first_heard(clinic_id: int, request: str, at: datetime) -> bool:
    """Whether a request is heard for the first time that changes or refuses; now it is not."""
    if not request:
        return True
    whole = _whole(request)
    return bool(await fetch(FIRST_SEEN, source=_HEARD, key=_key(clinic_id, whole), at=at))


async def was_heard(clinic_id: int, request: str) -> bool:
    """Whether a request was heard before: it changed something, or was refused."""
    key = _key(clinic_id, _whole(request))
    is_kept = await SeenEventRow.filter(source=_HEARD, key=key).exists()
    return is_kept or await _is_of_session(clinic_id, request)


async def _is_of_session(clinic_id: int, request: str) -> bool:
    """Whether a request logged or voided a session: it stands in its row."""
    sessions = SessionRow.filter(clinic_id=clinic_id)
    return await sessions.filter(Q(request=request) | Q(void_request=request)).exists()


def _whole(request: str) -> str:
    """The key of a request that is a list's for one of its charts: "K" of "K/2"."""
    whole, _, number = request.rpartition("/")
    return whole if whole and number.isdigit() else request


def _key(clinic_id: int, request: str, *what: object) -> str:
    return keyring.current().keys.newest.digest(_REQUEST, clinic_id, request, *map(str, what))


async def claim_undo(clinic_id: int, by: DoneBy) -> None:
    """Say the same of a request that takes something back, whatever that is.

    What it would take back the second time is another deed.
    """
    if by.undoes and by.part == 1:
        await claim(clinic_id, by.request, by.at, "undone")
