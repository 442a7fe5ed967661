"""Migration 21: an alert may be told in the message of another."""

from __future__ import annotations

from tortoise import fields, migrations
from tortoise.indexes import Index
from tortoise.migrations import operations


class Migration(migrations.Migration):
    """Adds a column: null, as for every alert of before, has a message of its own."""

    dependencies = [("needlepoint", "0020_job_runs")]  # noqa: RUF012 -- as Tortoise reads it
    operations = [  # noqa: RUF012 -- the same
        operations.AddField("NoteRow", "lead", fields.BigIntField(null=True)),
        operations.AddIndex("NoteRow", Index(fields=("lead",), name="note_lead")),
    ]
