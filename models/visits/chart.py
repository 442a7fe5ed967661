"""The chart: everything that a clinic keeps of one alias, and what may happen to it.

A change is decided on a chart, as events, and `apply` says what each makes of it. Nothing here
reads a clock or a row.

    Event
    ├── SessionLogged, SessionVoided
    ├── PayerSet, ConditionSet, PlanSet, BenefitYearSet
    ├── Authorized, BalanceTold, Improving
    └── EpisodeOpened, Closed, Reopened
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from functools import singledispatch

from models.alerts.alert import AlertRef, looks
from models.clinic.preferences import Preferences
from models.coverage.period import Period
from models.errors import Trouble
from models.privacy import alias_text
from models.visits.authorization import Authorization
from models.visits.balance import Balance
from models.visits.limit import Effect, Limit
from models.visits.session import Session
from models.visits.standing import REFUSALS, History, Standing
from models.visits.void_reason import VoidReason
from models.visits.window import KINDS, DaysFromFirstVisit, Episode, Injury, Window

_NAMES = {kind: name for name, kind in KINDS.items()}
_NOTHING = History()
_AS_THEY_COME = Preferences()


class AliasTaken(Trouble):
    """The clinic has this alias or one that looks like it, or had it under another name."""

    def __init__(self, alias: str) -> None:
        super().__init__(
            f"{alias} cannot be had: it is in use here, was, or looks like one that is.",
            "Choose another, or let the bot issue one: /session new",
        )


class NoSuchAlias(Trouble):
    """The clinic has no such alias."""

    def __init__(self, alias: str) -> None:
        del alias  # it may be anything that somebody typed
        super().__init__("That is not an alias of this clinic.", "Issue one: /session new.")


class AlreadyDone(Trouble):
    """The same request was carried out before: nothing was done this time."""

    def __init__(self) -> None:
        super().__init__(
            "That was done already.",
            "Nothing was changed a second time. To have it done once more, type it.",
        )


@dataclass(frozen=True, slots=True)
class DoneBy:
    """Who acts, at which instant (aware), and which day that is at the clinic.

    `quietly`: what a clinic is to be warned of waits for the digest, as after an import of years.
    `request` is the platform's id of what was asked, which does nothing twice; empty for a job.
    """

    actor: str
    at: datetime
    on: date
    quietly: bool = False
    request: str = ""


class CapScope(StrEnum):
    """Whom a clinic's own cap is for."""

    ALIAS = "alias"
    PAYER = "payer"  # everybody who has this payer
    CLINIC = "clinic"


@dataclass(frozen=True, slots=True)
class Cap:
    """A limit that the clinic set itself: so many visits in a window.

    `subject` is the alias or the payer's id; empty for the whole clinic. `window` is one that
    `spell` can write. A cap set again for the same subject and window takes the place of the first.
    """

    scope: CapScope
    subject: str
    number: int
    window: Window
    set_by: str
    set_on: date

    @property
    def id(self) -> str:
        """Stable: standings are kept under it. It never tells the alias."""
        subject = self.subject if self.scope is CapScope.PAYER else ""
        return "/".join(filter(None, ["cap", self.scope.value, subject, spell(self.window)]))

    @property
    def limit(self) -> Limit:
        """The cap as a limit, which no source states."""
        return Limit(
            f"{self.number} visits, set here on {self.set_on}.",
            (),
            id=self.id,
            number=self.number,
            window=self.window,
        )

    def holds_for(self, chart: Chart) -> bool:
        """Whether the cap is for this alias."""
        if self.scope is CapScope.ALIAS:
            return key(self.subject) == key(chart.alias)
        return self.scope is CapScope.CLINIC or self.subject == chart.payer


@dataclass(frozen=True, slots=True)
class LogResult:
    """Who logged a session and when, as which one of its day, and with which requests.

    `ordinal` is 1 for the first session of its day; None once the session is voided, which frees
    its place. `request` and `void_request` are the platform's keys of the commands; empty where
    there was none.
    """

    number: int
    by: str
    at: datetime
    ordinal: int | None = 1
    request: str = ""
    void_request: str = ""


