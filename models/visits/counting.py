"""Which limits hold for a chart on a day, the payer's and its own; the one count that is kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from models.coverage.fact_book import FactBook
from models.coverage.plans import plans_of
from models.coverage.position import Circumstances
from models.visits.all_standings import standings
from models.visits.booking import discipline_ahead, draws_none
from models.visits.cap import CapScope
from models.visits.chart import Begins, Chart, Count
from models.visits.chart_outlook import outlooks
from models.visits.former_payers import as_it_paid, is_left_unpaid, paid_before
from models.visits.limit import HeldLimit, Limit, LimitKind, LimitScope, limits_held
from models.visits.outlook import Outlook
from models.visits.payer_history import (
    history_of,
    history_on,
    with_other_days,
    with_successors,
    without_lost_limits,
)
from models.visits.rule_limits import rule_limits, rule_periods
from models.visits.second_payer import as_if_first, named_for, second_on
from models.visits.standing import Standing, past_windows, standing
from models.visits.window import BenefitYear

_DAY = timedelta(days=1)
_KINDS = (LimitKind.PAYER, LimitKind.CAP)
"""Limits that may hold no more, though a balance was told of them."""

_limits_held = lru_cache(maxsize=1_024)(limits_held)
"""Asked of each chart twice, for the count and for the card, and of most with the same answer."""

_BY_CALENDAR = "The plan's year is taken to begin on 1 January: nobody told another day."


def limits_of(chart: Chart, book: FactBook, on: date) -> tuple[Limit, ...]:
    """The limits that count on a day: the payer's, then the clinic's caps; none that nobody states.

    What the payer told the clinic alone, in a rule of its own, counts beside what the facts hold.

    What the payer says beside these, and why it is not counted, is in `stated_limits`.
    Authorizations are no part of it: `models.visits.all_standings.standings` adds them.
    """
    stated = (
        statement.sentence
        for statement in stated_limits(chart, book, on)
        if statement.holds is LimitScope.YES
    )
    chosen = dict(chart.readings)
    of_payer = (limit.read_as(chosen) for limit in stated if isinstance(limit, Limit))
    now = chart.as_of(on)
    told = (*now.own_limits, *of_payer, *rule_limits(now, book, on))
    limits = {limit.id: _of_plan(limit, chart) for limit in told}
    return tuple(sorted(limits.values(), key=lambda limit: limit.kind is LimitKind.CAP))


def second_limits(chart: Chart, book: FactBook, on: date) -> tuple[Limit, ...]:
    """The limits of who pays second on a day, and the clinic's caps for that payer."""
    second = second_on(chart, on)
    if second is None:
        return ()
    of_all = _of_all_days(chart)
    limits = limits_of(as_if_first(chart, second), book, on)
    name = _name_of(second, book)
    return tuple(replace(one, second_payer=name) for one in limits if one.id not in of_all)


def _name_of(payer: str, book: FactBook) -> str:
    known = book.payers.get(payer)
    return known.name if known else payer


def stated_limits(chart: Chart, book: FactBook, on: date) -> tuple[HeldLimit, ...]:
    """What the payer of a day says of visits, countable or not; nothing where none is set."""
    chart = chart.as_of(on)
    if chart.payer is None:
        return ()
    circumstances = Circumstances(on, condition=chart.condition, state=chart.state)
    return _limits_held(book.positions.get(chart.payer, ()), circumstances, _own_plan(chart, book))


def current(chart: Chart, book: FactBook, on: date) -> tuple[Standing, ...]:
    """How the chart stands on a day, by every limit and authorization that counts on it."""
    return _Counting(chart, book, on).current()


def counter(book: FactBook) -> Count:
    """How charts are counted by these facts."""
    return lambda chart, on: count(chart, book, on)


def foresight(book: FactBook) -> Begins:
    """When what these facts say of a chart's payer begins to hold, or ceases to."""
    return lambda chart, on: next_beginning(chart, book, on)


def count(chart: Chart, book: FactBook, on: date) -> tuple[Standing, ...]:
    """The standings to keep: those of windows that are over, each on its last day, then `current`.

    Those of the day are told by their `on`; behind `current` stands what is `left_unpaid`.
    `models.visits.standing.binding` is for those of the day alone.
    """
    counting = _Counting(chart, book, on)
    return (*counting.past(), *counting.current(), *left_unpaid(chart, book, on))


def left_unpaid(chart: Chart, book: FactBook, on: date) -> Iterator[Standing]:
    """What payers who pay no more left unpaid: limits that were passed, visits not authorized.

    Each is counted as on the day, by the limits of the last day on which that payer paid.
    """
    of_all = _of_all_days(chart)
    for payer, last in paid_before(chart, on).items():
        limits = limits_of(as_it_paid(chart, payer, last), book, last)
        followed = with_successors(history_of(chart, payer), chart)
        history = without_lost_limits(followed, limits, _KINDS)
        limits = tuple(limit for limit in limits if limit.id not in of_all)
        for found in standings(limits, history, on):
            if is_left_unpaid(found, on):
                whole = with_other_days(found, chart, history)
                named = replace(found.limit, former_payer=_name_of(payer, book))
                yield replace(whole, limit=named, former_payer=payer, is_past=True)


def _of_all_days(chart: Chart) -> frozenset[str]:
    """The caps that hold whoever pays, by id."""
    return frozenset(cap.id for cap in chart.caps if cap.scope is not CapScope.PAYER)


