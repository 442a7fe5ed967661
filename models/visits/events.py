"""The events of a chart, a class for each change of what a clinic keeps of one alias.

Event
├── SessionLogged, SessionVoided, SessionRestored, CaseTold
├── PayerSet, PayersRestored, SecondarySet, SecondaryRestored, ConditionSet, PlanSet, BenefitYearSet
├── AuthorizationAdded, BalanceAdded, ImprovementNoted
├── VisitsBooked, BookingsCancelled, PlanNoted, PlanWithdrawn
├── AuthorizationWithdrawn, AuthorizationRestored, BalanceWithdrawn, ImprovementWithdrawn
├── CountsCompared, VisitsRequested, RequestExpedited
├── RequestGranted, RequestDenied, RequestWithdrawn, RequestReopened
└── EpisodeOpened, ChartClosed, ChartReopened
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.visits.authorization import Authorization
from models.visits.balance import Balance
from models.visits.count_check import CountCheck
from models.visits.payer_periods import PayerPeriods
from models.visits.plan_of_care import PlanEvent
from models.visits.session import Session
from models.visits.session_case import CaseTold
from models.visits.visit_request import VisitRequest
from models.visits.void_reason import VoidReason


@dataclass(frozen=True, slots=True)
class SessionLogged:
    """A session was logged, as which one of its day: one day holds an ordinal once."""

    session: Session
    ordinal: int = 1
    request: str = ""


@dataclass(frozen=True, slots=True)
class SessionVoided:
    """A session was taken back; it stays in the chart with the reason, and counts no more."""

    number: int
    reason: VoidReason
    request: str = ""


@dataclass(frozen=True, slots=True)
class SessionRestored:
    """A voided session counts again, as which one of its day."""

    number: int
    ordinal: int = 1


@dataclass(frozen=True, slots=True)
class PayerSet:
    """The payer is this one, by id, or None for not known: from a day on, or from the start.

    `last` is its last day, where what was set before goes on after it. `plan` is the payer's of
    these days; None leaves what was noted of it for them.
    """

    payer: str | None
    first: date | None = None
    last: date | None = None
    plan: str | None = None


@dataclass(frozen=True, slots=True)
class PayersRestored:
    """The payers by date are these again: a change of them is taken back."""

    payers: PayerPeriods


@dataclass(frozen=True, slots=True)
class SecondarySet:
    """Who pays second is this one, by id, or nobody: from a day on, or from the start.

    `last` is its last day, where what was set before goes on after it.
    """

    payer: str | None
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class SecondaryRestored:
    """Those who pay second, by date, are these again: a change of them is taken back."""

    payers: PayerPeriods


@dataclass(frozen=True, slots=True)
class ConditionSet:
    """The condition treated is this one, by id."""

    condition: str | None


@dataclass(frozen=True, slots=True)
class PlanSet:
    """The plan of the payer that pays now is this one, for as long as it pays by one plan."""

    plan: str


@dataclass(frozen=True, slots=True)
class BenefitYearSet:
    """The plan's year begins on this month and day."""

    benefit_year: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class AuthorizationAdded:
    """The payer authorized visits: as well as before, or instead of those of some serials.

    The same visits and dates once more are nothing new, unless they come on top of the
    authorization that is `beside`, by its serial.
    """

    authorization: Authorization
    replaces: tuple[int, ...] = ()
    beside: int = 0


@dataclass(frozen=True, slots=True)
class AuthorizationWithdrawn:
    """One was entered by mistake: it counts no more, and those that it replaced count again."""

    serial: int


@dataclass(frozen=True, slots=True)
class BalanceAdded:
    """Somebody said how many visits were used by a day."""

    balance: Balance


@dataclass(frozen=True, slots=True)
class ImprovementNoted:
    """The therapist noted on a day that the patient improves."""

    on: date


@dataclass(frozen=True, slots=True)
class AuthorizationRestored:
    """One that was withdrawn counts again, instead of those of some serials that it replaced."""

    serial: int
    replaces: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class BalanceWithdrawn:
    """A balance was entered by mistake."""

    balance: Balance


@dataclass(frozen=True, slots=True)
class ImprovementWithdrawn:
    """The patient was not found improving on a day after all."""

    on: date


@dataclass(frozen=True, slots=True)
class VisitsBooked:
    """The patient is expected on these days."""

    days: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class BookingsCancelled:
    """The patient is not expected on these days any more."""

    days: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class VisitsRequested:
    """The payer was asked to authorize visits; the same ones once more are nothing new."""

    request: VisitRequest


@dataclass(frozen=True, slots=True)
class RequestGranted:
    """The payer granted so many visits, by the authorization of a serial."""

    serial: int
    on: date
    number: int
    authorization: int


@dataclass(frozen=True, slots=True)
class RequestDenied:
    """The payer denied what was asked for."""

    serial: int
    on: date


@dataclass(frozen=True, slots=True)
class RequestWithdrawn:
    """A request was entered by mistake, or is not pursued; its number is not used again."""

    serial: int


@dataclass(frozen=True, slots=True)
class RequestReopened:
    """A request waits for its decision again: what was entered of that is taken back."""

    serial: int


@dataclass(frozen=True, slots=True)
class RequestExpedited:
    """The payer was asked on a day to decide at once; None: that is taken back."""

    serial: int
    on: date | None


RequestEvent = (
    VisitsRequested
    | RequestExpedited
    | RequestGranted
    | RequestDenied
    | RequestWithdrawn
    | RequestReopened
)


@dataclass(frozen=True, slots=True)
class CountsCompared:
    """Two counts of a limit were compared; None: what was noted of that is taken back."""

    limit: str
    check: CountCheck | None


@dataclass(frozen=True, slots=True)
class EpisodeOpened:
    """A new episode of care began on a day; the one before ended the day before."""

    on: date


@dataclass(frozen=True, slots=True)
class ChartClosed:
    """Care ended on a day: the alias leaves the board."""

    on: date


@dataclass(frozen=True, slots=True)
class ChartReopened:
    """Care goes on, in the same episode unless `EpisodeOpened` says otherwise."""

    on: date


Event = (
    SessionLogged
    | SessionVoided
    | SessionRestored
    | CaseTold
    | PayerSet
    | PayersRestored
    | SecondarySet
    | SecondaryRestored
    | ConditionSet
    | PlanSet
    | BenefitYearSet
    | AuthorizationAdded
    | AuthorizationWithdrawn
    | AuthorizationRestored
    | BalanceAdded
    | ImprovementNoted
    | BalanceWithdrawn
    | ImprovementWithdrawn
    | VisitsBooked
    | BookingsCancelled
    | PlanEvent
    | RequestEvent
    | CountsCompared
    | EpisodeOpened
    | ChartClosed
    | ChartReopened
)