@dataclass(frozen=True, slots=True)
class ChartOpening:
    """What is told when an alias is opened. `benefit_year` is the month and day it begins."""

    alias: str
    payer: str | None = None
    condition: str | None = None
    benefit_year: tuple[int, int] | None = None
    request: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """Everything kept of one alias. `version` grows by one with every change.

    `caps` are those of the clinic that may hold, whatever the payer: ask `own_limits`.
    `counted_on` is the day of the last count, and `next_look` the first day on which time alone
    changes it; None where nothing does. `notes` are its alerts. `preferences`, `time_zone`, `state`
    and `readings` are the clinic's. A change hands on how the chart stands on `counted_on` by every
    limit: `standings` is empty where it was not counted just now.
    """

    id: int
    clinic_id: int
    alias: str
    opened: date
    payer: str | None = None
    condition: str | None = None
    plan: str = ""
    benefit_year: tuple[int, int] | None = None
    closed: date | None = None
    version: int = 0
    history: History = _NOTHING
    caps: tuple[Cap, ...] = ()
    logged: tuple[LogResult, ...] = ()
    counted_on: date | None = None
    next_look: date | None = None
    notes: tuple[AlertRef, ...] = ()
    preferences: Preferences = _AS_THEY_COME
    time_zone: str = "UTC"
    state: str | None = None
    readings: tuple[tuple[str, str], ...] = ()
    standings: tuple[Standing, ...] = field(default=(), compare=False, repr=False)

    @property
    def next_number(self) -> int:
        """The number of the session that is logged next."""
        return max((s.number for s in self.history.sessions), default=0) + 1

    @property
    def own_limits(self) -> tuple[Limit, ...]:
        """The limits that the clinic set itself and that hold for this alias."""
        return tuple(cap.limit for cap in self.caps if cap.holds_for(self))

    def session(self, number: int) -> Session | None:
        """The session of a number, voided or not."""
        return next((s for s in self.history.sessions if s.number == number), None)

    def log_of(self, number: int) -> LogResult | None:
        """Who logged the session of a number."""
        return next((each for each in self.logged if each.number == number), None)

    def standing_on(self, day: date) -> tuple[Session, ...]:
        """The sessions of a day that are not voided."""
        return tuple(s for s in self.history.sessions if s.on == day and not s.voided)

    def next_ordinal(self, day: date) -> int:
        """Which one of its day a session would be: the lowest that is free."""
        numbers = {s.number for s in self.standing_on(day)}
        taken = {each.ordinal for each in self.logged if each.number in numbers}
        return next(n for n in range(1, len(taken) + 2) if n not in taken)

    def logged_with(self, request: str) -> LogResult | None:
        """The session that a request logged; None for an empty request."""
        return next((each for each in self.logged if request and each.request == request), None)

    def voided_with(self, request: str) -> LogResult | None:
        """The session that a request voided; None for an empty request."""
        return next((e for e in self.logged if request and e.void_request == request), None)


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
class PayerSet:
    """The payer is this one, by id; None for not known."""

    payer: str | None


@dataclass(frozen=True, slots=True)
class ConditionSet:
    """The condition treated is this one, by id."""

    condition: str | None


@dataclass(frozen=True, slots=True)
class PlanSet:
    """The payer's plan is this one."""

    plan: str


@dataclass(frozen=True, slots=True)
class BenefitYearSet:
    """The plan's year begins on this month and day."""

    benefit_year: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class AuthorizationAdded:
    """The payer authorized visits."""

    authorization: Authorization


@dataclass(frozen=True, slots=True)
class BalanceTold:
    """Somebody told how many visits were used."""

    balance: Balance