class _Counting:
    """A chart's count: a payer sees its own days alone, the clinic's and the alias's caps all."""

    def __init__(self, chart: Chart, book: FactBook, on: date) -> None:
        limits = limits_of(chart, book, on)
        self._chart, self._limits, self._on = chart, limits, on
        of_second = second_limits(chart, book, on)
        known = (*limits, *of_second)
        second = second_on(chart, on)
        self._second = _SecondCount(chart, book, second, of_second, known) if second else None
        all_days = _of_all_days(chart)
        self._of_all_days = [limit for limit in limits if limit.id in all_days]
        self._of_payer = [limit for limit in limits if limit.id not in all_days]
        of_payer = history_on(chart, on)
        self._is_one_payer = of_payer is chart.history
        followed = with_successors(of_payer, chart)
        self._own_days = without_lost_limits(followed, known, _KINDS)
        caps = [cap.limit for cap in chart.caps]  # one for who does not pay today is not lost
        every_day = without_lost_limits(chart.history, caps, (LimitKind.CAP,))
        self._every_day = replace(every_day, authorizations=of_payer.authorizations)
        self._outlook, self._of_second = outlooks(chart, book, on)

    def current(self) -> tuple[Standing, ...]:
        """How it stands on the day: by the payer's limits, the clinic's, then authorizations."""
        return tuple(replace(s, outlook=self._outlook_of(s)) for s in self._current())

    def _outlook_of(self, of: Standing) -> Outlook:
        outlook = self._of_second if of.limit.second_payer else self._outlook
        if outlook.until and of.limit in self._of_all_days:
            outlook = replace(outlook, until=None)  # whoever pays, it goes on
        return replace(outlook, booked=()) if outlook.booked and self._books_none(of) else outlook

    def _books_none(self, of: Standing) -> bool:
        """Whether what is booked draws on none of a limit: other codes, or another discipline."""
        disciplines = of.limit.pool.disciplines
        is_of_another = disciplines and discipline_ahead(self._chart) not in {None, *disciplines}
        return bool(is_of_another) or draws_none(of, self._chart.history.sessions)

    def _current(self) -> tuple[Standing, ...]:
        of_second = tuple(self._second.current(self._on)) if self._second else ()
        if self._is_one_payer:
            first = standings(self._limits, self._own_days, self._on)
            return tuple(sorted([*first, *of_second], key=_order)) if of_second else first
        found = standings(self._of_payer, self._own_days, self._on)
        of_payer = [with_other_days(s, self._chart, self._own_days) for s in found]
        of_all_days = [standing(cap, self._every_day, self._on) for cap in self._of_all_days]
        return tuple(sorted([*of_payer, *of_all_days, *of_second], key=_order))

    def past(self) -> Iterator[Standing]:
        """The windows that are over, each on its last day."""
        of_second = [(self._second.limits, self._second.history)] if self._second else []
        for limits, history in (
            *of_second,
            (self._of_payer, self._own_days),
            (self._of_all_days, self._own_days if self._is_one_payer else self._every_day),
        ):
            for limit in limits:
                found = past_windows(limit, history, self._on)
                yield from (past for past in found if past.on != self._on)


class _SecondCount:
    """What counts for who pays second: the same visits, on the days on which that payer pays."""

    def __init__(
        self,
        chart: Chart,
        book: FactBook,
        payer: str,
        limits: tuple[Limit, ...],
        known: tuple[Limit, ...],
    ) -> None:
        self._chart, self._name, self.limits = chart, _name_of(payer, book), limits
        followed = with_successors(history_of(chart, payer), chart)
        self.history = without_lost_limits(followed, known, _KINDS)

    def current(self, on: date) -> Iterator[Standing]:
        """How it stands on a day by that payer's limits, then by its authorizations."""
        for found in standings(self.limits, self.history, on):
            whole = with_other_days(found, self._chart, self.history)
            yield named_for(whole, self._name)


def _order(standing: Standing) -> int:
    return (LimitKind.PAYER, LimitKind.CAP, LimitKind.AUTHORIZATION).index(standing.limit.kind)


def next_beginning(chart: Chart, book: FactBook, on: date) -> date | None:
    """The first day after a day on which what the payer says begins to hold, or ceases to."""
    payers = (chart.payer_on(on), second_on(chart, on))
    positions = [p for payer in payers for p in book.positions.get(payer or "", ())]
    limits = (limit for position in positions for limit in position.limits)
    periods = [position.in_force for position in positions]
    periods += [limit.in_force for limit in limits if isinstance(limit, Limit)]
    periods += rule_periods(chart, payers, book)
    days = [period.first for period in periods if period.first]
    days += [period.last + _DAY for period in periods if period.last]
    return min((day for day in days if day > on), default=None)


def _own_plan(chart: Chart, book: FactBook) -> str:
    """The chart's plan where it is one of the payer's own: a kind of plan names none of them."""
    own = plans_of(chart.payer, book)
    return next((plan for plan in own if plan.casefold() == chart.plan.casefold()), "")


def _of_plan(limit: Limit, chart: Chart) -> Limit:
    """The limit with the benefit year of this patient's plan, where it counts by one."""
    if not isinstance(limit.window, BenefitYear):
        return limit
    if chart.benefit_year:
        return replace(limit, window=BenefitYear(*chart.benefit_year))
    is_january = limit.window == BenefitYear(1)
    return replace(limit, assumes=limit.assumes or _BY_CALENDAR) if is_january else limit
