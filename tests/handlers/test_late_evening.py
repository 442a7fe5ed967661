"""A clinic without a time zone is asked for the day before its first late-evening log."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from models.coverage.fact_book import FactBook
from tests.handlers.clinic_desk import ClinicDesk, button
from tests.handlers.front_desk import words

NEW_YEARS_EVE_IN_HONOLULU = datetime(2027, 1, 1, 6, 30, tzinfo=UTC)  # 8:30 pm; 1:30 am Eastern


@pytest.fixture
async def clinic(pack: FactBook) -> ClinicDesk:
    """A clinic that told no time zone, on the evening of Dec 31 in Honolulu."""
    desk = ClinicDesk(pack, "PT")
    await desk.say("/session new OAK-12")
    desk.now = NEW_YEARS_EVE_IN_HONOLULU
    return desk


async def days(clinic: ClinicDesk) -> list[date]:
    """The dates of service."""
    chart = await clinic.charts.find(1, "OAK-12")
    assert chart
    return [session.on for session in chart.history.sessions]


@pytest.mark.parametrize("typed", ["20560", "20560 today", "97140 x2 self-pay", "97140 97161"])
async def test_late_in_the_evening_the_day_is_asked_for_and_nothing_is_lost(
    clinic: ClinicDesk, typed: str
) -> None:
    reply = await clinic.say(f"/session log OAK-12 {typed}")
    assert not clinic.answered
    assert "Which day is it at your clinic?" in reply.headline
    assert await days(clinic) == []
    await clinic.say(button(reply, "Log it for Thu Dec 31, 2026"))
    assert clinic.answered
    assert await days(clinic) == [date(2026, 12, 31)]
    await clinic.say(button(reply, "Log it for Fri Jan 1, 2027"))
    assert await days(clinic) == [date(2026, 12, 31), date(2027, 1, 1)]
    chart = await clinic.charts.find(1, "OAK-12")
    assert chart
    first, second = chart.history.sessions
    assert (first.codes, first.self_pay, first.timed) == (
        *(second.codes, second.self_pay),
        second.timed,
    )


async def test_yesterday_is_the_day_before_either(clinic: ClinicDesk) -> None:
    reply = await clinic.say("/session log OAK-12 20560 yesterday")
    assert [choice.label for choice in reply.choices[:2]] == [
        "Log it for Wed Dec 30, 2026",
        "Log it for Thu Dec 31, 2026",
    ]


async def test_a_day_that_is_written_out_is_not_asked_for(clinic: ClinicDesk) -> None:
    await clinic.say("/session log OAK-12 20560 on 12/31/2026")
    assert await days(clinic) == [date(2026, 12, 31)]


@pytest.mark.parametrize(
    ("zone", "on"), [("Eastern", date(2027, 1, 1)), ("Hawaii", date(2026, 12, 31))]
)
async def test_a_clinic_that_told_its_time_zone_is_never_asked(
    clinic: ClinicDesk, zone: str, on: date
) -> None:
    await clinic.say(f"/clinic zone {zone}", manager=True)
    await clinic.say("/session log OAK-12 20560")
    assert await days(clinic) == [on]


async def test_the_zone_of_the_digest_is_the_clinic_s(clinic: ClinicDesk) -> None:
    await clinic.say("/clinic digest 8:00 am Eastern Mon-Fri", manager=True)
    await clinic.say("/session log OAK-12 20560")
    assert await days(clinic) == [date(2027, 1, 1)]
    await clinic.say("/clinic zone Hawaii", manager=True)
    await clinic.say("/session undo", manager=True)
    assert clinic.clinic.has_told_zone


@pytest.mark.parametrize("hour", [12, 17, 23])
async def test_by_day_nobody_is_asked(clinic: ClinicDesk, hour: int) -> None:
    clinic.now = datetime(2027, 1, 1, hour, 30, tzinfo=UTC)
    await clinic.say("/session log OAK-12 20560")
    assert await days(clinic) == [date(2027, 1, 1)]


async def test_the_question_says_who_ends_it(clinic: ClinicDesk) -> None:
    reply = await clinic.say("/session log OAK-12 20560")
    assert "/clinic zone" in words(reply)
    assert button(reply, "Set the time zone") == "/clinic zone"


async def days_of(clinic: ClinicDesk, *aliases: str) -> list[list[date]]:
    """The dates of service of each alias."""
    charts = [await clinic.charts.find(1, alias) for alias in aliases]
    return [[session.on for session in chart.history.sessions] for chart in charts if chart]


@pytest.mark.parametrize(
    ("typed", "label", "on"),
    [
        pytest.param("OAK-12, ELM-3 20560", "All on Dec 31, 2026", (31, 31), id="alike"),
        pytest.param("OAK-12; ELM-3 20560", "All on Dec 31, 2026", (31, 31), id="each its own"),
        pytest.param(
            "OAK-12; ELM-3 97140 yesterday", "All on Dec 30, 2026", (30, 30), id="of all of them"
        ),
        pytest.param(
            "OAK-12; ELM-3 97140 yesterday", "OAK-12 on Dec 31, 2026", (31, 30), id="of the last"
        ),
        pytest.param(
            "OAK-12 yesterday; ELM-3 today", "If today is Thu Dec 31, 2026", (30, 31),
            id="two days that go by today",
        ),
    ],
)  # fmt: skip
async def test_the_day_of_a_list_is_asked_for_once_with_buttons_for_all_of_it(
    clinic: ClinicDesk, typed: str, label: str, on: tuple[int, int]
) -> None:
    await clinic.say("/session new ELM-3")
    reply = await clinic.say(f"/session log {typed}")
    assert "Which day is it at your clinic?" in reply.headline
    assert await days_of(clinic, "OAK-12", "ELM-3") == [[], []]
    await clinic.say(button(reply, label))
    assert await days_of(clinic, "OAK-12", "ELM-3") == [[date(2026, 12, day)] for day in on]


async def test_a_list_with_a_day_written_out_behind_each_is_not_asked_for_it(
    clinic: ClinicDesk,
) -> None:
    await clinic.say("/session new ELM-3")
    await clinic.say("/session log OAK-12 on 12/30/2026; ELM-3 on 12/29/2026")
    assert await days_of(clinic, "OAK-12", "ELM-3") == [[date(2026, 12, 30)], [date(2026, 12, 29)]]


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("OAK-12 97140, ELM-3", "Does what stands behind OAK-12 hold for ELM-3 too?"),
        ("OAK-12, ELM-3 no show", "No-show: OAK-12 and ELM-3, or ELM-3 alone?"),
    ],
)
async def test_what_words_hold_for_is_asked_before_the_day(
    clinic: ClinicDesk, typed: str, asked: str
) -> None:
    await clinic.say("/session new ELM-3")
    reply = await clinic.say(f"/session log {typed}")
    assert reply.headline == asked
    reply = await clinic.say(reply.choices[0].command)
    assert "Which day is it at your clinic?" in reply.headline
