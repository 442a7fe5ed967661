"""Balances at the desk: of which limit, used or left, and what a payer's total cannot know."""

from __future__ import annotations

from datetime import date

import pytest

from models.coverage.fact_book import FactBook
from tests.handlers.clinic_desk import ClinicDesk, button, first_line
from tests.handlers.front_desk import but_help, words

MONDAYS = [date(2026, 10, day) for day in (5, 12, 26)] + [date(2026, 11, day) for day in (2, 9)]


@pytest.fixture
def clinic(pack: FactBook) -> ClinicDesk:
    """A clinic of physical therapists."""
    return ClinicDesk(pack, "PT")


async def fox(clinic: ClinicDesk) -> None:
    """FOX-4 has a cap of 20 a year, and five sessions in October and November."""
    await clinic.say("/session new FOX-4")
    await clinic.say("/caps set FOX-4 20 visits per calendar year")
    await clinic.log("FOX-4", *MONDAYS)


async def nothing_is_kept(clinic: ClinicDesk, alias: str = "FOX-4") -> bool:
    """Whether no balance is kept."""
    chart = await clinic.charts.find(1, alias)
    assert chart
    return not chart.history.balances


async def test_a_visit_entered_after_a_portals_total_counts_on_top(clinic: ClinicDesk) -> None:
    await fox(clinic)
    asked = await clinic.say("/session balance FOX-4 8 as of 11/20/26 from portal")
    assert asked.headline == ("Are your 3 visits from Oct 26, 2026 to Nov 9, 2026 among the 8?")
    assert await nothing_is_kept(clinic)
    told = await clinic.say(button(asked, "Yes, they are"))
    assert first_line(told).startswith("8 of 20 visits used, 12 left")
    late = await clinic.log("FOX-4", date(2026, 11, 16))
    assert first_line(late).startswith("9 of 20 visits used, 11 left")
    assert "on top of the 8 as of Nov 20, 2026, which were told before it was logged" in words(late)


async def test_visits_that_a_portal_does_not_know_yet_come_on_top(clinic: ClinicDesk) -> None:
    await fox(clinic)
    asked = await clinic.say("/session balance FOX-4 8 as of 11/20/26 from portal")
    told = await clinic.say(button(asked, "No, they come on top"))
    assert first_line(told).startswith("11 of 20 visits used, 9 left")
    assert "Your visits after Oct 21, 2026 come on top of it." in words(told)


async def test_the_clinics_own_chart_knows_its_visits(clinic: ClinicDesk) -> None:
    await fox(clinic)
    told = await clinic.say("/session balance FOX-4 8 as of 11/20/26 from chart")
    assert first_line(told).startswith("8 of 20 ")


async def test_five_left_is_never_five_used(clinic: ClinicDesk) -> None:
    await clinic.say("/session new FOX-4")
    await clinic.say("/caps set FOX-4 20 visits per calendar year")
    for words_ in ("5 left", "5 visits remaining", "5 visits to go", "5 more left"):
        told = await clinic.say(f"/session balance FOX-4 {words_} as of 11/20/26 from portal")
        assert first_line(told).startswith("15 of 20 visits used, 5 left"), words_


@pytest.mark.parametrize(
    "typed",
    [
        "5 open as of 11/20/26 from portal",
        "5 unspent as of 11/20/26 from portal",
        "40 units as of 11/20/26 from portal",
        "25 left as of 11/20/26 from portal",
        "5 left elsewhere as of 11/20/26 from another clinic",
        "5 left of the authorization as of 11/20/26 from portal",
        "5 used of 12 as of 11/20/26 from portal",
    ],
)
async def test_no_button_turns_what_was_typed_into_something_else(
    clinic: ClinicDesk, typed: str
) -> None:
    await clinic.say("/session new FOX-4")
    await clinic.say("/caps set FOX-4 20 visits per calendar year")
    reply = await clinic.say(f"/session balance FOX-4 {typed}")
    assert not clinic.answered
    assert await nothing_is_kept(clinic)
    for choice in but_help(reply):
        assert ("left" in typed) == (" left " in choice.command)
        assert typed.split(maxsplit=1)[0] in choice.command.split()


async def test_used_and_left_in_one_breath_are_asked_for(clinic: ClinicDesk) -> None:
    await clinic.say("/session new FOX-4")
    await clinic.say("/caps set FOX-4 20 visits per calendar year")
    reply = await clinic.say("/session balance FOX-4 5 used left as of 11/20/26 from portal")
    assert [choice.label for choice in reply.choices] == ["5 used", "5 left"]
    left = await clinic.say(button(reply, "5 left"))
    assert first_line(left).startswith("15 of 20 ")


