"""Write, end, revive, lock and read the rows of a chart's alerts (table `note`)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from models.alerts.alert import Alert, AlertRef, read_threshold
from models.alerts.alert_state import AlertState
from models.alerts.hours import after_working, next_open
from models.alerts.revision import NewAlert, Revision
from models.errors import NotUnderstood
from models.storage.sql import Row, execute, fetch, instant, instant_or_none, some_day
from models.storage.statements import alerts
from models.storage.tables import NoteRow
from models.visits.chart import Chart


async def write_alerts(chart: Chart, revision: Revision, at: datetime) -> None:
    """Write what becomes of a chart's alerts, in the transaction that counted it."""
    if revision.is_nothing:
        return
    here = {"clinic_id": chart.clinic_id, "alias_id": chart.id}
    hours, zone = chart.preferences.hours, chart.time_zone
    tell_at = next_open(hours, zone, at)
    changed = [*(ref for ref, _ in revision.ended), *revision.back, *revision.stale]
    others = [*(ref for ref, _ in revision.let_go), *revision.woken]
    await lock(chart.clinic_id, [ref.id for ref in (*changed, *others)])
    await _add(chart, revision.new, at, tell_at)
    for ref, why in revision.ended:
        await execute(alerts.END, reason=why.value, **here, id=ref.id)
    for ref, why in revision.let_go:
        await NoteRow.filter(**here, id=ref.id).update(reason=why.value)
    for ref in revision.back:
        patience = after_working(hours, zone, at, chart.preferences.patience)
        await execute(alerts.BACK, tell_at=tell_at, patience=patience, **here, id=ref.id)
    for ref in revision.woken:
        await NoteRow.filter(**here, id=ref.id).update(look_at=at)
    taken = [new.taken_with.told_in for new in revision.new if new.taken_with]
    await enqueue_edits(chart.clinic_id, [*(ref.id for ref in changed), *taken], at)


async def _add(chart: Chart, new: Sequence[NewAlert], at: datetime, tell_at: datetime) -> None:
    rows = [
        (
            *(chart.clinic_id, chart.id, *alert.cause.window_key, str(alert.cause.threshold)),
            *(alert.occasion, AlertState.NOTED.value),
            *(alert.quiet, at, None if alert.quiet else tell_at, "", "", ""),
        )
        for alert in new
    ]
    if rows:
        await execute(alerts.NEW, rows=rows)
    for alert in new:
        if alert.taken_with:
            limit, first = alert.cause.window_key
            await execute(
                alerts.TAKE_WITH,
                at=at,
                taken=alert.taken_with.id,
                lead=alert.taken_with.told_in,
                clinic_id=chart.clinic_id,
                alias_id=chart.id,
                limit=limit,
                first=first,
                threshold=str(alert.cause.threshold),
                occasion=alert.occasion,
            )


async def ids_of(chart: Chart) -> list[int]:
    """The numbers of every alert of a chart, in their order."""
    rows = NoteRow.filter(clinic_id=chart.clinic_id, alias_id=chart.id).order_by("id")
    return [row.id for row in await rows]


async def lock(clinic_id: int, ids: Sequence[int]) -> None:
    """Keep these alerts for the transaction, in one order, or two would wait for each other."""
    if ids:
        await fetch(alerts.LOCK, clinic_id=clinic_id, ids=list(ids))


async def lock_together(clinic_id: int, number: int) -> None:
    """Keep what one message tells of for the transaction."""
    await fetch(alerts.LOCK_TOGETHER, clinic_id=clinic_id, id=number)


async def locked_together(clinic_id: int, number: int) -> tuple[Alert, tuple[Alert, ...]]:
    """An alert and the others told with it, locked until the end. Raises `NotUnderstood`."""
    found = await read(clinic_id, number)
    if found is None:
        raise NotUnderstood(f"There is no alert {number}.", "List them: /clinic alerts")
    await lock_together(clinic_id, found.ref.told_in)
    together = {a.id: a for a in await told_together(clinic_id, found.ref.told_in)}
    alert = together.pop(number, found)
    return alert, tuple(together.values())


async def lead(first: Alert, led: Sequence[Alert]) -> None:
    """From now on the message of one alert tells of the others."""
    own = NoteRow.filter(clinic_id=first.clinic_id, id=first.id)
    await own.update(lead=None)
    if led:
        others = NoteRow.filter(clinic_id=first.clinic_id, id__in=[alert.id for alert in led])
        await others.update(lead=first.id)


async def enqueue_edits(clinic_id: int, ids: Sequence[int], at: datetime) -> None:
    """Every message about these alerts is to be worded anew."""
    if ids:
        await execute(alerts.REWORD, at=at, clinic_id=clinic_id, ids=list(ids))


async def read(clinic_id: int, number: int, *, lock: bool = False) -> Alert | None:
    """The alert of a number, locked until the transaction ends if asked for."""
    statement = alerts.ALERT_LOCKED if lock else alerts.ALERT
    rows = await fetch(statement, clinic_id=clinic_id, id=number)
    return alert_of(rows[0]) if rows else None


async def told_together(clinic_id: int, number: int) -> tuple[Alert, ...]:
    """What one message tells of: the alert that it is owed for, and those told with it."""
    return tuple(map(alert_of, await fetch(alerts.TOLD_TOGETHER, clinic_id=clinic_id, id=number)))


async def move(alert: Alert, state: AlertState, look_at: datetime | None) -> bool:
    """Move a timed alert on, unless somebody has done so since it was read."""
    unmoved = NoteRow.filter(
        clinic_id=alert.clinic_id, id=alert.id, state=alert.state.value, look_at=alert.look_at
    )
    return bool(await unmoved.update(state=state.value, look_at=look_at))


async def keep(alert: Alert) -> None:
    """Write what somebody did with an alert."""
    await NoteRow.filter(clinic_id=alert.clinic_id, id=alert.id).update(
        state=alert.state.value,
        look_at=alert.look_at,
        taken_by=alert.taken_by,
        taken_at=alert.taken_at,
        handed_to=alert.handed_to,
    )


def ref_of(row: Row) -> AlertRef:
    """What a chart knows of the alert that a row keeps."""
    return AlertRef(
        row["id"],
        row["limit_key"],
        some_day(row["window_first"]),
        read_threshold(row["threshold"]),
        AlertState(row["state"]),
        row["occasion"],
        row["look_at"] is not None,
        row["reason"],
        row["lead"] or 0,
        instant(row["noted_at"]),
        instant_or_none(row["sent_at"]),
    )


def alert_of(row: Row) -> Alert:
    """The alert that a row keeps."""
    return Alert(
        ref_of(row),
        row["clinic_id"],
        row["alias"],
        instant(row["noted_at"]),
        bool(row["quiet"]),
        instant_or_none(row["look_at"]),
        instant_or_none(row["sent_at"]),
        row["taken_by"],
        instant_or_none(row["taken_at"]),
        row["handed_to"],
    )
