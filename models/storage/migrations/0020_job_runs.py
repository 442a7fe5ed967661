"""Migration 20: the last run of each job; alerts and messages are counted by an index."""

from __future__ import annotations

from tortoise import fields, migrations
from tortoise.indexes import Index
from tortoise.migrations import operations

from models.storage.migrations._tables import create


class Migration(migrations.Migration):
    """Creates a table; adds an index of alerts by state, and one of messages by what became."""

    dependencies = [("needlepoint", "0019_fact_reports")]  # noqa: RUF012 -- as Tortoise reads it
    operations = [  # noqa: RUF012 -- the same
        create(
            "job_run",
            [
                ("name", fields.CharField(max_length=64)),
                ("started_at", fields.DatetimeField()),
                ("succeeded_at", fields.DatetimeField(null=True)),
                ("failed_at", fields.DatetimeField(null=True)),
            ],
            unique=(("name",),),
        ),
        operations.AddIndex("NoteRow", Index(fields=("state", "noted_at"), name="note_age")),
        operations.AddIndex("DeliveryRow", Index(fields=("fate", "why"), name="delivery_fate")),
    ]
