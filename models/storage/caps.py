"""Set and drop a clinic's own caps, and mark charts to recount when limits have changed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace

from tortoise.expressions import Q
from tortoise.transactions import in_transaction

from models.clinic.audit import AuditEvent
from models.storage import audit_log, seen_events
from models.storage.audit_events import cap_deed
from models.storage.chart_reader import cap_of, locked_chart
from models.storage.chart_writer import count_anew
from models.storage.engine.unreachable import reaching_records
from models.storage.tables import CapRow, ClinicRow
from models.visits.cap import Cap, CapScope
from models.visits.cap_text import spell_per, spelled
from models.visits.chart import DoneBy

_KEY = ("clinic_id", "scope", "subject", "per")
_SAYS = ("codes", "disciplines", "excluding", "unit", "stages", "frees")
_SET = ("number", "set_by", "set_on", "set_at", *_SAYS)


@reaching_records
class CapStore:
    """Caps, and what else has charts counted anew. Every method raises `RecordsUnreachable`."""

    async def caps(self, clinic_id: int) -> tuple[Cap, ...]:
        """The caps that the clinic set itself."""
        rows = await CapRow.filter(clinic_id=clinic_id).order_by("scope", "subject", "per")
        return tuple(cap_of(vars(row)) for row in rows)

    async def set_cap(self, clinic_id: int, cap: Cap, by: DoneBy) -> None:
        """Set a cap; those whom it holds for become due."""
        async with audit_log.transaction():
            cap = await _spelled_as_here(clinic_id, cap)
            await seen_events.claim(clinic_id, by.request, by.at, "cap set", cap.id, cap.number)
            await seen_events.claim_undo(clinic_id, by)
            held = await CapRow.filter(clinic_id=clinic_id, **_key(cap)).first()
            values = {"number": cap.number, "set_by": cap.set_by, "set_on": cap.set_on}
            values |= dict.fromkeys(_SAYS) | spelled(cap)
            row = CapRow(clinic_id=clinic_id, **_key(cap), **values, set_at=by.at)
            await CapRow.bulk_create([row], on_conflict=_KEY, update_fields=_SET)
            was = cap_of(vars(held)) if held else None
            await _changed(clinic_id, cap, cap_deed(cap, by, is_set=True, was=was))

    async def drop_cap(self, clinic_id: int, cap: Cap, by: DoneBy) -> None:
        """Take a cap back; those whom it held for become due."""
        async with audit_log.transaction():
            cap = await _spelled_as_here(clinic_id, cap)
            await seen_events.claim(clinic_id, by.request, by.at, "cap dropped", cap.id)
            await seen_events.claim_undo(clinic_id, by)
            await CapRow.filter(clinic_id=clinic_id, **_key(cap)).delete()
            await _changed(clinic_id, cap, cap_deed(cap, by, is_set=False))

    async def count_anew(self, clinic_id: int, payer: str) -> None:
        """Make everybody with a payer due."""
        async with in_transaction():
            await count_anew(clinic_id, CapScope.PAYER, payer)

    async def recall(self, prints: Mapping[str, str]) -> int:
        """Make everybody due whose payer's limits are not those counted by."""
        now = json.dumps(prints, sort_keys=True, separators=(",", ":"))
        others = Q(counted_by__isnull=True) | Q(counted_by__not=now)
        clinics = await ClinicRow.filter(others).order_by("id")
        for clinic in clinics:
            async with in_transaction():
                for payer in _changed_payers(clinic.counted_by, prints):
                    scope = CapScope.PAYER if payer else CapScope.CLINIC
                    await count_anew(clinic.id, scope, payer)
                await ClinicRow.filter(id=clinic.id).update(counted_by=now)
        return len(clinics)


def _key(cap: Cap) -> dict[str, str]:
    return {"scope": cap.scope.value, "subject": cap.subject, "per": spell_per(cap)}


async def _changed(clinic_id: int, cap: Cap, deed: AuditEvent) -> None:
    await count_anew(clinic_id, cap.scope, cap.subject)
    await audit_log.append(clinic_id, [deed])


def _changed_payers(counted_by: str | None, prints: Mapping[str, str]) -> list[str]:
    """The payers whose limits have changed; empty text, for all, where nobody knows."""
    if counted_by is None:
        return [""]
    before = json.loads(counted_by)
    return sorted(payer for payer, text in prints.items() if before.get(payer) != text)


async def _spelled_as_here(clinic_id: int, cap: Cap) -> Cap:
    """The cap with its alias as the clinic spells it."""
    if cap.scope is not CapScope.ALIAS:
        return cap
    return replace(cap, subject=(await locked_chart(clinic_id, cap.subject)).alias)
