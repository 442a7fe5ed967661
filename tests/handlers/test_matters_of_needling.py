"""What is asked of needling itself beside codes, payers and states that hold nothing on it."""

from __future__ import annotations

import pytest

from tests.handlers.front_desk import FrontDesk, words

THIRD = "Is a third muscle worth it, as 20561 pays more?"
EVALUATION = "May a patient be needled without an evaluation that day?"
VIDEO = "Does supervision by video or telehealth count for needling?"
MODIFIERS = "Which modifiers go with dry needling?"
SELF_FUNDED = "What is a self-funded (ASO) plan, and whose policy holds?"
MONEY_BACK = "What if a payer audits us or wants money back?"
AS_THERAPY = "May dry needling be billed as manual therapy or another code?"


@pytest.mark.parametrize(
    ("typed", "headline"),
    [
        ("compare 20560 vs 20561 pay, worth it to do the third muscle?", THIRD),
        ("boss wants everybody to hit three muscles each time", THIRD),
        ("add a muscle so we get the bigger code?", THIRD),
        ("patient needled with no eval that day, ok?", EVALUATION),
        ("must the PT evaluate before we needle a walk in", EVALUATION),
        ("skip the evaluation and just needle him?", EVALUATION),
        ("PT in Ohio mentors by zoom a resident in Texas who needles, fine?", VIDEO),
        ("is remote supervision of a needling student ok in Utah", VIDEO),
        ("RT or LT on 20560 for humana, they reject it", MODIFIERS),
        ("how can i tell if an employer plan is self insured", SELF_FUNDED),
        ("who do i ask whether its self funded", SELF_FUNDED),
        ("uhc wants a refund on 20561 they paid in june", MONEY_BACK),
        ("cigna is clawing back its payments of march", MONEY_BACK),
        (
            "ICD-10 for myofascial pain",
            "Which ICD-10 code stands for a condition, and is it valid on a date?",
        ),
        (
            "her plan renews jan 1, visits dec 29 and jan 5, recheck anything?",
            "When do we verify benefits again?",
        ),
        ("owner says put 97112 for needling time", AS_THERAPY),
    ],
)
async def test_the_topic_answers(desk: FrontDesk, typed: str, headline: str) -> None:
    reply = await desk.glance(f"/ask {typed}")

    assert reply.headline.removeprefix("Closest to your question: ") == headline


@pytest.mark.parametrize(
    "typed",
    [
        "we needled 3 muscles in two regions, does that change the code",
        "3 muscles in 2 areas compared to 3 in one, same code?",
    ],
)
async def test_regions_change_no_code_and_add_no_muscles(desk: FrontDesk, typed: str) -> None:
    reply = await desk.glance(f"/ask {typed}")

    assert reply.lines[0].text.startswith("Regions or areas change nothing")
    assert "6 muscles" not in words(reply)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (
            "humana wants no rt lt on the needling, right?",
            "RT and LT, or 50: no source seen asks for a side",
        ),
        ("is 20561 surgery? eob says surgery benefit", "No surgery and no global period"),
        ("is an lac allowed to bill 20561 or do they use 97810", "By what was done: 97810"),
    ],
)
async def test_what_is_asked_leads(desk: FrontDesk, typed: str, told: str) -> None:
    reply = await desk.glance(f"/ask {typed}")

    assert any(line.text.startswith(told) for line in reply.lines[:2])


@pytest.mark.parametrize(
    ("typed", "lacks"),
    [
        ("does cigna pay for 3 muscles", THIRD),
        ("2 muscles in the calf and 1 in the neck, which code", THIRD),
        ("can we bill an eval and 20561 the same day", EVALUATION),
        ("who supervises a PTA in Texas", VIDEO),
        ("patient paid and wants her money back", MONEY_BACK),
        ("does a self funded plan cover needling", SELF_FUNDED),
    ],
)
async def test_what_only_sounds_like_it_is_answered_as_before(
    desk: FrontDesk, typed: str, lacks: str
) -> None:
    assert (await desk.glance(f"/ask {typed}")).headline != lacks


