"""What people do with an alert: take it, put it off, hand it over, or have it sent once more."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from models.alerts.alert import Alert, AlertState
from models.errors import NotUnderstood
from models.reply import person
from models.visits.chart import DoneBy


@dataclass(frozen=True, slots=True)
class Acknowledge:
    """Somebody takes it."""


@dataclass(frozen=True, slots=True)
class Snooze:
    """It is told again at an instant; None: at the next visit."""

    until: datetime | None


@dataclass(frozen=True, slots=True)
class HandOver:
    """It is given to somebody, who is to take it before `patience` (an instant) is over."""

    to: str
    patience: datetime


@dataclass(frozen=True, slots=True)
class Retry:
    """It is sent once more, after nobody could be told."""


Act = Acknowledge | Snooze | HandOver | Retry

_PAST = {
    Acknowledge: "acknowledged",
    Snooze: "snoozed",
    HandOver: "handed over",
    Retry: "sent again",
}


def name_of(act: Act) -> str:
    """What was done, as the audit says it."""
    return f"alert {_PAST[type(act)]}"


def done(note: Alert, act: Act, by: DoneBy) -> Alert:
    """The note after an act; the same note where nothing changes. Raises `NotUnderstood`."""
    if note.mark.is_over:
        raise NotUnderstood(
            f"That alert for {note.alias} is over: its cause is gone.", "There is nothing to do."
        )
    match act:
        case Acknowledge():
            return _acknowledged(note, by)
        case Snooze(until):
            if note.state is AlertState.SNOOZED and (note.taken_by, note.look_at) == (
                by.actor,
                until,
            ):
                return note
            return _in(note, AlertState.SNOOZED, look_at=until, taken_by=by.actor, taken_at=by.at)
        case HandOver(to, patience):
            if note.state is AlertState.HANDED_OVER and (note.taken_by, note.handed_to) == (
                by.actor,
                to,
            ):
                return note
            handed = replace(note, handed_to=to)
            return _in(
                handed, AlertState.HANDED_OVER, look_at=patience, taken_by=by.actor, taken_at=by.at
            )
        case Retry():
            return _again(note, by)


def _acknowledged(note: Alert, by: DoneBy) -> Alert:
    if note.state is not AlertState.ACKNOWLEDGED:
        return _in(note, AlertState.ACKNOWLEDGED, look_at=None, taken_by=by.actor, taken_at=by.at)
    if note.taken_by == by.actor:
        return note
    raise NotUnderstood(
        f"That alert for {note.alias} is taken already.",
        f"{person(note.taken_by)} has it. Hand it over if somebody else is to see to it.",
    )


def _again(note: Alert, by: DoneBy) -> Alert:
    if note.state is AlertState.NOTED:
        return note  # it is on its way
    if note.state is not AlertState.FAILED:
        raise NotUnderstood(
            f"That alert for {note.alias} did not fail.", "There is nothing to send again."
        )
    return _in(note, AlertState.NOTED, look_at=by.at, taken_by="", taken_at=None)


def _in(
    note: Alert,
    state: AlertState,
    *,
    look_at: datetime | None,
    taken_by: str,
    taken_at: datetime | None,
) -> Alert:
    mark = replace(note.mark, state=state, is_timed=look_at is not None)
    return replace(note, mark=mark, look_at=look_at, taken_by=taken_by, taken_at=taken_at)
