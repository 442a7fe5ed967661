"""Which deliveries of a platform were seen: each is carried out once, whichever process gets it."""

from __future__ import annotations

from datetime import datetime

from models.storage.sql import fetch
from models.storage.statements.platforms import FIRST_SEEN
from models.storage.tables import SeenEventRow
from models.storage.unreachable import reaching_records


@reaching_records
class SeenEvents:
    """Deliveries by source and key. Every method raises `RecordsUnreachable`."""

    async def first(self, source: str, key: str, at: datetime) -> bool:
        """Whether this is the first time; from now on it is not."""
        return bool(await fetch(FIRST_SEEN, source=source, key=key, at=at))

    async def forget(self, source: str, key: str) -> None:
        """It could not be carried out: the next time is the first again."""
        await SeenEventRow.filter(source=source, key=key).delete()
