"""Which deliveries of a platform were seen: each is carried out once, whichever process gets it."""

from __future__ import annotations

from datetime import datetime

from models.storage.sql import execute, fetch
from models.storage.unreachable import reaching

_NOTE = """
    INSERT INTO seen_event (source, key, received_at) VALUES (?, ?, ?)
    ON CONFLICT DO NOTHING RETURNING id"""
_FORGET = "DELETE FROM seen_event WHERE source = ? AND key = ?"


class SeenEvents:
    """Deliveries by source and key. Every method raises `RecordsUnreachable`."""

    async def first(self, source: str, key: str, at: datetime) -> bool:
        """Whether this is the first time; from now on it is not."""
        with reaching():
            return bool(await fetch(_NOTE, [source, key, at]))

    async def forget(self, source: str, key: str) -> None:
        """It could not be carried out: the next time is the first again."""
        with reaching():
            await execute(_FORGET, [source, key])