@dataclass(frozen=True, slots=True)
class ImprovementNoted:
    """The therapist noted on a day that the patient improves."""

    on: date


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
    | PayerSet
    | ConditionSet
    | PlanSet
    | BenefitYearSet
    | AuthorizationAdded
    | BalanceTold
    | ImprovementNoted
    | EpisodeOpened
    | ChartClosed
    | ChartReopened
)

Decide = Callable[[Chart], Sequence[Event]]
"""Says, on the chart as it is now, what happens; may raise a `Trouble`, and may be asked again."""

Count = Callable[[Chart, date], Sequence[Standing]]
"""The standings to keep of a chart on a day: those of that day, and those of windows before."""


def key(alias: str) -> str:
    """What two spellings of one alias share: its letters and digits, in capitals."""
    return alias_text.key(alias)


def spell(window: Window) -> str:
    """A window as text: "rolling_days/90". Raises `ValueError` for one bound to dates."""
    if type(window) not in _NAMES or window in (Episode(), Injury()):
        name = _NAMES.get(type(window), "")
        if name:
            return name
        raise ValueError("only a window that is bound to no dates can be written down")
    told = astuple(window)  # type: ignore[call-overload]  # every window in the table is a dataclass
    if not all(isinstance(each, int) for each in told):
        raise ValueError("only a window that is bound to no dates can be written down")
    return "/".join([_NAMES[type(window)], *map(str, told)])


def unspell(text: str) -> Window:
    """The window that `spell` wrote."""
    name, *told = text.split("/")
    return KINDS[name](*map(int, told))


def is_heard(chart: Chart, event: Event) -> bool:
    """Whether the chart already holds what an event would add: a retried or doubled command.

    An authorization of the same visits and dates is the same, whatever its id; so is a balance,
    and a day noted as improving.
    """
    match event:
        case SessionLogged():
            return chart.logged_with(event.request) is not None
        case SessionVoided():
            voided = chart.session(event.number)
            repeated = chart.voided_with(event.request) is not None
            return repeated or (voided is not None and bool(voided.voided))
        case AuthorizationAdded():
            named = (replace(event.authorization, id=a.id) for a in chart.history.authorizations)
            return any(a in chart.history.authorizations for a in named)
        case BalanceTold():
            return event.balance in chart.history.balances
        case _:
            nobody = DoneBy("", datetime.min.replace(tzinfo=UTC), date.min)
            return apply(chart, event, nobody) == chart


def after(chart: Chart, events: Iterable[Event], by: DoneBy) -> tuple[Chart, tuple[Event, ...]]:
    """The chart after events, and those of them that it had not heard before."""
    news = []
    for event in events:
        if not is_heard(chart, event):
            chart = apply(chart, event, by)
            news.append(event)
    return chart, tuple(news)


def next_look(chart: Chart, current: Sequence[Standing], on: date) -> date | None:
    """The first day after `on` on which time alone changes how the chart stands or warns.

    None for a closed chart. A limit of the payer that begins later is not foreseen here.
    """
    if chart.closed:
        return None
    history = chart.history
    days = [s.on for s in history.sessions if not s.voided] + [b.as_of for b in history.balances]
    days += history.improving
    periods = [a.period for a in history.authorizations] + list(history.episodes)
    for each in current:
        days += filter(None, (each.resets, each.leaves_on))
        days += _let_go(each, history)
        periods += [each.limit.in_force]
        is_open = each.used or each.window.first != on
        waits = each.limit.window.waits and not is_open
        periods += [] if each.limit.window.rolls or waits else [each.window]
    days += [period.first for period in periods if period.first]
    days += [period.last + timedelta(days=1) for period in periods if period.last]
    days += looks(current, chart.preferences.warnings_for(chart.payer), on)
    return min((day for day in days if day > on), default=None)


def _let_go(standing: Standing, history: History) -> Iterator[date]:
    """The days on which a window lets go of what opens more of a limit, or opens by itself."""
    limit, window = standing.limit, standing.limit.window
    if limit.stages or limit.on_authorization is Effect.ADDS:
        told = [*history.improving]
        for each in history.authorizations:
            told += filter(None, (each.period.first, each.period.last))
        yield from filter(None, map(window.leaves, told))
    if isinstance(window, DaysFromFirstVisit) and window.gap:
        visits = [row.on for row in standing.counted if row.reason not in REFUSALS]
        visits += [each.as_of for each in history.balances if each.used]
        yield from (day + timedelta(days=window.gap) for day in visits)


