"""Clears away what is kept only so that nothing happens twice, once it is old enough."""

from __future__ import annotations

from datetime import datetime, timedelta

from models.storage.sql import fetch
from models.storage.unreachable import reaching

SEEN = timedelta(days=2)
"""Platforms repeat a delivery within the hour."""

TOLD = timedelta(days=400)
"""Alerts that are over: more than the year that any window lasts, so that none is told again."""

# Every clinic's, by age alone: nothing is read of them. What refers to a note goes before it.
_CLEARED = (
    ("DELETE FROM seen_event WHERE received_at < ? RETURNING id", SEEN),
    ("DELETE FROM mention WHERE said_at < ? RETURNING id", TOLD),
    ("DELETE FROM install_state WHERE expires_at < ? RETURNING id", timedelta()),
    (
        """DELETE FROM delivery WHERE due_at IS NULL AND note_id IN (
            SELECT id FROM note WHERE state IN ('resolved', 'withdrawn') AND noted_at < ?)
        RETURNING id""",
        TOLD,
    ),
    (
        """DELETE FROM note WHERE state IN ('resolved', 'withdrawn') AND noted_at < ?
            AND NOT EXISTS (SELECT 1 FROM delivery d WHERE d.note_id = note.id)
        RETURNING id""",
        TOLD,
    ),
    (
        """DELETE FROM delivery WHERE due_at IS NULL AND note_id IS NULL AND owed_since < ?
        RETURNING id""",
        TOLD,
    ),
)


class Purge:
    """What may go. `clear` raises `RecordsUnreachable`."""

    async def clear(self, at: datetime) -> int:
        """Delete what is too old by now; returns how many rows went."""
        gone = 0
        with reaching():
            for statement, age in _CLEARED:
                gone += len(await fetch(statement, [at - age]))
        return gone
