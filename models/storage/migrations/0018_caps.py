"""Migration 18: a cap has codes and disciplines, what it leaves out, and what follows it."""

from __future__ import annotations

from tortoise import fields, migrations
from tortoise.migrations import operations


def _text(name: str) -> operations.AddField:
    return operations.AddField("CapRow", name, fields.CharField(max_length=255, null=True))


class Migration(migrations.Migration):
    """Adds columns: null, as for every cap of before, counts every visit and opens no more."""

    dependencies = [("needlepoint", "0017_cases")]  # noqa: RUF012 -- as Tortoise reads it
    operations = [  # noqa: RUF012 -- the same
        *map(_text, ("codes", "disciplines", "excluding", "unit", "stages", "frees")),
    ]
