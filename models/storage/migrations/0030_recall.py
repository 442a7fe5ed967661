"""Migration 30: what a shared answer was, so that it is edited when it says something else."""

from __future__ import annotations

from typing import Any

from tortoise import fields, migrations
from tortoise.fields.base import Field
from tortoise.indexes import Index
from tortoise.migrations import operations

_COLUMNS: dict[str, Field[Any]] = {
    "canonical": fields.TextField(null=True),
    "told_on": fields.DateField(null=True),
    "profession": fields.CharField(max_length=16, null=True),
    "state": fields.CharField(max_length=8, null=True),
    "rules": fields.IntField(null=True),
    "facts": fields.CharField(max_length=32, null=True),
    "verdict": fields.CharField(max_length=64, null=True),
    "edited_as": fields.CharField(max_length=255, null=True),
    "look_at": fields.DatetimeField(null=True),
    "before": fields.CharField(max_length=64, null=True),
    "changed_on": fields.DateField(null=True),
}


class Migration(migrations.Migration):
    """Adds columns to shared answers; those shared before stay as they were posted."""

    dependencies = [("needlepoint", "0029_receipts")]  # noqa: RUF012 -- as Tortoise reads it
    operations = [  # noqa: RUF012 -- the same
        *(
            operations.AddField("SharedAnswerRow", name, column)
            for name, column in _COLUMNS.items()
        ),
        operations.AddIndex("SharedAnswerRow", Index(fields=("look_at",), name="share_due")),
        operations.AddIndex("SharedAnswerRow", Index(fields=("facts",), name="share_facts")),
    ]
