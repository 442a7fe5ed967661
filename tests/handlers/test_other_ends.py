"""Another end of an authorization: a day or so much later; nothing is made up that nobody said."""

from __future__ import annotations

import pytest

from models.coverage.fact_book import FactBook
from tests.handlers.clinic_desk import ClinicDesk, button
from tests.handlers.front_desk import words


@pytest.fixture
async def desk(pack: FactBook) -> ClinicDesk:
    """A desk with ten visits until the end of November."""
    desk = ClinicDesk(pack, "PT")
    await desk.say("/session new ELM-9 payer humana")
    await desk.say("/session authorize ELM-9 10 visits from 9/1/26 until 11/30/26")
    return desk


@pytest.mark.parametrize(
    ("longer", "until"),
    [
        ("by 30 days", "Dec 30, 2026"),
        ("1 by 2 weeks", "Dec 14, 2026"),
        ("by 1 month", "Dec 30, 2026"),
        ("60 days", "Jan 29, 2027"),
        ("+30d", "Dec 30, 2026"),
        ("1 2 wks", "Dec 14, 2026"),
        ("until 12/15", "Dec 15, 2026"),
    ],
)
async def test_it_ends_so_much_later(desk: ClinicDesk, longer: str, until: str) -> None:
    told = words(await desk.say(f"/session extend ELM-9 {longer}"))
    assert f"10 visits authorized, Sep 1, 2026 to {until}." in told
    assert "instead of number 1" in told


@pytest.mark.parametrize("both", ["until 12/15 by 30 days", "until 30 days from today"])
async def test_of_a_day_and_a_length_neither_is_taken(desk: ClinicDesk, both: str) -> None:
    asked = await desk.say(f"/session extend ELM-9 {both}")
    assert asked.headline == "Until when may the visits be used?"
    assert "Sep 1, 2026 to Nov 30, 2026" in words(await desk.say("/caps ELM-9"))


async def test_one_that_is_shortened_ends_so_much_earlier(desk: ClinicDesk) -> None:
    told = words(await desk.say("/session authorize ELM-9 1 shortened by 2 weeks"))
    assert "10 visits authorized, Sep 1, 2026 to Nov 16, 2026." in told


async def test_a_length_behind_ended_makes_it_no_longer(desk: ClinicDesk) -> None:
    assert (await desk.say("/session authorize ELM-9 ended 2 weeks")).refused
    assert "Sep 1, 2026 to Nov 30, 2026" in words(await desk.say("/caps ELM-9"))


async def test_visits_beside_another_end_are_all_or_more(desk: ClinicDesk) -> None:
    asked = await desk.say("/session extend ELM-9 until 12/31/26 16 visits")
    start = "/session authorize ELM-9 16 visits from"
    assert [(c.label, c.command) for c in asked.choices] == [
        ("16 in all", f"{start} 2026-09-01 until 2026-12-31 instead of 1"),
        (
            "26 in all, 16 more",
            "/session authorize ELM-9 26 visits from 2026-09-01 until 2026-12-31 instead of 1",
        ),
        ("16 more from Dec 1, 2026", f"{start} 2026-12-01 until 2026-12-31 as well"),
    ]


