"""A clinic that is erased leaves a count, a keyed hash and when; its messages are edited first."""

from __future__ import annotations

import pytest

from jobs import erase, retention, send_alerts
from models.clinic.clinic import ClinicBeingErased, Platform, Role
from models.clinic.installation import Installation, Tokens
from models.clinic.rule import ClinicRule, RuleScope, RuleSource
from models.coverage.fact_report import FactPart, FactReport
from models.coverage.position import Verdict
from models.ports import Refusal, Undelivered
from models.storage import erase_clinic
from models.storage.fact_reports import FactReportStore
from models.storage.installations import Installations
from models.storage.sql import fetch
from models.storage.token_seal import TokenSeal, new_key
from tests.jobs.clinic_day import ClinicDay
from tests.jobs.test_alerts import BLUE
from tests.jobs.test_forgetting import SPELLINGS, a_life, all_said
from tests.storage.stores import Stores
from tests.storage.traces import traces

WORKSPACE = "TZEBRA99"


@pytest.fixture
async def ours(database: object, day: ClinicDay) -> ClinicDay:
    """A clinic with all that it may have, beside another one."""
    del database
    clinic = await ClinicDay(day.book).open(WORKSPACE)
    await a_life(clinic)
    return clinic


async def installed(day: ClinicDay) -> Installations:
    """The app's tokens for the clinic's workspace."""
    kept = Installations(TokenSeal([new_key()]))
    app = Installation(WORKSPACE, "", "A1", "UBOT1", ("commands",), "UBOSS", Tokens("xoxb-1"))
    await kept.save(app, day.clinic.id, day.now)
    return kept


async def test_everything_of_the_clinic_goes_and_its_messages_first(
    ours: ClinicDay, stores: Stores, url: str
) -> None:
    tokens = await installed(ours)
    wrong = FactReport("topic/pain", FactPart.ANSWER, "", "/ask Does it hurt?", "UAMY", ours.now)
    await FactReportStore().report(ours.clinic.id, wrong)
    scope = RuleScope("premera", ("20560",))
    rule = ClinicRule(scope, Verdict.NOT_COVERED, RuleSource.CALL, ours.today)
    await ours.rules.enter(ours.clinic.id, rule, "premera", ours.by)
    erased = await ours.charts.erase(ours.clinic.id, ours.now)
    assert (erased.aliases, erased.sessions) == (2, 6)
    assert traces(stores, url, *SPELLINGS, "RED-22F", "RED22F") == []
    assert await tokens.find(WORKSPACE)
    assert await ours.fire(erase.JOB) == "Nothing is under way."
    await ours.tick(seconds=12)
    assert BLUE not in all_said(ours)
    assert "RED-22F" not in all_said(ours)
    assert await ours.fire(erase.JOB) == "1 clinic erased to the end."
    assert await tokens.find(WORKSPACE) is None
    assert traces(stores, url, WORKSPACE, "xoxb") == []
    assert [clinic.workspace for clinic in await ours.records.clinics()] == ["T1"]
    tables = ("alias", "session", "delivery", "mention", "turn", "installation", "fact_report")
    for table in (*tables, "clinic_rule"):
        assert await fetch(f"SELECT 1 FROM {table} WHERE clinic_id > 1") == []  # noqa: S608 -- ours


async def test_the_clinic_beside_it_keeps_everything(day: ClinicDay, ours: ClinicDay) -> None:
    await day.begin(BLUE)
    before = await day.records.audit(day.clinic.id)
    await ours.charts.erase(ours.clinic.id, ours.now)
    await ours.charts.finish_erasing(ours.clinic.id)
    assert await day.records.audit(day.clinic.id) == before
    assert not (await day.records.prove_audit(day.clinic.id)).faults
    assert await day.charts.find(day.clinic.id, BLUE)
    assert len(await day.records.members(day.clinic.id)) == 2


async def test_what_stays_says_how_much_and_when_with_a_key_behind_it(
    ours: ClinicDay, stores: Stores, url: str
) -> None:
    await ours.charts.erase(ours.clinic.id, ours.now)
    (row,) = await fetch("SELECT number, aliases, sessions FROM erased_clinic")
    assert tuple(row.values()) == (ours.clinic.id, 2, 6)
    assert await erase_clinic.faults() == ()
    for statement in (
        "UPDATE erased_clinic SET aliases = 0",
        "DELETE FROM erased_clinic",
        "DELETE FROM audit WHERE clinic_id = 1",
    ):
        with pytest.raises(Exception):  # noqa: B017 -- of sqlite3 or psql
            stores.rows(url, statement)
    stores.rows(
        url,
        """INSERT INTO erased_clinic (number, digest, key_name, erased_at, aliases, sessions, hash)
        VALUES (1, 'forged', 'now', '2026-12-01 12:00:00+00:00', 0, 0, 'forged')""",
    )
    assert await erase_clinic.faults() == (
        "what is told of clinic 1, erased, has no key behind it.",
    )


async def test_nobody_comes_in_while_it_goes_and_a_new_clinic_begins_after(
    ours: ClinicDay,
) -> None:
    await ours.charts.erase(ours.clinic.id, ours.now)
    seat = (Platform.SLACK, WORKSPACE, "UAMY")
    with pytest.raises(ClinicBeingErased):
        await ours.records.seat(*seat, role=Role.STAFF, at=ours.now)
    with pytest.raises(ClinicBeingErased):
        await ours.charts.erase(ours.clinic.id, ours.now)
    await ours.tick(seconds=12)
    await ours.fire(erase.JOB)
    clinic, _ = await ours.records.seat(*seat, role=Role.STAFF, at=ours.now)
    assert clinic.id > ours.clinic.id
    assert len(await ours.records.audit(clinic.id)) == 2


async def test_a_message_that_cannot_be_edited_does_not_keep_it_for_ever(ours: ClinicDay) -> None:
    await ours.charts.erase(ours.clinic.id, ours.now)
    places = {each.place for each in ours.messages.posted.values()}
    ours.messages.refusals = {p: [Undelivered("is_archived", Refusal.CHANNEL)] * 9 for p in places}
    for _ in range(9):
        await ours.fire(send_alerts.JOB)
        ours.later(seconds=2)
    assert await ours.fire(erase.JOB) == "1 clinic erased to the end."


async def test_jobs_pass_by_a_clinic_that_is_going(ours: ClinicDay) -> None:
    await ours.charts.erase(ours.clinic.id, ours.now)
    ours.later(days=3)
    await ours.tick(seconds=2)
    await ours.fire(retention.JOB)
    headlines = {each.reply.headline for each in ours.messages.posted.values()}
    assert "This morning" not in " ".join(headlines - {"This message was removed"})
