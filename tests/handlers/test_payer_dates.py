"""Payers by date at the desk: a change in mid treatment, back, in the past, and what is asked."""

from __future__ import annotations

from datetime import date

import pytest

from models.coverage.fact_book import FactBook
from models.reply import Reply
from tests.handlers.clinic_desk import TODAY, ClinicDesk, button, days, first_line
from tests.handlers.front_desk import words

FIFTEEN = days(date(2026, 1, 7), 15, every=14)


@pytest.fixture
def clinic(pack: FactBook) -> ClinicDesk:
    """A clinic of physical therapists."""
    return ClinicDesk(pack, "PT")


async def fifteen_with_aetna(clinic: ClinicDesk) -> None:
    """ELM-3 has fifteen visits and an authorization of Aetna's; caps are set for two payers."""
    await clinic.say("/caps set aetna 20 visits per calendar year", manager=True)
    await clinic.say("/caps set cigna 10 visits per calendar year", manager=True)
    await clinic.say("/session new ELM-3 payer aetna")
    await clinic.log("ELM-3", *FIFTEEN)
    await clinic.say("/session authorize ELM-3 6 visits from 2026-09-01 until 2026-12-31")


async def test_a_payer_of_november_has_paid_for_none_of_the_visits_before(
    clinic: ClinicDesk,
) -> None:
    await fifteen_with_aetna(clinic)
    reply = await clinic.say("/session payer ELM-3 cigna from 2026-11-01")
    assert first_line(reply).startswith("0 of 10 visits used, 10 left")
    assert "Payer: Cigna from Nov 1, 2026" in words(reply)
    assert "15 visits before Nov 1, 2026 stay with Aetna." in words(reply)
    assert "The authorization of 6 visits stays with Aetna." in words(reply)
    shown = words(await clinic.say("/session show ELM-3"))
    assert "Aetna until Oct 31, 2026 (15 visits); Cigna from Nov 1, 2026 (0 visits)" in shown
    year = "counted in Jan 1 to Dec 31, 2026: 15 of 20 visits used, by your clinic's cap for Aetna"
    granted = "counted by authorization 1 of Aetna, Sep 1 to Dec 31, 2026"
    assert year in shown or granted in shown
    assert "does not count" not in shown
    all_ = words(await clinic.say("/caps ELM-3"))
    assert "Aetna until Oct 31, 2026 (15 visits)" in all_
    assert "Authorization" not in all_


async def test_visits_of_the_new_payers_days_are_its_own(clinic: ClinicDesk) -> None:
    await fifteen_with_aetna(clinic)
    await clinic.say("/session payer ELM-3 cigna from 2026-11-01")
    assert first_line(await clinic.log("ELM-3", date(2026, 11, 3))).startswith("1 of 10 ")
    late = await clinic.log("ELM-3", date(2026, 10, 30))
    assert first_line(late).startswith("1 of 10 ")
    assert "Counted for Aetna, which paid on that day, Sep 1 to Dec 31, 2026" in words(late)


async def test_changing_back_brings_the_old_payers_visits_and_authorization_back(
    clinic: ClinicDesk,
) -> None:
    await fifteen_with_aetna(clinic)
    await clinic.say("/session payer ELM-3 cigna from 2026-11-01")
    await clinic.log("ELM-3", date(2026, 11, 3), date(2026, 11, 5))
    reply = await clinic.say("/session payer ELM-3 aetna from 2026-11-10")
    shown = words(await clinic.say("/caps ELM-3"))
    assert "15 of 20" in shown
    assert "2 visits from Nov 1, 2026 until Nov 9, 2026 stay with Cigna." in words(reply)
    assert "6 visits" in shown


async def test_a_termination_in_the_past_moves_the_visits_since_and_no_authorization(
    clinic: ClinicDesk,
) -> None:
    await fifteen_with_aetna(clinic)
    await clinic.say("/session authorize ELM-3 12 visits from 2026-07-20 until 2026-12-31 as well")
    moved = [day for day in FIFTEEN if day >= date(2026, 7, 1)]
    reply = await clinic.say("/session payer ELM-3 cigna from 7/1/2026")
    assert first_line(reply).startswith(f"{len(moved)} of 10 visits used")
    assert "The authorization of 12 visits stays with Aetna." in words(reply)


