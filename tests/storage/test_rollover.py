"""Every open alias with its limits and payers is read at once, of one clinic alone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from models.clinic.clinic import Platform, Role
from models.period import Period
from models.ports import OpenAlias, Slice
from models.storage.charts import ChartStore
from models.storage.clinics import ClinicStore
from models.visits.authorization import Authorization
from models.visits.chart import ChartOpening
from models.visits.events import AuthorizationAdded, ChartClosed, PayerSet, SecondarySet
from models.visits.rollover import ResetKind
from tests.storage.charting import NOON, TODAY, UNLIMITED, begin, by, count, log, say

DAY = timedelta(days=1)
JAN_1 = date(2027, 1, 1)


@pytest.fixture
def cabinet(ledger: ClinicStore) -> ChartStore:
    """The charts of the database."""
    return ChartStore(count)


@pytest.fixture
async def clinic_id(ledger: ClinicStore) -> int:
    """A clinic."""
    clinic, _ = await ledger.seat(Platform.SLACK, "T1", "U1", role=Role.STAFF, at=NOON)
    return clinic.id


async def test_each_open_alias_has_the_standings_of_its_windows_that_go_on(
    cabinet: ChartStore, clinic_id: int
) -> None:
    await begin(cabinet, clinic_id)
    await cabinet.amend(clinic_id, "BLUE-47K", log(TODAY - 40 * DAY), by())
    (alias,) = await cabinet.open_aliases(clinic_id, TODAY, JAN_1)
    assert (alias.alias, alias.payer, alias.second_payer) == ("BLUE-47K", "payer", None)
    assert {(s.limit, s.used, s.left, s.reset_kind(JAN_1)) for s in alias.standings} == {
        ("payer/year", 1, 29, ResetKind.ON_JAN_1),
        ("payer/90", 1, 11, ResetKind.ROLLS),
        ("payer/60", 1, 14, ResetKind.ANOTHER_DAY),
        ("payer/month", 0, 9, ResetKind.ON_JAN_1),
    }, "the month of the visit is over"


async def test_an_authorization_that_ended_is_left_out(cabinet: ChartStore, clinic_id: int) -> None:
    opening = ChartOpening("OAK-12", payer=UNLIMITED)
    await cabinet.start(clinic_id, opening, by())
    for id_, last in (("old", TODAY - DAY), ("new", TODAY + 9 * DAY)):
        grant = Authorization(id_, 6, Period(TODAY - 30 * DAY, last))
        await cabinet.amend(clinic_id, "OAK-12", say(AuthorizationAdded(grant)), by())
    (alias,) = await cabinet.open_aliases(clinic_id, TODAY, JAN_1)
    assert [(s.limit, s.lapsing(JAN_1)) for s in alias.standings] == [("authorization/new", 6)]


async def test_what_begins_later_and_what_is_over_beside_another_stand_on_the_board(
    cabinet: ChartStore, clinic_id: int
) -> None:
    await cabinet.start(clinic_id, ChartOpening("OAK-12", payer=UNLIMITED), by())
    await cabinet.start(clinic_id, ChartOpening("OAK-14", payer=UNLIMITED), by())
    grants = (
        Authorization("one", 1, Period(TODAY - 30 * DAY, TODAY + 9 * DAY)),
        Authorization("six", 6, Period(TODAY - 2 * DAY, TODAY + 99 * DAY)),
        Authorization("ten", 10, Period(TODAY + 5 * DAY, TODAY + 70 * DAY)),
    )
    for grant in grants:
        await cabinet.amend(clinic_id, "OAK-12", say(AuthorizationAdded(grant)), by())
    for on in (TODAY - 9 * DAY, TODAY - 5 * DAY):
        await cabinet.amend(clinic_id, "OAK-12", log(on), by())
    for part in (Slice(over=True), Slice(over=True, payer=UNLIMITED)):
        (row,) = (await cabinet.board(clinic_id, TODAY, part)).rows
        assert (row.alias, row.left, row.unpaid, row.more_from) == (
            *("OAK-12", 6, 1),
            TODAY + 5 * DAY,
        )
    assert len((await cabinet.board(clinic_id, TODAY, Slice())).rows) == 2
    first, _ = await cabinet.open_aliases(clinic_id, TODAY, JAN_1)
    assert {(s.limit, s.used, s.last) for s in first.standings} == {
        ("authorization/one", 2, TODAY + 9 * DAY),
        ("authorization/six", 0, TODAY + 99 * DAY),
        ("authorization/ten", 0, TODAY + 70 * DAY),
    }


async def test_an_alias_without_a_limit_is_listed_with_who_pays_second(
    cabinet: ChartStore, clinic_id: int
) -> None:
    await cabinet.start(clinic_id, ChartOpening("OAK-12", payer=UNLIMITED), by())
    second = SecondarySet("other", TODAY - DAY)
    later = SecondarySet("later", TODAY + DAY)
    await cabinet.amend(clinic_id, "OAK-12", say(second, later), by())
    assert await cabinet.open_aliases(clinic_id, TODAY, JAN_1) == (
        OpenAlias("OAK-12", UNLIMITED, "other", (), UNLIMITED, "later"),
    )


async def test_who_pays_then_is_told_with_the_day_from_which(
    cabinet: ChartStore, clinic_id: int
) -> None:
    await cabinet.start(clinic_id, ChartOpening("OAK-12", payer=UNLIMITED), by())
    await cabinet.start(clinic_id, ChartOpening("OAK-14", payer=UNLIMITED), by())
    first = TODAY + DAY
    for alias, payer in (("OAK-12", "payer"), ("OAK-14", None)):
        await cabinet.amend(clinic_id, alias, say(PayerSet(payer, first)), by())
    assert await cabinet.open_aliases(clinic_id, TODAY, JAN_1) == (
        OpenAlias("OAK-12", UNLIMITED, None, (), "payer", since=first, until=TODAY),
        OpenAlias("OAK-14", UNLIMITED, None, (), None, since=first, until=TODAY),
    )
    for found in await cabinet.open_aliases(clinic_id, TODAY, TODAY):
        assert (found.payer_then, found.changes) == (UNLIMITED, False)


async def test_that_the_patient_pays_then_is_told_and_another_plan_is_no_other_payer(
    cabinet: ChartStore, clinic_id: int
) -> None:
    await cabinet.start(clinic_id, ChartOpening("OAK-12", payer=UNLIMITED), by())
    planned = PayerSet(UNLIMITED, TODAY + 2 * DAY, plan="PPO")
    paid = PayerSet(None, TODAY + 9 * DAY, plan="self-pay")
    await cabinet.amend(clinic_id, "OAK-12", say(planned, paid), by())
    (then,) = await cabinet.open_aliases(clinic_id, TODAY, JAN_1)
    assert (then.payer_then, then.is_self_pay, then.until) == (None, True, TODAY + 8 * DAY)
    (now,) = await cabinet.open_aliases(clinic_id, TODAY, TODAY)
    assert (now.payer_then, now.is_self_pay, now.until) == (UNLIMITED, False, TODAY + 8 * DAY)


async def test_closed_aliases_and_those_of_another_clinic_are_not_read(
    cabinet: ChartStore, clinic_id: int
) -> None:
    await begin(cabinet, clinic_id)
    assert await cabinet.open_aliases(clinic_id + 1, TODAY, JAN_1) == ()
    await cabinet.amend(clinic_id, "BLUE-47K", say(ChartClosed(TODAY)), by())
    assert await cabinet.open_aliases(clinic_id, TODAY, JAN_1) == ()


async def test_what_the_second_payer_granted_is_its_own_and_goes_on_where_the_first_changes(
    cabinet: ChartStore, clinic_id: int
) -> None:
    await cabinet.start(clinic_id, ChartOpening("OAK-12", payer=UNLIMITED), by())
    grant = Authorization("old", 24, Period(TODAY - 30 * DAY, TODAY + 9 * DAY))
    await cabinet.amend(clinic_id, "OAK-12", say(AuthorizationAdded(grant)), by())
    moved = (PayerSet("other", TODAY - DAY), SecondarySet(UNLIMITED, TODAY - DAY))
    await cabinet.amend(clinic_id, "OAK-12", say(*moved, PayerSet("third", TODAY + DAY)), by())
    (alias,) = await cabinet.open_aliases(clinic_id, TODAY, JAN_1)
    (standing,) = (s for s in alias.standings if s.is_authorization)
    assert (alias.payer, standing.payer) == ("other", UNLIMITED)
    assert alias.cut(standing).last == TODAY + 9 * DAY


async def test_what_is_granted_to_come_is_of_who_granted_it(
    cabinet: ChartStore, clinic_id: int
) -> None:
    for alias in ("OAK-12", "OAK-14"):
        await cabinet.start(clinic_id, ChartOpening(alias, payer=UNLIMITED), by())
    await cabinet.amend(clinic_id, "OAK-12", say(PayerSet("other", TODAY + 30 * DAY)), by())
    grants = (
        Authorization("now", 1, Period(TODAY, TODAY + 90 * DAY)),
        Authorization("before", 2, Period(TODAY + 9 * DAY, TODAY + 90 * DAY)),
        Authorization("behind", 3, Period(TODAY + 40 * DAY, TODAY + 90 * DAY)),
        Authorization("named", 4, Period(TODAY + 9 * DAY, TODAY + 90 * DAY), granted_by="other"),
    )
    for grant in grants:
        for alias in ("OAK-12", "OAK-14"):
            await cabinet.amend(clinic_id, alias, say(AuthorizationAdded(grant)), by())
    changing, staying = await cabinet.open_aliases(clinic_id, TODAY, JAN_1)
    until = TODAY + 29 * DAY
    assert {s.limit: (s.payer, changing.cut(s).last) for s in changing.standings} == {
        "authorization/now": (UNLIMITED, until),
        "authorization/before": (UNLIMITED, until),
        "authorization/behind": ("other", TODAY + 90 * DAY),
        "authorization/named": ("other", TODAY + 90 * DAY),
    }
    assert {s.limit: s.payer for s in staying.standings} == {
        "authorization/now": UNLIMITED,
        "authorization/before": UNLIMITED,
        "authorization/behind": UNLIMITED,
        "authorization/named": "other",
    }
