"""Names of charts: what looks alike is one, a rename takes everything along, old names are gone."""

from __future__ import annotations

import asyncio

import pytest

from models.ports import Charts
from models.privacy.alias import rivals
from models.storage.charts import ChartStore
from models.storage.clinics import ClinicStore
from models.storage.database import Database
from models.storage.migrate import apply
from models.visits.cap import Cap, CapScope
from models.visits.chart import AliasTaken, Chart, NoSuchAlias
from models.visits.events import PayerSet
from models.visits.window import CalendarYear
from tests.storage.charting import TODAY, begin, by, count, log, say
from tests.storage.keys import KEYS
from tests.storage.stores import Stores
from tests.storage.test_charts import (  # noqa: F401 - fixtures
    a_clinic,
    cabinet,
    clinic_id,
)
from tests.storage.test_migrations import ROWS, migrating

# ruff: noqa: F811 -- fixtures are named as they are imported


@pytest.mark.parametrize("typed", ["PT-1O5", "pt-io5", "PTI05", "PT-1OS", "pt 10s"])
async def test_an_alias_is_found_by_what_looks_like_it(
    cabinet: Charts, clinic_id: int, typed: str
) -> None:
    await begin(cabinet, clinic_id, "PT-105")
    found = await cabinet.find(clinic_id, typed)
    assert found
    assert found.alias == "PT-105"


async def test_digits_alone_find_no_alias(cabinet: Charts, clinic_id: int) -> None:
    await begin(cabinet, clinic_id, "SO-560")
    assert await cabinet.find(clinic_id, "50560") is None


@pytest.mark.parametrize("typed", ["PT-1O5", "PT105", "PT-10S"])
async def test_a_second_alias_that_looks_like_one_is_refused(
    cabinet: Charts, clinic_id: int, typed: str
) -> None:
    await begin(cabinet, clinic_id, "PT-105")
    with pytest.raises(AliasTaken):
        await begin(cabinet, clinic_id, typed)
    assert await cabinet.aliases(clinic_id) == ("PT-105",)


async def test_another_clinic_may_have_what_looks_like_it(ledger: ClinicStore) -> None:
    first, second = await a_clinic(ledger, "T1"), await a_clinic(ledger, "T2")
    await begin(ChartStore(count), first, "PT-105")
    await begin(ChartStore(count), second, "PT-1O5")
    await ChartStore(count).rename(second, "PT-1O5", "OAK-7", by())
    assert await ChartStore(count).aliases(first) == ("PT-105",)
    assert await ChartStore(count).find(first, "OAK-7") is None


async def test_fifty_who_start_lookalikes_at_once_leave_one(
    cabinet: Charts, clinic_id: int
) -> None:
    spelled = ["PT-105", "PT-1O5", "PT-I05", "PT-10S", "PT-IOS"]
    tries = (begin(cabinet, clinic_id, spelled[n % 5]) for n in range(50))
    outcomes = await asyncio.gather(*tries, return_exceptions=True)
    assert sum(isinstance(each, Chart) for each in outcomes) == 1
    assert sum(isinstance(each, AliasTaken) for each in outcomes) == 49


async def test_an_own_and_an_issued_alias_one_slip_apart_leave_one(
    cabinet: Charts, clinic_id: int
) -> None:
    for number in range(10, 30):
        own = f"BLUE-{number}"
        tries = [begin(cabinet, clinic_id, name) for name in (own, *rivals(own))]
        outcomes = await asyncio.gather(*tries, return_exceptions=True)
        assert sum(isinstance(each, AliasTaken) for each in outcomes) == 1, outcomes
    assert len(await cabinet.aliases(clinic_id)) == 20


async def test_everything_of_a_chart_follows_its_new_name(cabinet: Charts, clinic_id: int) -> None:
    await begin(cabinet, clinic_id, "PT-105")
    await begin(cabinet, clinic_id, "OAK-9")
    cap = Cap(CapScope.ALIAS, "PT-105", 5, CalendarYear(), "U1", TODAY)
    await cabinet.set_cap(clinic_id, cap, by())
    before = await cabinet.amend(clinic_id, "PT-105", log(), by())
    after = await cabinet.rename(clinic_id, "pt105", "ELM-3", by())
    assert (after.id, after.alias, after.history) == (before.id, "ELM-3", before.history)
    own = [cap for cap in after.caps if cap.holds_for(after.alias, after.payer)]
    assert [cap.subject for cap in own] == ["ELM-3"]
    assert await cabinet.find(clinic_id, "ELM-3") == after
    assert await cabinet.find(clinic_id, "PT-105") is None
    assert await cabinet.aliases(clinic_id) == ("ELM-3", "OAK-9")
    again = await cabinet.amend(clinic_id, "elm 3", log(request="R2", again=True), by())
    assert len(again.history.sessions) == 2
    last = await cabinet.member_sessions(clinic_id, "U1", 1)
    assert [each.alias for each in last] == ["ELM-3"]


@pytest.mark.parametrize("typed", ["PT-105", "PT-1O5"])
async def test_an_old_name_is_not_given_again(cabinet: Charts, clinic_id: int, typed: str) -> None:
    await begin(cabinet, clinic_id, "PT-105")
    await begin(cabinet, clinic_id, "OAK-9")
    await cabinet.rename(clinic_id, "PT-105", "ELM-3", by())
    with pytest.raises(AliasTaken):
        await begin(cabinet, clinic_id, typed)
    with pytest.raises(AliasTaken):
        await cabinet.rename(clinic_id, "OAK-9", typed, by())
    assert await cabinet.aliases(clinic_id) == ("ELM-3", "OAK-9")