async def test_without_a_day_it_is_asked_and_nothing_is_stored(clinic: ClinicDesk) -> None:
    await fifteen_with_aetna(clinic)
    reply = await clinic.say("/session payer ELM-3 cigna")
    assert not clinic.answered
    assert reply.headline == "From which day does Cigna pay for ELM-3?"
    chart = await clinic.charts.find(1, "ELM-3")
    assert chart
    assert (chart.payer, chart.payers) == ("aetna", ())
    today = await clinic.say(button(reply, "From today, Nov 23, 2026"))
    assert first_line(today).startswith("0 of 10 ")


async def test_a_payer_that_was_wrong_from_the_start_gives_all_its_visits(
    clinic: ClinicDesk,
) -> None:
    await fifteen_with_aetna(clinic)
    reply = await clinic.say("/session payer ELM-3 cigna")
    after = await clinic.say(button(reply, "Aetna was wrong from the start"))
    assert "15 of 10" in words(after)
    chart = await clinic.charts.find(1, "ELM-3")
    assert chart
    assert (chart.payer, chart.payers) == ("cigna", ())


async def test_a_payer_that_was_wrong_gives_its_own_days_and_none_of_the_next_one_s(
    clinic: ClinicDesk,
) -> None:
    await fifteen_with_aetna(clinic)
    await clinic.say("/session payer ELM-3 cigna from 2026-12-15")
    reply = await clinic.say("/session payer ELM-3 medicare")
    wrong = button(reply, "Aetna was wrong from the start until Dec 14, 2026")
    await clinic.say(wrong)
    chart = await clinic.charts.find(1, "ELM-3")
    assert chart
    assert [period.payer for period in chart.payer_periods] == ["medicare", "cigna"]


async def test_without_sessions_the_payer_is_just_set(clinic: ClinicDesk) -> None:
    await clinic.say("/session new ELM-3 payer aetna")
    await clinic.say("/session payer ELM-3 cigna")
    assert clinic.answered


async def test_the_first_payer_pays_for_visits_that_were_logged_before_it_was_known(
    clinic: ClinicDesk,
) -> None:
    await clinic.say("/caps set cigna 10 visits per calendar year", manager=True)
    await clinic.say("/session new ELM-3")
    await clinic.log("ELM-3", *FIFTEEN[:3])
    assert first_line(await clinic.say("/session payer ELM-3 cigna")).startswith("3 of 10 ")


async def later_and_earlier(clinic: ClinicDesk) -> Reply:
    """Cigna pays from November; then somebody says Medicare from September, and no end."""
    await fifteen_with_aetna(clinic)
    await clinic.say("/session payer ELM-3 cigna from 2026-11-01")
    reply = await clinic.say("/session payer ELM-3 humana from 2026-09-01")
    assert not clinic.answered
    assert reply.headline == "Cigna is noted from Nov 1, 2026. Does that stay?"
    return reply


async def test_a_payer_set_before_another_asks_whether_the_later_one_stays(
    clinic: ClinicDesk,
) -> None:
    reply = await later_and_earlier(clinic)
    name = next(c.label for c in reply.choices if c.label.startswith("Yes"))
    await clinic.say(button(reply, name))
    chart = await clinic.charts.find(1, "ELM-3")
    assert chart
    payers = [chart.payer_on(date(2026, month, 15)) for month in (8, 9, 10, 11)]
    assert (payers[0], payers[3]) == ("aetna", "cigna")
    assert payers[1] == payers[2] == chart.payer_on(date(2026, 9, 1))


async def test_the_same_payer_that_begins_sooner_is_no_question(clinic: ClinicDesk) -> None:
    await fifteen_with_aetna(clinic)
    await clinic.say("/session payer ELM-3 cigna from 2026-11-01")
    await clinic.say("/session payer ELM-3 cigna from 2026-10-15")
    assert clinic.answered
    chart = await clinic.charts.find(1, "ELM-3")
    assert chart
    payers = [
        chart.payer_on(date(2026, month, day)) for month, day in ((10, 14), (10, 15), (11, 2))
    ]
    assert payers == ["aetna", "cigna", "cigna"]


async def test_the_later_one_goes_where_it_is_said_so(clinic: ClinicDesk) -> None:
    reply = await later_and_earlier(clinic)
    await clinic.say(next(c.command for c in reply.choices if c.label.startswith("No")))
    chart = await clinic.charts.find(1, "ELM-3")
    assert chart
    assert [period.first for period in chart.payers] == [None, date(2026, 9, 1)]


