"""A limit is named by what its sentence prints, and a question suggests no number of its own."""

from __future__ import annotations

import pytest

from models.coverage.fact_book import FactBook
from tests.handlers.clinic_desk import ClinicDesk, button
from tests.handlers.front_desk import words


@pytest.fixture
async def desk(pack: FactBook) -> ClinicDesk:
    """A desk with one alias under Medicare's two limits, and one of which no limit is known."""
    desk = ClinicDesk(pack)
    await desk.say("/session new FERN-44 payer medicare for chronic low back pain")
    await desk.say("/session log FERN-44 20560 on 11/3")
    await desk.say("/session new OAK-12 payer cigna")
    return desk


@pytest.mark.parametrize(
    "typed",
    [
        "/caps check FERN-44 portal says 6",
        "/session balance FERN-44 6 used as of 11/1 per portal",
        "/session balance FERN-44 6 used as of 11/1 the payer portal",
    ],
)
async def test_medicares_limits_are_offered_as_they_are_printed(
    desk: ClinicDesk, typed: str
) -> None:
    asked = await desk.say(typed)
    offered = [choice.label for choice in asked.choices]
    assert any("12 per 90 days" in label for label in offered), offered
    assert any("20 per year" in label for label in offered), offered
    assert not any("20 per 90" in label or "12 per year" in label for label in offered)


@pytest.mark.parametrize("limit", ["12 per 90 days", "90 days", "20 per 90 days"])
async def test_the_ninety_days_are_meant_whichever_number_is_typed(
    desk: ClinicDesk, limit: str
) -> None:
    reply = await desk.say(f"/caps check FERN-44 6 used of {limit} as of 11/20 from portal")
    assert "by 12 visits in 90 days" in words(reply)


async def test_what_is_left_of_ninety_days_is_left_of_twelve(desk: ClinicDesk) -> None:
    """Twenty are of a year: no button says that fourteen of these twelve are used."""
    reply = await desk.say(
        "/session balance FERN-44 6 left of 90 days as of 11/20 per portal with recent"
    )
    assert "6 left, so 6 visits in all" in words(reply)
    asked = await desk.say("/session balance FERN-44 6 left of 20 per year as of 11/20 per portal")
    assert button(asked, "Of 20: 14 used").startswith("/session balance FERN-44 14 used of 20 per")


async def test_a_source_without_a_word_before_it_is_kept(desk: ClinicDesk) -> None:
    asked = await desk.say("/caps check FERN-44 3 used of 12 as of 11/20 portal")
    assert all(choice.command.endswith("from portal") for choice in asked.choices[:3]), asked
    reply = await desk.say("/session balance FERN-44 3 of 12 per 90 days as of 11/1 portal")
    assert "3 visits in all" in words(reply)
    assert "from the payer's portal" in words(reply)


@pytest.mark.parametrize(
    ("typed", "cap"),
    [
        ("/session balance OAK-12 14 left of 30 per portal as of 11/18", "30 visits per calendar"),
        ("/session balance OAK-12 14 left of 30 visits a benefit year as of 11/18 per portal",
         "30 visits per benefit year"),
        ("/caps check OAK-12 9 used of 8 per month as of 11/18 from portal", "8 visits per month"),
        ("/session balance OAK-12 14 left as of 11/18 per portal", "<number> visits per calendar"),
    ],
)  # fmt: skip
async def test_the_cap_to_set_is_the_one_that_was_typed(
    desk: ClinicDesk, typed: str, cap: str
) -> None:
    refused = words(await desk.say(typed))
    assert f"/caps set OAK-12 {cap}" in refused
    assert "20 visits" not in refused