async def test_an_old_name_stays_gone_when_its_chart_is_erased(
    cabinet: Charts, clinic_id: int
) -> None:
    await begin(cabinet, clinic_id, "PT-105")
    await cabinet.rename(clinic_id, "PT-105", "ELM-3", by())
    await cabinet.forget(clinic_id, "ELM-3", by())
    with pytest.raises(AliasTaken):
        await begin(cabinet, clinic_id, "PT-105")


async def test_a_chart_may_have_its_old_name_back(cabinet: Charts, clinic_id: int) -> None:
    await begin(cabinet, clinic_id, "PT-105")
    await cabinet.rename(clinic_id, "PT-105", "ELM-3", by())
    await cabinet.rename(clinic_id, "ELM-3", "PT-105", by())
    assert await cabinet.aliases(clinic_id) == ("PT-105",)
    with pytest.raises(AliasTaken):
        await begin(cabinet, clinic_id, "ELM-3")


async def test_a_name_in_use_and_an_alias_of_nobody_are_refused(
    cabinet: Charts, clinic_id: int
) -> None:
    await begin(cabinet, clinic_id, "PT-105")
    await begin(cabinet, clinic_id, "OAK-9")
    for taken in ("OAK-9", "0AK-9"):
        with pytest.raises(AliasTaken):
            await cabinet.rename(clinic_id, "PT-105", taken, by())
    with pytest.raises(NoSuchAlias) as trouble:
        await cabinet.rename(clinic_id, "JDOE-1", "ELM-3", by())
    assert "JDOE" not in str(trouble.value)


async def test_twenty_who_rename_to_one_name_at_once_leave_one(
    cabinet: Charts, clinic_id: int
) -> None:
    for number in range(20):
        await begin(cabinet, clinic_id, f"OAK-{number}")
    tries = (cabinet.rename(clinic_id, f"OAK-{n}", "ELM-3", by()) for n in range(20))
    outcomes = await asyncio.gather(*tries, return_exceptions=True)
    assert sum(isinstance(each, Chart) for each in outcomes) == 1
    assert sum(isinstance(each, AliasTaken) for each in outcomes) == 19


async def test_a_session_logged_while_an_alias_is_renamed_is_kept_or_refused(
    cabinet: Charts, clinic_id: int
) -> None:
    await begin(cabinet, clinic_id, "PT-105")
    logs = [
        cabinet.amend(clinic_id, "PT-105", log(request=f"R{n}", again=True), by())
        for n in range(20)
    ]
    rename = cabinet.rename(clinic_id, "PT-105", "ELM-3", by())
    outcomes = await asyncio.gather(*logs[:10], rename, *logs[10:], return_exceptions=True)
    assert all(isinstance(each, Chart | NoSuchAlias) for each in outcomes), outcomes
    chart = await cabinet.find(clinic_id, "ELM-3")
    assert chart
    kept = sum(isinstance(each, Chart) for each in outcomes) - 1
    assert len(chart.history.sessions) == kept


async def test_the_audit_of_an_alias_tells_what_was_done_under_its_older_names(
    ledger: ClinicStore,
) -> None:
    clinic, charts = await a_clinic(ledger), ChartStore(count)
    await begin(charts, clinic, "PT-105")
    await charts.amend(clinic, "PT-105", say(PayerSet("cigna")), by())
    await charts.rename(clinic, "PT-105", "ELM-3", by("U2"))
    await charts.rename(clinic, "ELM-3", "OAK-4", by("U3"))
    told = await ledger.audit(clinic, subject="OAK-4")
    assert [(e.event.action, e.event.actor) for e in told] == [
        ("alias opened", "U1"),
        ("payer set", "U1"),
        ("alias renamed", "U2"),
        ("alias renamed", "U3"),
    ]
    assert (await ledger.prove_audit(clinic)).faults == ()


async def test_two_that_looked_alike_before_are_both_found_and_no_third_is_made(
    stores: Stores, empty_url: str
) -> None:
    await apply(migrating(empty_url), upto="0008_conversation")
    stores.rows(empty_url, ROWS["0001_clinic_member_audit"]["clinic"])
    row = ROWS["0002_charts"]["alias"]
    for number, (key, text) in enumerate((("KNEE1O", "KNEE-1O"), ("KNEE10", "KNEE-10")), 1):
        told = row.replace("VALUES (1, 1,", f"VALUES ({number}, 1,")
        stores.rows(empty_url, told.replace("BLUE47K", key).replace("BLUE-47K", text))
    async with Database(empty_url, KEYS) as database:
        await database.migrate()
        for typed, text in (("knee-10", "KNEE-10"), ("knee-1o", "KNEE-1O"), ("kneeIO", "KNEE-1O")):
            found = await ChartStore(count).find(1, typed)
            assert found
            assert found.alias == text
        with pytest.raises(AliasTaken):
            await begin(ChartStore(count), 1, "KNEE-I0")
        renamed = await ChartStore(count).rename(1, "KNEE-10", "OAK-7", by())
        assert renamed.id == 2
        assert await ChartStore(count).aliases(1) == ("KNEE-1O", "OAK-7")


async def test_a_name_of_before_is_used_up(cabinet: Charts, clinic_id: int) -> None:
    await begin(cabinet, clinic_id, "OAK-12")
    assert not await cabinet.is_used_up(clinic_id, "OAK-12"), "it is in use"
    await cabinet.rename(clinic_id, "OAK-12", "ELM-3", by())
    assert await cabinet.is_used_up(clinic_id, "oak 12")
