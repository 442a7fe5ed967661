"""The column type of an instant, written in UTC."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from tortoise import fields

NEVER = datetime(9999, 1, 1, tzinfo=UTC)
"""The instant of what is not due at all."""


class InstantField(fields.DatetimeField[Any]):
    """An instant, written in UTC: SQLite keeps it as text, and compares that."""

    def to_db_value(self, value: Any, instance: Any) -> Any:
        """The value as it is kept."""
        kept = super().to_db_value(value, instance)
        return kept.astimezone(UTC) if isinstance(kept, datetime) else kept
