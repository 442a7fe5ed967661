"""Keeps where a clinic may be spoken to. A conversation that is gone is retired, not deleted."""

from __future__ import annotations

from datetime import datetime

from models.clinic.conversation import Conversation
from models.storage.sql import Row, execute, fetch
from models.storage.unreachable import reaching

_KEEP = """
    INSERT INTO conversation (clinic_id, place, reference, claims, added_at)
    VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (clinic_id, place) DO UPDATE SET
        reference = excluded.reference, claims = excluded.claims, dead_at = NULL"""
_FIND = """
    SELECT clinic_id, place, reference, claims FROM conversation
    WHERE clinic_id = ? AND place = ? AND dead_at IS NULL"""
_NEWEST = """
    SELECT clinic_id, place, reference, claims FROM conversation
    WHERE clinic_id = ? AND dead_at IS NULL
    ORDER BY CASE WHEN place LIKE '#%' THEN 0 ELSE 1 END, id DESC LIMIT 1"""
_RETIRE = """
    UPDATE conversation SET dead_at = ?
    WHERE clinic_id = ? AND place = ? AND dead_at IS NULL"""


class Conversations:
    """The conversations in the database that is open. Every method raises `RecordsUnreachable`."""

    async def keep(self, conversation: Conversation, at: datetime) -> None:
        """Keep a conversation, in the place of what was known of it; a retired one lives again."""
        c = conversation
        with reaching():
            await execute(_KEEP, (c.clinic_id, c.place, c.reference, c.claims, at))

    async def find(self, clinic_id: int, place: str) -> Conversation | None:
        """The conversation at a place, unless it is retired."""
        with reaching():
            rows = await fetch(_FIND, (clinic_id, place))
        return _conversation(rows[0]) if rows else None

    async def newest(self, clinic_id: int) -> Conversation | None:
        """The channel of the clinic that was added last, or else a chat: the way to others."""
        with reaching():
            rows = await fetch(_NEWEST, (clinic_id,))
        return _conversation(rows[0]) if rows else None

    async def retire(self, clinic_id: int, place: str, at: datetime) -> None:
        """Speak there no more: the bot was removed or blocked."""
        with reaching():
            await execute(_RETIRE, (at, clinic_id, place))


def _conversation(row: Row) -> Conversation:
    return Conversation(row["clinic_id"], row["place"], row["reference"], row["claims"])
