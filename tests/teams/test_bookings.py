"""Booked visits in Teams: the dialog that closes a day, and the week."""

from __future__ import annotations

from tests.fakes import adaptive_card
from tests.teams.conftest import Office
from tests.teams.test_invokes import filled, inputs, shown, submit


async def book(teams: Office) -> str:
    """Two aliases who are booked today; the day."""
    today = teams.app.clock().astimezone().date().isoformat()
    for alias in ("OAK-12", "ELM-3"):
        await teams.say(f"session new {alias} payer medicare")
    await teams.say(f"caps book OAK-12, ELM-3 {today}")
    return today


async def test_the_dialog_has_everybody_ticked_and_logs_them(teams: Office) -> None:
    await book(teams)
    dialog = shown(await teams.invoke("task/fetch", {"data": {"dialog": "today"}}))
    assert inputs(dialog)["booked"] == "ELM-3,OAK-12"
    assert adaptive_card.faults(dialog | {"fallbackText": "x"}) == []
    card = await submit(teams, "today", codes="97140")
    assert "2 of 2 logged" in adaptive_card.read(card)
    assert "1 session logged" in adaptive_card.read(await teams.say("session show OAK-12"))


async def test_a_dialog_that_is_submitted_twice_logs_once(teams: Office) -> None:
    await book(teams)
    data = await filled(teams, "today")
    for _ in range(2):
        await teams.invoke("task/submit", {"data": data})
    assert "1 session logged" in adaptive_card.read(await teams.say("session show OAK-12"))


async def test_the_week_is_read_in_teams(teams: Office) -> None:
    today = await book(teams)
    await teams.say("caps set OAK-12 1 visits per calendar year")
    await teams.say("session log OAK-12 on 1/5/2026")
    words = adaptive_card.read(await teams.say(f"caps week {today}"))
    assert "is visit 2 of 1 (your clinic's cap" in words
