"""One log of codes of two disciplines is a visit of each, and the card is about what was logged."""

from __future__ import annotations

import pytest

from models.coverage.fact_book import FactBook
from models.visits import counting
from tests.handlers.clinic_desk import ClinicDesk, button, first_line
from tests.handlers.front_desk import words


@pytest.fixture
async def clinic(pack: FactBook) -> ClinicDesk:
    """Physical therapists with a chiropractor; the plan counts each apart."""
    desk = ClinicDesk(pack, "PT")
    await desk.say("/session new OAK-11 payer humana")
    await desk.say("/caps set humana 35 chiropractic visits per calendar year", manager=True)
    await desk.say("/caps set humana 60 PT/OT visits per calendar year", manager=True)
    return desk


async def used(clinic: ClinicDesk) -> dict[int, int]:
    """By its number, what is used of each limit."""
    chart = await clinic.charts.find(1, "OAK-11")
    assert chart
    today = counting.current(chart, clinic.book, clinic.now.date())
    return {s.limit.number: s.used for s in today}


@pytest.mark.parametrize(
    ("typed", "chiropractic", "therapy"),
    [
        pytest.param("98940 97110", 1, 1, id="a code of each"),
        pytest.param("98940 and 97110 with the PT", 1, 1, id="the other is the PT's"),
        pytest.param("98940 97140 PT", 1, 1, id="PT behind the codes"),
        pytest.param("98940 97140", 1, 0, id="manual therapy beside an adjustment"),
        pytest.param("98943 97124", 1, 0, id="massage beside an adjustment of a limb"),
        pytest.param("98940 97140 97110", 1, 1, id="exercise beside both is the PT's"),
        pytest.param("98940 97140 chiropractic", 1, 0, id="the chiropractor did it all"),
        pytest.param("97140 DC", 1, 0, id="DC"),
        pytest.param("97140 by chiropractor", 1, 0, id="by chiropractor"),
        pytest.param("97140 by the chiropractor", 1, 0, id="by the chiropractor"),
        pytest.param("98940 99213", 1, 0, id="an office visit goes with the adjustment"),
        pytest.param("97110 20560", 0, 1, id="one discipline"),
        pytest.param("97161 97165", 0, 2, id="PT and OT of a day are two"),
    ],
)
async def test_each_discipline_in_a_log_has_its_visit(
    clinic: ClinicDesk, typed: str, chiropractic: int, therapy: int
) -> None:
    await clinic.say(f"/session log OAK-11 {typed} on 11/19")
    counted = await used(clinic)
    assert counted == {35: chiropractic, 60: therapy}


async def test_manual_therapy_beside_an_adjustment_is_told_to_be_the_chiropractors(
    clinic: ClinicDesk,
) -> None:
    logged = words(await clinic.say("/session log OAK-11 98940 97140 on 11/19"))
    assert "97140 is counted with the adjustment, as the chiropractor's." in logged
    assert "undo and say whose behind the codes: PT." in logged
    typed = words(await clinic.say("/session log OAK-11 98940 97140 DC on 11/20"))
    assert "counted with the adjustment" not in typed


async def test_it_is_said_and_a_visit_can_be_taken_back_alone(clinic: ClinicDesk) -> None:
    logged = await clinic.say("/session log OAK-11 98940 97110 on 11/19")
    assert "98940 of chiropractic and 97110 of PT" in words(logged)
    assert "OAK-11 · 34 left · 1 of 35 visits used" in words(logged)
    assert "OAK-11 · 59 left · 1 of 60 visits used" in words(logged)
    await clinic.say(button(logged, "Undo OAK-11, session 2"))
    assert await used(clinic) == {35: 1, 60: 0}


async def test_a_further_log_of_the_day_is_asked_about_as_a_whole(clinic: ClinicDesk) -> None:
    await clinic.say("/session log OAK-11 98940 97110 on 11/19")
    asked = await clinic.say("/session log OAK-11 98940 97110 on 11/19")
    assert await clinic.numbers("OAK-11") == [1, 2]
    again = next(choice.command for choice in asked.choices if "again" in choice.command)
    await clinic.say(again)
    assert await clinic.numbers("OAK-11") == [1, 2, 3, 4]
    await clinic.say(again)  # pressed twice
    assert await clinic.numbers("OAK-11") == [1, 2, 3, 4]


async def test_visits_of_two_disciplines_may_stand_in_a_list(clinic: ClinicDesk) -> None:
    await clinic.say("/session log OAK-11 97110 PT on 11/19; OAK-11 98940 on 11/19")
    assert await used(clinic) == {35: 1, 60: 1}


async def test_a_card_shows_the_limit_that_the_visit_drew_on(clinic: ClinicDesk) -> None:
    logged = await clinic.say("/session log OAK-11 97110 on 11/19")
    assert first_line(logged).startswith("1 of 60 visits used, 59 left.")
    assert "adds nothing" not in words(logged)
    logged = await clinic.say("/session log OAK-11 98940 on 11/20")
    assert first_line(logged).startswith("1 of 35 visits used, 34 left.")
    logged = await clinic.say("/session log OAK-11 97110 on 11/21")
    assert first_line(logged).startswith("2 of 60 visits used, 58 left.")
    listed = words(await clinic.say("/session log OAK-11 97110 11/22; OAK-11 98940 11/22"))
    assert "adds nothing" not in listed


async def test_a_card_of_no_visit_names_the_limit_of_each_discipline(clinic: ClinicDesk) -> None:
    await clinic.say("/session log OAK-11 97110 on 11/19; OAK-11 98940 on 11/20")
    card = first_line(await clinic.glance("/caps OAK-11"))
    assert card.startswith("1 of 35 visits used, 34 left.")
    assert "59 left for PT and OT: Your clinic's cap, 1 of 60 visits used." in card


async def test_a_limit_of_another_discipline_leads_nobody_who_has_none_of_it(
    clinic: ClinicDesk,
) -> None:
    await clinic.say("/session log OAK-11 97110 on 11/19")
    card = first_line(await clinic.glance("/caps OAK-11"))
    assert card.startswith("1 of 60 visits used, 59 left.")
    assert "chiropractic" not in card


async def test_an_x_ray_is_never_offered_as_needling(clinic: ClinicDesk) -> None:
    asked = await clinic.say("/session log OAK-11 72100")
    assert "72100 is a code of imaging or a laboratory test" in words(asked)
    assert [choice.label for choice in asked.choices] == ["How to ask"]
    beside = await clinic.say("/session log OAK-11 97110 72100")
    assert [choice.label for choice in beside.choices] == ["Log 97110"]


async def test_an_alias_that_is_named_once_more_without_a_word_is_the_same_visit(
    clinic: ClinicDesk,
) -> None:
    await clinic.say("/session new OAK-12")
    listed = await clinic.say("/session log OAK-11 98940; OAK-12 97110; OAK-11")
    assert "OAK-11: stands there twice and was logged once." in words(listed)
    assert await clinic.numbers("OAK-11") == [1]


@pytest.mark.parametrize(
    ("codes", "whose"),
    [("98940 97110", "chiropractic or physical therapy"), ("92507 97110", "speech or physical")],
)
async def test_how_all_are_said_to_be_one_visit_names_the_two_that_were_counted(
    clinic: ClinicDesk, codes: str, whose: str
) -> None:
    told = words(await clinic.say(f"/session log OAK-11 {codes}"))
    assert f"say whose it is behind the codes: {whose}" in told
