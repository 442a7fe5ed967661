"""Words that deny, times, and several days: each slip in bookings and logs has a way on."""

from __future__ import annotations

import pytest

from models.coverage.fact_book import FactBook
from models.reply import Reply
from tests.handlers.clinic_desk import ClinicDesk, button
from tests.handlers.front_desk import words


@pytest.fixture
async def clinic(pack: FactBook) -> ClinicDesk:
    """A clinic on Monday, Nov 23, with three aliases."""
    desk = ClinicDesk(pack, "PT")
    for alias in ("OAK-12", "ELM-3", "FERN-44"):
        await desk.say(f"/session new {alias} payer aetna")
    return desk


async def booked(clinic: ClinicDesk, alias: str = "OAK-12") -> str:
    """The booked days of an alias, as month and day."""
    chart = await clinic.charts.find(1, alias)
    assert chart
    return " ".join(f"{day.month}/{day.day}" for day in chart.booked)


@pytest.mark.parametrize(
    "denied",
    [
        "OAK-12 no longer 12/8",
        "OAK-12 not 12/8",
        "OAK-12 12/8 cancelled",
        "cancel OAK-12 12/8",
        "OAK-12 won't come 12/8",
        "OAK-12 12/8 not coming",
    ],
)
async def test_who_does_not_come_is_booked_by_nobody_and_taken_away_by_a_button(
    clinic: ClinicDesk, denied: str
) -> None:
    await clinic.say("/caps book OAK-12 12/8 12/10")
    asked = await clinic.say(f"/caps book {denied}")
    assert asked.refused
    assert "That says that OAK-12 does not come, so nothing was booked." in words(asked)
    await clinic.say(button(asked, "Take away Tue Dec 8"))
    assert await booked(clinic) == "12/10"


async def test_who_comes_no_more_at_all_is_asked_about(clinic: ClinicDesk) -> None:
    for typed in ("/caps book OAK-12 no longer", "/session log OAK-12 no longer coming"):
        await clinic.say("/caps book OAK-12 12/8 12/10")
        asked = await clinic.say(typed)
        assert button(asked, "Close OAK-12") == "/session close OAK-12"
        await clinic.say(button(asked, "Take away all that is booked"))
        assert await booked(clinic) == ""
    assert await clinic.numbers("OAK-12") == []


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("OAK-12 Tue Thu until 12/11 except 12/8", "11/24 11/26 12/1 12/3 12/10"),
        ("OAK-12 12/1 12/3 12/8 but not 12/3", "12/1 12/8"),
        ("OAK-12 MWF until 12/9 without Fridays", "11/25 11/30 12/2 12/7 12/9"),
        ("OAK-12 12/1 12/3 not on 12/1", "12/3"),
        ("OAK-12 Tue Thu until 12/11 except 8th", "11/24 11/26 12/1 12/3 12/10"),
        ("OAK-12 Tue Thu until dec 11 except the 3rd and dec 8th", "11/24 11/26 12/1 12/10"),
    ],
)
async def test_days_behind_except_are_left_out(clinic: ClinicDesk, typed: str, days: str) -> None:
    await clinic.say(f"/caps book {typed}")
    assert await booked(clinic) == days


async def test_a_day_that_is_left_out_and_not_named_is_told(clinic: ClinicDesk) -> None:
    asked = await clinic.say("/caps book OAK-12 12/1 12/3 except 12/4")
    assert "leaves out a day that it does not name" in words(asked)
    assert await booked(clinic) == ""


@pytest.mark.parametrize("typed", ["all except 12/3", "except 12/3", "all but thursdays"])
async def test_all_but_some_bookings_are_taken_away(clinic: ClinicDesk, typed: str) -> None:
    await clinic.say("/caps book OAK-12 12/1 12/3 12/8")
    await clinic.say(f"/caps unbook OAK-12 {typed}")
    assert await booked(clinic) == "12/3"


async def test_a_row_that_denies_stands_in_no_ones_way(clinic: ClinicDesk) -> None:
    await clinic.say("/caps book ELM-3 12/9")
    reply = await clinic.say("/caps book OAK-12 12/7 9am\nELM-3 12/9 no longer\nFERN-44 12/8")
    assert "Row 2 was not read: it says that somebody does not come." in words(reply)
    assert (await booked(clinic), await booked(clinic, "FERN-44")) == ("12/7", "12/8")
    await clinic.say(button(reply, "ELM-3: Take away Wed Dec 9"))
    assert await booked(clinic, "ELM-3") == ""


@pytest.mark.parametrize("typed", ["12/3 10am", "12/3 at 10:30", "Thu 12/3 9-10am", "12/3 2:15 pm"])
async def test_of_a_time_it_is_said_that_it_is_not_kept(clinic: ClinicDesk, typed: str) -> None:
    told = words(await clinic.say(f"/caps book OAK-12 {typed}"))
    assert "A booking is a day: times are not kept." in told
    assert await booked(clinic) == "12/3"