async def test_a_payer_of_days_to_come_waits_for_them(clinic: ClinicDesk) -> None:
    await fifteen_with_aetna(clinic)
    reply = await clinic.say("/session payer ELM-3 cigna from 2026-12-01")
    assert "Payer: Aetna" in words(reply)
    assert "Cigna pays from Dec 1, 2026." in words(reply)
    chart = await clinic.charts.find(1, "ELM-3")
    assert chart
    assert chart.next_look
    assert chart.next_look <= date(2026, 12, 1)
    clinic.later(days=8)
    assert "0 of 10" in words(await clinic.say("/caps ELM-3"))


async def test_a_later_day_of_a_payer_that_is_noted_is_asked(clinic: ClinicDesk) -> None:
    await fifteen_with_aetna(clinic)
    await clinic.say("/session payer ELM-3 cigna from 2026-12-01")
    reply = await clinic.say("/session payer ELM-3 cigna from 2027-01-01")
    assert not clinic.answered
    assert reply.headline == "Cigna is noted from Dec 1, 2026 already. Only from Jan 1, 2027?"
    await clinic.say(reply.choices[0].command)
    chart = await clinic.charts.find(1, "ELM-3")
    assert chart
    days = (date(2026, 11, 30), date(2026, 12, 31), date(2027, 1, 1))
    assert [chart.payer_on(day) for day in days] == ["aetna", "aetna", "cigna"]
    again = await clinic.say("/session payer ELM-3 cigna from 2027-01-01")
    assert clinic.answered, "it is so already"
    assert "Cigna pays from Jan 1, 2027." in words(again)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        pytest.param("for low back pain from 11/1/2026", "A day is told", id="no payer"),
        pytest.param("from 11/1/2026", "", id="a day alone"),
        pytest.param("aetna until 10/31/2026", "Who pays for ELM-3 from Nov 1", id="an end alone"),
        pytest.param("cigna from 11/1/2062", "more than two years ahead", id="a slip in the year"),
        pytest.param("cigna from 2026-11-01 until 2026-10-01", "before it begins", id="reversed"),
        pytest.param("cigna from whenever", "whenever", id="no day"),
    ],
)
async def test_what_cannot_be_kept_of_a_payers_days_is_refused(
    clinic: ClinicDesk, typed: str, says: str
) -> None:
    await fifteen_with_aetna(clinic)
    reply = await clinic.say(f"/session payer ELM-3 {typed}")
    assert not clinic.answered
    assert says in reply.headline
    chart = await clinic.charts.find(1, "ELM-3")
    assert chart
    assert (chart.payer, chart.payers) == ("aetna", ())


async def test_an_alias_cap_counts_all_days_and_a_payers_cap_its_own(clinic: ClinicDesk) -> None:
    await fifteen_with_aetna(clinic)
    await clinic.say("/caps set ELM-3 30 visits per calendar year")
    await clinic.say("/session payer ELM-3 cigna from 2026-11-01")
    shown = words(await clinic.say("/caps ELM-3"))
    assert "0 of 10" in shown
    assert "15 of 30" in shown


async def test_nobody_pays_from_a_day_on(clinic: ClinicDesk) -> None:
    await fifteen_with_aetna(clinic)
    reply = await clinic.say("/session payer ELM-3 aetna until 10/31/2026")
    after = await clinic.say(button(reply, "Nobody yet"))
    assert "No payer is set from Nov 1, 2026" in words(after)
    chart = await clinic.charts.find(1, "ELM-3")
    assert chart
    assert (chart.payer_on(TODAY), chart.payer_on(date(2026, 10, 31))) == (None, "aetna")


async def test_a_new_alias_takes_no_day_for_its_payer(clinic: ClinicDesk) -> None:
    reply = await clinic.say("/session new ELM-3 payer cigna from 11/1/2026")
    assert not clinic.answered
    await clinic.say(button(reply, "Cigna from the start"))
    assert clinic.answered


