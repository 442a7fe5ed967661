"""A delivery of one message: what it is for (Purpose) and how far it is (DeliveryState)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Purpose(StrEnum):
    """What a message is for."""

    ALERT = "alert"
    AGAIN = "again"  # a snoozed alert, posted once more
    ESCALATION = "escalation"  # nobody acknowledged the alert
    HANDOVER = "handover"
    INSTEAD = "instead"  # the alert could not be posted where it belongs
    DIGEST = "digest"
    REPORT = "report"  # of the week, to managers
    TEST = "test"  # somebody wants to see that alerts arrive
    REMOVAL = "removal"  # what stood there was about an alias that is forgotten
    RECALL = "recall"  # a shared answer says something else by now


class DeliveryState(StrEnum):
    """Whether a message was posted."""

    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"  # the channel takes no message, and never will
    DROPPED = "dropped"  # there was nothing to say any more


@dataclass(frozen=True, slots=True)
class RefusedPlace:
    """A channel that takes no message of a clinic now: the platform's word, how many, since when.

    `is_final`: they are not tried again there by themselves.
    """

    channel: str
    why: str
    number: int
    since: datetime
    is_final: bool


@dataclass(frozen=True, slots=True)
class TrialDelivery:
    """What became of a test alert: `why` is the platform's word where it would not take it."""

    channel: str
    state: DeliveryState
    why: str
    owed_since: datetime


@dataclass(frozen=True, slots=True)
class Delivery:
    """A message that a worker has claimed until `lease`.

    `key` names it once within the clinic. `is_repeat` says that somebody began to post it before,
    and nobody knows whether it arrived. `message` is the platform's id once it is posted: then the
    delivery is owed an edit. `wanted` counts the changes that it is to show, `attempts` those that
    failed.
    """

    id: int
    clinic_id: int
    purpose: Purpose
    key: str
    channel: str
    note_id: int | None
    attempts: int
    is_repeat: bool
    message: str
    wanted: int
    owed_since: datetime
    lease: datetime
    worker: str