async def test_the_code_that_medicare_takes_instead_leads_a_pair(desk: FrontDesk) -> None:
    reply = await desk.glance("/cpt 20561 97014")

    assert "takes no unit of 97014, but G0283 in its place" in reply.lines[0].text


async def test_a_pair_is_asked_of_the_code_that_the_payer_was_asked_of(desk: FrontDesk) -> None:
    reply = await desk.glance("/ask does UHC pay 20561 and also what mod do I need with 97140")

    assert "20561 with 97140, same day: No edit pairs them" in reply.lines[1].text


async def test_a_form_that_is_asked_for_as_well_is_of_what_was_asked(desk: FrontDesk) -> None:
    reply = await desk.glance(
        "/ask how do we set up a cash pay needling waiver, do you have wording"
    )

    assert reply.headline == "What goes on a waiver for a commercial plan?"


async def test_whether_age_matters_is_told_above_a_payers_card(desk: FrontDesk) -> None:
    reply = await desk.glance(
        "/ask kid, 13, calf strain, BCBS Illinois. does age matter for coverage"
    )

    assert reply.headline.startswith("Blue Cross and Blue Shield of Illinois")
    assert reply.lines[0].text.startswith("Age: no text with a fixed age limit")


async def test_each_matter_is_named_of_which_a_state_holds_nothing(desk: FrontDesk) -> None:
    reply = await desk.glance("/state Wisconsin informed consent and supervision of PTAs")

    assert "nor on consent" in reply.lines[0].text


async def test_hours_that_may_have_changed_say_so_where_they_are_first_read(
    desk: FrontDesk,
) -> None:
    assert "amended in 2025" in words(await desk.glance("/state Illinois"))


@pytest.mark.parametrize("typed", ["hello? is this thing on", "anyone there?", "you up"])
async def test_who_asks_if_somebody_is_there_is_shown_what_can_be_asked(
    desk: FrontDesk, typed: str
) -> None:
    assert (await desk.say(f"/ask {typed}")).headline == "What I can answer"


async def test_nobody_is_looked_up(desk: FrontDesk) -> None:
    told = words(await desk.say("/ask can you look up John Miller's claim"))

    assert "I look up no patient, claim or benefit" in told


async def test_a_code_is_explained_to_whoever_is_new(desk: FrontDesk) -> None:
    reply = await desk.glance("/ask explain like im new: what is 20560")

    assert reply.lines[0].text.startswith("Dry needling of one or two muscles")


@pytest.mark.parametrize(
    "typed",
    [
        "/cpt 3 muscles but 2 is same name",
        "/cpt 3 muscles but 2 is same name (glute med x2 spots + piriformis)",
        "/cpt 2 muscles in AM 2 muscles in PM how many units",
        "/ask 2 muscles at 9 am and 2 more in the afternoon, what code",
    ],
)
async def test_muscles_that_may_be_the_same_are_not_added_up(desk: FrontDesk, typed: str) -> None:
    reply = await desk.glance(typed)
    assert reply.headline != "20561"
    assert "20561, one unit for the session" not in words(reply)


async def test_spots_of_a_muscle_are_no_units(desk: FrontDesk) -> None:
    told = words(await desk.glance("/cpt glute med x 3 trigger points, piriformis"))
    assert "2 muscles: 20560, one unit for the session." in told
    assert "not 3" not in told


@pytest.mark.parametrize(
    ("typed", "headline"),
    [
        ("/coverage pt has vertigo after needling neck help", "Urgent: get help now"),
        ("/ask room is spinning since the session, what do i do", "Urgent: get help now"),
        ("/ask bruise size of a golf ball on forearm, normal?", "That is for the treating"),
        ("/ask does aetna cover needling for vertigo", "Aetna"),
    ],
)
async def test_what_came_with_the_needles_is_for_a_clinician(
    desk: FrontDesk, typed: str, headline: str
) -> None:
    assert (await desk.glance(typed)).headline.startswith(headline)
