"""What a request has done, so that the same one, sent again to any process, does it no second time.

Most of what is asked leaves nothing to do the second time. But what was undone since, by somebody
else or by another request, would be done again: an alias closed that was opened, a setting put
back. A session that is logged or voided has its request in its own row.
"""

from __future__ import annotations

from datetime import datetime

from models.storage import keyring
from models.storage.sql import fetch
from models.storage.statements.platforms import FIRST_SEEN
from models.visits.chart import AlreadyDone

_SOURCE = "request"


async def claim(clinic_id: int, request: str, at: datetime, *what: object) -> None:
    """Say, in the transaction that does it, that a request does this; an empty one says nothing.

    Kept is a keyed hash, for two days. Raises `models.visits.chart.AlreadyDone`.
    """
    if not request:
        return
    key = keyring.current().keys.newest.digest(_SOURCE, clinic_id, request, *map(str, what))
    if not await fetch(FIRST_SEEN, source=_SOURCE, key=key, at=at):
        raise AlreadyDone
