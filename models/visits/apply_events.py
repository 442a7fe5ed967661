"""What each event makes of a chart (apply), and which commands are repeats (is_recorded)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta
from functools import singledispatch

from models.amended import amended
from models.period import Period
from models.visits import (
    apply_authorizations,
    apply_payers,
    events,
    plan_of_care,
    request_changes,
    session_case,
)
from models.visits.apply_authorizations import AuthorizationEvent
from models.visits.chart import Chart, DoneBy, LogResult
from models.visits.count_check import with_check
from models.visits.events import Event
from models.visits.payer_periods import with_payer, with_secondary
from models.visits.session_case import CaseTold


def is_recorded(chart: Chart, event: Event) -> bool:  # noqa: PLR0911 -- a case an event
    """Whether the chart already holds what an event would add: a retried or doubled command.

    An authorization of the same visits and dates is the same, whatever its id; so is a balance,
    and a day noted as improving.
    """
    match event:
        case events.SessionLogged():
            return chart.logged_with(event.request) is not None
        case events.SessionVoided():
            voided = chart.session(event.number)
            repeated = chart.voided_with(event.request) is not None
            return repeated or (voided is not None and bool(voided.voided))
        case events.AuthorizationAdded():
            same = chart.granted_already(event.authorization)
            return same is not None and (same.serial > event.beside or not event.beside)
        case events.PayerSet(payer, first, last, plan):
            return with_payer(chart.payer_periods, payer, first, last, plan) == chart.payer_periods
        case events.PlanSet(plan):
            return plan == chart.plan
        case events.BalanceAdded():
            return event.balance in chart.history.balances
        case events.VisitsRequested():
            return request_changes.is_recorded(chart.requests, event)
        case _:
            nobody = DoneBy("", datetime.min.replace(tzinfo=UTC), date.min)
            return apply(chart, event, nobody) == chart


def apply_new(chart: Chart, events: Iterable[Event], by: DoneBy) -> tuple[Chart, tuple[Event, ...]]:
    """The chart after events, and those of them that were new to it."""
    applied = []
    for event in events:
        if not is_recorded(chart, event):
            numbered = _numbered(chart, event)
            chart = apply(chart, numbered, by)
            applied.append(numbered)
    return chart, tuple(applied)


def _numbered(chart: Chart, event: Event) -> Event:
    """An authorization or a request with its serial, the former with an id that no other has."""
    if isinstance(event, events.VisitsRequested):
        return request_changes.numbered(chart.requests, event)
    if not isinstance(event, events.AuthorizationAdded):
        return event
    new = event.authorization
    retired = (gone.authorization for gone in chart.retired_authorizations)
    taken = {a.id for a in (*chart.history.authorizations, *retired)}
    serial = new.serial or chart.next_serial
    id_ = f"{new.id}/{serial}" if new.id in taken else new.id
    return replace(event, authorization=replace(new, id=id_, serial=serial))


@singledispatch
def _applied(event: object, _chart: Chart, _by: DoneBy) -> Chart:
    raise TypeError(f"a chart knows nothing of {type(event).__name__}")


def apply(chart: Chart, event: Event, by: DoneBy) -> Chart:
    """What an event makes of the chart. The version stays: one change may be several events."""
    return _applied(event, chart, by)


@_applied.register
def _(event: events.SessionLogged, chart: Chart, by: DoneBy) -> Chart:
    log = LogResult(event.session.number, by.actor, by.at, event.ordinal, event.request)
    history = replace(chart.history, sessions=(*chart.history.sessions, event.session))
    return amended(chart, history=history, logged=(*chart.logged, log))


@_applied.register
def _(event: events.SessionVoided, chart: Chart, _by: DoneBy) -> Chart:
    if chart.session(event.number) is None:
        raise LookupError(f"there is no session {event.number} to void")
    log = chart.log_of(event.number)
    voided = log and replace(log, ordinal=None, void_request=event.request)
    return _with_session(chart, event.number, event.reason, voided)


@_applied.register
def _(event: events.SessionRestored, chart: Chart, _by: DoneBy) -> Chart:
    log = chart.log_of(event.number)
    is_voided = log is not None and log.ordinal is None
    restored = replace(log, ordinal=event.ordinal) if log and is_voided else log
    return _with_session(chart, event.number, "", restored)


@_applied.register
def _(event: CaseTold, chart: Chart, _by: DoneBy) -> Chart:
    return _with(chart, sessions=session_case.after(chart.history.sessions, event))


def _with_session(chart: Chart, number: int, voided: str, log: LogResult | None) -> Chart:
    """The chart with one session voided, or standing, and what is kept of its log."""
    sessions = chart.history.sessions
    changed = tuple(replace(s, voided=voided) if s.number == number else s for s in sessions)
    logged = tuple(log if log and entry.number == number else entry for entry in chart.logged)
    return replace(_with(chart, sessions=changed), logged=logged)


@_applied.register
def _(
    event: events.ConditionSet | events.BenefitYearSet,
    chart: Chart,
    _: DoneBy,
) -> Chart:
    """The one field of each is called as the chart's that it sets."""
    return replace(chart, **{field.name: getattr(event, field.name) for field in fields(event)})