async def test_neither_of_two_numbers_is_dropped(clinic: ClinicDesk) -> None:
    await clinic.say("/session new FOX-4")
    await clinic.say("/caps set FOX-4 20 visits per calendar year")
    typed = "/session balance FOX-4 5 used and 4 left as of 11/20/26 from portal"
    reply = await clinic.say(typed)
    assert await nothing_is_kept(clinic)
    assert [choice.label for choice in reply.choices] == ["5 used", "4 left"]
    left = await clinic.say(button(reply, "4 left"))
    assert first_line(left).startswith("16 of 20 ")


async def with_authorization(clinic: ClinicDesk) -> None:
    """FOX-4 has a cap of 20 a year and an authorization of 12."""
    await clinic.say("/session new FOX-4")
    await clinic.say("/caps set FOX-4 20 visits per calendar year")
    await clinic.say("/session authorize FOX-4 12 visits from 2026-11-01 until 2026-12-31")


async def test_a_total_of_the_year_says_nothing_of_an_authorization(clinic: ClinicDesk) -> None:
    await with_authorization(clinic)
    asked = await clinic.say("/session balance FOX-4 8 as of 11/20/26 from portal")
    assert asked.headline == "8 used of which limit?"
    await clinic.say(asked.choices[0].command)
    shown = words(await clinic.say("/caps FOX-4"))
    assert "8 of 20" in shown
    assert "0 of 12" in shown


async def test_the_count_that_a_balance_changes_is_told_where_another_binds(
    clinic: ClinicDesk,
) -> None:
    await clinic.say("/session new FOX-4 payer aetna")
    await clinic.say("/caps set FOX-4 20 visits per calendar year")
    await clinic.say("/session authorize FOX-4 2 visits from 11/1/26 until 12/31/26")
    told = "8 used of 20 per calendar year in all as of 11/20/26 from portal"
    noted = words(await clinic.say(f"/session balance FOX-4 {told}"))
    assert "0 of 2 visits used, 2 left" in noted
    assert "With it: 8 of 20 visits used, 12 left." in noted


async def test_a_balance_of_an_authorization_says_nothing_of_the_year(clinic: ClinicDesk) -> None:
    await with_authorization(clinic)
    await clinic.say("/session balance FOX-4 3 used of authorization as of 11/20/26 from portal")
    shown = words(await clinic.say("/caps FOX-4"))
    assert "0 of 20" in shown
    assert "3 of 12" in shown


async def test_what_is_left_of_several_limits_is_asked_for(clinic: ClinicDesk) -> None:
    await with_authorization(clinic)
    asked = await clinic.say("/session balance FOX-4 5 left as of 11/20/26 from portal")
    assert asked.headline == "5 left of which limit?"
    assert await nothing_is_kept(clinic)
    told = await clinic.say(button(asked, "Authorization 1"))
    assert first_line(told).startswith("7 of 12 visits used, 5 left")


@pytest.mark.parametrize(
    ("counted", "told"),
    [("14 used", "14 visits in all"), ("18 left", "18 left, so 2 visits in all")],
)
async def test_more_than_an_authorization_granted_is_of_the_plan_and_not_asked_for(
    clinic: ClinicDesk, counted: str, told: str
) -> None:
    """Twelve are authorized, and twenty a year allowed: fourteen or eighteen are of the twenty."""
    await with_authorization(clinic)
    noted = await clinic.say(f"/session balance FOX-4 {counted} as of 11/20/26 from portal")
    assert clinic.answered, noted
    assert told in words(noted)


async def test_what_is_used_of_limits_with_other_windows_is_asked_for(clinic: ClinicDesk) -> None:
    await clinic.say("/session new FOX-4")
    await clinic.say("/caps set FOX-4 20 visits per calendar year")
    await clinic.say("/caps set FOX-4 12 visits per rolling 90 days")
    asked = await clinic.say("/session balance FOX-4 5 as of 11/20/26 from portal")
    assert asked.headline == "5 used of which limit?"
    for choice in asked.choices:
        await clinic.say(choice.command)
        assert clinic.answered, choice
    elsewhere = "/session balance FOX-4 2 as of 11/20/26 from another clinic"
    await clinic.say(elsewhere)
    assert clinic.answered


async def test_a_typo_is_mended_the_same_day(clinic: ClinicDesk) -> None:
    await clinic.say("/session new FOX-4")
    await clinic.say("/caps set FOX-4 20 visits per calendar year")
    await clinic.say("/session balance FOX-4 15 as of 11/20/26 from portal")
    told = await clinic.say("/session balance FOX-4 5 as of 11/20/26 from the payer's website")
    assert first_line(told).startswith("5 of 20 ")


