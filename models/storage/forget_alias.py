"""Forget one alias: delete its rows, edit its messages, empty its rows of the audit.

What stays is a row of the audit that says how much went, and a keyed hash of the alias, so that
nobody in that clinic is called so again. A message that is posted already is owed an edit, in the
transaction that erases the rows: so it is tried again, and survives whoever dies meanwhile.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from models.alerts.delivery import Purpose
from models.clinic import erased_audit
from models.clinic.audit import FORGOTTEN, AuditEvent, as_detail
from models.storage import alert_rows, alias_mentions, audit_log, forgotten_aliases, keyring, tables
from models.storage.alias_names import former
from models.storage.sql import fetch
from models.storage.statements import audit
from models.visits.cap import CapScope
from models.visits.chart import Chart, DoneBy


async def forget(chart: Chart, by: DoneBy) -> None:
    """Forget the alias of a locked chart, in the transaction that locked it."""
    clinic_id = chart.clinic_id
    names = await former(clinic_id, chart.alias)
    edited = await _take_down(chart, names, by.at)
    for table in tables.that_refer_to(tables.AliasRow):
        await table.filter(clinic_id=clinic_id, alias_id=chart.id).delete()
    await tables.CapRow.filter(
        clinic_id=clinic_id, scope=CapScope.ALIAS.value, subject=chart.alias
    ).delete()
    await tables.RetiredAliasRow.filter(clinic_id=clinic_id, chart=chart.id).delete()
    await tables.AliasRow.filter(clinic_id=clinic_id, id=chart.id).delete()
    kept = [await forgotten_aliases.forget(chart.clinic_id, name) for name in names]
    erased = [
        row["number"]
        for name in names
        for row in await fetch(audit.ERASE, clinic_id=clinic_id, subject=name)
    ]
    counts = {"sessions": len(chart.history.sessions), "messages": edited, "erased": len(erased)}
    marks = erased_audit.row_digests(keyring.current().keys.newest, chart.clinic_id, erased)
    detail = as_detail({"alias": kept[0], **counts, erased_audit.ROWS: marks})
    await audit_log.append(
        chart.clinic_id, [AuditEvent(by.at, by.actor, FORGOTTEN, "alias", detail)]
    )


async def _take_down(chart: Chart, names: Sequence[str], at: datetime) -> int:
    """Owe the edits; how many messages that are."""
    clinic_id = chart.clinic_id
    ids = await alert_rows.ids_of(chart)
    await alert_rows.lock(clinic_id, ids)
    edited = await fetch(
        audit.REMOVE_OF_ALIAS,
        removal=Purpose.REMOVAL.value,
        at=at,
        clinic_id=clinic_id,
        alias_id=chart.id,
    )
    await tables.DeliveryRow.filter(clinic_id=clinic_id, note_id__in=ids).delete()
    await tables.NoteRow.filter(clinic_id=clinic_id, lead__in=ids).update(lead=None)
    messages = await alias_mentions.of_aliases(clinic_id, names)
    await alias_mentions.enqueue_removals(clinic_id, messages, at)
    return len(edited) + len(messages)