@_applied.register
def _(event: events.PayerSet, chart: Chart, by: DoneBy) -> Chart:
    return apply_payers.after_set(event, chart, by)


@_applied.register
def _(event: events.PlanSet, chart: Chart, by: DoneBy) -> Chart:
    return apply_payers.after_plan(event, chart, by)


@_applied.register
def _(event: events.PayersRestored, chart: Chart, by: DoneBy) -> Chart:
    return apply_payers.after_restored(event, chart, by)


@_applied.register
def _(event: events.SecondarySet, chart: Chart, _by: DoneBy) -> Chart:
    periods = with_secondary(chart.secondary, event.payer, event.first, event.last)
    return replace(chart, secondary=periods)


@_applied.register
def _(event: events.SecondaryRestored, chart: Chart, _by: DoneBy) -> Chart:
    return replace(chart, secondary=event.payers)


@_applied.register
def _(event: AuthorizationEvent, chart: Chart, _by: DoneBy) -> Chart:
    return apply_authorizations.after(event, chart)


@_applied.register
def _(event: events.BalanceAdded, chart: Chart, _by: DoneBy) -> Chart:
    kept = (b for b in chart.history.balances if not event.balance.replaces(b))
    return _with(chart, balances=(*kept, event.balance))


@_applied.register
def _(event: events.ImprovementNoted, chart: Chart, _by: DoneBy) -> Chart:
    return _with(chart, improving=tuple(sorted({*chart.history.improving, event.on})))


@_applied.register
def _(event: events.BalanceWithdrawn, chart: Chart, _by: DoneBy) -> Chart:
    left = tuple(b for b in chart.history.balances if b != event.balance)
    return _with(chart, balances=left)


@_applied.register
def _(event: events.ImprovementWithdrawn, chart: Chart, _by: DoneBy) -> Chart:
    return _with(chart, improving=tuple(d for d in chart.history.improving if d != event.on))


@_applied.register
def _(event: events.VisitsBooked | events.BookingsCancelled, chart: Chart, _by: DoneBy) -> Chart:
    others = {*chart.booked}.difference(event.days)
    new = event.days if isinstance(event, events.VisitsBooked) else ()
    return replace(chart, booked=tuple(sorted({*others, *new})))


@_applied.register
def _(
    event: events.RequestEvent | events.CountsCompared | plan_of_care.PlanEvent,
    chart: Chart,
    _by: DoneBy,
) -> Chart:
    if isinstance(event, plan_of_care.PlanEvent):
        return replace(chart, care_plan=plan_of_care.after(chart.care_plan, event))
    if isinstance(event, events.CountsCompared):
        return replace(chart, checks=with_check(chart.checks, event.limit, event.check))
    return replace(chart, requests=request_changes.after(chart.requests, event))


@_applied.register
def _(event: events.EpisodeOpened, chart: Chart, _by: DoneBy) -> Chart:
    before = [e for e in chart.history.episodes if e.first and e.first < event.on]
    if before and (before[-1].last is None or before[-1].last >= event.on):
        before[-1] = Period(before[-1].first, event.on - timedelta(days=1))
    return _with(chart, episodes=(*before, Period(event.on)))


@_applied.register
def _(event: events.ChartClosed, chart: Chart, _by: DoneBy) -> Chart:
    *before, last = chart.history.episodes or (Period(),)
    if last.first and last.last is None:
        ended = (*before, Period(last.first, max(last.first, event.on)))
        chart = _with(chart, episodes=ended)
    return replace(chart, closed=event.on)


@_applied.register
def _(_event: events.ChartReopened, chart: Chart, _by: DoneBy) -> Chart:
    *before, last = chart.history.episodes or (Period(),)
    if last.first and chart.closed and last.last == max(last.first, chart.closed):
        chart = _with(chart, episodes=(*before, Period(last.first)))
    return replace(chart, closed=None)


def _with(chart: Chart, **changes: object) -> Chart:
    return replace(chart, history=replace(chart.history, **changes))  # type: ignore[arg-type]
