"""Who bills Medicare for needling: what its rule says of a license leads, of others' nothing."""

from __future__ import annotations

import pytest

from models.coverage.position import Verdict
from models.wording import phrases
from tests.handlers.front_desk import FrontDesk, words

NOT_COVERED = phrases.VERDICTS[Verdict.NOT_COVERED]


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("can the DC needle medicare patients for chronic low back", "manual manipulation"),
        ("medicare 20561 by chiropractor neck", "manual manipulation"),
        ("medicare 20560, athletic trainer under the doctor", "acupuncture degree and license"),
        ("hand therapist OT medicare 20560", "acupuncture degree and license"),
        ("COTA needles, medicare 20560 low back", "acupuncture degree and license"),
    ],
)
async def test_no_other_license_is_paid_and_that_leads(
    desk: FrontDesk, typed: str, says: str
) -> None:
    reply = await desk.glance(f"/ask {typed}")
    assert reply.badge == NOT_COVERED
    own = [line for line in reply.lines if "may needle at all" not in line.text]
    assert says in own[0].text


async def test_a_chiropractor_is_refused_by_a_text_younger_than_the_rule(desk: FrontDesk) -> None:
    reply = await desk.glance("/ask medicare 20561 by chiropractor neck")
    told = words(reply)
    assert "Sep 11, 2024" in told
    assert "2017" not in told


@pytest.mark.parametrize("license_", ["chiropractor", "OT", "athletic trainer"])
async def test_who_holds_an_acupuncture_degree_too_is_told_who_bills(
    desk: FrontDesk, license_: str
) -> None:
    told = words(await desk.say(f"/coverage medicare 20560 by {license_} details"))
    assert "who bills" in told


async def test_what_a_nurse_practitioner_is_paid_less_leads(desk: FrontDesk) -> None:
    told = await desk.glance("/ask are nurse practitioners paid less for 20560")
    assert "85% of the federal fee schedule" in told.lines[0].text


@pytest.mark.parametrize(
    "typed",
    [
        "NP needles low back, medicare, is she ok",
        "does medicare pay a massage therapist for 20560",
        "medicare 20560 athletic trainer",
    ],
)
async def test_the_rule_for_a_physical_therapist_is_told_of_no_other(
    desk: FrontDesk, typed: str
) -> None:
    told = " ".join(line.text for line in (await desk.glance(f"/ask {typed}")).lines)
    assert "acupuncture" in told
    assert "A physical therapist without" not in told


@pytest.mark.parametrize(
    ("typed", "leads"),
    [
        ("acupuncturist incident to our NP, medicare low back", "Acupuncturists do not bill"),
        ("can a DPT's doctorate be the degree medicare wants", "DPT degree too"),
    ],
)
async def test_incident_to_care_is_told_of_who_is_named(
    desk: FrontDesk, typed: str, leads: str
) -> None:
    assert leads in words(await desk.glance(f"/ask {typed}"))


@pytest.mark.parametrize(
    "typed",
    [
        "neck pain since 2021, medicare by PT",
        "LBP since march 2024 medicare md needles",
        "low back has hurt since 2019, medicare, MD",
        "symptoms since 1/2023 bcbs alabama dry needling",
        "headaches since 2020 cigna 20560",
        "shoulder pain on and off since 2018, aetna 20561",
    ],
)
async def test_since_when_it_hurts_is_no_day_of_service(desk: FrontDesk, typed: str) -> None:
    assert "20" not in (await desk.glance(f"/ask {typed}")).headline.replace("2056", "")


async def test_since_when_it_is_paid_is_one(desk: FrontDesk) -> None:
    reply = await desk.glance("/ask was low back covered by medicare since 2021")
    assert "2021" in reply.headline
