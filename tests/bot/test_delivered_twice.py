"""A command that a platform delivers twice is carried out once."""

from __future__ import annotations

from dataclasses import replace

from bot.app import App
from bot.membership import Caller
from models.clinic.clinic import Platform

AMY = Caller(Platform.SLACK, "T1", "UAMY")


async def sessions(app: App, alias: str = "BLUE-7") -> list[str]:
    """The sessions of an alias that stand, by number."""
    seat = await app.memberships.find(AMY)
    chart = await app.services.charts.find(seat.clinic.id, alias)
    assert chart
    return [str(each.number) for each in chart.history.sessions if not each.voided]


async def test_a_log_delivered_twice_counts_once(app: App) -> None:
    await app.answer(AMY, "/session new BLUE-7")
    once = replace(AMY, idempotency_key="trigger-1")
    for _ in range(3):
        await app.answer(once, "/session log BLUE-7 20560")
    assert await sessions(app) == ["1"]


async def test_a_second_session_of_a_day_delivered_twice_counts_once(app: App) -> None:
    await app.answer(AMY, "/session new BLUE-7")
    await app.answer(replace(AMY, idempotency_key="trigger-1"), "/session log BLUE-7")
    for _ in range(2):
        await app.answer(replace(AMY, idempotency_key="trigger-2"), "/session log BLUE-7 again")
    assert await sessions(app) == ["1", "2"]


async def test_an_undo_delivered_twice_takes_back_one_session(app: App) -> None:
    await app.answer(AMY, "/session new BLUE-7")
    await app.answer(AMY, "/session log BLUE-7")
    await app.answer(AMY, "/session log BLUE-7 on yesterday")
    for _ in range(2):
        await app.answer(replace(AMY, idempotency_key="trigger-3"), "/session undo")
    assert await sessions(app) == ["1"]


async def test_an_undo_delivered_twice_takes_back_one_list(app: App) -> None:
    for alias in ("BLUE-7", "OAK-12"):
        await app.answer(AMY, f"/session new {alias}")
    await app.answer(AMY, "/session log BLUE-7, OAK-12 on 11/20")
    await app.answer(AMY, "/session log BLUE-7, OAK-12")
    for _ in range(2):
        await app.answer(replace(AMY, idempotency_key="trigger-3"), "/session undo")
    assert [await sessions(app, alias) for alias in ("BLUE-7", "OAK-12")] == [["1"], ["1"]]


async def test_an_alias_is_issued_once(app: App) -> None:
    first = await app.answer(replace(AMY, idempotency_key="trigger-4"), "/session new payer cigna")
    second = await app.answer(replace(AMY, idempotency_key="trigger-4"), "/session new payer cigna")
    assert first.headline == second.headline
