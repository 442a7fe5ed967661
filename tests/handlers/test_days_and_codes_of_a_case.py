"""A day that decides, how old a payer's facts are, acupuncture's codes, and what a state asks."""

from __future__ import annotations

import pytest

from tests.handlers.front_desk import FrontDesk, words


@pytest.mark.parametrize(
    "typed",
    [
        "medicare pt seen January 15 2020 chronic low back, payable under the ncd?",
        "dos 1/12/2020 medicare chronic low back pain, payable?",
        "was needling of Jan 18 2020 for chronic low back payable by medicare",
        "medicare chronic lbp 1/6/2020, covered under the ncd?",
    ],
)
async def test_a_day_before_the_decision_is_answered_by_the_card(
    desk: FrontDesk, typed: str
) -> None:
    reply = await desk.say(f"/ask {typed}")
    assert reply.headline.startswith("Medicare Part B")
    assert "only from Jan 21, 2020, after this day" in words(reply)


async def test_a_letter_of_today_is_no_day_of_service(desk: FrontDesk) -> None:
    reply = await desk.say("/ask Medica wants money back today, paid in error, not covered, 2022")
    assert not reply.headline.startswith("Medica")


@pytest.mark.parametrize(
    ("typed", "payer"),
    [
        ("is your UHC info current as of this month or is it stale", "UnitedHealthcare"),
        ("how old is what you have on tricare", "TRICARE"),
        ("is the anthem answer up to date", "Anthem"),
        ("is your cigna info still current", "Cigna"),
    ],
)
async def test_how_old_a_payer_s_facts_are_is_told_with_its_dates(
    desk: FrontDesk, typed: str, payer: str
) -> None:
    reply = await desk.say(f"/ask {typed}")
    assert payer in reply.headline
    assert "hecked" in words(reply)


@pytest.mark.parametrize(
    "typed",
    [
        "acupuncturist on staff doing trigger points, should she use 20560 or 97810",
        "Chiro with a state certificate in acupuncture needles muscles, which code goes out",
        "our LAc needles trigger points. 97810 or 20561",
        "what code does an acupuncturist bill for trigger point needling",
        "LAc did the needling today, what CPT code do i put",
        "which code for a chiropractor's acupuncture needling of traps",
        "20561 or 97811 when the acupuncturist needles three muscles",
        "we hired an lac. which codes does she bill for muscle needling",
    ],
)
async def test_which_code_an_acupuncturist_bills_is_told_by_what_was_done(
    desk: FrontDesk, typed: str
) -> None:
    reply = await desk.say(f"/ask {typed}")
    assert reply.headline == "Acupuncture code or needling code: 97810 or 20560?"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("/state NJ", "two years of practice in the state, an approved program, written consent"),
        ("/state WA", "Only with an intramuscular needling endorsement, after one year"),
        ("/ask PTs certified in Idaho, clinic in Spokane, good to go?", "Only with an intra"),
        ("/ask PT compact privilege from TN, working in Kentucky, needling?", "Opinion 13-010"),
        ("/ask can a compact PT from colorado needle in kansas", "board-approved course"),
        ("/ask nebraska OT dry needling ok?", "rewritten in 2025"),
    ],
)
async def test_the_condition_to_act_upon_stands_in_sight(
    desk: FrontDesk, typed: str, told: str
) -> None:
    reply = await desk.say(typed)
    assert told in " ".join(line.text for line in (*reply.lines[:2], *reply.cautions))


@pytest.mark.parametrize(
    ("typed", "payer"),
    [
        ("XS or 59 for cigna on 97140 w needling", "Cigna"),
        ("does humana take 59 or XU on 97110 next to needling", "Humana"),
        ("for aetna which modifier, 59 or XS, on 97530 with dn", "Aetna"),
    ],
)
async def test_of_two_modifiers_the_topic_tells_that_the_payer_s_rule_is_not_held(
    desk: FrontDesk, typed: str, payer: str
) -> None:
    reply = await desk.say(f"/ask {typed}")
    assert "Modifier 59 or an X modifier" in reply.headline
    assert f"I hold nothing of {payer} on this" in words(reply)


async def test_of_a_code_of_needling_the_payer_s_verdict_leads(desk: FrontDesk) -> None:
    assert (await desk.say("/ask GP or KX first for cigna 20561")).headline == "Cigna · 20561"


async def test_a_rule_that_changed_within_a_year_is_told_by_its_days(desk: FrontDesk) -> None:
    reply = await desk.say("/ask what did bcbs michigan say about needling back in 2021")
    rows = [repr(row) for table in reply.tables for row in table.rows]
    assert any("changed within those days" in row and "From May 1, 2021" in row for row in rows)
