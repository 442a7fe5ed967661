"""Days of surgery and of calls, how long pain lasts, a muscle called minor, a state in passing."""

from __future__ import annotations

import pytest

from tests.handlers.front_desk import FrontDesk


@pytest.mark.parametrize(
    "typed",
    [
        "post op back pt, surgery 7 weeks ago, had pain 2 yrs before. medicare needling??",
        "Medicare cLBP patient after lumbar fusion 3 weeks ago can we needle bill",
        "back surgery 2 months ago medicare 20561",
        "called cigna yesterday and no answer, do they pay 20561",
        "Security Health Plan marshfield, been waiting since last tuesday for them to call back",
        "she fell 3 days ago, cigna 20560",
    ],
)
async def test_the_day_of_something_else_is_no_day_of_service(desk: FrontDesk, typed: str) -> None:
    assert " 2026" not in (await desk.glance(f"/ask {typed}")).headline


@pytest.mark.parametrize(
    "typed",
    [
        "had surgery in march, needled 10/5/2026, medicare",
        "visit last tuesday, aetna 20560 covered?",
        "called aetna, dos 11/2/2026, 20560 denied",
    ],
)
async def test_a_day_of_service_beside_a_surgery_is_read(desk: FrontDesk, typed: str) -> None:
    assert " 2026" in (await desk.glance(f"/ask {typed}")).headline


async def test_a_dated_visit_asks_for_no_number_of_visits(desk: FrontDesk) -> None:
    for typed in ("visit last tuesday, aetna 20560 covered?", "cigna 20561 for last week's visit"):
        reply = await desk.glance(f"/ask {typed}")
        assert not any("number of visits" in line.text for line in reply.lines)


@pytest.mark.parametrize(
    "typed",
    [
        "medicare low back but its only been like 5 weeks. she fell off a horse",
        "medicare, back pain its been maybe 3 weeks, 20560?",
        "low back pain and its only like 2 months, medicare needling",
        "medicare lbp but only around 6 wks so far",
    ],
)
async def test_a_pain_of_some_weeks_is_not_chronic(desk: FrontDesk, typed: str) -> None:
    reply = await desk.glance(f"/ask {typed}")
    assert reply.badge is not None
    assert reply.badge.words == "Not covered"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("teres major, teres minor, lats", "20561"),
        ("teres minor and infraspinatus, which code", "20560"),
        ("pec minor, scalenes and SCM needled", "20561"),
    ],
)
async def test_a_muscle_called_minor_is_no_child(desk: FrontDesk, typed: str, code: str) -> None:
    assert (await desk.glance(f"/ask {typed}")).headline == code


@pytest.mark.parametrize(
    "typed", ["9/1/26 - 11/28/26", "approved 9/1 to 11/30, saw her 10/5, claim denied"]
)
async def test_a_date_makes_no_child_of_the_patient(desk: FrontDesk, typed: str) -> None:
    assert "children" not in (await desk.glance(f"/ask {typed}")).headline


@pytest.mark.parametrize("typed", ["can we needle a 14 yr old", "high school athletes needling"])
async def test_a_patient_whose_age_is_told_may_be_a_child(desk: FrontDesk, typed: str) -> None:
    assert (await desk.glance(f"/ask {typed}")).headline == "Can children be needled?"


@pytest.mark.parametrize(
    "typed",
    [
        "can i needle in a gym, ohio, PT, for my crossfit people",
        "can a PT needle at a race booth in ohio",
        "needling in a hotel room, ohio PT",
    ],
)
async def test_no_rule_is_held_on_a_gym_or_a_hotel_room(desk: FrontDesk, typed: str) -> None:
    told = (await desk.glance(f"/ask {typed}")).lines[0].text
    assert told == "I hold no rule of Ohio on the place where it is done: ask its board."


async def test_a_desk_that_speaks_does_not_needle(desk: FrontDesk) -> None:
    told = await desk.glance('/ask can the front desk tell patients needling "works"')
    assert not told.headline.startswith("Which state")
    assert (await desk.glance("/ask can the front desk needle")).headline == "Which state?"


async def test_a_child_with_such_a_muscle_stays_a_child(desk: FrontDesk) -> None:
    reply = await desk.glance("/ask can minors be needled, pec minor")
    assert reply.headline == "Can children be needled?"


@pytest.mark.parametrize(
    ("typed", "headline"),
    [
        ("whats the rule in missisipi for PTs my spelling is bad dont @ me", "Mississippi"),
        ("dont @ me but whats the rule in alabama", "Alabama"),
        ("whats texas rule, dont @ me", "Texas"),
        ("wats the washinton rule. state not dc", "Washington"),
        ("whats the washington rule, state not dc", "Washington"),
        ("is a massage therapist allowed. florida. she says her cousin does it", "Florida"),
        ("we have clinics in kansas city, kansas and missouri, therapist floats. same rule?", ""),
    ],
)
async def test_a_states_rule_is_told_whatever_is_said_besides(
    desk: FrontDesk, typed: str, headline: str
) -> None:
    told = (await desk.glance(f"/ask {typed}")).headline
    assert told.startswith(headline or "Physical therapist · Kansas and Missouri")


@pytest.mark.parametrize(
    "typed",
    ["whats the raffle rule. we are in ohio", "whats the tax law for our clinic, we sit in texas"],
)
async def test_other_rules_of_a_place_are_not_held(desk: FrontDesk, typed: str) -> None:
    assert "physical therapist" not in (await desk.glance(f"/ask {typed}")).headline


@pytest.mark.parametrize(
    "typed",
    [
        "/cpt 20561 97032 needles with the estim hooked up to them",
        "/ask 20561 and 97032, needles with estim",
        "/cpt 20560 G0283 needle with a current",
    ],
)
async def test_stim_on_the_needles_is_no_pair_like_another(desk: FrontDesk, typed: str) -> None:
    reply = await desk.glance(typed)
    assert reply.badge is None
    assert reply.lines[0].text.startswith("For stim through the needles I hold no source")
