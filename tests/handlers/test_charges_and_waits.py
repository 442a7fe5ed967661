"""What a patient is charged, a payer's delay, and codes compared: no verdict in another's place."""

from __future__ import annotations

import pytest

from tests.handlers.front_desk import FrontDesk, words

GIFTS = "May I offer a free session, a discount or a gift, or waive a copay?"
CASH = "Can I charge cash when the plan does not pay for dry needling?"
DECIDES = "How long may a plan take to decide on an authorization?"
NO_SHOW = "Do no-shows and late cancellations count against the visits?"
SUPPLIES = "Can I bill the needles or supplies separately?"


@pytest.mark.parametrize(
    ("typed", "headline"),
    [
        ("can we waive medicaid copay in ohio", GIFTS),
        ("can we waive aetna copay in ohio", GIFTS),
        ("can PTs waive copays in ohio", GIFTS),
        ("are groupons allowed for medicare patients", GIFTS),
        ("can we charge a no show fee to a medicaid patient in ohio", "May we charge a fee"),
        ("can medicaid patient sign a waiver and pay", CASH),
        ("can a medicaid patient sign a waiver", CASH),
        ("how long until we hear from aetna", DECIDES),
        ("how long does aetna take to decide on an auth", DECIDES),
        ("aetna hasnt answered our request yet", DECIDES),
        ("20560 no show", NO_SHOW),
        ("not a no-show", NO_SHOW),
        ("late cancel", NO_SHOW),
        ("is the needle reimbursable separately", SUPPLIES),
        ("are needles billable on their own", SUPPLIES),
        ("can we always bill 20561", "How do I count muscles"),
    ],
)
async def test_a_topic_answers_what_no_payers_or_states_facts_hold(
    desk: FrontDesk, typed: str, headline: str
) -> None:
    reply = await desk.glance(f"/ask {typed}")
    assert headline in reply.headline
    assert reply.badge is None


@pytest.mark.parametrize(
    "typed",
    [
        "how many days of auth does aetna give",
        "how long is aetna auth for",
        "does aetna discount card cover needling",
        "cigna discount program dry needling covered",
        "how many days until aetna pays after they approve 20560",
    ],
)
async def test_what_a_payer_gives_is_asked_of_the_payer(desk: FrontDesk, typed: str) -> None:
    assert (await desk.glance(f"/ask {typed}")).badge is not None


@pytest.mark.parametrize(
    "typed", ["/coverage aetna waive copay", "/state ohio free needling sessions"]
)
async def test_a_command_answers_of_its_own(desk: FrontDesk, typed: str) -> None:
    assert (await desk.glance(typed)).badge is not None


async def test_a_charge_is_no_question_of_scope_beside_another_one(desk: FrontDesk) -> None:
    reply = await desk.glance("/ask can we waive medicaid copay in ohio and does oscar pay")
    assert "In general: Not freely." in reply.lines[0].text
    assert "physical therapist" not in words(reply)


@pytest.mark.parametrize(
    "typed",
    [
        "is 97140 same as dry needling",
        "is 97140 the same thing as dry needling",
        "97140 same as 20560?",
        "is dry needling the same as 97140",
        "does dry needling equal 97140",
        "can I count 97140 as the same as dry needling",
    ],
)
async def test_another_code_is_not_the_same_as_needlings(desk: FrontDesk, typed: str) -> None:
    reply = await desk.glance(f"/ask {typed}")
    assert reply.lines[0].text.startswith("No, not 97140")


async def test_the_price_and_the_choice_of_a_code_are_both_answered(desk: FrontDesk) -> None:
    reply = await desk.glance("/ask is 20561 higher pay than 20560 and can we always bill it")
    told = [line.text for line in reply.lines]
    assert "$38.08" in told[0]
    assert "Count the muscles" in told[1]


@pytest.mark.parametrize(
    "typed",
    [
        "medicare advantage humana gold plus dry needling and do i give an abn",
        "does aetna medicare advantage pay for dry needling and do we need an abn",
    ],
)
async def test_an_abn_beside_another_plan_is_said_to_be_original_medicares(
    desk: FrontDesk, typed: str
) -> None:
    reply = await desk.glance(f"/ask {typed}")
    assert "not for Medicare Advantage members" in reply.lines[1].text


async def test_a_notice_and_its_modifier_are_both_answered(desk: FrontDesk) -> None:
    reply = await desk.glance("/ask do we need ABN for dn and which modifier")
    assert reply.headline == "2 questions, 2 answers"
    assert reply.lines[0].text.startswith("Do I need an ABN")
    assert "GA: Says that a required advance" in reply.lines[1].text


async def test_many_plans_in_one_line_stand_by_verdict_and_are_counted(desk: FrontDesk) -> None:
    typed = "does kaiser and sutter and blue shield of ca pay, and what does PR-204 mean"
    reply = await desk.glance(f"/coverage {typed}")
    first = reply.lines[0].text
    assert first.startswith("3 payers, 7 plans")
    assert first.count("Unknown") == 1
    assert "and 3 more" in first


async def test_each_payer_of_a_list_stands_in_sight_however_many_plans_another_has(
    desk: FrontDesk,
) -> None:
    reply = await desk.glance("/coverage kaiser and uhc and cigna")
    shown = [row.cells[0] for row in reply.tables[0].rows]
    assert "Cigna" in shown[:3]
    assert shown[0].startswith("Kaiser")
    assert shown[1].startswith("UnitedHealthcare")