@pytest.mark.parametrize(
    ("told", "now"),
    [
        ("by 4 visits", "14 visits authorized, Sep 1, 2026 to Nov 30, 2026."),
        ("1 to 16 visits", "16 visits authorized, Sep 1, 2026 to Nov 30, 2026."),
        ("1 by 6 visits and until 1/15", "16 visits authorized, Sep 1, 2026 to Jan 15, 2027."),
        ("+4 visits", "14 visits authorized, Sep 1, 2026 to Nov 30, 2026."),
        ("4 more visits until 12/10/26", "14 visits authorized, Sep 1, 2026 to Dec 10, 2026."),
        ("16 visits in all, same end", "16 visits authorized, Sep 1, 2026 to Nov 30, 2026."),
        ("#1 another 5 visits thru 12/31", "15 visits authorized, Sep 1, 2026 to Dec 31, 2026."),
        ("to 16", "16 visits authorized, Sep 1, 2026 to Nov 30, 2026."),
        ("1 to 18", "18 visits authorized, Sep 1, 2026 to Nov 30, 2026."),
        ("by 3", "13 visits authorized, Sep 1, 2026 to Nov 30, 2026."),
        ("+3", "13 visits authorized, Sep 1, 2026 to Nov 30, 2026."),
        ("1 by 3 until 12/31/26", "13 visits authorized, Sep 1, 2026 to Dec 31, 2026."),
    ],
)  # fmt: skip
async def test_it_grows_by_visits_until_its_end_or_another(
    desk: ClinicDesk, told: str, now: str
) -> None:
    reply = words(await desk.say(f"/session extend ELM-9 {told}"))
    assert now in reply
    assert "noted as number 2, instead of number 1" in reply


@pytest.mark.parametrize("told", ["to 4 visits", "4 visits in all", "to 4 visits until 11/30/26"])
async def test_fewer_visits_than_there_are_may_be_all_or_more(desk: ClinicDesk, told: str) -> None:
    asked = await desk.say(f"/session extend ELM-9 {told}")
    assert asked.headline == "4 visits in all until Nov 30, 2026, or 4 more?"
    assert [choice.label for choice in asked.choices] == ["4 in all", "14 in all, 4 more"]
    assert "0 of 10 visits used" in words(await desk.say("/caps ELM-9"))


async def test_visits_that_extend_units_are_not_mixed_with_them(desk: ClinicDesk) -> None:
    asked = await desk.say("/session extend ELM-9 by 4 units")
    assert "/session authorize ELM-9 4 units from" in words(asked)
    assert "4 visits" not in words(asked)


async def test_more_visits_until_long_after_may_be_by_themselves(desk: ClinicDesk) -> None:
    asked = await desk.say("/session extend ELM-9 4 more visits until 1/31/27")
    assert [(c.label, c.command) for c in asked.choices] == [
        (
            "14 in all, 4 more",
            "/session authorize ELM-9 14 visits from 2026-09-01 until 2027-01-31 instead of 1",
        ),
        (
            "4 more from Dec 1, 2026",
            "/session authorize ELM-9 4 visits from 2026-12-01 until 2027-01-31 as well",
        ),
    ]


async def test_one_that_is_over_grows_by_no_visit_without_a_last_day(desk: ClinicDesk) -> None:
    await desk.say("/session new ELM-4 payer humana")
    await desk.say("/session authorize ELM-4 10 visits from 9/1/26 until 10/31/26")
    asked = await desk.say("/session extend ELM-4 by 4 visits")
    assert asked.headline.startswith("Until when may the visits be used?")
    told = words(await desk.say("/session extend ELM-4 1 by 4 visits until 12/31/26"))
    assert "14 visits authorized, Sep 1, 2026 to Dec 31, 2026." in told


async def test_of_two_it_is_asked_which_grows(desk: ClinicDesk) -> None:
    await desk.say("/session authorize ELM-9 5 visits from 12/1/26 until 1/31/27")
    asked = await desk.say("/session extend ELM-9 by 4 visits")
    assert button(asked, "Number 2") == "/session extend ELM-9 2 by 4 visits"
    told = words(await desk.say(button(asked, "Number 2")))
    assert "9 visits authorized, Dec 1, 2026 to Jan 31, 2027" in told


async def test_a_number_that_was_replaced_offers_no_end_that_is_there_already(
    desk: ClinicDesk,
) -> None:
    await desk.say("/session extend ELM-9 1 until 12/14/26")
    asked = await desk.say("/session extend ELM-9 1 until 12/14/26")
    assert asked.headline == "Number 1 was replaced by number 2."
    assert not any("/session authorize" in choice.command for choice in asked.choices)
    assert "It ends on that day already." in words(asked)


