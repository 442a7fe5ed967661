"""A button under an alert can mean no other alert, whatever number has whose alert by now."""

from __future__ import annotations

import re

import pytest

from bot.app import App
from models.alerts.alert_state import AlertState
from models.storage.sql import execute
from models.storage.tables import DeliveryRow, NoteRow
from tests.handlers.test_clinic_alerts import AMY, BOSS, alerted, said, send

__all__ = ["alerted"]


def acknowledge(app: App, message: int = 0) -> str:
    """What the first button of a posted message says."""
    return app.console.posted[message].reply.choices[0].command


async def renumbered(number: int, to: int) -> None:
    """The records were put back from a copy: what is noted since has other numbers."""
    await DeliveryRow.filter(note_id=number).delete()
    await execute("UPDATE note SET id = :later WHERE id = :number", later=to, number=number)


async def another(app: App) -> None:
    """GREEN-3 has an alert as well, of the same kind and window."""
    await app.answer(AMY, "/session new GREEN-3")
    await app.answer(AMY, "/caps set GREEN-3 1 visit per lifetime")
    await app.answer(AMY, "/session log GREEN-3")
    await send(app, after=5)


async def states(app: App) -> dict[str, AlertState]:
    """How far the alert of each alias has come."""
    clinic = await app.records.clinic(1)
    listed = await app.services.outbox.alerts(clinic.id, tuple(AlertState), 50)
    return {alert.alias: alert.state for alert in listed}


async def test_a_button_says_what_it_is_about(alerted: App) -> None:
    assert re.fullmatch(r"/clinic alerts ack BLUE-7 1-[0-9a-f]{4}", acknowledge(alerted))
    assert "You have it." in said(await alerted.answer(AMY, acknowledge(alerted)))


async def test_every_button_of_an_alert_carries_it(alerted: App) -> None:
    (posted,) = alerted.console.posted
    acting = [c.command for c in posted.reply.choices if c.command.startswith("/clinic alerts")]
    assert len(acting) == 5
    assert all(" BLUE-7 1-" in command for command in acting)
    for command in acting[1:4]:
        assert "Snoozed until" in said(await alerted.answer(AMY, command))
    assert "To whom" in said(await alerted.answer(AMY, acting[4]))


async def test_a_button_of_before_takes_its_own_alert_under_another_number(alerted: App) -> None:
    button = acknowledge(alerted)
    await another(alerted)
    await renumbered(1, to=9)
    await renumbered(2, to=1)
    assert "BLUE-7" in said(await alerted.answer(AMY, button))
    assert await states(alerted) == {
        "BLUE-7": AlertState.ACKNOWLEDGED,
        "GREEN-3": AlertState.SENT,
    }


async def test_a_button_whose_alert_is_gone_does_nothing(alerted: App) -> None:
    button = acknowledge(alerted)
    await another(alerted)
    await DeliveryRow.filter(note_id=1).delete()
    await NoteRow.filter(id=1).delete()
    await renumbered(2, to=1)
    told = await alerted.answer(AMY, button)
    assert told.headline == "The alert of that button is not here any more, so nothing was done."
    assert await states(alerted) == {"GREEN-3": AlertState.SENT}


async def test_a_button_of_another_alias_whose_mark_is_the_same_does_nothing(alerted: App) -> None:
    button = acknowledge(alerted).replace("BLUE-7", "GREEN-3")
    told = await alerted.answer(AMY, button)
    assert told.headline == "The alert of that button is not here any more, so nothing was done."
    assert await states(alerted) == {"BLUE-7": AlertState.SENT}


@pytest.mark.parametrize(
    ("typed", "headline"),
    [
        ("ack GREEN-3 1", "Alert 1 is for BLUE-7, so nothing was done."),
        ("snooze green-3 1 1 day", "Alert 1 is for BLUE-7, so nothing was done."),
        ("ack 1-0000", "The alert of that button is not here any more, so nothing was done."),
        ("ack BLUE-7 1", "BLUE-7 · no visit left"),
        ("ack blue7 1", "BLUE-7 · no visit left"),
        ("ack alert 1", "BLUE-7 · no visit left"),
    ],
)
async def test_a_number_that_is_typed_with_another_alias_does_nothing(
    alerted: App, typed: str, headline: str
) -> None:
    assert (await alerted.answer(AMY, f"/clinic alerts {typed}")).headline == headline


async def test_what_fails_or_is_listed_is_named_as_fully(alerted: App) -> None:
    await NoteRow.filter(id=1).update(state="failed")
    listed = await alerted.answer(BOSS, "/clinic alerts")
    life = await alerted.answer(BOSS, listed.choices[0].command)
    assert life.choices[0].command.startswith("/clinic alerts retry BLUE-7 1-")
    assert "It is sent again now." in said(await alerted.answer(BOSS, life.choices[0].command))
