"""A command that a platform delivers twice is carried out once."""

from __future__ import annotations

from dataclasses import replace

from bot.app import App
from bot.membership import Caller
from models.clinic.clinic import Platform

AMY = Caller(Platform.SLACK, "T1", "UAMY")


async def sessions(house: App, alias: str = "BLUE-7") -> list[str]:
    """The sessions of an alias that stand, by number."""
    seat = await house.seats.find(AMY)
    chart = await house.services.charts.find(seat.clinic.id, alias)
    assert chart
    return [str(each.number) for each in chart.history.sessions if not each.voided]


async def test_a_log_delivered_twice_counts_once(house: App) -> None:
    await house.answer(AMY, "/session new BLUE-7")
    once = replace(AMY, request="trigger-1")
    for _ in range(3):
        await house.answer(once, "/session log BLUE-7 20560")
    assert await sessions(house) == ["1"]


async def test_a_second_session_of_a_day_delivered_twice_counts_once(house: App) -> None:
    await house.answer(AMY, "/session new BLUE-7")
    await house.answer(replace(AMY, request="trigger-1"), "/session log BLUE-7")
    for _ in range(2):
        await house.answer(replace(AMY, request="trigger-2"), "/session log BLUE-7 again")
    assert await sessions(house) == ["1", "2"]


async def test_an_undo_delivered_twice_takes_back_one_session(house: App) -> None:
    await house.answer(AMY, "/session new BLUE-7")
    await house.answer(AMY, "/session log BLUE-7")
    await house.answer(AMY, "/session log BLUE-7 on yesterday")
    for _ in range(2):
        await house.answer(replace(AMY, request="trigger-3"), "/session undo")
    assert await sessions(house) == ["1"]


async def test_an_alias_is_issued_once(house: App) -> None:
    first = await house.answer(replace(AMY, request="trigger-4"), "/session new payer cigna")
    second = await house.answer(replace(AMY, request="trigger-4"), "/session new payer cigna")
    assert first.headline == second.headline
