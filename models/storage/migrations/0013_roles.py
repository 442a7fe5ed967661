"""Migration 13: when a member was vouched for; conversations lose their names."""

from __future__ import annotations

import json
from typing import Any

from tortoise import fields, migrations
from tortoise.migrations import operations

_ALL = "SELECT id, reference FROM conversation WHERE reference LIKE '%\"name\"%'"
_BLANK = {
    "sqlite": "UPDATE conversation SET reference = ? WHERE id = ?",
    "postgres": "UPDATE conversation SET reference = $1 WHERE id = $2",
}


async def forget_names(_apps: Any, editor: Any) -> None:
    """Take the names out of the addresses: a group chat may be named after a patient."""
    client = editor.client
    blank = _BLANK[client.capabilities.dialect]
    for row in await client.execute_query_dict(_ALL):
        reference = json.loads(row["reference"])
        reference.pop("name", None)
        await client.execute_query(blank, [json.dumps(reference), row["id"]])


class Migration(migrations.Migration):
    """Adds two columns, and changes what one holds."""

    dependencies = [("needlepoint", "0012_forgetting")]  # noqa: RUF012 -- as Tortoise reads it
    operations = [  # noqa: RUF012 -- the same
        operations.AddField(
            model_name="MemberRow", name="vouched_at", field=fields.DatetimeField(null=True)
        ),
        operations.AddField(
            model_name="MemberRow", name="gone_at", field=fields.DatetimeField(null=True)
        ),
        operations.RunPython(forget_names),
    ]