@pytest.mark.parametrize(
    "typed", ["10am", "20561 at 10:30", "20561 9-10am on 11/20", "9:00 to 9:45"]
)
async def test_a_visit_logged_with_its_time_counts_by_its_day(
    clinic: ClinicDesk, typed: str
) -> None:
    told = words(await clinic.say(f"/session log OAK-12 {typed}"))
    assert "The visit counts by its day: the time is not kept." in told
    assert await clinic.numbers("OAK-12") == [1]


async def test_two_times_may_be_two_sessions_and_are_logged_as_none(clinic: ClinicDesk) -> None:
    assert (await clinic.say("/session log OAK-12 9am and 2pm")).refused
    assert await clinic.numbers("OAK-12") == []


@pytest.mark.parametrize(
    "typed", ["OAK-12 move 12/3 to 12/4", "OAK-12 12/4 instead of 12/3", "move OAK-12 12/3 -> 12/4"]
)
async def test_a_booking_is_moved(clinic: ClinicDesk, typed: str) -> None:
    await clinic.say("/caps book OAK-12 12/3 12/8")
    moved = await clinic.say(f"/caps book {typed}")
    assert await booked(clinic) == "12/4 12/8"
    await clinic.say(button(moved, "Undo"))
    assert await booked(clinic) == "12/3 12/8"


@pytest.mark.parametrize(
    "typed",
    ["OAK-12 12/3 12/4", "12/3 to 12/4 OAK-12", "12/3 OAK-12 to 12/4", "OAK-12 thu 12/3 fri 12/4"],
)
async def test_a_move_is_read_in_any_order(clinic: ClinicDesk, typed: str) -> None:
    await clinic.say("/caps book OAK-12 12/3 12/8")
    assert not (await clinic.say(f"/caps move {typed}")).refused
    assert await booked(clinic) == "12/4 12/8"


async def test_move_is_a_verb_and_says_what_it_lacks(clinic: ClinicDesk) -> None:
    await clinic.say("/caps book OAK-12 12/3")
    assert "From which day to which" in words(await clinic.say("/caps move OAK-12 12/3"))
    assert "is not booked on Fri Dec 4" in words(await clinic.say("/caps move OAK-12 12/4 to 12/5"))
    await clinic.say("/caps move OAK-12 from 12/3 to 12/5")
    assert await booked(clinic) == "12/5"


@pytest.mark.parametrize("typed", ["move OAK-12 12/3 to 12/3", "book OAK-12 12/3 instead of 12/3"])
async def test_a_day_moved_to_itself_stays_booked(clinic: ClinicDesk, typed: str) -> None:
    await clinic.say("/caps book OAK-12 12/3 12/8")
    told = words(await clinic.say(f"/caps {typed}"))
    assert "Booked already: Thu Dec 3." in told
    assert "Not booked any more" not in told
    assert await booked(clinic) == "12/3 12/8"


@pytest.mark.parametrize(
    ("names", "logged"),
    [("OAK-12", {"OAK-12": [1, 2]}), ("OAK-12, ELM-3", {"OAK-12": [1, 2], "ELM-3": [1, 2]})],
)
@pytest.mark.parametrize("days", ["11/19 11/20", "11/19/2026 and 11/20/2026", "thu fri"])
async def test_two_days_are_both_logged_by_a_button(
    clinic: ClinicDesk, names: str, logged: dict[str, list[int]], days: str
) -> None:
    asked = await clinic.say(f"/session log {names} 20561 {days}")
    assert asked.refused
    assert button(asked, "Only Fri Nov 20").endswith("20561 on 2026-11-20")
    await clinic.say(button(asked, "Both days"))
    assert {alias: await clinic.numbers(alias) for alias in logged} == logged


async def test_all_but_one_are_listed_and_the_one_did_not_come(clinic: ClinicDesk) -> None:
    await clinic.say("/caps book OAK-12, ELM-3, FERN-44 11/23")
    for typed in ("/session log all except ELM-3", "/session today but not elm 3"):
        reply = await clinic.say(typed)
        assert "Booked, not logged yet: FERN-44 and OAK-12." in words(reply)
        assert "Left out: ELM-3." in words(reply)
        assert button(reply, "ELM-3 did not come") == "/session log ELM-3 no-show on 2026-11-23"
    await clinic.say(button(reply, "Log all of them"))
    assert (await clinic.numbers("OAK-12"), await clinic.numbers("ELM-3")) == ([1], [])


@pytest.mark.parametrize(
    "typed", ["OAK-12, FERN-44 20561 not ELM-3", "OAK-12, ELM-3, FERN-44 except ELM-3 20561"]
)
async def test_a_list_without_one_is_asked_and_logged_by_a_button(
    clinic: ClinicDesk, typed: str
) -> None:
    asked: Reply = await clinic.say(f"/session log {typed}")
    assert "That leaves out ELM-3. Nothing was logged yet." in words(asked)
    assert await clinic.numbers("OAK-12") == []
    await clinic.say(button(asked, "Log OAK-12 and FERN-44"))
    numbers = [await clinic.numbers(alias) for alias in ("OAK-12", "FERN-44", "ELM-3")]
    assert numbers == [[1], [1], []]


