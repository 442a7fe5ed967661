"""Two counts set against each other: the rows add up to what is used, whatever was logged."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from models.period import Period
from models.visits.all_standings import standings
from models.visits.authorization import Authorization
from models.visits.balance import Balance
from models.visits.chart import Chart
from models.visits.history import History
from models.visits.limit import Limit, Unit
from models.visits.reconcile import Comparison, compare, without_totals
from models.visits.session import Session
from models.visits.window import CalendarYear

AS_OF = date(2026, 11, 25)
YEAR = date(2026, 1, 1)
_DAYS = st.integers(-40, 360).map(lambda n: YEAR + timedelta(days=n))
_SESSIONS = st.lists(
    st.tuples(_DAYS, st.sampled_from(["", "wrong day"]), st.booleans(), st.integers(0, 4)),
    max_size=12,
)
_BALANCES = st.lists(
    st.builds(
        Balance,
        st.integers(0, 9),
        _DAYS,
        st.sampled_from(["portal", "another clinic"]),
        st.booleans(),
    ),
    max_size=3,
)
_LIMITS = st.sampled_from(
    [Limit("20 a year.", (), "payer/year", 20, CalendarYear(), unit=unit) for unit in Unit]
)


def sessions_of(drawn: list[tuple[date, str, bool, int]]) -> tuple[Session, ...]:
    """Sessions by number."""
    return tuple(
        Session(n, on, ("20561",), None, units, voided, self_pay=paid)
        for n, (on, voided, paid, units) in enumerate(drawn, start=1)
    )


def compared(limit: Limit, history: History, theirs: int) -> Comparison:
    """The comparison of that count as of the day."""
    chart = Chart(1, 1, "OAK-12", YEAR, history=history)
    own = without_totals(chart)
    (standing, *_) = standings([limit], own.history, AS_OF)
    return compare(standing, chart, theirs, AS_OF)


@given(_LIMITS, _SESSIONS, _BALANCES, st.integers(0, 25))
def test_the_rows_add_up_to_our_count_and_part_where_theirs_is_passed(
    limit: Limit,
    drawn: list[tuple[date, str, bool, int]],
    balances: list[Balance],
    theirs: int,
) -> None:
    history = History(sessions_of(drawn), balances=tuple(balances))
    found = compared(limit, history, theirs)
    sums = [row.sum for row in found.rows]
    assert sums == sorted(sums)
    assert (sums[-1] if sums else found.carried) == found.ours
    assert found.ours == found.carried + sum(row.row.amount for row in found.rows)
    assert found.agrees is (found.ours == theirs)
    if found.agrees:
        assert (found.parted_at, found.causes) == (None, ())
    if found.parted_at:
        before = found.parted_at.sum - found.parted_at.row.amount
        assert found.parted_at.sum > theirs
        assert before <= theirs or found.carried > theirs
    elif found.ours > theirs:
        assert found.carried > theirs


@given(_SESSIONS)
def test_no_total_that_a_payer_told_is_in_our_own_count(
    drawn: list[tuple[date, str, bool, int]],
) -> None:
    sessions = sessions_of(drawn)
    total = Balance(19, AS_OF, "portal", includes_ours=True)
    limit = Limit("20 a year.", (), "payer/year", 20, CalendarYear())
    with_total = compared(limit, History(sessions, balances=(total,)), 19)
    assert with_total.ours == compared(limit, History(sessions), 19).ours


def test_an_authorization_is_compared_by_the_visits_that_draw_on_it() -> None:
    held = Authorization("8", 8, Period(date(2026, 10, 1), date(2026, 12, 31)), serial=1)
    days = (date(2026, 9, 1), date(2026, 10, 5), date(2026, 10, 5), date(2026, 11, 2))
    history = History(
        tuple(Session(n, on, ("20561",)) for n, on in enumerate(days, 1)), authorizations=(held,)
    )
    (standing,) = standings([], history, AS_OF)
    chart = Chart(1, 1, "OAK-12", YEAR, history=history)
    found = compare(standing, chart, 1, AS_OF)
    assert found.ours == 2
    assert found.parted_at
    assert found.parted_at.session.number == 4
