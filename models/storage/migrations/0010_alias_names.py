"""Migration 10: lookalike aliases become one; a renamed alias leaves its old name taken."""

from __future__ import annotations

from tortoise import fields, migrations
from tortoise.migrations import operations

from models.storage.migrations._tables import create, refers_to

# As `models.privacy.alias_text.lookalike` does; by hand, as a migration never changes.
_LOOKS = "replace(replace(replace(key, 'O', '0'), 'I', '1'), 'S', '5')"

# Of two that look alike already, the older is found by either name.
_FILL = f"""
    UPDATE alias SET lookalike = {_LOOKS}
    WHERE id IN (SELECT min(id) FROM alias GROUP BY clinic_id, {_LOOKS})"""  # noqa: S608 -- our own words
_UNIQUE = "CREATE UNIQUE INDEX uid_alias_lookalike ON alias (clinic_id, lookalike)"


class Migration(migrations.Migration):
    """Adds a column with a unique key, filled from the keys that are there, and a table."""

    dependencies = [("needlepoint", "0009_closed_lists")]  # noqa: RUF012 -- as Tortoise reads it
    operations = [  # noqa: RUF012 -- the same
        operations.AddField(
            model_name="AliasRow",
            name="lookalike",
            field=fields.CharField(max_length=64, null=True),
        ),
        operations.RunSQL(_FILL),
        operations.RunSQL(_UNIQUE),
        create(
            "retired_alias",
            [
                refers_to("clinic"),
                ("digest", fields.CharField(max_length=64)),
                ("chart", fields.BigIntField()),
                ("retired_at", fields.DatetimeField()),
            ],
            unique=(("clinic_id", "digest"),),
        ),
    ]