async def test_the_number_of_an_authorization_is_no_number_of_visits(desk: ClinicDesk) -> None:
    asked = words(await desk.say("/session extend ELM-9 1 by 4 visits of 20560"))
    assert "4 visits" in asked
    assert "1 visit" not in asked


async def test_units_beside_another_end_are_called_so(desk: ClinicDesk) -> None:
    await desk.say("/session new ELM-4 payer humana")
    await desk.say("/session authorize ELM-4 24 units from 9/1/26 until 11/30/26")
    asked = await desk.say("/session extend ELM-4 until 12/31/26 16 units")
    assert asked.headline == "16 units in all until Dec 31, 2026, or 16 more?"


@pytest.mark.parametrize(
    ("visits", "told"),
    [
        ("OT visits", "for OT only"),
        ("visits of 97110", "of 97110"),
        ("visits excluding evaluations", "excluding evaluations"),
    ],
)
async def test_no_button_leaves_out_which_visits_were_told(
    desk: ClinicDesk, visits: str, told: str
) -> None:
    asked = await desk.say(f"/session extend ELM-9 until 12/31/26 16 {visits}")
    assert told in button(asked, "Instead of 1")
    assert told in button(asked, "As well: additional")


async def test_visits_of_who_pays_second_are_none_of_who_pays_first(desk: ClinicDesk) -> None:
    asked = await desk.say("/session extend ELM-9 until 12/31/26 16 visits secondary")
    assert asked.headline.startswith("Nobody is noted to pay second for ELM-9")


@pytest.mark.parametrize("behind", ["until 12/31/26 16 visits", "until 12/31/26", "by 30 days"])
async def test_where_there_is_none_nothing_is_entered(desk: ClinicDesk, behind: str) -> None:
    await desk.say("/session new ELM-3 payer humana")
    refused = await desk.say(f"/session extend ELM-3 {behind}")
    assert refused.headline == "ELM-3 has no authorization whose end could move."
    chart = await desk.charts.find(1, "ELM-3")
    assert chart
    assert chart.history.authorizations == ()


@pytest.mark.parametrize("typed", ["/caps ELM-9, ELM-3 {}", "/session show ELM-9 and ELM-3 {}"])
async def test_of_several_aliases_one_is_shown_and_each_other_has_a_button(
    desk: ClinicDesk, typed: str
) -> None:
    for alias in ("ELM-3", "OAK-6"):
        await desk.say(f"/session new {alias} payer cigna")
    shown = await desk.say(typed.format("OAK 6"))
    assert "Only ELM-9 is shown." in words(shown)
    assert {"Show ELM-3", "Show OAK-6"} <= {choice.label for choice in shown.choices}
    strange = await desk.say(typed.format("OAK-77"))
    assert "I did not use “OAK-77”: only ELM-9 is shown." in words(strange)
    assert "ELM-9 is shown" not in words(await desk.say("/caps ELM-9 ELM 9"))


@pytest.mark.parametrize(
    "behind",
    ["to 16", "by 3", "1 to 18", "by 4 units", "16 visits of 20560", "16", "4 OT visits", "to 4"],
)
async def test_no_question_about_an_extension_leads_to_another_authorization_beside_it(
    desk: ClinicDesk, behind: str
) -> None:
    reply = await desk.say(f"/session extend ELM-9 {behind}")
    commands = [choice.command for choice in reply.choices]
    assert not [command for command in commands if command.endswith("as well")]


@pytest.mark.parametrize(
    ("told", "until"),
    [
        ("to 12/31", "Dec 31, 2026"),
        ("to 31 December", "Dec 31, 2026"),
        ("by 12/15", "Dec 15, 2026"),
    ],
)
async def test_a_day_behind_to_or_by_is_no_number_of_visits(
    desk: ClinicDesk, told: str, until: str
) -> None:
    reply = words(await desk.say(f"/session extend ELM-9 {told}"))
    assert f"10 visits authorized, Sep 1, 2026 to {until}." in reply


