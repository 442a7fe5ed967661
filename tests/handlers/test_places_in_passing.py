"""A state, a town or a license that is only told beside the question, and one that is the question.

The wordings are nobody's: none stands in a sheet of questions on which the reader was measured.
"""

from __future__ import annotations

import pytest

from tests.handlers.front_desk import FrontDesk, words


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("claim still pending after two months, the plan is out of Ohio, now what", "pending"),
        ("how long must we keep the signed consents, asking for our Reno office", "keep records"),
        ("what has to be in the needling note, asking for our Boise clinic", "note say"),
    ],
)
async def test_a_place_said_in_passing_asks_of_no_license(
    desk: FrontDesk, typed: str, title: str
) -> None:
    reply = await desk.say(f"/ask {typed}")
    assert title in reply.headline
    assert "physical therapist" not in reply.headline


@pytest.mark.parametrize(
    "typed", ["is there sales tax on needling in Idaho", "w2 or 1099 for our needler, Boise"]
)
async def test_what_nothing_is_held_on_gets_no_state_s_verdict(desk: FrontDesk, typed: str) -> None:
    assert (await desk.say(f"/ask {typed}")).badge is None


@pytest.mark.parametrize(
    ("typed", "headline"),
    [
        ("Hawaii? my aunt retired there and wants it", "Hawaii"),
        ("montana - whats the deal there", "Montana"),
        ("arizona 24 hrs or 25", "Arizona"),
        ("oregon yet or still waiting", "Oregon"),
        ("UT rule whatever its number. hours please", "Utah"),
        ("louisiana lafayette who may", "Louisiana"),
    ],
)
async def test_a_state_that_leads_with_little_else_is_answered(
    desk: FrontDesk, typed: str, headline: str
) -> None:
    assert (await desk.say(f"/ask {typed}")).headline.startswith(headline)


@pytest.mark.parametrize(
    ("typed", "headline"),
    [
        ("my boss swears 40 hours for needling in Indiana, the flyer says 50", "Indiana"),
        ("Delaware class was 54 hours of needling training, is it right", "Delaware"),
    ],
)
async def test_a_state_s_own_hours_come_before_the_hours_in_general(
    desk: FrontDesk, typed: str, headline: str
) -> None:
    reply = await desk.say(f"/ask {typed}")
    assert reply.headline.startswith(headline)


@pytest.mark.parametrize(
    ("typed", "headline"),
    [
        ("came from a pharmacist office, is needling by the therapists ok in Utah", "therapist"),
        ("may our PT needle a student here in Kansas", "physical therapist"),
        ("surgeon retired, do we still have to have a script to needle in Ohio", "therapist"),
        ("we open in Altoona PA, Pennsylvania ok with needling?", "physical therapist"),
        ("/state utah and no acupuncture stuff this time", "physical therapist"),
    ],
)
async def test_a_profession_said_in_passing_is_not_who_needles(
    desk: FrontDesk, typed: str, headline: str
) -> None:
    reply = await desk.say(typed if typed.startswith("/") else f"/ask {typed}")
    assert headline in reply.headline
    assert "physician" not in reply.headline


@pytest.mark.parametrize(
    ("typed", "headline"),
    [
        ("our massage lady in Kansas took a needling class, may she", "massage therapist"),
        ("PA means physician assistant, not authorization. Utah", "physician assistant"),
        ("nebraska needs an md order to needle?", "physical therapist"),
        ("can a physician needle in New York", "physician"),
    ],
)
async def test_a_profession_that_is_asked_about_is_answered(
    desk: FrontDesk, typed: str, headline: str
) -> None:
    assert headline in (await desk.say(f"/ask {typed}")).headline


@pytest.mark.parametrize(
    ("typed", "none"),
    [
        ("who do we call at the board in Boise", "how the board is reached"),
        ("our PT walks away with needles in, okay in Ohio?", "alone with needles"),
        ("PT on probation needling in Utah", "probation"),
        ("PT house calls with needles in Kansas, allowed?", "the setting"),
    ],
)
async def test_what_no_rule_says_is_said_first(desk: FrontDesk, typed: str, none: str) -> None:
    reply = await desk.say(f"/ask {typed}")
    assert none in reply.lines[0].text


@pytest.mark.parametrize(
    ("typed", "where"),
    [
        ("he has a Kansas license and wants to work weekends in Joplin Missouri", "Missouri"),
        ("Ohio PT, 27 hours from a course in Texas, does it count", "Ohio"),
    ],
)
async def test_a_license_or_a_course_of_elsewhere_is_not_where_one_needles(
    desk: FrontDesk, typed: str, where: str
) -> None:
    assert (await desk.say(f"/ask {typed}")).headline.startswith(where)


async def test_our_own_state_is_not_that_of_the_traveler_s_license(desk: FrontDesk) -> None:
    typed = "/ask compact traveler, home state is Utah, do our state hours apply to her needling"
    reply = await desk.say(typed)
    assert "state where the patient is" in words(reply)
    assert "Utah" not in reply.headline


@pytest.mark.parametrize(
    "typed", ["my cert is from 2013, enough for Utah?", "Utah PT trained in 2011, hours?"]
)
async def test_the_year_of_a_course_is_no_day_of_service(desk: FrontDesk, typed: str) -> None:
    assert "2011" not in (reply := await desk.say(f"/ask {typed}")).headline
    assert "2013" not in reply.headline


async def test_of_two_states_each_has_its_line_of_what_is_asked(desk: FrontDesk) -> None:
    reply = await desk.say("/state north carolina and virginia referral")
    assert [line.text.split(":")[0] for line in reply.lines[:2]] == ["North Carolina", "Virginia"]


async def test_where_one_registers_is_told_of_all_states(desk: FrontDesk) -> None:
    told = words(await desk.say("/ask must a PT register with the state before needling"))
    assert "registration by state" in told


@pytest.mark.parametrize("typed", ["/state navajo nation", "/state cherokee nation PT"])
async def test_tribal_land_is_no_payer_at_the_states(desk: FrontDesk, typed: str) -> None:
    assert "tribal" in words(await desk.say(typed))


async def test_the_agency_is_not_virginia(desk: FrontDesk) -> None:
    told = words(await desk.say("/ask PT at the VA needles daily, what is my rule in Utah"))
    assert "Virginia" not in told


@pytest.mark.parametrize("since", ["last i looked was 2023", "last time we checked in 2022"])
async def test_when_somebody_last_looked_is_no_day_of_service(desk: FrontDesk, since: str) -> None:
    reply = await desk.say(f"/ask may a PT needle in washington state? {since}")
    assert reply.badge
    assert reply.badge.words == "Allowed by law or rule"
