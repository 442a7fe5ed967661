"""Slips of a busy desk: last year's date, two days of which one was missed, several at once."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from models.coverage.fact_book import FactBook
from models.reply import Reply
from tests.fakes import shipped
from tests.handlers.clinic_desk import ClinicDesk, button
from tests.handlers.front_desk import words

JANUARY = datetime(2027, 1, 5, 17, 0, tzinfo=UTC)


@pytest.fixture
async def clinic(pack: FactBook) -> ClinicDesk:
    """A clinic in January, with two aliases whose payer's limits nobody knows."""
    desk = ClinicDesk(pack, "PT")
    desk.now = JANUARY
    for alias in ("FERN-1", "FERN-2"):
        await desk.say(f"/session new {alias} payer humana")
    return desk


async def logged(clinic: ClinicDesk, alias: str) -> list[date]:
    """The days of an alias's sessions."""
    chart = await clinic.charts.find(1, alias)
    assert chart
    return [session.on for session in chart.history.sessions]


def labels(reply: Reply) -> list[str]:
    """What the buttons say."""
    return [choice.label for choice in reply.choices]


@pytest.mark.parametrize("typed", ["FERN-1 97110 1/4/26", "FERN-1, FERN-2 97110 on 1/4/2026"])
async def test_a_day_of_a_year_ago_is_asked_about(clinic: ClinicDesk, typed: str) -> None:
    reply = await clinic.say(f"/session log {typed}")
    assert reply.headline == "Sun Jan 4, 2026 is about a year ago. Is the year right?"
    assert await logged(clinic, "FERN-1") == []
    await clinic.say(button(reply, "Log Jan 4, 2027"))
    assert await logged(clinic, "FERN-1") == [date(2027, 1, 4)]


async def test_a_day_of_a_year_ago_is_logged_where_it_is_meant(clinic: ClinicDesk) -> None:
    reply = await clinic.say("/session log FERN-1 97110 1/4/26")
    await clinic.say(button(reply, "Yes, log Jan 4, 2026"))
    assert await logged(clinic, "FERN-1") == [date(2026, 1, 4)]


async def test_an_authorization_that_would_begin_a_year_ago_is_asked_about(
    clinic: ClinicDesk,
) -> None:
    reply = await clinic.say("/session authorize FERN-1 12 visits from 1/4/26 until 3/4/27")
    assert reply.headline == "It would begin on Jan 4, 2026. Is that right?"
    assert labels(reply) == ["From Jan 4, 2027", "Yes, as typed"]
    entered = await clinic.say(button(reply, "From Jan 4, 2027"))
    assert "Jan 4, 2027 to Mar 4, 2027" in words(entered)
    await clinic.say("/session authorize FERN-2 12 visits from 1/4/26 until 1/3/27")
    assert clinic.answered, "a year that is over is no slip"


async def test_days_that_were_changed_round_are_asked_about_once_the_first_is_past(
    clinic: ClinicDesk,
) -> None:
    reply = await clinic.say("/session authorize FERN-1 12 visits from 2/28 until 12/1")
    assert labels(reply)[0] == "Dec 1, 2026 to Feb 28, 2027"


@pytest.mark.parametrize(
    "typed",
    [
        "97110 on 12/28 and cancel 1/4",
        "97110 on 12/28, cancelled 1/4",
        "97110 on 12/28 no-show 1/4",
        "cancelled 1/4, 97110 on 12/28",
    ],
)
async def test_of_two_days_only_the_missed_one_is_not_logged(
    clinic: ClinicDesk, typed: str
) -> None:
    reply = await clinic.say(f"/session log FERN-1 {typed}")
    assert not clinic.answered
    await clinic.say(button(reply, "Log Mon Dec 28; missed: Mon Jan 4"))
    assert await logged(clinic, "FERN-1") == [date(2026, 12, 28)]


@pytest.mark.parametrize("sign", [";", ","])
async def test_a_no_show_before_the_second_alias_is_of_that_one(
    clinic: ClinicDesk, sign: str
) -> None:
    reply = await clinic.say(f"/session log FERN-1 97110{sign} no show FERN-2")
    assert await logged(clinic, "FERN-1") == [date(2027, 1, 5)]
    assert await logged(clinic, "FERN-2") == []
    assert "FERN-2 was not logged" in words(reply)


async def test_todays_date_behind_the_last_is_of_all_and_not_asked(clinic: ClinicDesk) -> None:
    await clinic.say("/session log FERN-1 97110; FERN-2 97110 on 1/5")
    assert await logged(clinic, "FERN-1") == await logged(clinic, "FERN-2") == [date(2027, 1, 5)]


async def test_what_joins_two_aliases_is_carried_into_no_button(clinic: ClinicDesk) -> None:
    reply = await clinic.say("/session log FERN-1 20561 with FERN-2")
    assert [c.command for c in reply.choices][:1] == ["/session log FERN-1 20561; FERN-2 20561"]


async def test_several_aliases_are_opened_one_at_a_time(clinic: ClinicDesk) -> None:
    reply = await clinic.say("/session new OAK-23, OAK-24 payer humana")
    assert reply.headline == "That names 2 aliases, so nothing was opened."
    await clinic.say(button(reply, "Open OAK-23"))
    chart = await clinic.charts.find(1, "OAK-23")
    assert chart
    assert chart.payer == "humana"


async def test_yes_behind_undo_names_what_it_would_take_back(clinic: ClinicDesk) -> None:
    await clinic.say("/session log FERN-1 97110")
    reply = await clinic.say("/session undo yes")
    assert "FERN-1" in reply.headline
    assert await logged(clinic, "FERN-1")
    other = await clinic.say("/session undo all 5 of FERN-1")
    assert other.headline == "Nothing of yours by that name stands, so nothing was undone."


