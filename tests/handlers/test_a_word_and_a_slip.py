"""Needling by video, a spoken yes, a code typed wrong, cash beside a plan, halves that are one."""

from __future__ import annotations

import pytest

from tests.handlers.front_desk import FrontDesk

VIDEO = "Can dry needling be billed as telehealth?"
SPOKEN = "Is an adjuster's or a rep's yes on the phone an authorization?"
APPEAL = "How long do I have to appeal?"


@pytest.mark.parametrize(
    ("typed", "headline"),
    [
        ("telehealth needling lol but seriously front desk booked one as telehealth, cigna", VIDEO),
        ("aetna, needling scheduled as a telehealth visit by mistake", VIDEO),
        ("somebody booked 20560 as virtual, uhc", VIDEO),
        ("sedgwick adjuster said on the phone sure whatever, does that count as auth", SPOKEN),
        ("texas mutual adjuster ok'd needling by phone, is that an auth", SPOKEN),
        ("adjuster told us go ahead verbally, enough for 20560? gallagher bassett", SPOKEN),
        ("Medicare denied it, remit dated Aug 3, how long for the redetermination", APPEAL),
        ("deadline for a medicare redetermination, remit of 9/10/2026", APPEAL),
        ("explain 20561 to me like im brand new, first day, they gave me a sticky note", "20561"),
        ("what does 20560 mean in plain english", "20560"),
    ],
)
async def test_video_a_spoken_yes_and_a_redetermination_are_answered_as_asked(
    desk: FrontDesk, typed: str, headline: str
) -> None:
    assert (await desk.glance(f"/ask {typed}")).headline == headline


@pytest.mark.parametrize(
    ("typed", "headline"),
    [
        ("can a PT supervise needling by video, cigna", VIDEO),
        ("adjuster approved needling in writing, 6 visits, now what", SPOKEN),
        ("redetermination lost, what is the next level", APPEAL),
    ],
)
async def test_what_only_sounds_so_is_answered_elsewhere(
    desk: FrontDesk, typed: str, headline: str
) -> None:
    assert (await desk.glance(f"/ask {typed}")).headline != headline


@pytest.mark.parametrize(
    "typed",
    [
        "on 20516 from aetna says invalid code, biller was off that week",
        "cigna 20651 came back invalid",
        "25060 humana",
    ],
)
async def test_a_code_that_was_typed_wrong_is_sent_corrected(desk: FrontDesk, typed: str) -> None:
    reply = await desk.glance(f"/denial {typed}")
    assert "Did you mean 2056" in reply.lines[0].text
    assert "send the claim corrected" in reply.lines[1].text


@pytest.mark.parametrize(
    "typed",
    [
        "does boon-chapman pay or is it cash",
        "Teamsters fund via aetna, cash ok?",
        "Sheet Metal Workers health fund, bill the needles or does she pay cash",
    ],
)
async def test_cash_is_spoken_of_beside_a_plan_that_is_not_held(
    desk: FrontDesk, typed: str
) -> None:
    assert (await desk.glance(f"/ask {typed}")).lines[1].text.startswith("Cash: ask the plan first")


async def test_a_medicaid_member_is_not_charged_unasked(desk: FrontDesk) -> None:
    reply = await desk.glance("/ask UPMC for you medicaid, 20560 or do we need to write it off")
    assert any(line.text.startswith("Charge a Medicaid member only") for line in reply.lines)


@pytest.mark.parametrize(
    ("typed", "headline"),
    [
        ("Geisinger gold?? its a medicare advantage I think. 20561 for knee", "Geisinger Gold"),
        ("his card says boon chapman, boss says it is covered, do they pay 20561", "Boon-Chapman"),
        ("ce hours, maryland license renews 5/2027, how many do i need by then", "Maryland"),
        ("virginia needling hours, how many do i need", "Virginia"),
        ("ND (naturopath) Oregon, may she needle", "Oregon · naturopath"),
        ("naturopath, ND, in Vermont who wants to needle", "Vermont · naturopath"),
    ],
)
async def test_what_belongs_together_is_one_question(
    desk: FrontDesk, typed: str, headline: str
) -> None:
    assert (await desk.glance(f"/ask {typed}")).headline.startswith(headline)


async def test_who_is_named_beside_a_code_is_not_dropped(desk: FrontDesk) -> None:
    told = (await desk.glance("/ask podiatrist. 20560. foot muscles. is that weird")).cautions
    assert any("a podiatrist" in line.text for line in told)
    assert not (await desk.glance("/ask front desk here, 3 muscles which code")).cautions


async def test_the_other_day_of_two_is_not_dropped(desk: FrontDesk) -> None:
    reply = await desk.glance("/ask dos 06/31/2025 and 07/01/2025 both denied")
    assert any(line.text.startswith("07/01/2025 is asked apart") for line in reply.lines)


@pytest.mark.parametrize(
    "typed",
    [
        "she's 22 wks pregnant w low back pain. commercial anthem. anything special",
        "pregnant, cigna, 20560, anything to watch",
    ],
)
async def test_a_pregnancy_beside_a_payer_is_the_clinicians(desk: FrontDesk, typed: str) -> None:
    told = (await desk.glance(f"/ask {typed}")).cautions
    assert any("the treating clinician decides" in line.text for line in told)


@pytest.mark.parametrize(
    "typed",
    [
        "which insurers cover it for a naturopath in oregon",
        "naturopath Oregon. 20561. which insurers pay",
        "who pays when a podiatrist bills 20560",
    ],
)
async def test_who_pays_others_is_no_answer_for_one_without_facts(
    desk: FrontDesk, typed: str
) -> None:
    told = [line.text for line in (await desk.glance(f"/ask {typed}")).lines]
    assert any(text.startswith("I hold no payer's text on a ") for text in told)


@pytest.mark.parametrize(
    "typed",
    [
        "how do i prove competency in virginia. boss lost my certificate in the move",
        "lost my needling certificate, ohio",
        "course certificate burned, what do i show the board in texas",
    ],
)
async def test_a_lost_certificate_is_given_again_by_the_course(desk: FrontDesk, typed: str) -> None:
    assert (await desk.glance(f"/ask {typed}")).lines[0].text.startswith("A lost certificate: ask")