async def test_codes_and_a_day_behind_all_go_with_the_button(clinic: ClinicDesk) -> None:
    await clinic.say("/caps book OAK-12, ELM-3, FERN-44 11/23")
    reply = await clinic.say("/session log all 20561 except ELM-3")
    await clinic.say(button(reply, "Log all of them"))
    chart = await clinic.charts.find(1, "OAK-12")
    assert chart
    assert [session.codes for session in chart.history.sessions] == [("20561",)]
    assert await clinic.numbers("ELM-3") == []
    assert (await clinic.say("/session log all on 11/20")).headline.startswith("Fri Nov 20 · 0")
    assert (await clinic.say("/session log all knee")).refused


async def test_of_a_day_to_come_nothing_is_logged_by_any_button(clinic: ClinicDesk) -> None:
    await clinic.say("/caps book OAK-12 11/24")
    reply = await clinic.say("/session today 11/24")
    assert reply.headline == "Tue Nov 24 · 1 visit booked"
    assert not any("/session log" in choice.command for choice in reply.choices)
    await clinic.say(button(reply, "Take OAK-12 away"))
    assert await booked(clinic) == ""


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("OAK-12 ELM-3 12/3", ["Of OAK-12", "Of ELM-3"]),
        ("12/3", ["Of ELM-3", "Of FERN-44", "Of OAK-12"]),
        ("12/4", []),
    ],
)
async def test_a_day_of_several_or_of_nobody_offers_each_who_is_booked_then(
    clinic: ClinicDesk, typed: str, offered: list[str]
) -> None:
    await clinic.say("/caps book OAK-12, ELM-3, FERN-44 12/3")
    asked = await clinic.say(f"/caps unbook {typed}")
    assert "Of whom is" in words(asked)
    named = [choice.label for choice in asked.choices if choice.label.startswith("Of ")]
    assert sorted(named) == sorted(offered)
    for label in offered[:1]:
        await clinic.say(button(asked, label))
        assert await booked(clinic, label.removeprefix("Of ")) == ""


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("fri and tues next week", "12/1 12/4"),
        ("Thu this week", "11/26"),
        ("MWF next week", "11/30 12/2 12/4"),
    ],
)
async def test_weekdays_of_a_week_are_booked_in_it(
    clinic: ClinicDesk, typed: str, days: str
) -> None:
    await clinic.say(f"/caps book OAK-12 {typed}")
    assert await booked(clinic) == days


async def test_the_week_of_an_alias_leads_to_the_alias(clinic: ClinicDesk) -> None:
    asked = await clinic.say("/caps week OAK-12")
    assert button(asked, "What is booked of OAK-12") == "/caps OAK-12"


@pytest.mark.parametrize(
    ("typed", "kept", "dropped"),
    [
        ("97530 59", "97530", "59 is"),
        ("97140-59", "97140", "59 is"),
        ("97110 GP kx", "97110", "GP and KX are"),
    ],
)
async def test_a_modifier_typed_with_a_visit_is_said_not_to_be_kept(
    clinic: ClinicDesk, typed: str, kept: str, dropped: str
) -> None:
    told = words(await clinic.say(f"/session log OAK-12 {typed}"))
    assert f"Modifiers belong on the claim: {dropped} not kept." in told
    chart = await clinic.charts.find(1, "OAK-12")
    assert chart
    assert [session.codes for session in chart.history.sessions] == [(kept,)]


async def test_weekdays_booked_from_today_on_say_that_today_is_not_among_them(
    clinic: ClinicDesk,
) -> None:
    reply = await clinic.say("/caps book OAK-12 Mon Wed until 12/7")
    assert "Weekdays begin after today: today is not booked with them." in words(reply)
    assert await booked(clinic) == "11/25 11/30 12/2 12/7"
    again = await clinic.say(button(reply, "Book today too"))
    assert await booked(clinic) == "11/23 11/25 11/30 12/2 12/7"
    assert "Weekdays begin after today" not in words(again)


@pytest.mark.parametrize("typed", ["Tue Thu until 12/10", "11/30 12/7 11/23", "11/30"])
async def test_where_today_is_booked_or_no_such_weekday_nothing_is_said_of_it(
    clinic: ClinicDesk, typed: str
) -> None:
    assert "Weekdays begin" not in words(await clinic.say(f"/caps book OAK-12 {typed}"))


@pytest.mark.parametrize("typed", ["12/4 for low back", "12/4 left knee pain", "neck 12/4"])
async def test_a_case_beside_a_booking_is_said_to_belong_to_the_visit(
    clinic: ClinicDesk, typed: str
) -> None:
    reply = await clinic.say(f"/caps book OAK-12 {typed}")
    assert reply.headline == "A booking is a day of an alias, without a case: nothing was booked."
    assert await booked(clinic) == ""
    await clinic.say(button(reply, "Book OAK-12 without it"))
    assert await booked(clinic) == "12/4"


async def test_an_athletic_trainer_is_not_kept_and_that_is_said(clinic: ClinicDesk) -> None:
    said = "AT was not read as an athletic trainer"
    assert said in words(await clinic.say("/session log OAK-12 97110 at"))
    assert said not in words(await clinic.say("/session log OAK-12 97110 59 on 11/19"))
