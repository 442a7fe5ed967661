"""What people do with an alert: acknowledge, snooze, hand over, retry; what is refused."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from models.alerts.alert import Alert
from models.alerts.alert_state import AlertState
from models.errors import NotUnderstood
from models.mention import person
from models.visits.chart import DoneBy


@dataclass(frozen=True, slots=True)
class Acknowledge:
    """Whoever does this sees to the alert: nobody else is reminded of it."""


@dataclass(frozen=True, slots=True)
class Snooze:
    """The alert is posted again at an instant; for None, after the next visit."""

    until: datetime | None


@dataclass(frozen=True, slots=True)
class Wake:
    """A snooze ends early: the alert is posted again now, or when the clinic opens."""

    at: datetime


@dataclass(frozen=True, slots=True)
class HandOver:
    """The alert is given to a member, who is to acknowledge it before the instant `patience`."""

    to: str
    patience: datetime


@dataclass(frozen=True, slots=True)
class Retry:
    """The alert is sent once more, after it could not be delivered."""


Act = Acknowledge | Snooze | Wake | HandOver | Retry

_PAST = {
    Acknowledge: "acknowledged",
    Snooze: "snoozed",
    Wake: "woken",
    HandOver: "handed over",
    Retry: "sent again",
}


def name_of(act: Act) -> str:
    """What was done, as the audit says it."""
    return f"alert {_PAST[type(act)]}"


def apply_action(alert: Alert, act: Act, by: DoneBy) -> Alert:
    """The alert after an action; the same alert where nothing changes. Raises `NotUnderstood`."""
    if alert.ref.is_over:
        raise NotUnderstood(
            f"That alert for {alert.alias} is over: its cause is gone.", "There is nothing to do."
        )
    match act:
        case Acknowledge():
            return _acknowledged(alert, by)
        case Snooze(until):
            snoozed = _moved(alert, AlertState.SNOOZED, until, by)
            return alert if replace(snoozed, taken_at=alert.taken_at) == alert else snoozed
        case Wake(at):
            return _woken(alert, at)
        case HandOver(to, patience):
            handed = replace(_moved(alert, AlertState.HANDED_OVER, patience, by), handed_to=to)
            before = replace(handed, taken_at=alert.taken_at, look_at=alert.look_at)
            return alert if before == alert else handed
        case Retry():
            return _retried(alert, by)


def changes_of(
    alert: Alert, others: Iterable[Alert], act: Act, by: DoneBy, *, whole: bool = False
) -> list[Alert]:
    """What an action changes: an alert, and those told with it that are about the same alias.

    With `whole` all that are told with it. Raises `NotUnderstood` where nothing of it can be done.
    """
    changed: list[Alert] = []
    refusal: NotUnderstood | None = None
    mine = (other for other in others if whole or other.alias == alert.alias)
    for each in (alert, *mine):
        try:
            after = apply_action(each, act, by)
        except NotUnderstood as error:
            if each is alert:
                refusal = error
            continue
        changed += [after] if after != each else []
    if refusal and not (whole and changed):
        raise refusal
    return changed


def _acknowledged(alert: Alert, by: DoneBy) -> Alert:
    if alert.state is not AlertState.ACKNOWLEDGED:
        return _moved(alert, AlertState.ACKNOWLEDGED, None, by)
    if alert.taken_by == by.actor:
        return alert
    raise NotUnderstood(
        f"That alert for {alert.alias} is taken already.",
        f"{person(alert.taken_by)} has it. Hand it over if somebody else is to see to it.",
    )


def _woken(alert: Alert, at: datetime) -> Alert:
    if alert.state is not AlertState.SNOOZED:
        raise NotUnderstood(
            f"That alert for {alert.alias} is not snoozed.", "There is nothing to wake."
        )
    return replace(alert, ref=replace(alert.ref, is_timed=True), look_at=at)


def _retried(alert: Alert, by: DoneBy) -> Alert:
    if alert.state is AlertState.NOTED:
        return alert  # it is on its way
    if alert.state is not AlertState.FAILED:
        raise NotUnderstood(
            f"That alert for {alert.alias} did not fail.", "There is nothing to send again."
        )
    again = _moved(alert, AlertState.NOTED, by.at, by)
    return replace(again, taken_by="", taken_at=None)


def _moved(alert: Alert, state: AlertState, look_at: datetime | None, by: DoneBy) -> Alert:
    ref = replace(alert.ref, state=state, is_timed=look_at is not None)
    return replace(alert, ref=ref, look_at=look_at, taken_by=by.actor, taken_at=by.at)
