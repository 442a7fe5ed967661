"""Forgets an alias: every row of it, every message that names it, and what the audit tells of it.

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
from models.storage import alerts, audit_log, forgotten, keyring, mentions
from models.storage.alias_names import former
from models.storage.sql import execute, fetch
from models.visits.chart import Chart, DoneBy

_NOTES = "SELECT id FROM note WHERE clinic_id = ? AND alias_id = ? ORDER BY id"
_OF_ALIAS = "note_id IN (SELECT id FROM note WHERE clinic_id = ? AND alias_id = ?)"

# What is on its way just now is left to whoever has it: told that it arrived, it is edited.
_REMOVE = f"""
    UPDATE delivery SET note_id = NULL, errand = ?, wanted = wanted + 1, attempts = 0, why = '',
        owed_since = ?, fate = CASE WHEN message <> '' THEN 'sent' ELSE fate END,
        due_at = CASE WHEN message <> '' THEN ? ELSE due_at END
    WHERE clinic_id = ? AND {_OF_ALIAS}
        AND (message <> '' OR (is_posting = TRUE AND due_at IS NOT NULL))
    RETURNING id"""  # noqa: S608 -- a constant
_UNSENT = f"DELETE FROM delivery WHERE clinic_id = ? AND {_OF_ALIAS}"  # noqa: S608 -- a constant
_ROWS = tuple(
    f'DELETE FROM "{table}" WHERE clinic_id = ? AND alias_id = ?'  # noqa: S608 -- our own names
    for table in (
        *("note", "standing", "episode", "improving", "balance", "authorization", "session"),
    )
)
_CAPS = "DELETE FROM cap WHERE clinic_id = ? AND scope = 'alias' AND subject = ?"
_OLDER = "DELETE FROM retired_alias WHERE clinic_id = ? AND chart = ?"
_ALIAS = "DELETE FROM alias WHERE clinic_id = ? AND id = ?"

# A subject of these is a person, or the clinic: never an alias, even if it is spelled like one.
_NOT_OF_ALIASES = (
    *("clinic added", "member added", "member is back", "member is gone", "role set"),
    *("defaults set", "app installed"),
)
_ERASE = f"""
    UPDATE audit SET subject = '', detail = '', salt = ''
    WHERE clinic_id = ? AND subject = ? AND action NOT IN {_NOT_OF_ALIASES} RETURNING number"""  # noqa: S608 -- a constant


async def forget(chart: Chart, by: DoneBy) -> None:
    """Forget the alias of a locked chart, in the transaction that locked it."""
    here = [chart.clinic_id, chart.id]
    names = await former(chart.clinic_id, chart.alias)
    edited = await _take_down(here, names, by.at)
    for statement in _ROWS:
        await execute(statement, here)
    await execute(_CAPS, [chart.clinic_id, chart.alias])
    await execute(_OLDER, here)
    await execute(_ALIAS, here)
    kept = [await forgotten.forget(chart.clinic_id, name) for name in names]
    erased = [row["number"] for n in names for row in await fetch(_ERASE, [chart.clinic_id, n])]
    counts = {"sessions": len(chart.history.sessions), "messages": edited, "erased": len(erased)}
    marks = erased_audit.row_digests(keyring.current().keys.newest, chart.clinic_id, erased)
    detail = as_detail({"alias": kept[0], **counts, erased_audit.ROWS: marks})
    await audit_log.append(
        chart.clinic_id, [AuditEvent(by.at, by.actor, FORGOTTEN, "alias", detail)]
    )


async def _take_down(here: list[int], names: Sequence[str], at: datetime) -> int:
    """Owe the edits; how many messages that are."""
    clinic_id, _ = here
    await alerts.lock(clinic_id, [row["id"] for row in await fetch(_NOTES, here)])
    edited = await fetch(_REMOVE, [Purpose.REMOVAL.value, at, at, clinic_id, *here])
    await execute(_UNSENT, [clinic_id, *here])
    messages = await mentions.of_aliases(clinic_id, names)
    await mentions.enqueue_removals(clinic_id, messages, at)
    return len(edited) + len(messages)