async def test_a_rename_says_how_the_old_name_comes_back(clinic: ClinicDesk) -> None:
    reply = await clinic.say("/session rename FERN-1 OAK-30")
    assert "this one can have it back by another rename" in words(reply)
    assert "/session rename OAK-30 <old name>" in words(await clinic.say("/session undo"))


async def test_an_authorization_by_itself_names_the_request_that_stays_open(
    clinic: ClinicDesk,
) -> None:
    await clinic.say("/session request FERN-1 12 visits sent 12/20/26")
    reply = await clinic.say("/session authorize FERN-1 8 visits from 12/21/26 until 3/1/27")
    assert "Request 1, 12 visits, is still open: was this granted on it?" in words(reply)
    closed = await clinic.say(button(reply, "Granted on request 1"))
    assert "Request 1 is closed: 8 of 12 visits granted" in words(closed)
    chart = await clinic.charts.find(1, "FERN-1")
    assert chart
    assert len(chart.history.authorizations) == 1


async def test_the_first_payer_is_named_where_it_is_the_one_without_facts(
    clinic: ClinicDesk,
) -> None:
    clinic.renew(shipped.pack())
    reply = await clinic.say("/session new OAK-26 payer bcbs massachusetts secondary masshealth")
    assert "I hold no facts on BCBS Massachusetts, so none of its limits" in words(reply)
    two = await clinic.say("/session new OAK-27 payer medicare, medicaid nc secondary")
    await clinic.say(button(two, "Medicare Part B first, NC Medicaid (Medicaid Direct) second"))
    chart = await clinic.charts.find(1, "OAK-27")
    assert chart
    assert chart.payer == "medicare"
    vague = await clinic.say("/session new OAK-28 payer medicare, medicaid")
    assert vague.headline == "That names two payers: Medicare Part B and Medicaid. Who pays first?"
    assert labels(vague)[0] == "Medicare Part B first, NC Medicaid (Medicaid Direct) second"
    bare = await clinic.say("/session new OAK-28 payer medicare medicaid nc")
    assert "Medicare Part B first, North Carolina Medicaid second" in labels(bare)


@pytest.mark.parametrize("typed", ["FERN-1 1", "FERN-1", "FERN-1 #1", "FERN-1 request 1"])
async def test_a_request_is_withdrawn_by_either_order_of_the_words(
    clinic: ClinicDesk, typed: str
) -> None:
    await clinic.say("/session request FERN-1 12 visits sent 12/20/26")
    reply = await clinic.say(f"/session request withdraw {typed}")
    assert "Request 1, 12 visits: withdrawn." in words(reply)


async def test_the_list_of_requests_tells_until_when_a_decision_is_planned(
    clinic: ClinicDesk,
) -> None:
    await clinic.say("/session request FERN-1 12 visits")
    told = words(await clinic.say("/session requests"))
    assert "no decision yet, planned until Wed Jan 20, 2027" in told


async def test_two_limits_of_one_payer_are_told_apart_in_the_new_year(clinic: ClinicDesk) -> None:
    clinic.renew(shipped.pack())
    await clinic.say("/session new OAK-15 payer washington l&i")
    await clinic.say("/session log OAK-15 20560 on 1/4")
    told = words(await clinic.say("/caps rollover 2027 details"))
    lines = [line for line in told.splitlines() if line.startswith("OAK-15: ")]
    assert len(lines) > 1
    assert all(" per " in line for line in lines)


async def test_a_command_may_stand_behind_the_name_of_the_bot(clinic: ClinicDesk) -> None:
    assert "OAK-31" in words(await clinic.say("/needlepoint session new OAK-31"))


@pytest.mark.parametrize("typed", ["1/6/26", "1/12/2026", "jan 28 2026"])
async def test_a_day_just_ahead_that_has_the_old_year_is_asked_about(
    clinic: ClinicDesk, typed: str
) -> None:
    reply = await clinic.say(f"/session log FERN-1 97110 on {typed}")
    assert "is about a year ago. Is the year right?" in reply.headline
    assert await logged(clinic, "FERN-1") == []
    (offered,) = [label for label in labels(reply) if "log" in label.casefold()]
    assert offered.startswith("Yes, log Jan ")  # no session of a day to come is logged


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("last week", ["Mon Dec 28, 2026", "Tue Dec 29, 2026", "Wed Dec 30, 2026"]),
        ("earlier this week", ["Mon Jan 4, 2027"]),
    ],
)
async def test_a_week_is_asked_for_its_day(
    clinic: ClinicDesk, typed: str, offered: list[str]
) -> None:
    reply = await clinic.say(f"/session log FERN-1 97110 {typed}")
    assert labels(reply)[: len(offered)] == offered
    assert await logged(clinic, "FERN-1") == []
    first = date(2026, 12, 28) if typed == "last week" else date(2027, 1, 4)
    await clinic.say(reply.choices[0].command)
    assert await logged(clinic, "FERN-1") == [first]


@pytest.mark.parametrize("typed", ["last month", "over the weekend", "recently", "a week earlier"])
async def test_of_a_stretch_of_time_no_log_of_today_is_offered(
    clinic: ClinicDesk, typed: str
) -> None:
    reply = await clinic.say(f"/session log FERN-1 97110 {typed}")
    assert not [c for c in reply.choices if c.command.startswith("/session log")]
    assert "/session log" not in words(reply)
    assert "Write the day itself" in words(reply)
