"""Charts whose payer is switched at random days, against a twin that goes through the days."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from models.coverage.fact_book import FactBook
from models.period import Period
from models.visits import counting
from models.visits.apply_events import apply
from models.visits.authorization import Authorization
from models.visits.balance import PLAN_LIMITS, Balance
from models.visits.binding import binding
from models.visits.cap import Cap, CapScope
from models.visits.chart import Chart, DoneBy
from models.visits.count_reasons import Reason
from models.visits.events import (
    AuthorizationAdded,
    BalanceAdded,
    Event,
    PayerSet,
    SecondarySet,
    SessionLogged,
    VisitsBooked,
)
from models.visits.forecast import forecast
from models.visits.limit import Limit, LimitKind
from models.visits.session import Session
from models.visits.standing import Standing
from models.visits.window import CalendarYear
from tests.models.payer_twin import (
    Said,
    Total,
    Visit,
    falls_short,
    over_before,
    paid_by,
    paid_in_any_rank,
    payer_of,
    plan_of,
    used_in_year,
    whose_count,
)
from tests.models.seeds import seeds
from tests.models.small_book import position, small_book

pytestmark = pytest.mark.sheet

PAYERS = ("aetna", "cigna")
PLANS = ("PPO", "HMO")
YEAR = CalendarYear()
LIMITS = {payer: Limit("As printed.", ("policy",), f"{payer}/year", 20, YEAR) for payer in PAYERS}
BOOK: FactBook = small_book({p: (position(limits=(LIMITS[p],)),) for p in PAYERS})
CAP = Cap(CapScope.ALIAS, "BLUE-7", 30, YEAR, "U1", date(2026, 1, 1))
START = date(2026, 1, 1)
TODAY = date(2026, 12, 1)
BY = DoneBy("U1", datetime(2026, 12, 1, 12, tzinfo=UTC), TODAY)


def drawn(seed: int) -> random.Random:
    """What the random charts are drawn from."""
    return random.Random(seed)  # noqa: S311 - a test's


def day(of: random.Random) -> date:
    """A day of the year up to today."""
    return START + timedelta(days=of.randrange((TODAY - START).days + 1))


def words(of: random.Random) -> list[Said]:
    """Aetna from the start, and up to four changes, some of them for a while only."""
    said = [Said("aetna")]
    for _ in range(of.randrange(5)):
        first = of.choice([None, day(of), day(of), day(of)])
        last = of.choice([None, None, day(of)])
        if first and last and last < first:
            first, last = last, first
        plan = of.choice([None, None, "", *PLANS])
        said.append(Said(of.choice([*PAYERS, None]), first, last, plan))
    return said


def visits(of: random.Random) -> list[Visit]:
    """Up to fifteen visits, logged in any order, some of one day."""
    return [Visit(number, day(of)) for number in range(1, of.randrange(16) + 1)]


def charted(
    said: list[Said], logged: list[Visit], *more: Event, then: tuple[Event, ...] = ()
) -> Chart:
    """The chart after all this: the visits and what more was told, then who pays, then the rest."""
    chart = Chart(1, 1, "BLUE-7", START, payer="aetna", caps=(CAP,))
    events = [_set(word) for word in said[1:]]
    for event in [*(SessionLogged(Session(v.number, v.on)) for v in logged), *more, *events, *then]:
        chart = apply(chart, event, BY)
    return chart


def by_limit(chart: Chart, on: date = TODAY) -> dict[str, Standing]:
    """How the chart stands by each limit."""
    return {s.limit.id: s for s in counting.current(chart, BOOK, on)}


@seeds(600)
def test_each_session_counts_for_exactly_one_payer_s_limits(seed: int) -> None:
    of = drawn(seed)
    said, logged = words(of), visits(of)
    chart = charted(said, logged)
    assert all(chart.payer_on(v.on) == payer_of(said, v.on) for v in logged)
    on = day(of)
    counted: list[int] = []
    for payer in PAYERS:
        as_if = replace(chart, payers=(), payer=payer)
        assert by_limit(as_if), "each payer has a limit"
        mine = paid_by(said, payer, logged)
        if payer_of(said, on) == payer:
            found = by_limit(chart, on)[f"{payer}/year"]
            assert found.used == used_in_year([v for v in mine if v.on <= on], (), on)
            rows = {row.session for row in found.counted if row.reason is Reason.OTHER_PAYER}
            assert rows == {v.number for v in logged} - {v.number for v in mine}
            assert len(found.counted) == len(logged)
        counted += [v.number for v in mine]
    nobodys = paid_by(said, None, logged)
    assert sorted([*counted, *(v.number for v in nobodys)]) == [v.number for v in logged]
    alias_cap = by_limit(chart, on)[CAP.id]
    assert alias_cap.used == used_in_year([v for v in logged if v.on <= on], (), on)


FEW = 3
"""So low a limit is passed by many of the random charts."""
OF_FEW: FactBook = small_book(
    {p: (position(limits=(replace(LIMITS[p], number=FEW),)),) for p in PAYERS}
)


@seeds(600)
def test_what_was_passed_at_a_payer_before_is_told_until_its_year_ends(seed: int) -> None:
    of = drawn(seed)
    said, logged = words(of), visits(of)
    chart, on = charted(said, logged), day(of)
    unpaid = [*counting.left_unpaid(chart, OF_FEW, on)]
    over = {s.former_payer: -s.left for s in unpaid}
    assert over == over_before(said, FEW, logged, on)
    assert all(len(s.counted) == len(logged) for s in unpaid)
    kept = counting.count(chart, OF_FEW, on)
    assert [s for s in kept if s.former_payer] == unpaid
    assert binding(kept) == binding(counting.current(chart, OF_FEW, on)), "they bind nobody"


@seeds(600)
def test_a_total_holds_only_what_its_source_could_know(seed: int) -> None:
    of = drawn(seed)
    said, logged = words(of), visits(of)
    told_after, as_of, used = of.randrange(len(logged) + 1), day(of), of.randrange(12)
    held_until = of.choice([as_of, as_of - timedelta(days=30)])
    total = Total(used, as_of, held_until, told_after)
    balance = Balance(
        used,
        as_of,
        "portal",
        includes_ours=True,
        limit=PLAN_LIMITS,
        held_until=held_until,
        last_known=told_after,
    )
    is_told_before = of.random() < 0.5
    event = BalanceAdded(balance)
    chart = charted(said, logged, event) if is_told_before else charted(said, logged, then=(event,))
    payer, whose = payer_of(said, TODAY), payer_of(said, as_of)
    whose = whose_count(said, as_of) if is_told_before else whose
    found = by_limit(chart)
    of_days = (total,) if whose == payer else ()
    if payer:
        mine = paid_by(said, payer, logged)
        assert found[f"{payer}/year"].used == used_in_year(mine, of_days, TODAY)
    assert found[CAP.id].used == used_in_year(logged, (total,), TODAY)


@seeds(600)
def test_a_second_payer_counts_the_visits_that_it_pays_in_any_rank(seed: int) -> None:
    of = drawn(seed)
    said, logged = words(of), visits(of)
    seconds = [Said(None), *words(of)[1:]]
    events = [SecondarySet(word.payer, word.first, word.last) for word in seconds[1:]]
    chart, on = charted(said, logged, *events), day(of)
    assert all(chart.secondary_on(v.on) == payer_of(seconds, v.on) for v in logged)
    found = by_limit(chart, on)
    told = [v for v in logged if v.on <= on]
    ranks = (payer_of(said, on), payer_of(seconds, on))
    assert {id_ for id_ in found if id_ != CAP.id} == {f"{p}/year" for p in ranks if p}
    for payer in filter(None, ranks):
        mine = paid_in_any_rank(said, seconds, payer, told)
        assert found[f"{payer}/year"].used == used_in_year(mine, (), on)
        is_second = payer != ranks[0]
        assert bool(found[f"{payer}/year"].limit.second_payer) is is_second
    assert found[CAP.id].used == used_in_year(told, (), on)


@seeds(200)
def test_a_payer_said_twice_changes_nothing_and_every_day_has_one(seed: int) -> None:
    of = drawn(seed)
    said, logged = words(of), visits(of)
    chart = charted(said, logged)
    again = charted([*said, said[-1]], logged)
    assert (again.payer, again.payers) == (chart.payer, chart.payers)
    firsts = [period.begins for period in chart.payer_periods]
    assert firsts == sorted(set(firsts))
    assert firsts[0] == date.min


@seeds(600)
def test_each_day_has_the_plan_that_was_said_of_its_payer(seed: int) -> None:
    of = drawn(seed)
    said = words(of)
    chart = charted(said, [])
    days = [START + timedelta(days=n) for n in range((TODAY - START).days + 30)]
    assert [chart.plan_on(d) for d in days] == [plan_of(said, d) for d in days]
    assert chart.plan == plan_of(said, TODAY)


@seeds(600)
def test_a_payer_is_asked_for_more_where_a_booked_visit_of_its_own_has_no_room(seed: int) -> None:
    of = drawn(seed)
    later = [TODAY + timedelta(days=1 + of.randrange(60)) for _ in range(of.randrange(3))]
    said = [Said("aetna"), *(Said(of.choice([*PAYERS, None]), first) for first in later)]
    number = 1 + of.randrange(6)
    granted = Authorization("one", number, Period(START, date(2027, 12, 31)))
    booked = tuple(sorted({TODAY + timedelta(days=of.randrange(80)) for _ in range(9)}))
    events = (AuthorizationAdded(granted), VisitsBooked(booked))
    chart = charted([said[0]], [], then=(*events, *(_set(word) for word in said[1:])))
    current = counting.current(chart, BOOK, TODAY)
    (found,) = (s for s in current if s.limit.kind is LimitKind.AUTHORIZATION)
    expected, is_short = forecast(found), falls_short(said, TODAY, number, booked)
    if {payer_of(said, day) for day in later} - {"aetna"}:
        assert bool(expected and expected.ask_by) is is_short
    elif is_short:
        assert expected
        assert expected.ask_by


def _set(word: Said) -> PayerSet:
    return PayerSet(word.payer, word.first, word.last, word.plan)