async def test_an_old_payers_total_says_nothing_of_the_new_one(clinic: ClinicDesk) -> None:
    await clinic.say("/caps set cigna 10 visits per calendar year", manager=True)
    await clinic.say("/caps set aetna 20 visits per calendar year", manager=True)
    await clinic.say("/session new FOX-4 payer aetna")
    await clinic.say("/session balance FOX-4 8 as of 10/20/26 from portal")
    moved = await clinic.say("/session payer FOX-4 cigna from 11/1/2026")
    assert first_line(moved).startswith("0 of 10 ")


async def test_a_cap_set_in_another_window_lets_go_of_no_balance(clinic: ClinicDesk) -> None:
    await clinic.say("/session new FOX-4")
    await clinic.say("/caps set FOX-4 20 visits per calendar year")
    await clinic.say("/session balance FOX-4 8 used of cap as of 11/20/26 from portal")
    await clinic.say("/caps set FOX-4 none")
    again = await clinic.say("/caps set FOX-4 20 visits per rolling 12 months")
    assert first_line(again).startswith("8 of 20 ")


async def test_a_second_session_of_a_day_in_a_total_is_the_same_visit(clinic: ClinicDesk) -> None:
    await fox(clinic)
    await clinic.say("/session balance FOX-4 8 with recent as of 11/20/26 from portal")
    again = await clinic.say("/session log FOX-4 20561 on 2026-11-09 again")
    assert first_line(again).startswith("8 of 20 ")


@pytest.mark.parametrize(
    ("typed", "counted"),
    [
        pytest.param("8 in all with recent of plan", "8 of 20", id="all known"),
        pytest.param("8 in all without recent of cap", "11 of 20", id="recent ones on top"),
        pytest.param("8 left with recent", "12 of 20", id="left"),
        pytest.param(
            "8 left without recent of cap", "15 of 20", id="left, recent ones to come off"
        ),
    ],
)
async def test_a_form_s_words_mean_what_they_say(
    clinic: ClinicDesk, typed: str, counted: str
) -> None:
    await fox(clinic)
    typed = typed.replace("of plan", "of 20")
    told = await clinic.say(f"/session balance FOX-4 {typed} as of 2026-11-20 from portal")
    assert first_line(told).startswith(counted)


async def test_a_balance_of_an_authorization_follows_the_one_in_its_place(
    clinic: ClinicDesk,
) -> None:
    await with_authorization(clinic)
    await clinic.say("/session balance FOX-4 3 used of authorization 1 as of 11/20/26 from portal")
    longer = "/session authorize FOX-4 12 visits from 2026-11-01 until 2027-01-31 instead of 1"
    assert first_line(await clinic.say(longer)).startswith("3 of 12 ")
    again = "/session authorize FOX-4 10 visits from 2026-11-01 until 2027-02-28 instead of 2"
    assert first_line(await clinic.say(again)).startswith("3 of 10 ")
    await clinic.say("/session withdraw FOX-4 3")
    assert "3 of 12" in words(await clinic.say("/caps FOX-4"))


async def test_a_year_that_began_with_visits_elsewhere_is_told_to_reset_at_the_latest(
    pack: FactBook,
) -> None:
    clinic = ClinicDesk(pack, "PT")
    await clinic.say("/session new BLUE-1 payer medicare for chronic low back pain")
    await clinic.say("/session balance BLUE-1 3 in all of 20 per year as of 11/20 from portal")
    told = words(await clinic.say("/caps BLUE-1"))
    assert "Resets Nov 1, 2027 at the latest: the day of the first visit, elsewhere, is not" in told
    await clinic.say("/session log BLUE-1 20560 on 11/10")
    assert "at the latest" in words(await clinic.say("/caps BLUE-1"))
    await clinic.say("/session new BLUE-2 payer medicare for chronic low back pain")
    await clinic.say("/session log BLUE-2 20560 on 11/10")
    assert "at the latest" not in words(await clinic.say("/caps BLUE-2"))


async def test_a_total_of_a_day_on_which_another_paid_is_asked_about(pack: FactBook) -> None:
    desk = ClinicDesk(pack, "PT")
    await desk.say("/caps set premera 24 visits per calendar year", manager=True)
    await desk.say("/caps set aetna 12 visits per calendar year", manager=True)
    await desk.say("/session new FERN-21 payer premera")
    await desk.say("/session payer FERN-21 aetna from 11/1")
    await desk.say("/session payer FERN-21 premera from 11/15")
    for of in ("", " of cap of 24 per calendar year"):
        typed = f"/session balance FERN-21 14 used{of} in all with recent as of 11/10 from portal"
        asked = await desk.say(typed)
        assert asked.headline == "Aetna paid on Nov 10, 2026. Whose count is it?"
        assert not desk.answered
        mine = button(asked, "Premera's")
        assert f"14 used{of} in all with recent as of 2026-10-31" in mine
    told = words(await desk.say(mine))
    assert "14 of 24 visits used" in told
    theirs = words(await desk.say(button(await desk.say(typed.replace(of, "")), "Aetna's")))
    assert "It changes no count of today: Aetna paid on Nov 10, 2026" in theirs
    assert "are taken to hold it" not in theirs


