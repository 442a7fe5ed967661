"""The events that take a deed back on a chart as it is by now (_INVERSES)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from models.visits import events, undo_requests
from models.visits.balance import Balance
from models.visits.chart import Chart
from models.visits.deed import Deed, DeedState
from models.visits.events import Event
from models.visits.inverse import GONE, Inverse, Particulars, Undo
from models.visits.payer_periods import PayerPeriod, PayerPeriods
from models.visits.session_case import CaseTold
from models.visits.void_reason import VoidReason


def inverse(deed: Deed, chart: Chart, today: date, request: str = "") -> Inverse:
    """What takes a deed back on a chart as it is now, the last of its changes first.

    `request` is the platform's key of the undo. Raises KeyError for a deed that is none of a chart.
    """
    parts = [
        _INVERSES[event.action](event.particulars, chart, Undo(today, request, deed.at))
        for event in reversed(deed.events)
    ]
    states = {part.state for part in parts}
    state = states.pop() if len(states) == 1 else DeedState.CHANGED  # else a part of it is gone
    is_closed_since = chart.closed and not any(e.action == "alias closed" for e in deed.events)
    if state is DeedState.AS_LEFT and is_closed_since:
        state = DeedState.CHANGED
    return Inverse(state, tuple(event for part in parts for event in part.events))


def _as_left(*back: Event) -> Inverse:
    return Inverse(DeedState.AS_LEFT, back)


def _session_logged(said: Particulars, chart: Chart, undo: Undo) -> Inverse:
    session = chart.session(said["number"])
    if session is None or session.voided:
        return GONE
    return _as_left(events.SessionVoided(session.number, VoidReason.UNDONE, undo.request))


def _case_told(said: Particulars, chart: Chart, _: Undo) -> Inverse:
    session = chart.session(said["number"])
    is_there = session is not None and session.case == said["case"]
    return _as_left(CaseTold(said["number"], None)) if is_there else GONE


def _session_voided(said: Particulars, chart: Chart, undo: Undo) -> Inverse:
    session = chart.session(said["number"])
    if session is None or not session.voided:
        return GONE
    has_another = any(entry.at >= undo.done_at for entry in chart.logged_on(session.on))
    restored = events.SessionRestored(session.number, chart.next_ordinal(session.on))
    return Inverse(DeedState.CHANGED if has_another else DeedState.AS_LEFT, (restored,))


def _visits_authorized(said: Particulars, chart: Chart, _: Undo) -> Inverse:
    serial = authorization_serial(said, chart)
    is_there = chart.authorization(serial) is not None
    return _as_left(events.AuthorizationWithdrawn(serial)) if is_there else GONE


def authorization_serial(said: Particulars, chart: Chart) -> int:
    """The number of the authorization that an entry speaks of, by its id in entries of before."""
    live = chart.history.authorizations
    of_id = (a.serial for a in live if a.id == said.get("id"))
    return int(said["serial"]) if "serial" in said else next(of_id, 0)


def _withdrawn(said: Particulars, chart: Chart, _: Undo) -> Inverse:
    """What counted again when it was withdrawn is replaced once more, where it still counts."""
    serial, back = said["serial"], tuple(said.get("back", ()))
    retired = chart.retired(serial)
    if retired is None or retired.replaced_by:
        return GONE
    is_as_left = all(chart.authorization(other) for other in back)
    restored = events.AuthorizationRestored(serial, back)
    return Inverse(DeedState.AS_LEFT if is_as_left else DeedState.CHANGED, (restored,))


def _balance_told(said: Particulars, chart: Chart, _: Undo) -> Inverse:
    balance = next((b for b in chart.history.balances if _is_told(b, said)), None)
    if balance is None:
        return GONE
    before = (events.BalanceAdded(_balance(said["was"])),) if "was" in said else ()
    return _as_left(events.BalanceWithdrawn(balance), *before)


def _balance_withdrawn(said: Particulars, chart: Chart, _: Undo) -> Inverse:
    is_there = any(_is_told(b, said) for b in chart.history.balances)
    return GONE if is_there else _as_left(events.BalanceAdded(_balance(said)))


def _is_told(balance: Balance, said: Particulars) -> bool:
    """Whether it is what an entry speaks of; of a plan whatever payer it stayed with since."""
    told = _balance(said)
    limit = told.limit if balance.is_of_plan and told.is_of_plan else balance.limit
    return replace(balance, pool=told.pool, limit=limit) == told


def _balance(said: Particulars) -> Balance:
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


def _improving_noted(said: Particulars, chart: Chart, _: Undo) -> Inverse:
    on = date.fromisoformat(said["on"])
    is_there = on in chart.history.improving
    return _as_left(events.ImprovementWithdrawn(on)) if is_there else GONE


def _improving_withdrawn(said: Particulars, chart: Chart, _: Undo) -> Inverse:
    on = date.fromisoformat(said["on"])
    is_there = on in chart.history.improving
    return GONE if is_there else _as_left(events.ImprovementNoted(on))


def _payer_set(said: Particulars, chart: Chart, _: Undo) -> Inverse:
    if "before" not in said:
        return _set_back(events.PayerSet(said["from"]), chart.payer, said)
    return _periods_back(events.PayersRestored, chart.payer_periods, said)


def _second_payer_set(said: Particulars, chart: Chart, _: Undo) -> Inverse:
    return _periods_back(events.SecondaryRestored, chart.secondary, said)


def _periods_back(
    restored: Callable[[PayerPeriods], Event], now: PayerPeriods, said: Particulars
) -> Inverse:
    before, after = (_periods(said[key]) for key in ("before", "after"))
    return _set_back(restored(before), now, {"from": before, "to": after})


def _periods(spelled: list[list[str | None]]) -> PayerPeriods:
    return tuple(
        PayerPeriod(payer, date.fromisoformat(first) if first else None, next(iter(plan), "") or "")
        for payer, first, *plan in spelled
    )


def _year_set(said: Particulars, chart: Chart, _: Undo) -> Inverse:
    before, after = (tuple(said[key]) if said[key] else None for key in ("from", "to"))
    event = events.BenefitYearSet(before)
    return _set_back(event, chart.benefit_year, {"from": before, "to": after})


def _set_back(event: Event, now: object, said: Particulars) -> Inverse:
    if now == said["to"]:
        return _as_left(event)
    return GONE if now == said["from"] else Inverse(DeedState.CHANGED, (event,))


def _visits_booked(said: Particulars, chart: Chart, _: Undo) -> Inverse:
    return _of_days(said, lambda day: day in chart.booked, events.BookingsCancelled)


def _bookings_cancelled(said: Particulars, chart: Chart, _: Undo) -> Inverse:
    return _of_days(said, lambda day: day not in chart.booked, events.VisitsBooked)


def _of_days(
    said: Particulars, is_left: Callable[[date], bool], back: Callable[[tuple[date, ...]], Event]
) -> Inverse:
    """Takes back what was done to booked days, for those of them that are left so."""
    days = tuple(map(date.fromisoformat, said["on"]))
    left = tuple(filter(is_left, days))
    state = DeedState.AS_LEFT if left == days else DeedState.CHANGED
    return Inverse(state, (back(left),)) if left else GONE


def _alias_closed(_said: Particulars, chart: Chart, undo: Undo) -> Inverse:
    return _as_left(events.ChartReopened(undo.today)) if chart.closed else GONE


def _alias_reopened(said: Particulars, chart: Chart, undo: Undo) -> Inverse:
    if chart.closed:
        return GONE
    on = date.fromisoformat(said["closed"]) if "closed" in said else undo.today
    return _as_left(events.ChartClosed(on))


_INVERSES: Mapping[str, Callable[[Particulars, Chart, Undo], Inverse]] = {
    "session logged": _session_logged,
    "session voided": _session_voided,
    "session case told": _case_told,
    "visits authorized": _visits_authorized,
    "authorization replaced": _visits_authorized,
    "authorization withdrawn": _withdrawn,
    "balance told": _balance_told,
    "balance withdrawn": _balance_withdrawn,
    "improving noted": _improving_noted,
    "improving withdrawn": _improving_withdrawn,
    "payer set": _payer_set,
    "secondary payer set": _second_payer_set,
    "condition set": lambda said, chart, _: _set_back(
        events.ConditionSet(said["from"]), chart.condition, said
    ),
    "plan set": lambda said, chart, _: _set_back(events.PlanSet(said["from"]), chart.plan, said),
    "benefit year set": _year_set,
    "visits booked": _visits_booked,
    "bookings cancelled": _bookings_cancelled,
    "counts compared": undo_requests.counts_compared,
    "plan noted": undo_requests.plan_noted,
    "plan withdrawn": undo_requests.plan_withdrawn,
    "visits requested": undo_requests.visits_requested,
    "request expedited": undo_requests.request_expedited,
    "request granted": undo_requests.request_granted,
    "request denied": undo_requests.request_denied,
    "request withdrawn": undo_requests.request_withdrawn,
    "request opened again": undo_requests.request_reopened,
    "alias closed": _alias_closed,
    "alias reopened": _alias_reopened,
}
