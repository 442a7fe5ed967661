"""The alerts to come, if visits go on as now."""

from __future__ import annotations

from datetime import timedelta

from bot.app import App
from bot.membership import Caller
from models.clinic.clinic import Platform, Role
from models.coverage.fact_book import FactBook
from tests.handlers.clinic_desk import TODAY, ClinicDesk, board_rows, days


async def a_clinic(pack: FactBook) -> ClinicDesk:
    """BLUE-7 comes every third day, and has seen 8 of 10 visits by yesterday."""
    desk = ClinicDesk(pack, "PT")
    await desk.say("/session new BLUE-7")
    await desk.say("/caps set BLUE-7 12 visits per calendar year")
    await desk.log("BLUE-7", *days(TODAY - timedelta(days=22), 8, every=3))
    return desk


async def test_what_the_pace_brings_is_told_by_day_and_with_its_place(pack: FactBook) -> None:
    desk = await a_clinic(pack)
    told = await desk.say("/caps preview 7")
    assert told.headline == "The next 7 days · 1 alert"
    assert told.lines[0].text == "They go to each manager's own chat."
    assert board_rows(told) == [
        ("BLUE-7", "2 visits left", "Sat Nov 28, 2026", "at the present pace")
    ]


async def test_by_when_to_ask_stands_below_with_its_reason(pack: FactBook) -> None:
    desk = await a_clinic(pack)
    told = await desk.say("/caps preview 7")
    (section,) = told.sections
    (line,) = section.lines
    assert section.title == "When to ask"
    assert line.text == (
        "BLUE-7: Where the payer grants more, ask for authorization now: the day for it was "
        "Mon Nov 16, 2026. "
        "How long the payer has to decide is unknown; 10 working days are planned for it."
    )


async def test_a_longer_look_finds_each_number_once(pack: FactBook) -> None:
    desk = await a_clinic(pack)
    told = await desk.say("/caps preview 14")
    assert [alert for _, alert, *_ in board_rows(told)] == [
        "2 visits left",
        "1 visit left",
        "no visit left",
        "over by 1",
    ]


async def test_the_end_of_an_authorization_comes_without_any_visit(pack: FactBook) -> None:
    desk = ClinicDesk(pack, "PT")
    await desk.say("/session new RED-2")
    await desk.say("/session authorize RED-2 9 visits from 2026-11-01 until 2026-12-03")
    told = await desk.say("/caps preview")
    ((alias, alert, _, pace),) = board_rows(told)
    assert (alias, alert, pace) == ("RED-2", "authorization ends Thu Dec 3, 2026", "")


async def test_nothing_to_come_is_said_and_a_wrong_number_is_asked_back(pack: FactBook) -> None:
    desk = ClinicDesk(pack, "PT")
    told = await desk.say("/caps preview")
    assert told.lines[0].text == "No alert is expected, if visits go on as now."
    assert "1 to 31 days" in (await desk.say("/caps preview 400")).headline


async def test_of_several_limits_each_is_named_and_what_is_booked_is_said_to_be(
    pack: FactBook,
) -> None:
    desk = await a_clinic(pack)
    await desk.say("/session authorize BLUE-7 10 visits from 2026-11-01 until 2026-12-31")
    booked = TODAY + timedelta(days=2)
    await desk.say(f"/caps book BLUE-7 {booked} {TODAY + timedelta(days=4)}")
    told = await desk.say("/caps preview 7")
    titles = [title for _, title, *_ in board_rows(told)]
    assert "2 visits left: Your clinic's cap" in titles
    assert any(title.endswith(": Authorization number 1") for title in titles)
    (on,) = {pace for _, title, day, pace in board_rows(told) if day.startswith("Wed Nov 25")}
    assert on == "as booked"


async def test_what_a_plan_of_care_will_owe_is_told(pack: FactBook) -> None:
    desk = ClinicDesk(pack, "PT")
    await desk.say("/session new RED-2 payer medicare")
    await desk.say(f"/session plan RED-2 from {TODAY - timedelta(days=22)}")
    told = await desk.say("/caps preview 7")
    assert [(alias, title) for alias, title, *_ in board_rows(told)] == [
        ("RED-2", "certification due")
    ]


async def test_a_preview_looks_until_a_day_that_is_named(pack: FactBook) -> None:
    desk = await a_clinic(pack)
    reply = await desk.say(f"/caps preview until {TODAY + timedelta(days=8):%-m/%-d}")
    assert reply.headline.startswith("The next 8 days")
    far = TODAY + timedelta(days=40)
    assert (await desk.say(f"/caps preview until {far:%-m/%-d}")).refused


async def test_what_waits_already_is_told_before_what_is_to_come(app: App) -> None:
    boss = Caller(Platform.CONSOLE, "clinic", "boss", role=Role.MANAGER)
    for typed in (
        *("/clinic quiet 00:00-23:59 sure", "/session new BLUE-7"),
        *("/caps set BLUE-7 1 visit per lifetime", "/session log BLUE-7"),
    ):
        await app.answer(boss, typed)
    told = await app.answer(boss, "/caps preview")
    assert [line.text for line in told.lines[:2]] == [
        "1 alert waits until Wed 11:59 PM (quiet hours).",
        "No other alert is expected, if visits go on as now.",
    ]
    listed = await app.answer(boss, told.choices[0].command)
    assert listed.headline == "Alerts · 1 alert"
