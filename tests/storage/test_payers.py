"""Payers by date and balances of a limit, as the database keeps them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from models.clinic.clinic import Platform, Role
from models.period import Period
from models.storage.charts import ChartStore
from models.storage.clinics import ClinicStore
from models.visits.authorization import Authorization
from models.visits.balance import PLAN_LIMITS, Balance
from models.visits.cap import Cap, CapScope
from models.visits.chart import Chart
from models.visits.events import (
    AuthorizationAdded,
    BalanceAdded,
    PayerSet,
    PayersRestored,
    SecondarySet,
)
from models.visits.payer_periods import PayerPeriod
from models.visits.window import CalendarYear
from tests.storage.charting import NOON, TODAY, begin, by, count, say

BLUE = "BLUE-47K"
NOVEMBER = date(2026, 11, 1)
MARCH = date(2027, 3, 1)


def begins(_chart: Chart, on: date) -> date | None:
    """The payer says something else from March on."""
    return MARCH if on < MARCH else None


@pytest.fixture
def cabinet(ledger: ClinicStore) -> ChartStore:
    """The charts, counted by one invented payer's limits."""
    del ledger
    return ChartStore(count, begins)


@pytest.fixture
async def clinic(ledger: ClinicStore) -> int:
    """A clinic's id."""
    clinic, _ = await ledger.seat(Platform.SLACK, "T1", "U1", role=Role.STAFF, at=NOON)
    return clinic.id


async def test_a_chart_is_read_with_the_payers_that_were_set(
    cabinet: ChartStore, clinic: int
) -> None:
    await begin(cabinet, clinic)
    granted = Authorization("6/1", 6, Period(date(2026, 11, 15), date(2026, 12, 31)))
    await cabinet.amend(clinic, BLUE, say(AuthorizationAdded(granted)), by())
    written = await cabinet.amend(clinic, BLUE, say(PayerSet("cigna", NOVEMBER)), by())
    read = await cabinet.find(clinic, BLUE)
    assert read == written
    assert read
    assert read.payers == (PayerPeriod("payer"), PayerPeriod("cigna", NOVEMBER))
    assert [a.granted_by for a in read.history.authorizations] == ["payer"]
    back = await cabinet.amend(clinic, BLUE, say(PayerSet("payer", NOVEMBER)), by())
    assert (back.payer, back.payers) == ("payer", ())
    assert await cabinet.find(clinic, BLUE) == back


async def test_the_board_shows_the_payer_of_the_day_of_the_count(
    cabinet: ChartStore, clinic: int
) -> None:
    await begin(cabinet, clinic)
    tomorrow = TODAY + timedelta(days=1)
    today = await cabinet.amend(clinic, BLUE, say(PayerSet("cigna", tomorrow)), by())
    assert (today.payer, today.next_look) == ("payer", tomorrow)
    assert await cabinet.payers(clinic) == ("payer",)
    later = await cabinet.amend(clinic, BLUE, say(), by(on=tomorrow))
    assert later.payer == "cigna"
    assert await cabinet.payers(clinic) == ("cigna",)


async def test_a_day_on_which_the_payer_says_something_else_is_looked_at(
    cabinet: ChartStore, clinic: int
) -> None:
    chart = await begin(cabinet, clinic)
    assert chart.next_look
    assert chart.next_look <= MARCH
    quiet = await cabinet.amend(clinic, BLUE, say(PayerSet("unlimited")), by())
    assert quiet.next_look == MARCH


async def test_a_balance_told_again_the_same_day_takes_the_place_of_the_first(
    cabinet: ChartStore, clinic: int
) -> None:
    await begin(cabinet, clinic)
    slip, mended, other = (
        Balance(used, NOVEMBER, "portal", includes_ours=True, limit=limit, last_known=0)
        for used, limit in ((15, PLAN_LIMITS), (5, PLAN_LIMITS), (5, "payer/year"))
    )
    for balance in (slip, mended, other):
        written = await cabinet.amend(clinic, BLUE, say(BalanceAdded(balance)), by())
        read = await cabinet.find(clinic, BLUE)
        assert read
        assert read.history == written.history
    assert written.history.balances == (mended, other)


async def test_a_balance_is_kept_with_the_payer_with_whom_it_stays(
    cabinet: ChartStore, clinic: int
) -> None:
    await begin(cabinet, clinic)
    told = Balance(5, NOVEMBER, "portal", includes_ours=True, limit=PLAN_LIMITS, last_known=0)
    await cabinet.amend(clinic, BLUE, say(BalanceAdded(told)), by())
    before = (await cabinet.amend(clinic, BLUE, say(), by())).payer_periods
    stayed = await cabinet.amend(clinic, BLUE, say(PayerSet("cigna", NOVEMBER)), by())
    assert [b.limit for b in stayed.history.balances] == ["plan/payer"]
    read = await cabinet.find(clinic, BLUE)
    assert read
    assert read.history == stayed.history
    await cabinet.amend(clinic, BLUE, say(PayersRestored(before)), by())
    read = await cabinet.find(clinic, BLUE)
    assert read
    assert read.history.balances == (told,)


async def test_a_cap_for_a_payer_counts_those_anew_whom_it_pays_second(
    cabinet: ChartStore, clinic: int
) -> None:
    await begin(cabinet, clinic)
    await cabinet.amend(clinic, BLUE, say(SecondarySet("cigna", NOVEMBER)), by())
    assert await cabinet.due(clinic, TODAY, 9) == ()
    cap = Cap(CapScope.PAYER, "cigna", 3, CalendarYear(), "U1", TODAY)
    await cabinet.set_cap(clinic, cap, by())
    assert [due.alias for due in await cabinet.due(clinic, TODAY, 9)] == [BLUE]
