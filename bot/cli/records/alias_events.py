"""Which events the rows of one alias add, and which contradict what the clinic has already."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from bot.cli.records.row_refused import RowRefused
from bot.cli.records.rows import AliasRow, AuthorizationRow, ImportedRow, SessionRow
from models.period import Period
from models.visits.apply_events import apply_new, is_recorded
from models.visits.authorization import Authorization, second_id
from models.visits.chart import Chart, DoneBy
from models.visits.events import (
    AuthorizationAdded,
    AuthorizationWithdrawn,
    BenefitYearSet,
    ChartClosed,
    ChartReopened,
    ConditionSet,
    EpisodeOpened,
    Event,
    ImprovementNoted,
    PayerSet,
    PlanSet,
    SecondarySet,
    SessionLogged,
    SessionVoided,
    VisitsRequested,
)
from models.visits.payer_periods import PayerPeriods
from models.visits.second_payer import second_on
from models.visits.session import Session
from models.visits.visit_request import of_serial
from models.visits.void_reason import VoidReason

_DAY = timedelta(days=1)


@dataclass(slots=True)
class ChartDraft:
    """A chart with the rows so far, and the events that they add.

    `kept` is the chart as the clinic has it. `closing` are the episodes and the end of care, which
    come after all other events. A draft is made once to check the rows, and again under the
    chart's lock to take them.
    """

    kept: Chart
    by: DoneBy
    is_new: bool = False
    events: list[Event] = field(default_factory=list)
    closing: list[Event] = field(default_factory=list)
    _chart: Chart = field(init=False)
    _matched: Counter[object] = field(default_factory=Counter)
    _replaced: dict[int, list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Begin with the chart as it is."""
        self._chart = self.kept

    def add(self, row: ImportedRow) -> bool:
        """Take a row; False where the clinic has it already. Raises `RowRefused`."""
        match row:
            case AliasRow():
                events, self.closing = self._new_facts(row), self._new_closing(row)
                return self._take(events) or bool(self.closing) or self.is_new
            case SessionRow():
                return self._take(self._new_session(row))
            case AuthorizationRow():
                return self._take(self._new_authorization(row))
            case VisitsRequested():
                return self._take(self._new_request(row))
            case _:
                return not is_recorded(self._chart, row) and self._take(self._if_open([row]))

    def _take(self, events: Iterable[Event]) -> bool:
        self._chart, news = apply_new(self._chart, events, self.by)
        self.events += news
        return bool(news)

    def _if_open(self, events: list[Event]) -> list[Event]:
        if self.kept.closed:
            raise RowRefused("alias", "is closed in the clinic.")
        return events

    def _new_facts(self, row: AliasRow) -> list[Event]:
        """What the clinic does not know of an alias. What it knows otherwise is refused."""
        kept, opening = self.kept, row.opening
        year = opening.benefit_year
        plan = "" if any(period.plan for period in row.payers) else row.plan
        facts: list[tuple[str, object, object, Event]] = [
            ("payer", opening.payer, kept.payer, PayerSet(opening.payer)),
            ("condition", opening.condition, kept.condition, ConditionSet(opening.condition)),
            ("year_from", year, kept.benefit_year, BenefitYearSet(year)),
            ("plan", plan, kept.plan, PlanSet(plan)),
        ]
        events: list[Event] = []
        for column, new, old, event in facts:
            if new and new != old:
                if old:
                    raise RowRefused(column, "is another in the clinic.")
                events.append(event)
        days = [day for day in row.improving if day not in kept.history.improving]
        payers = [
            PayerSet(p.payer, p.first, plan=p.plan or None) for p in self._new_payers(row, "payers")
        ]
        second = [SecondarySet(p.payer, p.first) for p in self._new_payers(row, "secondary")]
        plans = [event for event in events if isinstance(event, PlanSet)]  # of who pays by then
        others = [event for event in events if not isinstance(event, PlanSet)]
        return [*others, *payers, *plans, *second, *map(ImprovementNoted, days)]

    def _new_payers(self, row: AliasRow, column: str) -> PayerPeriods:
        """Payers by date, first or second, for a chart that nobody has worked with yet."""
        told: PayerPeriods = getattr(row, column)
        kept: PayerPeriods = getattr(self.kept, column)
        if not told or told == kept or told == tuple(replace(p, plan="") for p in kept):
            return ()
        if self.kept.version > 1:
            raise RowRefused(column, "are others in the clinic.")
        return told

    def _new_closing(self, row: AliasRow) -> list[Event]:
        """Episodes and the end of care, for a chart that nobody has worked with yet."""
        kept, is_untouched = self.kept, self.kept.version <= 1
        events: list[Event] = []
        if row.episodes and row.episodes != kept.history.episodes:
            if not is_untouched:
                raise RowRefused("episodes", "are others in the clinic.")
            events += _episode_events(row.episodes)
        if row.closed and row.closed != kept.closed:
            if not is_untouched:
                raise RowRefused("closed", "is another day in the clinic, or none.")
            events.append(ChartClosed(row.closed))
        return events

    def _new_authorization(self, row: AuthorizationRow) -> list[Event]:
        """What a row adds: nothing where the clinic has it, counting or not.

        Rows with numbers of their own are grants of their own, though they read the same.
        """
        new, serial = self._of_rank(row.authorization), row.number
        retired = [gone.authorization for gone in self.kept.retired_authorizations]
        kept = [*self.kept.history.authorizations, *retired]
        here = sum(a.grants_the_same(new) for a in kept)
        identity = replace(new, id="")
        if self._matched[identity] < here:
            self._matched[identity] += 1
            return []
        same = self._chart.granted_already(new)
        if same and not serial:
            return []
        is_taken = self._chart.authorization(serial) or self._chart.retired(serial)
        given = serial if serial and not is_taken else self._chart.next_serial
        replaces = tuple(self._replaced.pop(serial, ()))
        if row.replaced_by:
            self._replaced.setdefault(row.replaced_by, []).append(given)
        added = AuthorizationAdded(
            replace(new, serial=given), replaces, beside=same.serial if same else 0
        )
        gone = [AuthorizationWithdrawn(given)] if row.is_withdrawn else []
        return self._if_open([added, *gone])

    def _new_request(self, row: VisitsRequested) -> list[Event]:
        """What a row adds: nothing where the clinic has that request, decided or not.

        Rows that read the same are as many requests as there are rows. One without a payer went to
        who paid on its day.
        """
        new = row.request
        if new.payer is None:
            new = replace(new, payer=self._chart.payer_on(new.sent))
        identity = ("request", new.number, new.unit, new.sent, new.payer)
        here = sum(r.asks_the_same(new) for r in self.kept.requests)
        if self._matched[identity] < here:
            self._matched[identity] += 1
            return []
        is_taken = of_serial(self._chart.requests, new.serial) is not None
        serial = 0 if is_taken else new.serial
        return self._if_open([VisitsRequested(replace(new, serial=serial))])

    def _of_rank(self, new: Authorization) -> Authorization:
        """The authorization with the id of one that the second payer granted, where it did."""
        second = second_on(self._chart, new.period.first or date.min)
        is_of_second = bool(second) and new.granted_by == second
        return replace(new, id=second_id(new.id)) if is_of_second else new

    def _new_session(self, row: SessionRow) -> list[Event]:
        identity = _identity(row.session)
        kept = sum(_identity(session) == identity for session in self.kept.history.sessions)
        if self._matched[identity] < kept:
            self._matched[identity] += 1
            return []
        on, voided = row.session.on, row.session.voided
        if self._chart.standing_on(on) and not (row.again or voided):
            raise RowRefused("again", "a session of this day is there; write yes for a second one.")
        number = self._chart.next_number
        session = replace(row.session, number=number, voided="")
        events: list[Event] = [SessionLogged(session, self._chart.next_ordinal(on))]
        if voided:
            events.append(SessionVoided(number, VoidReason(voided)))
        return self._if_open(events)


def _identity(session: Session) -> tuple[object, ...]:
    """What two rows of one session share, also when one of them is voided."""
    return session.on, tuple(sorted(session.codes)), session.discipline, session.case


def _episode_events(episodes: tuple[Period, ...]) -> Iterator[Event]:
    """What made the episodes: one that ended before the day before the next was closed."""
    for episode, following in zip(episodes, [*episodes[1:], Period()], strict=True):
        if episode.first:
            yield EpisodeOpened(episode.first)
        is_cut = following.first and episode.last == following.first - _DAY
        if episode.last and not is_cut:
            yield ChartClosed(episode.last)
            if following.first:
                yield ChartReopened(following.first)
