"""How a migration creates a table: its id, references, unique keys and indexes.

Migrations that are released stand on this: it never changes what it makes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tortoise import fields
from tortoise.fields.base import Field
from tortoise.indexes import Index
from tortoise.migrations import operations

Column = tuple[str, Field[Any]]


def create(
    table: str,
    columns: Sequence[Column],
    *,
    unique: tuple[tuple[str, ...], ...],
    indexes: Mapping[str, tuple[str, ...]] | None = None,
    key: type[Field[Any]] = fields.BigIntField,
) -> operations.CreateModel:
    """Create a table whose rows are numbered; indexes are given by name, with their columns."""
    numbered: list[Any] = [("id", key(primary_key=True)), *columns]
    options: dict[str, Any] = {"app": "needlepoint", "table": table, "unique_together": unique}
    if indexes:
        options["indexes"] = [Index(fields=of, name=name) for name, of in indexes.items()]
    return operations.CreateModel(_model_of(table), numbered, options)


def refers_to(table: str, **options: Any) -> Column:
    """The column by which a row refers to one of another table, which may not go before it."""
    return table, fields.ForeignKeyField(
        f"needlepoint.{_model_of(table)}",
        source_field=f"{table}_id",
        related_name=False,
        on_delete=fields.OnDelete.RESTRICT,
        **options,
    )


def _model_of(table: str) -> str:
    """The model of a table: `SeenEventRow` of `seen_event`."""
    return f"{table.title().replace('_', '')}Row"
