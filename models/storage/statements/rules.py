"""SQL of a clinic's own rules (RULE, a list in JSON): they come with the clinic, or a chart."""

from __future__ import annotations

from models.storage.statements.json_rows import rows

RULE = rows(
    "number payer codes condition profession line state verdict source said_on first_on last_on"
    " most unit per ask_on has_reference withdraws checks known_on entered_by called_by"
)
"""Every entry of a table `t`."""

OF_CLINIC = f"(SELECT {RULE} FROM clinic_rule t WHERE t.clinic_id = c.id)"  # noqa: S608 -- a constant
"""Those of the clinic `c`."""

RULES = f"SELECT {RULE} AS rules FROM clinic_rule t WHERE t.clinic_id = :clinic_id"  # noqa: S608
