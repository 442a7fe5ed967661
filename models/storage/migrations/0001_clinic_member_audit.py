"""Migration 1: clinics, members, and the audit, which only grows."""

from __future__ import annotations

from tortoise import fields, migrations
from tortoise.migrations import operations
from tortoise.migrations.schema_editor import BaseSchemaEditor
from tortoise.migrations.schema_generator.state_apps import StateApps

from models.storage.migrations._tables import create, refers_to

ONLY_GROWS = {
    "sqlite": (
        """CREATE TRIGGER audit_refuses_update BEFORE UPDATE ON audit
           BEGIN SELECT RAISE(ABORT, 'audit only grows'); END""",
        """CREATE TRIGGER audit_refuses_delete BEFORE DELETE ON audit
           BEGIN SELECT RAISE(ABORT, 'audit only grows'); END""",
    ),
    "postgres": (
        """CREATE FUNCTION audit_only_grows() RETURNS trigger LANGUAGE plpgsql AS
           $$ BEGIN RAISE EXCEPTION 'audit only grows'; END $$""",
        """CREATE TRIGGER audit_refuses_change BEFORE UPDATE OR DELETE ON audit
           FOR EACH ROW EXECUTE FUNCTION audit_only_grows()""",
        """CREATE TRIGGER audit_refuses_truncate BEFORE TRUNCATE ON audit
           FOR EACH STATEMENT EXECUTE FUNCTION audit_only_grows()""",
    ),
}


async def guard_audit(_: StateApps, editor: BaseSchemaEditor) -> None:
    """Have the database itself refuse to change or delete what the audit says."""
    for statement in ONLY_GROWS[editor.DIALECT]:
        await editor.client.execute_query(statement)


class Migration(migrations.Migration):
    """Creates three tables and the guard on one of them."""

    initial = True
    operations = [  # noqa: RUF012 -- Tortoise reads a plain list
        create(
            "clinic",
            [
                ("platform", fields.CharField(max_length=16)),
                ("workspace", fields.CharField(max_length=255)),
                ("profession", fields.CharField(max_length=64, null=True)),
                ("state", fields.CharField(max_length=64, null=True)),
                ("time_zone", fields.CharField(max_length=64)),
                ("added_at", fields.DatetimeField()),
            ],
            unique=(("platform", "workspace"),),
            key=fields.IntField,
        ),
        create(
            "member",
            [
                refers_to("clinic"),
                ("user", fields.CharField(max_length=255)),
                ("role", fields.CharField(max_length=16)),
                ("added_at", fields.DatetimeField()),
            ],
            unique=(("clinic_id", "user"),),
            key=fields.IntField,
        ),
        create(
            "audit",
            [
                refers_to("clinic"),
                ("number", fields.IntField()),
                ("at", fields.DatetimeField()),
                ("actor", fields.CharField(max_length=255)),
                ("action", fields.CharField(max_length=64)),
                ("subject", fields.CharField(max_length=255)),
                ("detail", fields.TextField()),
                ("previous_hash", fields.CharField(max_length=64)),
                ("hash", fields.CharField(max_length=64)),
            ],
            unique=(("clinic_id", "number"),),
        ),
        operations.RunPython(guard_audit),
    ]
