"""Migration 12: which messages name an alias, and which clinics were erased.

The audit of a clinic may be deleted once a row says for good that the clinic was erased.
"""

from __future__ import annotations

from tortoise import fields, migrations
from tortoise.migrations import operations
from tortoise.migrations.schema_editor import BaseSchemaEditor
from tortoise.migrations.schema_generator.state_apps import StateApps

from models.storage.migrations._tables import create, refers_to

GUARDS = {
    "sqlite": (
        """CREATE TRIGGER erased_clinic_refuses_update BEFORE UPDATE ON erased_clinic
            BEGIN SELECT RAISE(ABORT, 'what was erased stays told'); END""",
        """CREATE TRIGGER erased_clinic_refuses_delete BEFORE DELETE ON erased_clinic
            BEGIN SELECT RAISE(ABORT, 'what was erased stays told'); END""",
        """CREATE TRIGGER erased_clinic_refuses_replace BEFORE INSERT ON erased_clinic
            WHEN EXISTS (SELECT 1 FROM erased_clinic WHERE id = NEW.id OR number = NEW.number)
            BEGIN SELECT RAISE(ABORT, 'what was erased stays told'); END""",
        "DROP TRIGGER audit_refuses_delete",
        """CREATE TRIGGER audit_refuses_delete BEFORE DELETE ON audit
            WHEN NOT EXISTS (SELECT 1 FROM erased_clinic WHERE number = OLD.clinic_id)
            BEGIN SELECT RAISE(ABORT, 'audit only grows'); END""",
    ),
    "postgres": (
        """CREATE FUNCTION erased_clinic_stays() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN RAISE EXCEPTION 'what was erased stays told'; END $$""",
        """CREATE TRIGGER erased_clinic_refuses_change BEFORE UPDATE OR DELETE ON erased_clinic
            FOR EACH ROW EXECUTE FUNCTION erased_clinic_stays()""",
        """CREATE TRIGGER erased_clinic_refuses_truncate BEFORE TRUNCATE ON erased_clinic
            FOR EACH STATEMENT EXECUTE FUNCTION erased_clinic_stays()""",
        """CREATE FUNCTION audit_goes_with_its_clinic() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN
                IF EXISTS (SELECT 1 FROM erased_clinic WHERE number = OLD.clinic_id) THEN
                    RETURN OLD;
                END IF;
                RAISE EXCEPTION 'audit only grows';
            END $$""",
        "DROP TRIGGER audit_refuses_delete ON audit",
        """CREATE TRIGGER audit_refuses_delete BEFORE DELETE ON audit
            FOR EACH ROW EXECUTE FUNCTION audit_goes_with_its_clinic()""",
    ),
}


async def guard(_: StateApps, editor: BaseSchemaEditor) -> None:
    """Have the database itself keep what was erased, and the audit of every other clinic."""
    for statement in GUARDS[editor.DIALECT]:
        await editor.client.execute_query(statement)


class Migration(migrations.Migration):
    """Creates two tables; lets an audit go with its clinic."""

    dependencies = [("needlepoint", "0011_keyed_audit")]  # noqa: RUF012 -- as Tortoise reads it
    operations = [  # noqa: RUF012 -- the same
        create(
            "mention",
            [
                refers_to("clinic"),
                ("place", fields.CharField(max_length=255)),
                ("message", fields.CharField(max_length=255)),
                ("digest", fields.CharField(max_length=64)),
                ("said_at", fields.DatetimeField()),
            ],
            unique=(("clinic_id", "digest", "place", "message"),),
            indexes={"mention_age": ("said_at",)},
        ),
        create(
            "erased_clinic",
            [
                ("number", fields.IntField()),
                ("digest", fields.CharField(max_length=64)),
                ("key_name", fields.CharField(max_length=16)),
                ("erased_at", fields.DatetimeField()),
                ("aliases", fields.IntField()),
                ("sessions", fields.IntField()),
                ("hash", fields.CharField(max_length=64)),
            ],
            unique=(("number",),),
        ),
        operations.RunPython(guard),
    ]
