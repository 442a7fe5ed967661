"""Visits that need no authorization draw on none: against a payer that pays them one by one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.period import Period
from models.visits.all_standings import standings
from models.visits.authorization import Authorization
from models.visits.balance import Balance
from models.visits.binding import binding
from models.visits.count_reasons import NONE_COVERS, Reason
from models.visits.forecast import forecast
from models.visits.history import History
from models.visits.limit import Limit, LimitKind, Needs, Stage, Unit
from models.visits.session import Session
from models.visits.window import CalendarYear, Lifetime

FIRST, LAST = date(2026, 11, 10), date(2026, 12, 31)
FREE = 3
LIMIT = Limit("", (), "wa", FREE, Lifetime(), Unit.TREATMENT, stages=(Stage(3, Needs.AUTHORIZED),))
GRANT = Authorization("1", 3, Period(FIRST, LAST), serial=1)

FREE_A_YEAR = 10
BY_YEAR = Limit("", (), "cap", FREE_A_YEAR, CalendarYear(), stages=(Stage(6, Needs.AUTHORIZED),))

days = st.lists(
    st.integers(0, 40).map(lambda n: date(2026, 11, 1) + timedelta(days=n)),
    unique=True,
    max_size=8,
)


def asked_too_late(came: list[date], elsewhere: int) -> set[date]:
    """The days that the payer pays neither without asking nor by the grant.

    `elsewhere` visits came before all of these: a total as the payer tells it holds both.
    """
    free, unpaid = max(FREE_A_YEAR - elsewhere, 0), set()
    for day in sorted(came):
        if free > 0:
            free -= 1
        elif not FIRST <= day <= LAST:
            unpaid.add(day)
    return unpaid


def paid_one_by_one(came: list[date], on: date) -> int:
    """How many more the payer pays on a day: three without asking, then three granted."""
    free, granted = FREE, GRANT.number
    for day in sorted(came):
        if free:
            free -= 1
        elif FIRST <= day <= LAST:
            granted -= 1
    return free + (max(granted, 0) if FIRST <= on <= LAST else 0)


@settings(max_examples=300)
@given(days)
def test_no_visit_that_needs_none_draws_on_an_authorization(came: list[date]) -> None:
    on = date(2026, 12, 15)
    history = History(
        tuple(Session(n, day) for n, day in enumerate(came, start=1)), authorizations=(GRANT,)
    )
    found = standings([LIMIT], history, on)
    bound = binding(found)
    assert bound
    granted = next(s for s in found if s.limit.kind is LimitKind.AUTHORIZATION)
    late = [day for day in sorted(came)[FREE:] if day >= FIRST]
    assert granted.used == len(late)
    free = set(sorted(came)[:FREE])
    assert {row.on for row in granted.counted if row.reason is Reason.NEEDS_NONE} == free
    is_passed = len(came) > FREE + GRANT.number or any(day < FIRST for day in sorted(came)[FREE:])
    if not is_passed:
        assert bound.within_reach == paid_one_by_one(came, on)
        assert (bound.limit, bound.left) == (LIMIT, paid_one_by_one(came, on))


@pytest.mark.parametrize("used", [0, 1, 2])
def test_what_needs_none_is_used_before_an_authorization_runs_out(used: int) -> None:
    came = [FIRST + timedelta(days=7 * n) for n in range(4)]
    history = History(
        tuple(Session(n, day) for n, day in enumerate(came, start=1)), authorizations=(GRANT,)
    )
    of_limit, of_grant = standings([LIMIT], history, came[2 - used])
    assert of_grant.free == used
    one, other = forecast(of_limit), forecast(of_grant)
    assert (one and one.about) == (other and other.about)


def drawn_one_by_one(came: list[date], elsewhere: int, on: date) -> set[date]:
    """The days up to `on` that the payer takes off the grant, had those elsewhere come first."""
    behind = sorted(day for day in came if day <= on)[max(FREE_A_YEAR - elsewhere, 0) :]
    return {day for day in behind if FIRST <= day <= LAST}


def with_total(came: list[date], elsewhere: int, as_of: date, *, twice: bool = False) -> History:
    """A portal's total of all up to a day, those logged here among them; `twice` a day or once."""
    total = Balance(
        elsewhere + sum(day <= as_of for day in came),
        as_of,
        "portal",
        includes_ours=True,
        held_until=as_of,
        limit="cap",
        last_known=len(came) * (2 if twice else 1),
    )
    each = [day for day in came for _ in range(2 if twice else 1)]
    sessions = tuple(Session(n, day) for n, day in enumerate(each, start=1))
    return History(sessions, authorizations=(GRANT,), balances=(total,))


@settings(max_examples=600)
@given(days, st.integers(0, 14), st.integers(0, 40), st.booleans())
def test_what_a_payers_total_holds_of_those_that_need_none_draws_on_no_authorization(
    came: list[date], elsewhere: int, told_on: int, twice: bool
) -> None:
    on, as_of = date(2026, 12, 15), date(2026, 11, 1) + timedelta(days=told_on)
    found = standings([BY_YEAR], with_total(came, elsewhere, as_of, twice=twice), on)
    bare = {row.on for s in found for row in s.counted if row.reason in NONE_COVERS}
    assert bare == asked_too_late(came, elsewhere)
    granted = next(s for s in found if s.limit.kind is LimitKind.AUTHORIZATION)
    drawn = drawn_one_by_one(came, elsewhere, on)
    assert {row.on for row in granted.counted if row.counts} == drawn
    assert granted.used == len(drawn)
    assert granted.used <= max(elsewhere + len(came) - FREE_A_YEAR, 0)


def test_a_portals_total_leaves_the_free_visits_off_the_authorization() -> None:
    """Three free, four authorized, five logged from Nov 10, six in all: three are authorized."""
    cap = Limit("", (), "cap", 3, Lifetime(), stages=(Stage(6, Needs.AUTHORIZED),))
    came = [FIRST + timedelta(days=n) for n in range(5)]
    history = with_total(came, 1, FIRST + timedelta(days=10))
    grant = Authorization("1", 4, Period(FIRST, LAST), serial=1)
    history = replace(history, authorizations=(grant,))
    of_cap, granted = standings([cap], history, date(2026, 12, 15))
    assert (of_cap.used, of_cap.left) == (6, 1)
    assert (granted.used, granted.left) == (3, 1)
