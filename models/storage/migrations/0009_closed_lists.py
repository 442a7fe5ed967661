"""Migration 9: void reasons, sources and plans become entries of closed lists."""

from __future__ import annotations

from tortoise import migrations
from tortoise.migrations import operations
from tortoise.migrations.schema_editor import BaseSchemaEditor
from tortoise.migrations.schema_generator.state_apps import StateApps

from models.storage.closed_list_migration import close_lists


async def turn_into_entries(_: StateApps, _editor: BaseSchemaEditor) -> None:
    """Turn what was typed freely into entries; it runs in the transaction of the migration."""
    await close_lists()


class Migration(migrations.Migration):
    """Changes values; adds no column."""

    dependencies = [("needlepoint", "0008_conversation")]  # noqa: RUF012 -- as Tortoise reads it
    operations = [operations.RunPython(turn_into_entries)]  # noqa: RUF012 -- the same
