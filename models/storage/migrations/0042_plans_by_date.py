"""Migration 42: the plan by which a payer pays from its day on."""

from __future__ import annotations

from tortoise import fields, migrations
from tortoise.migrations import operations

# The plan that was kept is of who paid at the last count; that the patient pays, of the last days
# without a payer before it.
_FILL = """
    UPDATE payer_period SET plan = (
        SELECT a.plan FROM alias a
        WHERE a.clinic_id = payer_period.clinic_id AND a.id = payer_period.alias_id
            AND a.plan <> '' AND (a.plan <> 'self-pay' OR payer_period.payer IS NULL)
            AND (payer_period.first_on IS NULL OR payer_period.first_on <= a.counted_on)
            AND NOT EXISTS (
                SELECT 1 FROM payer_period later
                WHERE later.clinic_id = a.clinic_id AND later.alias_id = a.id
                    AND later.first_on <= a.counted_on
                    AND (payer_period.first_on IS NULL OR later.first_on > payer_period.first_on)
                    AND (a.plan <> 'self-pay' OR later.payer IS NULL)))"""


class Migration(migrations.Migration):
    """Adds a column, filled from the one plan that was kept of an alias."""

    dependencies = [("needlepoint", "0041_rule_callers")]  # noqa: RUF012 -- as Tortoise reads it
    operations = [  # noqa: RUF012 -- the same
        operations.AddField("PayerPeriodRow", "plan", fields.CharField(max_length=255, null=True)),
        operations.RunSQL(_FILL),
    ]