async def test_what_another_clinic_used_while_another_paid_is_not_asked(pack: FactBook) -> None:
    desk = ClinicDesk(pack, "PT")
    await desk.say("/session new FERN-21 payer premera")
    await desk.say("/session payer FERN-21 aetna from 11/15")
    await desk.say("/session balance FERN-21 4 used elsewhere as of 11/10 from clinic")
    assert desk.answered
    await desk.say("/session balance FERN-21 4 used in all as of 11/20 from portal")
    assert desk.answered


async def test_a_total_too_low_for_the_recent_visits_is_not_asked_to_hold_them(
    clinic: ClinicDesk,
) -> None:
    await fox(clinic)
    asked = await clinic.say("/session balance FOX-4 2 as of 11/20/26 from portal")
    assert asked.headline == (
        "Only 2 used, though 3 visits are logged here from Oct 26, 2026 to Nov 9, 2026?"
    )
    assert await nothing_is_kept(clinic)
    offered = {choice.label for choice in but_help(asked)}
    assert offered == {"The 2 are among my 3", "All 3 come on top"}
    for choice in but_help(asked):  # what is logged here comes to more either way
        assert "5 of 20 visits used" in words(await clinic.say(choice.command))


async def test_what_is_left_is_weighed_by_what_it_says_was_used(clinic: ClinicDesk) -> None:
    await fox(clinic)
    asked = await clinic.say("/session balance FOX-4 18 left as of 11/20/26 from portal")
    assert asked.headline.startswith("18 left, so only 2 used, though 3 visits are logged here")


async def test_of_a_total_of_none_no_recent_visit_is_asked(clinic: ClinicDesk) -> None:
    await fox(clinic)
    told = words(await clinic.say("/session balance FOX-4 0 used as of 11/20/26 from portal"))
    assert "0 visits in all" in told
    assert "5 of 20 visits used" in told


async def test_what_the_patient_tells_a_day_after_the_portals_total_is_mostly_held_by_it(
    clinic: ClinicDesk,
) -> None:
    await clinic.say("/caps set humana 30 visits per calendar year", manager=True)
    await clinic.say("/session new OAK-2 payer humana")
    await clinic.say("/session balance OAK-2 12 in all as of 2026-10-20 from portal")
    told = words(await clinic.say("/session balance OAK-2 10 elsewhere as of 10/21 from patient"))
    assert "13 of 30 visits used" in told
    assert "At most 1 of them can be after the 12 as of Oct 20, 2026, and on top of these." in told
    shown = words(await clinic.say("/session show OAK-2"))
    assert "10 visits elsewhere" in shown
    assert "at most 1 of them on top of the total before" in shown


async def test_what_a_clinic_tells_is_among_what_the_patient_tells_of_all(
    clinic: ClinicDesk,
) -> None:
    await clinic.say("/session new OAK-2 payer humana")
    await clinic.say("/caps set OAK-2 30 visits per calendar year")
    first = await clinic.say("/session balance OAK-2 4 elsewhere as of 2026-10-14 from patient")
    assert "hold it" not in words(first)
    told = words(
        await clinic.say("/session balance OAK-2 4 elsewhere as of 10/10 from another clinic")
    )
    assert "4 of 30 visits used" in told
    assert (
        "It changes no count: the 4 as of Oct 14, 2026, from the patient, are taken to hold it."
        in told
    )
    further = words(
        await clinic.say("/session balance OAK-2 3 elsewhere as of 10/12 from another clinic 2")
    )
    assert "7 of 30 visits used" in further  # the two clinics add up to more
    assert "that is more than the 4 as of Oct 14, 2026, from the patient, which" in further
    patient = words(
        await clinic.say("/session balance OAK-2 9 elsewhere as of 2026-10-20 from patient")
    )
    assert "9 of 30 visits used" in patient
    assert "are taken to be among them: a patient tells of all" in patient


async def test_what_a_letter_tells_beside_a_clinic_may_be_the_same_visits(
    clinic: ClinicDesk,
) -> None:
    await clinic.say("/session new OAK-2 payer humana")
    await clinic.say("/caps set OAK-2 30 visits per calendar year")
    await clinic.say("/session balance OAK-2 4 elsewhere as of 10/14 from referral letter")
    told = words(
        await clinic.say("/session balance OAK-2 4 elsewhere as of 10/10 from another clinic")
    )
    assert "8 of 30 visits used" in told
    assert "It is added to the 4 as of Oct 14, 2026, from a referral letter. If these" in told
