"""What the audit writes of requests, and of counts that were compared."""

from __future__ import annotations

from datetime import date

from models.visits import events
from models.visits.chart import Chart
from models.visits.count_check import CountCheck, check_of
from models.visits.events import Event
from models.visits.limit import Unit
from models.visits.visit_request import RequestState, of_serial


def compared(event: Event, before: Chart) -> tuple[str, dict[str, object]] | None:
    """Two counts that were compared, and what was noted of that limit before."""
    if not isinstance(event, events.CountsCompared):
        return None
    was = check_of(before.checks, event.limit)
    if event.check is None:
        return "comparison taken back", {"limit": event.limit}
    told = {"was": _check(was)} if was else {}
    return "counts compared", {**_check(event.check), **told}


def _check(check: CountCheck) -> dict[str, object]:
    look_on = {"look_on": str(check.look_on)} if check.look_on else {}
    return {
        "limit": check.limit,
        "theirs": check.theirs,
        "ours": check.ours,
        "as_of": str(check.as_of),
        "source": check.source,
        "outcome": check.outcome.value,
        **look_on,
    }


def expedited(event: Event, before: Chart) -> tuple[str, dict[str, object]] | None:
    """Since when a request is urgent, or that it is not; and how that was before."""
    if not isinstance(event, events.RequestExpedited):
        return None
    was = of_serial(before.requests, event.serial)
    said = {"serial": event.serial, **_day("on", event.on)}
    return "request expedited", {**said, **_day("was", was.expedited if was else None)}


def reopened(event: Event, before: Chart) -> tuple[str, dict[str, object]] | None:
    """A request that waits again, and what was entered as granted of it before."""
    if not isinstance(event, events.RequestReopened):
        return None
    was = of_serial(before.requests, event.serial)
    said: dict[str, object] = {"serial": event.serial}
    if was and was.state is RequestState.GRANTED:
        said |= {"number": was.granted, "authorization": was.authorization}
        said |= _day("on", was.decided)
    return "request opened again", said


def denied(event: Event, before: Chart) -> tuple[str, dict[str, object]] | None:
    """The day of a denial, and the one that was noted before, where this one corrects it."""
    if not isinstance(event, events.RequestDenied):
        return None
    old = of_serial(before.requests, event.serial)
    was = old.decided if old and old.state is RequestState.DENIED else None
    return "request denied", {"serial": event.serial, "on": str(event.on), **_day("was", was)}


def requested(event: Event) -> tuple[str, dict[str, object]] | None:
    """What a payer was asked for, and what came of it; of what is taken back what it was."""
    match event:
        case events.VisitsRequested(r):
            unit = {"unit": r.unit.value} if r.unit is not Unit.VISIT else {}
            told = {"serial": r.serial, "number": r.number, "sent": str(r.sent), "to": r.payer}
            whose = {"disciplines": [*r.disciplines]} if r.disciplines else {}
            return "visits requested", {**told, **unit, **whose, **_day("expedited", r.expedited)}
        case events.RequestGranted(serial, on, number, authorization):
            granted = {"number": number, "on": str(on), "authorization": authorization}
            return "request granted", {"serial": serial, **granted}
        case events.RequestWithdrawn(serial):
            return "request withdrawn", {"serial": serial}
    return None


def _day(key: str, day: date | None) -> dict[str, object]:
    return {key: str(day)} if day else {}
