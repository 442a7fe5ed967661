"""Notes in their rows: written with the count that causes them, read, and changed by people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from models.alerts.alert import Alert, AlertRef, AlertState
from models.alerts.hours import after_working, next_open
from models.alerts.revision import NewAlert, Revision
from models.storage.sql import Row, day, execute, fetch, instant
from models.visits.chart import Chart

_COLUMNS = """
    n.id, n.clinic_id, a.text AS alias, n.limit_key, n.window_first, n.threshold, n.occasion,
    n.state, n.quiet, n.noted_at, n.look_at, n.sent_at, n.taken_by, n.taken_at, n.handed_to,
    n.reason"""
_FROM = "FROM note n JOIN alias a ON a.clinic_id = n.clinic_id AND a.id = n.alias_id"
_NOTE = f"SELECT {_COLUMNS} {_FROM} WHERE n.clinic_id = ? AND n.id = ?"
_OF_STATES = f"""
    SELECT {_COLUMNS} {_FROM} WHERE n.clinic_id = ? AND n.state IN ({{}})
    ORDER BY n.id DESC LIMIT ?"""
_TIMED = f"""
    SELECT {_COLUMNS} {_FROM} WHERE n.look_at <= ? AND n.state IN ({{}})
    ORDER BY n.look_at LIMIT ?"""
_NEW = """
    INSERT INTO note (clinic_id, alias_id, limit_key, window_first, threshold, occasion, state,
        quiet, noted_at, look_at, taken_by, handed_to, reason)
    VALUES {} ON CONFLICT DO NOTHING"""
_END = """
    UPDATE note SET state = CASE WHEN sent_at IS NULL THEN 'withdrawn' ELSE 'resolved' END,
        reason = ?, look_at = NULL
    WHERE clinic_id = ? AND alias_id = ? AND id = ?"""

# PostgreSQL takes values for text where no column beside them says otherwise. A note that is over
# has no instant to look at, so that the column stands for none here.
_BACK = """
    UPDATE note SET reason = '',
        state = CASE WHEN taken_by <> '' THEN 'acknowledged' WHEN sent_at IS NULL THEN 'noted'
            ELSE 'sent' END,
        look_at = CASE WHEN quiet = TRUE OR taken_by <> '' THEN look_at
            WHEN sent_at IS NULL THEN ? ELSE ? END
    WHERE clinic_id = ? AND alias_id = ? AND id = ?"""
_LET_GO = "UPDATE note SET reason = ? WHERE clinic_id = ? AND alias_id = ? AND id = ?"
_WAKE = "UPDATE note SET look_at = ? WHERE clinic_id = ? AND alias_id = ? AND id = ?"
_KEEP = """
    UPDATE note SET state = ?, look_at = ?, taken_by = ?, taken_at = ?, handed_to = ?
    WHERE clinic_id = ? AND id = ?"""
_MOVE = """
    UPDATE note SET state = ?, look_at = ?
    WHERE clinic_id = ? AND id = ? AND state = ? AND look_at = ? RETURNING id"""
_LOCK = "SELECT id FROM note WHERE clinic_id = ? AND id IN ({}) ORDER BY id FOR NO KEY UPDATE"

# Who has the message in hand for an older edit loses it.
_CHANGED = """
    UPDATE delivery SET wanted = wanted + 1,
        due_at = CASE WHEN fate = 'sent' AND message <> '' THEN ? ELSE due_at END
    WHERE clinic_id = ? AND id IN (
        SELECT id FROM delivery WHERE clinic_id = ? AND note_id IN ({})
        ORDER BY id FOR NO KEY UPDATE)"""


async def write_notes(chart: Chart, revision: Revision, at: datetime) -> None:
    """Write what becomes of a chart's notes, in the transaction that counted it."""
    here = [chart.clinic_id, chart.id]
    hours, zone = chart.preferences.hours, chart.time_zone
    tell_at = next_open(hours, zone, at)
    changed = [*(mark for mark, _ in revision.ended), *revision.back, *revision.stale]
    others = [*(mark for mark, _ in revision.let_go), *revision.woken]
    await lock(chart.clinic_id, [mark.id for mark in (*changed, *others)])
    await _add(here, revision.new, at, tell_at)
    for mark, why in revision.ended:
        await execute(_END, [why.value, *here, mark.id])
    for mark, why in revision.let_go:
        await execute(_LET_GO, [why.value, *here, mark.id])
    for mark in revision.back:
        patience = after_working(hours, zone, at, chart.preferences.patience)
        await execute(_BACK, [tell_at, patience, *here, mark.id])
    for mark in revision.woken:
        await execute(_WAKE, [at, *here, mark.id])
    await enqueue_edits(chart.clinic_id, [mark.id for mark in changed], at)


