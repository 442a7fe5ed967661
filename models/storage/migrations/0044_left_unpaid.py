"""Migration 44: charts whose payers changed are counted anew, for what the old ones left unpaid."""

from __future__ import annotations

from tortoise import migrations
from tortoise.migrations import operations

# Quietly, as charts are after an import: what is warned of anew waits for the digest.
_COUNT_ANEW = """
    UPDATE alias SET next_look = '0001-01-02'
    WHERE is_open = TRUE AND (next_look IS NULL OR next_look > '0001-01-02') AND (
        EXISTS (SELECT 1 FROM payer_period p
            WHERE p.clinic_id = alias.clinic_id AND p.alias_id = alias.id)
        OR EXISTS (SELECT 1 FROM secondary_payer s
            WHERE s.clinic_id = alias.clinic_id AND s.alias_id = alias.id))"""


class Migration(migrations.Migration):
    """Marks rows, and changes no table."""

    dependencies = [("needlepoint", "0043_in_vain")]  # noqa: RUF012 -- as Tortoise reads it
    operations = [operations.RunSQL(_COUNT_ANEW)]  # noqa: RUF012 -- the same