async def test_a_bare_number_is_of_what_the_authorization_counts(desk: ClinicDesk) -> None:
    await desk.say("/session new ELM-4 payer humana")
    await desk.say("/session authorize ELM-4 24 units from 9/1/26 until 11/30/26")
    told = words(await desk.say("/session extend ELM-4 to 30"))
    assert "30 timed units authorized, Sep 1, 2026 to Nov 30, 2026." in told
    await desk.say("/session authorize ELM-9 5 visits from 12/1/26 until 1/31/27")
    asked = await desk.say("/session extend ELM-9 to 16")
    assert button(asked, "Number 2") == "/session extend ELM-9 2 to 16"


async def test_where_no_authorization_is_extended_its_last_day_moves_only_as_a_slip(
    pack: FactBook,
) -> None:
    desk = ClinicDesk(pack, "PT")
    await desk.say("/session new ELM-5 payer uhc medicare advantage")
    await desk.say("/session authorize ELM-5 8 visits from 11/24/26 until 1/15/27")
    says = "UnitedHealthcare Medicare Advantage extends no authorization."
    for typed in (
        "/session extend ELM-5 until 1/31/27",
        "/session authorize ELM-5 extended until 1/31/27",
        "/session authorize ELM-5 8 visits from 11/24/26 until 1/31/27 instead of 1",
    ):
        asked = await desk.say(typed)
        assert asked.headline == says
        assert "from 1/16/2027 until 1/31/2027" in words(asked)
        assert button(asked, "Ask for a new one") == "/session request ELM-5"
    assert "Nov 24, 2026 to Jan 15, 2027" in words(await desk.say("/caps ELM-5"))
    moved = words(await desk.say(button(asked, "It was typed wrong: until Jan 31, 2027")))
    assert "8 visits authorized, Nov 24, 2026 to Jan 31, 2027: noted as number 2" in moved
    assert says in moved
    assert says not in words(await desk.say("/session extend ELM-5 until 1/10/27"))
    assert says not in words(await desk.say("/session extend ELM-5 to 10"))
    assert says not in words(
        await desk.say("/session authorize ELM-5 4 visits until 3/1/27 as well")
    )


async def test_a_first_day_typed_with_more_visits_is_told_and_offered(desk: ClinicDesk) -> None:
    await desk.say("/session new ELM-6 payer humana")
    await desk.say("/session authorize ELM-6 12 visits from 11/20/26 until 12/31/26")
    await desk.say("/session log ELM-6 20560 on 10/7/26")
    asked = await desk.say("/session authorize ELM-6 6 more visits from 10/1/26 until 12/31/26")
    assert "The 6 more begin on Oct 1, 2026." in words(asked)
    start = "/session authorize ELM-6"
    assert [(c.label, c.command) for c in asked.choices] == [
        (
            "18 in all, 6 more, Oct 1, 2026 to Dec 31, 2026",
            f"{start} 18 visits from 2026-10-01 until 2026-12-31 instead of 1",
        ),
        (
            "18 in all, 6 more, Nov 20, 2026 to Dec 31, 2026",
            f"{start} 18 visits from 2026-11-20 until 2026-12-31 instead of 1",
        ),
        ("By themselves", f"{start} 6 visits from 2026-10-01 until 2026-12-31 as well"),
    ]
    covered = words(await desk.say(asked.choices[0].command))
    assert "1 of 18 visits used" in covered
    sooner = await desk.say("/session authorize ELM-6 3 more visits from 10/1/26 until 12/15/26")
    assert sooner.choices[0].label == "21 in all, 3 more, Oct 1, 2026 to Dec 31, 2026"
    same = await desk.say("/session authorize ELM-6 3 more visits until 12/31/26")
    assert same.choices[0].label == "21 in all, 3 more"