@singledispatch
def _applied(event: object, _chart: Chart, _by: DoneBy) -> Chart:
    raise TypeError(f"a chart knows nothing of {type(event).__name__}")


def apply(chart: Chart, event: Event, by: DoneBy) -> Chart:
    """What an event makes of the chart. The version stays: one change may be several events."""
    return _applied(event, chart, by)


@_applied.register
def _(event: SessionLogged, chart: Chart, by: DoneBy) -> Chart:
    log = LogResult(event.session.number, by.actor, by.at, event.ordinal, event.request)
    told = _with(chart, sessions=(*chart.history.sessions, event.session))
    return replace(told, logged=(*chart.logged, log))


@_applied.register
def _(event: SessionVoided, chart: Chart, _by: DoneBy) -> Chart:
    if chart.session(event.number) is None:
        raise LookupError(f"there is no session {event.number} to void")
    sessions = tuple(
        replace(s, voided=event.reason) if s.number == event.number else s
        for s in chart.history.sessions
    )
    logged = tuple(
        replace(each, ordinal=None, void_request=event.request)
        if each.number == event.number
        else each
        for each in chart.logged
    )
    return replace(_with(chart, sessions=sessions), logged=logged)


@_applied.register
def _(event: PayerSet, chart: Chart, _by: DoneBy) -> Chart:
    return replace(chart, payer=event.payer)


@_applied.register
def _(event: ConditionSet, chart: Chart, _by: DoneBy) -> Chart:
    return replace(chart, condition=event.condition)


@_applied.register
def _(event: PlanSet, chart: Chart, _by: DoneBy) -> Chart:
    return replace(chart, plan=event.plan)


@_applied.register
def _(event: BenefitYearSet, chart: Chart, _by: DoneBy) -> Chart:
    return replace(chart, benefit_year=event.benefit_year)


@_applied.register
def _(event: AuthorizationAdded, chart: Chart, _by: DoneBy) -> Chart:
    return _with(chart, authorizations=(*chart.history.authorizations, event.authorization))


@_applied.register
def _(event: BalanceTold, chart: Chart, _by: DoneBy) -> Chart:
    return _with(chart, balances=(*chart.history.balances, event.balance))


@_applied.register
def _(event: ImprovementNoted, chart: Chart, _by: DoneBy) -> Chart:
    return _with(chart, improving=tuple(sorted({*chart.history.improving, event.on})))


@_applied.register
def _(event: EpisodeOpened, chart: Chart, _by: DoneBy) -> Chart:
    before = [e for e in chart.history.episodes if e.first and e.first < event.on]
    if before and (before[-1].last is None or before[-1].last >= event.on):
        before[-1] = Period(before[-1].first, event.on - timedelta(days=1))
    return _with(chart, episodes=(*before, Period(event.on)))


@_applied.register
def _(event: ChartClosed, chart: Chart, _by: DoneBy) -> Chart:
    *before, last = chart.history.episodes or (Period(),)
    if last.first and last.last is None:
        ended = (*before, Period(last.first, max(last.first, event.on)))
        chart = _with(chart, episodes=ended)
    return replace(chart, closed=event.on)


@_applied.register
def _(_event: ChartReopened, chart: Chart, _by: DoneBy) -> Chart:
    *before, last = chart.history.episodes or (Period(),)
    if last.first and chart.closed and last.last == max(last.first, chart.closed):
        chart = _with(chart, episodes=(*before, Period(last.first)))
    return replace(chart, closed=None)


def _with(chart: Chart, **changes: object) -> Chart:
    return replace(chart, history=replace(chart.history, **changes))  # type: ignore[arg-type]
