"""The events that take a deed back on a chart as it is by now (_INVERSES)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from models.visits import events
from models.visits.balance import Balance
from models.visits.chart import Chart
from models.visits.count_check import CheckOutcome, CountCheck, check_of
from models.visits.deed import Deed, DeedState
from models.visits.events import Event
from models.visits.payer_periods import PayerPeriod, PayerPeriods
from models.visits.plan_of_care import PlanEntry, PlanNoted, PlanStep, PlanWithdrawn
from models.visits.visit_request import RequestState, of_serial
from models.visits.void_reason import VoidReason


@dataclass(frozen=True, slots=True)
class Inverse:
    """What has become of a deed, and the events that take back what is left of it."""

    state: DeedState
    events: tuple[Event, ...] = ()


_GONE = Inverse(DeedState.GONE)


def inverse(deed: Deed, chart: Chart, today: date, request: str = "") -> Inverse:
    """What takes a deed back on a chart as it is now, the last of its changes first.

    `request` is the platform's key of the undo. Raises KeyError for a deed that is none of a chart.
    """
    parts = [
        _INVERSES[event.action](event.particulars, chart, _Undo(today, request))
        for event in reversed(deed.events)
    ]
    state = _together(part.state for part in parts)
    is_closed_since = chart.closed and not any(e.action == "alias closed" for e in deed.events)
    if state is DeedState.AS_LEFT and is_closed_since:
        state = DeedState.CHANGED
    return Inverse(state, tuple(event for part in parts for event in part.events))


def _together(states: Iterable[DeedState]) -> DeedState:
    """A deed of which only a part is gone has changed."""
    found = set(states)
    return found.pop() if len(found) == 1 else DeedState.CHANGED


@dataclass(frozen=True, slots=True)
class _Undo:
    """The day and the request of an undo."""

    today: date
    request: str


_Particulars = Mapping[str, Any]


def _session_logged(said: _Particulars, chart: Chart, undo: _Undo) -> Inverse:
    session = chart.session(said["number"])
    if session is None or session.voided:
        return _GONE
    voided = events.SessionVoided(session.number, VoidReason.UNDONE, undo.request)
    return Inverse(DeedState.AS_LEFT, (voided,))


def _session_voided(said: _Particulars, chart: Chart, _: _Undo) -> Inverse:
    session = chart.session(said["number"])
    if session is None or not session.voided:
        return _GONE
    has_another = bool(chart.standing_on(session.on))
    restored = events.SessionRestored(session.number, chart.next_ordinal(session.on))
    return Inverse(DeedState.CHANGED if has_another else DeedState.AS_LEFT, (restored,))


def _visits_authorized(said: _Particulars, chart: Chart, _: _Undo) -> Inverse:
    serial = authorization_serial(said, chart)
    if chart.authorization(serial) is None:
        return _GONE
    return Inverse(DeedState.AS_LEFT, (events.AuthorizationWithdrawn(serial),))


def authorization_serial(said: _Particulars, chart: Chart) -> int:
    """The number of the authorization that an entry speaks of, by its id in entries of before."""
    live = chart.history.authorizations
    of_id = (a.serial for a in live if a.id == said.get("id"))
    return int(said["serial"]) if "serial" in said else next(of_id, 0)


def _withdrawn(said: _Particulars, chart: Chart, _: _Undo) -> Inverse:
    """What counted again when it was withdrawn is replaced once more, where it still counts."""
    serial, back = said["serial"], tuple(said.get("back", ()))
    retired = chart.retired(serial)
    if retired is None or retired.replaced_by:
        return _GONE
    is_as_left = all(chart.authorization(other) for other in back)
    restored = events.AuthorizationRestored(serial, back)
    return Inverse(DeedState.AS_LEFT if is_as_left else DeedState.CHANGED, (restored,))


def _balance_told(said: _Particulars, chart: Chart, _: _Undo) -> Inverse:
    balance = next((b for b in chart.history.balances if _is_told(b, said)), None)
    if balance is None:
        return _GONE
    before = (events.BalanceAdded(_balance(said["was"])),) if "was" in said else ()
    return Inverse(DeedState.AS_LEFT, (events.BalanceWithdrawn(balance), *before))


def _is_told(balance: Balance, said: _Particulars) -> bool:
    told = _balance(said)
    return replace(balance, pool=told.pool) == told


def _balance(said: _Particulars) -> Balance:
    """The balance that an entry speaks of."""
    held = said.get("held_until")
    return Balance(
        said["used"],
        date.fromisoformat(said["as_of"]),
        said["source"],
        said["includes_ours"],
        limit=said.get("limit", ""),
        held_until=date.fromisoformat(held) if held else None,
        last_known=said.get("last_known"),
    )


def _improving_noted(said: _Particulars, chart: Chart, _: _Undo) -> Inverse:
    on = date.fromisoformat(said["on"])
    if on not in chart.history.improving:
        return _GONE
    return Inverse(DeedState.AS_LEFT, (events.ImprovementWithdrawn(on),))


def _improving_withdrawn(said: _Particulars, chart: Chart, _: _Undo) -> Inverse:
    on = date.fromisoformat(said["on"])
    if on in chart.history.improving:
        return _GONE
    return Inverse(DeedState.AS_LEFT, (events.ImprovementNoted(on),))


def _payer_set(said: _Particulars, chart: Chart, _: _Undo) -> Inverse:
    if "before" not in said:
        return _set_back(events.PayerSet(said["from"]), chart.payer, said)
    before, after = (_periods(said[key]) for key in ("before", "after"))
    restored = events.PayersRestored(before)
    return _set_back(restored, chart.payer_periods, {"from": before, "to": after})


def _second_payer_set(said: _Particulars, chart: Chart, _: _Undo) -> Inverse:
    before, after = (_periods(said[key]) for key in ("before", "after"))
    restored = events.SecondaryRestored(before)
    return _set_back(restored, chart.secondary, {"from": before, "to": after})


def _periods(spelled: list[list[str | None]]) -> PayerPeriods:
    return tuple(
        PayerPeriod(payer, date.fromisoformat(first) if first else None) for payer, first in spelled
    )


def _condition_set(said: _Particulars, chart: Chart, _: _Undo) -> Inverse:
    return _set_back(events.ConditionSet(said["from"]), chart.condition, said)


def _plan_set(said: _Particulars, chart: Chart, _: _Undo) -> Inverse:
    return _set_back(events.PlanSet(said["from"]), chart.plan, said)


def _year_set(said: _Particulars, chart: Chart, _: _Undo) -> Inverse:
    before, after = (tuple(said[key]) if said[key] else None for key in ("from", "to"))
    event = events.BenefitYearSet(before)
    return _set_back(event, chart.benefit_year, {"from": before, "to": after})


def _set_back(event: Event, now: object, said: _Particulars) -> Inverse:
    if now == said["to"]:
        return Inverse(DeedState.AS_LEFT, (event,))
    return _GONE if now == said["from"] else Inverse(DeedState.CHANGED, (event,))


def _visits_booked(said: _Particulars, chart: Chart, _: _Undo) -> Inverse:
    days = tuple(map(date.fromisoformat, said["on"]))
    left = tuple(day for day in days if day in chart.booked)
    if not left:
        return _GONE
    state = DeedState.AS_LEFT if left == days else DeedState.CHANGED
    return Inverse(state, (events.BookingsCancelled(left),))


def _bookings_cancelled(said: _Particulars, chart: Chart, _: _Undo) -> Inverse:
    days = tuple(map(date.fromisoformat, said["on"]))
    gone = tuple(day for day in days if day not in chart.booked)
    if not gone:
        return _GONE
    state = DeedState.AS_LEFT if gone == days else DeedState.CHANGED
    return Inverse(state, (events.VisitsBooked(gone),))


def _plan_noted(said: _Particulars, chart: Chart, _: _Undo) -> Inverse:
    """What it took the place of is noted again."""
    entry = plan_entry(said)
    noted = next((e for e in chart.care_plan if e.key == entry.key), None)
    if noted is None:
        return _GONE
    before = (PlanNoted(plan_entry(said["was"])),) if "was" in said else ()
    state = DeedState.AS_LEFT if noted == entry else DeedState.CHANGED
    return Inverse(state, before or (PlanWithdrawn(entry),))


def _plan_withdrawn(said: _Particulars, chart: Chart, _: _Undo) -> Inverse:
    entry = plan_entry(said)
    if any(e.key == entry.key for e in chart.care_plan):
        return _GONE
    return Inverse(DeedState.AS_LEFT, (PlanNoted(entry),))


def plan_entry(said: _Particulars) -> PlanEntry:
    """The step of a plan of care that an entry speaks of."""
    until = said.get("until")
    return PlanEntry(
        date.fromisoformat(said["on"]),
        PlanStep(said["step"]),
        date.fromisoformat(until) if until else None,
        bool(said.get("direct")),
    )


def _visits_requested(said: _Particulars, chart: Chart, _: _Undo) -> Inverse:
    """A request that was decided since is taken back with its decision, after a question."""
    request = of_serial(chart.requests, said["serial"])
    if request is None or request.state is RequestState.WITHDRAWN:
        return _GONE
    state = DeedState.AS_LEFT if request.is_open else DeedState.CHANGED
    return Inverse(state, (events.RequestWithdrawn(request.serial),))


def _request_closed(said: _Particulars, chart: Chart, kind: RequestState) -> Inverse:
    request = of_serial(chart.requests, said["serial"])
    if request is None or request.state is not kind:
        return _GONE
    return Inverse(DeedState.AS_LEFT, (events.RequestReopened(request.serial),))


def _request_granted(said: _Particulars, chart: Chart, _: _Undo) -> Inverse:
    return _request_closed(said, chart, RequestState.GRANTED)


def _request_denied(said: _Particulars, chart: Chart, _: _Undo) -> Inverse:
    return _request_closed(said, chart, RequestState.DENIED)


def _request_withdrawn(said: _Particulars, chart: Chart, _: _Undo) -> Inverse:
    return _request_closed(said, chart, RequestState.WITHDRAWN)


def _counts_compared(said: _Particulars, chart: Chart, _: _Undo) -> Inverse:
    now, told = check_of(chart.checks, said["limit"]), _check(said)
    before = _check(said["was"]) if "was" in said else None
    if now == before:
        return _GONE
    state = DeedState.AS_LEFT if now == told else DeedState.CHANGED
    return Inverse(state, (events.CountsCompared(said["limit"], before),))


def _check(said: _Particulars) -> CountCheck:
    look_on = said.get("look_on")
    return CountCheck(
        said["limit"],
        said["theirs"],
        said["ours"],
        date.fromisoformat(said["as_of"]),
        said["source"],
        CheckOutcome(said["outcome"]),
        date.fromisoformat(look_on) if look_on else None,
    )


def _alias_closed(_said: _Particulars, chart: Chart, undo: _Undo) -> Inverse:
    if not chart.closed:
        return _GONE
    return Inverse(DeedState.AS_LEFT, (events.ChartReopened(undo.today),))


def _alias_reopened(said: _Particulars, chart: Chart, undo: _Undo) -> Inverse:
    if chart.closed:
        return _GONE
    on = date.fromisoformat(said["closed"]) if "closed" in said else undo.today
    return Inverse(DeedState.AS_LEFT, (events.ChartClosed(on),))


_INVERSES: Mapping[str, Callable[[_Particulars, Chart, _Undo], Inverse]] = {
    "session logged": _session_logged,
    "session voided": _session_voided,
    "visits authorized": _visits_authorized,
    "authorization replaced": _visits_authorized,
    "authorization withdrawn": _withdrawn,
    "balance told": _balance_told,
    "improving noted": _improving_noted,
    "improving withdrawn": _improving_withdrawn,
    "payer set": _payer_set,
    "secondary payer set": _second_payer_set,
    "condition set": _condition_set,
    "plan set": _plan_set,
    "benefit year set": _year_set,
    "visits booked": _visits_booked,
    "bookings cancelled": _bookings_cancelled,
    "counts compared": _counts_compared,
    "plan noted": _plan_noted,
    "plan withdrawn": _plan_withdrawn,
    "visits requested": _visits_requested,
    "request granted": _request_granted,
    "request denied": _request_denied,
    "request withdrawn": _request_withdrawn,
    "alias closed": _alias_closed,
    "alias reopened": _alias_reopened,
}