async def test_a_cap_of_the_alias_is_said_to_go_with_it_to_the_next_payer(
    pack: FactBook,
) -> None:
    desk = ClinicDesk(pack, "PT")
    await desk.say("/session new PINE-13 payer humana")
    await desk.say("/caps set PINE-13 3 visits per calendar year")
    await desk.say("/session log PINE-13 20560 on 10/1")
    reply = await desk.say("/session payer PINE-13 aetna from 11/1")
    said = words(reply)
    assert "is of PINE-13, whoever pays, and counts what Humana paid too." in said
    back = button(reply, "Take back 3 visits per calendar year")
    assert back == "/caps withdraw PINE-13 3 visits per calendar year"
    await desk.say(back)
    assert "whoever pays" not in words(await desk.say("/session payer PINE-13 cigna from 11/10"))


async def test_a_cap_that_counts_nothing_of_the_payer_before_is_not_spoken_of(
    pack: FactBook,
) -> None:
    desk = ClinicDesk(pack, "PT")
    await desk.say("/session new PINE-13 payer humana")
    await desk.say("/caps set PINE-13 3 visits per calendar year")
    assert "whoever pays" not in words(await desk.say("/session payer PINE-13 aetna from 11/1"))
    await desk.say("/session log PINE-13 20560 on 11/4")
    assert "whoever pays" not in words(await desk.say("/session payer PINE-13 aetna for neck pain"))


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("cigna next year", date(2027, 1, 1)),
        ("cigna starting next month", date(2026, 12, 1)),
        ("cigna in the new year", date(2027, 1, 1)),
        ("cigna effective january", date(2027, 1, 1)),
        ("cigna from january 2027", date(2027, 1, 1)),
        ("cigna from november", date(2026, 11, 1)),
    ],
)
async def test_a_payer_of_a_month_or_a_year_pays_from_its_first_day(
    clinic: ClinicDesk, typed: str, first: date
) -> None:
    await clinic.say("/session new ELM-3 payer aetna")
    await clinic.say(f"/session payer ELM-3 {typed}")
    chart = await clinic.charts.find(1, "ELM-3")
    assert chart
    assert [period.first for period in chart.payer_periods] == [None, first]


async def test_the_plan_of_a_payer_that_is_to_come_is_kept_for_its_days(
    clinic: ClinicDesk,
) -> None:
    await clinic.say("/session new ELM-3 payer aetna plan self-funded")
    said = words(await clinic.say("/session payer ELM-3 humana medicare advantage from 1/1/2027"))
    assert "Payer: Aetna, plan self-funded." in said
    assert "Humana, plan Medicare Advantage, pays from Jan 1, 2027." in said
    chart = await clinic.charts.find(1, "ELM-3")
    assert chart
    days = (date(2026, 12, 31), date(2027, 1, 1))
    assert [chart.plan_on(day) for day in days] == ["self-funded", "Medicare Advantage"]
    assert chart.as_of(days[1]).plan == "Medicare Advantage"


async def test_a_plan_told_with_a_day_is_of_that_day_s_payer_alone(clinic: ClinicDesk) -> None:
    await clinic.say("/session new ELM-3 payer aetna")
    await clinic.say("/session payer ELM-3 humana from 1/1/2027")
    said = words(await clinic.say("/session payer ELM-3 humana from 1/1/2027 plan self-funded"))
    assert "Payer: Aetna." in said
    assert "Humana, plan self-funded, pays from Jan 1, 2027." in said
    said = words(await clinic.say("/session undo"))
    assert "Taken back: payer Humana plan self-funded from Jan 1, 2027 of ELM-3." in said
    assert "Humana pays from Jan 1, 2027." in words(await clinic.say("/caps ELM-3"))
    said = words(await clinic.say("/session payer ELM-3 plan PPO"))
    assert "Payer: Aetna, plan PPO." in said
    assert "Humana pays from Jan 1, 2027." in said


async def test_what_the_payer_had_for_a_plan_comes_back_with_it(clinic: ClinicDesk) -> None:
    await clinic.say("/session new ELM-3 payer aetna plan PPO")
    await clinic.say("/session log ELM-3 20560 on 10/5")
    said = words(await clinic.say("/session payer ELM-3 cigna from 11/1"))
    assert "Payer: Cigna from Nov 1, 2026." in said
    shown = words(await clinic.say("/session show ELM-3"))
    assert "Aetna, plan PPO, until Oct 31, 2026 (1 visit)" in shown
    said = words(await clinic.say("/session undo"))
    assert "Payer: Aetna, plan PPO." in said
