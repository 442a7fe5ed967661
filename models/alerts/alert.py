"""An alert: its kinds (AlertKind), and which one supersedes another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from hashlib import sha256

from models.alerts.alert_state import OVER, AlertState
from models.visits.standing import Standing


class AlertKind(StrEnum):
    """Why a clinic is warned, the most urgent first."""

    OVER = "over"  # more visits used than the limit allows
    UNCOVERED = "uncovered"  # somebody came on a day that no authorization covers
    LEFT = "left"  # so many visits left, or fewer
    NEEDED = "needed"  # the payer wants an authorization for the visits to come
    OVERDUE = "overdue"  # the payer's time to decide on a request is over
    CERTIFY = "certify"  # a plan of care waits for its certification
    RECERTIFY = "recertify"  # the certification of a plan of care ends
    REPORT = "report"  # a progress report is owed
    REFERRAL = "referral"  # the days or visits without a referral end
    ENDS = "ends"  # so many days, or fewer, until an authorization or a payer's window ends
    FORECAST = "forecast"  # at this pace it is time to ask for more
    UNUSED = "unused"  # authorized visits will lapse unused


URGENCY = {kind: rank for rank, kind in enumerate(AlertKind)}
"""The rank of each kind: the least is the most urgent."""


PLAN_KINDS = frozenset(
    {AlertKind.CERTIFY, AlertKind.RECERTIFY, AlertKind.REPORT, AlertKind.REFERRAL}
)
"""What is owed of a plan of care: told once it is near (1), and once on its last day (0)."""

_BY_NUMBER = frozenset({AlertKind.OVER, AlertKind.LEFT, AlertKind.NEEDED, AlertKind.FORECAST})


_NUMBERED = PLAN_KINDS | {
    *(AlertKind.LEFT, AlertKind.NEEDED, AlertKind.ENDS, AlertKind.OVERDUE),
}


@dataclass(frozen=True, slots=True, order=True)
class Threshold:
    """At what a clinic is warned: a kind, and for some kinds a number of visits or days.

    For a request that is overdue it is the number of that; of a plan of care see `PLAN_KINDS`.
    """

    kind: AlertKind
    number: int = 0

    def __str__(self) -> str:
        """The threshold as it is kept: "left/2", "ends/14", "over"."""
        return f"{self.kind}/{self.number}" if self.kind in _NUMBERED else self.kind.value

    @property
    def rank(self) -> int:
        """The lower, the tighter, among those of one kind or of visits left; passed is lowest."""
        return -1 if self.kind is AlertKind.OVER else self.number


def read_threshold(text: str) -> Threshold:
    """The threshold that a text of `str` keeps."""
    kind, _, number = text.partition("/")
    return Threshold(AlertKind(kind), int(number or 0))


class _OfThreshold:
    """What a cause and its alert are recognized by: what they are about, and at what they warn."""

    __slots__ = ()
    threshold: Threshold

    @property
    def kind(self) -> AlertKind:
        """The kind of its threshold."""
        return self.threshold.kind

    @property
    def window_key(self) -> tuple[str, date]:
        """What it is about, and since when."""
        raise NotImplementedError

    @property
    def key(self) -> tuple[str, date, Threshold]:
        """What makes it the same cause as another, or the alert of a cause."""
        return (*self.window_key, self.threshold)


@dataclass(frozen=True, slots=True)
class AlertCause(_OfThreshold):
    """Something to warn of, as it stands now."""

    standing: Standing
    threshold: Threshold

    @property
    def window_key(self) -> tuple[str, date]:
        """The limit and window that it is about."""
        return self.standing.limit.id, self.standing.opened


@dataclass(frozen=True, slots=True)
class DatedCause(_OfThreshold):
    """Something to warn of that is no limit, as a request is: by what it is about, and since when.

    `subject` stands where an alert about a limit has the limit's id.
    """

    subject: str
    first: date
    threshold: Threshold

    @property
    def window_key(self) -> tuple[str, date]:
        """What it is about, and since when."""
        return self.subject, self.first


Cause = AlertCause | DatedCause


@dataclass(frozen=True, slots=True)
class AlertRef(_OfThreshold):
    """What a chart holds of one of its alerts. A cause has one alert: see `key`.

    `occasion` is 1, and grows only where a rolling window lets the same cause come back.
    `is_timed` says that time alone changes its state. `reason` is why it ended. `lead` is the
    number of the alert in whose message it is told; 0 where it has its own. `noted_at` is when its
    cause was found, `sent_at` when somebody was first told.
    """

    id: int
    limit: str
    window_first: date
    threshold: Threshold
    state: AlertState
    occasion: int = 1
    is_timed: bool = False
    reason: str = ""
    lead: int = 0
    noted_at: datetime | None = None
    sent_at: datetime | None = None

    @property
    def window_key(self) -> tuple[str, date]:
        """The limit and window that it is about."""
        return self.limit, self.window_first

    @property
    def told_in(self) -> int:
        """The number of the alert whose message tells of it."""
        return self.lead or self.id

    @property
    def is_over(self) -> bool:
        """Whether the alert has ended."""
        return self.state in OVER


@dataclass(frozen=True, slots=True)
class Alert:
    """One alert, and who did what with it when.

    A `quiet` alert interrupts nobody and waits for the digest. `look_at` is the next instant at
    which time alone moves it on: to be sent, to be told again, to go up to the managers.
    """

    ref: AlertRef
    clinic_id: int
    alias: str
    noted_at: datetime
    quiet: bool = False
    look_at: datetime | None = None
    sent_at: datetime | None = None
    taken_by: str = ""
    taken_at: datetime | None = None
    handed_to: str = ""

    @property
    def id(self) -> int:
        """The alert's number, as people type it."""
        return self.ref.id

    @property
    def mark(self) -> str:
        """Four signs that stand for what it is about, whatever number it has."""
        about = (self.alias, *self.ref.window_key, self.ref.threshold, self.ref.occasion)
        return sha256(" ".join(map(str, about)).encode()).hexdigest()[:4]

    @property
    def named(self) -> str:
        """What a button under it says: "BLUE-47K 12-3f2a", which can mean no other alert."""
        return f"{self.alias} {self.id}-{self.mark}"

    @property
    def state(self) -> AlertState:
        """How far the alert has come."""
        return self.ref.state


def supersedes(tighter: Threshold, looser: Threshold) -> bool:
    """Whether one warning about a limit's number takes the place of another."""
    now, before = tighter.kind, looser.kind
    if now is AlertKind.UNCOVERED:
        return before not in {AlertKind.OVER, AlertKind.UNCOVERED}
    if now in PLAN_KINDS:
        return now is before and tighter.rank < looser.rank
    if now is AlertKind.ENDS and before is AlertKind.UNUSED:
        return True
    if now is AlertKind.ENDS and before is AlertKind.ENDS:
        return tighter.rank < looser.rank
    if now not in {AlertKind.OVER, AlertKind.LEFT} or before not in _BY_NUMBER:
        return False
    return before in {AlertKind.NEEDED, AlertKind.FORECAST} or tighter.rank < looser.rank
