"""What stands beside a name and changes it: a point is no therapist, a line is no stray word."""

from __future__ import annotations

import pytest

from tests.handlers.front_desk import FrontDesk


@pytest.mark.parametrize("typed", ["20552 for trigger pts by NP", "20560 tender pts by NP"])
async def test_a_trigger_point_is_no_physical_therapist(desk: FrontDesk, typed: str) -> None:
    reply = await desk.say(f"/coverage bcbs il {typed}")
    told = " ".join([reply.headline, *(line.text for line in reply.lines)])
    assert "nurse practitioner" in told
    assert "physical therapist" not in told


@pytest.mark.parametrize(
    "typed", ["network health 20560 medicare advantage", "alignment medicare advantage 20561"]
)
async def test_a_plan_whose_name_ends_in_medicare_is_asked_as_an_advantage_plan(
    desk: FrontDesk, typed: str
) -> None:
    reply = await desk.say(f"/coverage {typed}")
    told = " ".join(line.text for line in (*reply.lines, *reply.cautions))
    assert "NCD 30.3.3" in told
    assert "I did not use" not in told


@pytest.mark.parametrize(
    ("typed", "apart"),
    [("aetna and medicare 20560", True), ("aetna medicare 20560", False)],
)
async def test_medicare_is_a_payer_of_its_own_only_behind_and(
    desk: FrontDesk, typed: str, apart: bool
) -> None:
    reply = await desk.say(f"/coverage {typed}")
    assert bool(reply.tables) is apart
    assert reply.headline.startswith("Aetna Medicare Advantage") is not apart


@pytest.mark.parametrize("typed", ["TN acupuncture", "Tennesee acupunture", "TN accupuncture law"])
async def test_acupuncture_asks_of_acupuncturists(desk: FrontDesk, typed: str) -> None:
    reply = await desk.say(f"/state {typed}")
    assert reply.headline.startswith("Tennessee · licensed acupuncturist")


async def test_whether_needling_is_acupuncture_asks_of_therapists(desk: FrontDesk) -> None:
    reply = await desk.say("/state TN is dry needling acupuncture")
    assert reply.headline.startswith("Tennessee · physical therapist")


async def test_both_plans_of_one_name_stand_in_sight(desk: FrontDesk) -> None:
    reply = await desk.glance("/coverage independence blue cross 20561 in pa")
    assert len(reply.tables[0].rows) == 2
