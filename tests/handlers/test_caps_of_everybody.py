"""A cap of everybody beside one of an alias; caps that are named, to replace or to compare."""

from __future__ import annotations

import pytest

from models.coverage.fact_book import FactBook
from models.wording import cap_words
from tests.handlers.clinic_desk import ClinicDesk, button
from tests.handlers.front_desk import words


@pytest.fixture
async def desk(pack: FactBook) -> ClinicDesk:
    """A patient of Ohio's workers' compensation, for all of whose the clinic has a cap."""
    desk = ClinicDesk(pack, "PT")
    await desk.say("/session new MAPLE-3 payer ohio bwc for low back")
    await desk.say("/caps set bwc 8 visits per injury", manager=True)
    for day in ("11/9", "11/16"):
        await desk.say(f"/session log MAPLE-3 20560 on {day}")
    return desk


async def caps(desk: ClinicDesk) -> list[str]:
    """What is set, in order of the words."""
    return sorted(cap_words.said(cap) for cap in await desk.charts.caps(1))


async def test_the_cap_of_everybody_goes_on_beside_that_of_one(desk: ClinicDesk) -> None:
    said = words(await desk.say("/caps set MAPLE-3 16 visits per injury"))
    assert "Everybody with Ohio BWC (workers' compensation) has 8 visits per injury" in said
    assert "which goes on beside it: the tighter binds." in said


async def test_a_cap_of_everybody_is_not_lifted_for_one_alone(desk: ClinicDesk) -> None:
    await desk.say("/caps set MAPLE-3 12 visits per injury")
    asked = await desk.say("/caps set MAPLE-3 16 visits per injury instead of 8 visits per injury")
    assert "has 8 visits per injury: it is not lifted for MAPLE-3 alone." in words(asked)
    assert "instead" not in " ".join(choice.command for choice in asked.choices)
    assert await caps(desk) == ["12 visits per injury", "8 visits per injury"]
    await desk.say(button(asked, "Set it as well"))
    assert await caps(desk) == ["16 visits per injury", "8 visits per injury"]


async def test_no_cap_is_offered_instead_of_itself(desk: ClinicDesk) -> None:
    await desk.say("/caps set MAPLE-3 16 visits per injury")
    asked = await desk.say("/caps set MAPLE-3 16 visits per injury instead of 9 visits per injury")
    assert [choice.command for choice in asked.choices] == [
        "/caps set MAPLE-3 16 visits per injury"
    ]


async def test_the_number_names_the_cap_that_is_replaced(desk: ClinicDesk) -> None:
    await desk.say("/caps set MAPLE-3 20 visits per calendar year")
    await desk.say("/caps set MAPLE-3 9 visits per calendar month as well")
    said = words(await desk.say("/caps set MAPLE-3 24 visits per calendar year instead of 20"))
    assert "It takes the place of 20 visits per calendar year." in said
    assert "24 visits per calendar year" in await caps(desk)


async def test_a_cap_that_is_named_is_compared(desk: ClinicDesk) -> None:
    told = "/caps check MAPLE-3 3 used{} as of 11/23 from portal"
    said = words(await desk.say(told.format(" of cap of 8 per injury")))
    assert "by 8 visits per injury" in said
    asked = await desk.say(told.format(""))
    assert "3 used of which limit?" in words(asked)
    assert [choice.label for choice in asked.choices] == [
        "12 per first 60 days of care",
        "3 per first 60 days of care (20552, 20553)",
        "Cap of 8 per injury",
    ]


async def test_a_holiday_is_no_day_to_look_again(desk: ClinicDesk) -> None:
    desk.later(days=25)  # Dec 18, a Friday: in two weeks it is New Year's Day
    told = "/caps check MAPLE-3 9 used of cap of 8 per injury as of 12/18 from portal"
    again = button(await desk.say(told), "Look again in two weeks")
    assert again.endswith("look again on 2027-01-04")
    assert "Mon Jan 4, 2027" in words(await desk.say(f"{told} look again"))


@pytest.mark.parametrize(
    ("payer", "is_wider"),
    [
        ("nc workers comp", True),
        ("tricare sc", True),
        ("bcbs ohio", True),
        ("sc medicaid", False),
        ("bcbs nc", False),
    ],
)
async def test_a_cap_that_holds_beyond_the_state_that_was_typed_says_so(
    desk: ClinicDesk, payer: str, *, is_wider: bool
) -> None:
    typed = f"/caps set {payer} 12 visits per calendar year"
    assert ("A cap has no state" in words(await desk.say(typed, manager=True))) is is_wider


async def test_a_new_episode_is_promised_only_under_a_new_alias(desk: ClinicDesk) -> None:
    await desk.say("/caps set MAPLE-3 5 visits per episode")
    said = words(await desk.say("/caps MAPLE-3"))
    assert "Begins again with a new episode of care, under a new alias." in said
    await desk.say("/session new MAPLE-7 payer ohio bwc for low back")
    await desk.say("/caps set MAPLE-7 5 visits per episode")
    assert "0 of 5 visits used" in words(await desk.say("/caps MAPLE-7"))
