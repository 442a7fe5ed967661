"""Keep what changed of a clinic's payers, by what they were last known, and who told it when."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime

from tortoise.expressions import Q
from tortoise.transactions import in_transaction

from models.clinic.payer_change import PayerChange
from models.ports import PayersAsKnown
from models.storage.engine.unreachable import reaching_records
from models.storage.sql import Row, fetch
from models.storage.statements import payer_changes
from models.storage.tables import ErasedClinicRow, PayerChangeRow


@reaching_records
class PayerChangeStore:
    """See `models.ports.PayerChanges`."""

    async def due(self, facts: str, limit: int) -> tuple[PayersAsKnown, ...]:
        """Whose payers are to be looked at."""
        rows = await fetch(payer_changes.DUE, facts=facts, limit=limit)
        erased = await ErasedClinicRow.filter(number__in=[row["id"] for row in rows])
        gone = {row.number for row in erased}
        return tuple(_known(row) for row in rows if row["id"] not in gone)

    async def note(
        self, before: PayersAsKnown, now: PayersAsKnown, changed: Sequence[PayerChange]
    ) -> bool:
        """Keep what has changed, by whoever is first."""
        held = {payer: list(known) for payer, known in now.held.items()}
        text = json.dumps(held, sort_keys=True, separators=(",", ":"))
        old = {"old_facts": before.facts, "old_rules": before.rules}
        new = {"clinic_id": now.clinic_id, "facts": now.facts, "rules": now.rules, "held": text}
        async with in_transaction():
            if not await fetch(payer_changes.MARK, **old, **new):
                return False
            await PayerChangeRow.bulk_create([_row(now.clinic_id, each) for each in changed])
            return True

    async def to_tell(self, clinic_id: int, due: datetime) -> tuple[PayerChange, ...]:
        """What the digest of an instant tells."""
        untold = Q(told_in__isnull=True, noted_at__lte=due) | Q(told_in=due)
        rows = await PayerChangeRow.filter(untold, clinic_id=clinic_id).order_by("id")
        return tuple(
            PayerChange(row.payer, row.noted_at, row.rule, row.before, row.verdict) for row in rows
        )


def _known(row: Row) -> PayersAsKnown:
    held = json.loads(row["held"] or "{}")
    known = {payer: (digest, verdict) for payer, (digest, verdict) in held.items()}
    return PayersAsKnown(row["id"], row["facts"], row["rules"], known)


def _row(clinic_id: int, change: PayerChange) -> PayerChangeRow:
    return PayerChangeRow(
        clinic_id=clinic_id,
        payer=change.payer,
        rule=change.rule,
        before=change.before,
        verdict=change.now,
        noted_at=change.noted_at,
    )
