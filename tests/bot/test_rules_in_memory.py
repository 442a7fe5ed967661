"""A clinic's own rules lie in memory with the clinic: an answer from them asks no database."""

from __future__ import annotations

from datetime import timedelta

from bot.app import App
from bot.membership import Caller, MembershipCache
from models.clinic.clinic import Platform, Role

BOSS = Caller(Platform.CONSOLE, "here", "boss", role=Role.MANAGER)
ASKED = "/coverage kelsey-seybold 20560"


async def test_an_answer_by_a_rule_is_given_though_no_database_answers(app: App) -> None:
    await app.answer(BOSS, "/coverage edit kelsey-seybold not covered 20560 by call")
    before = await app.answer(BOSS, ASKED)
    await app.database.close()
    for typed in (ASKED, f"{ASKED} on 2026-12-24", "/ask does kelsey-seybold pay for 20560"):
        reply = await app.answer(BOSS, typed)
        assert "Your clinic's rule, by a call" in reply.opened().sentences, typed
    assert before.badge
    assert before.badge.words == "Not covered"


async def test_another_process_knows_the_rule_within_a_minute(app: App) -> None:
    passed = [app.clock()]
    beside = MembershipCache(app.records, lambda: passed[0])
    assert not (await beside.find(BOSS)).clinic.rules
    await app.answer(BOSS, "/coverage edit kelsey-seybold not covered 20560 by call")
    assert not (await beside.find(BOSS)).clinic.rules
    passed[0] += timedelta(seconds=61)
    assert (await beside.find(BOSS)).clinic.rules.version == 1
