"""Which logged visits of a payer's total need no authorization: those that do in any order."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations

import pytest

from models.period import Period
from models.visits.all_standings import standings
from models.visits.authorization import Authorization
from models.visits.balance import Balance
from models.visits.further_visits import before_authorization, held_by_total
from models.visits.history import History
from models.visits.limit import Limit, LimitKind, Needs, Stage
from models.visits.session import Session
from models.visits.standing import standing
from models.visits.window import CalendarYear

FIRST = date(2027, 3, 1)
TOLD = date(2027, 4, 1)


def free_in_every_order(free: int, logged: int, total: int) -> set[int]:
    """The logged visits that are among the first, wherever those that nobody logged stand."""
    every = range(total)
    orders = [
        sorted(set(every) - set(unlogged)) for unlogged in combinations(every, total - logged)
    ]
    return {number for number in range(1, logged + 1) if all(o[number - 1] < free for o in orders)}


def staged(free: int) -> Limit:
    """So many visits, then six more with authorization."""
    stages = (Stage(6, Needs.AUTHORIZED),)
    return Limit("As printed.", ("policy",), "limit", free, CalendarYear(), stages=stages)


def told(logged: int, total: int, *authorized: Authorization) -> History:
    """A visit each day, and what the payer says of all of them."""
    visits = tuple(
        Session(number, FIRST + timedelta(days=number), ("97110",))
        for number in range(1, logged + 1)
    )
    balance = Balance(total, TOLD, "payer", includes_ours=True, limit="limit")
    return History(visits, balances=(balance,), authorizations=authorized)


@pytest.mark.parametrize("free", range(1, 6))
@pytest.mark.parametrize("logged", range(1, 6))
def test_a_visit_is_free_where_it_is_in_every_order(free: int, logged: int) -> None:
    for total in range(logged, 10):
        limit = staged(free)
        history = told(logged, total)
        found = standing(limit, history, TOLD)
        held = held_by_total(limit, found.counted, history)
        by_us = set(before_authorization(limit, found.counted, found.carried, held))
        assert by_us == free_in_every_order(free, logged, total), total


def test_a_total_puts_no_free_visit_on_the_authorization() -> None:
    granted = Authorization("1", 4, Period(FIRST, date(2027, 5, 31)))
    found = standings([staged(3)], told(5, 6, granted), TOLD)
    (authorized,) = (one for one in found if one.limit.kind is LimitKind.AUTHORIZATION)
    assert (authorized.used, authorized.left) == (3, 1)