async def _add(here: list[int], new: Sequence[NewAlert], at: datetime, tell_at: datetime) -> None:
    rows: list[object] = []
    for each in new:
        look = None if each.quiet else tell_at
        rows += [*here, *each.cause.key, each.occasion, each.quiet, at, look]
    if rows:
        places = ", ".join(["(?, ?, ?, ?, ?, ?, 'noted', ?, ?, ?, '', '', '')"] * len(new))
        await execute(_NEW.format(places), rows)


async def lock(clinic_id: int, notes: Sequence[int]) -> None:
    """Keep these notes for the transaction, in one order, or two would wait for each other."""
    if notes:
        await fetch(_LOCK.format(_places(notes)), [clinic_id, *notes])


async def enqueue_edits(clinic_id: int, notes: Sequence[int], at: datetime) -> None:
    """Every message about these notes is to be worded anew."""
    if notes:
        await execute(_CHANGED.format(_places(notes)), [at, clinic_id, clinic_id, *notes])


async def read(clinic_id: int, number: int, *, lock: bool = False) -> Alert | None:
    """The note of a number, locked until the transaction ends if asked for."""
    rows = await fetch(f"{_NOTE} FOR NO KEY UPDATE OF n" if lock else _NOTE, [clinic_id, number])
    return _note(rows[0]) if rows else None


async def of_states(clinic_id: int, states: Iterable[AlertState], limit: int) -> tuple[Alert, ...]:
    """The clinic's notes in these states, the newest first."""
    wanted = [state.value for state in states]
    rows = await fetch(_OF_STATES.format(_places(wanted)), [clinic_id, *wanted, limit])
    return tuple(map(_note, rows))


async def timed(states: Iterable[AlertState], at: datetime, limit: int) -> tuple[Alert, ...]:
    """The notes of every clinic that time moves on by an instant, the longest due first."""
    wanted = [state.value for state in states]
    rows = await fetch(_TIMED.format(_places(wanted)), [at, *wanted, limit])
    return tuple(map(_note, rows))


async def move(note: Alert, state: AlertState, look_at: datetime | None) -> bool:
    """Move a timed note on, unless somebody has done so since it was read."""
    values = [state.value, look_at, note.clinic_id, note.id, note.state.value, note.look_at]
    return bool(await fetch(_MOVE, values))


async def keep(note: Alert) -> None:
    """Write what somebody did with a note."""
    values = [note.state.value, note.look_at, note.taken_by, note.taken_at, note.handed_to]
    await execute(_KEEP, [*values, note.clinic_id, note.id])


def _places(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))


def _note(row: Row) -> Alert:
    mark = AlertRef(
        row["id"],
        row["limit_key"],
        day(row["window_first"]) or date.min,
        row["threshold"],
        AlertState(row["state"]),
        row["occasion"],
        row["look_at"] is not None,
        row["reason"],
    )
    return Alert(
        mark,
        row["clinic_id"],
        row["alias"],
        instant(row["noted_at"]),
        bool(row["quiet"]),
        _instant(row["look_at"]),
        _instant(row["sent_at"]),
        row["taken_by"],
        _instant(row["taken_at"]),
        row["handed_to"],
    )


def _instant(value: object) -> datetime | None:
    return None if value is None else instant(value)
