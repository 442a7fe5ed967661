"""Names that strangers drop in passing: employers, plans off a card, states misspelt or beside."""

from __future__ import annotations

import pytest

from tests.handlers.front_desk import FrontDesk


@pytest.mark.parametrize(
    ("typed", "payer"),
    [
        ("his wife works at kroger, is 20561 payable", "Kroger"),
        ("retired from toyota last year. will they pay for needling", "Toyota"),
        ("Starbucks barista, do they cover dn?", "Starbucks"),
        ("works for boeing, does his plan pay for dry needling", "Boeing"),
        ("target employee here, 20560 covered?", "Target"),
        ("FedEx pilot says his last clinic got paid for 20561", "FedEx"),
        ("does the home depot plan pay needling", "Home Depot"),
        ("lady is a walmart employee, needling covered or no", "Walmart"),
    ],
)
async def test_an_employer_s_plan_is_answered_by_name(
    desk: FrontDesk, typed: str, payer: str
) -> None:
    reply = await desk.say(f"/ask {typed}")
    assert reply.headline.startswith(payer)
    assert any("plan document decides" in line.text for line in reply.lines)


@pytest.mark.parametrize(
    ("typed", "headline"),
    [
        ("Costco employee with an aetna card, 20561", "Aetna"),
        ("FedEx driver hurt his back at work, florida work comp, 20561", "Workers'"),
        ("starts some folks on the bike, florida, can a PT needle", "Florida"),
        ("the clinic is next to the Home Depot, can we needle", ""),
        ("target the traps and delts, 20561", "20561"),
    ],
)
async def test_an_employer_is_no_payer_beside_one_or_in_other_words(
    desk: FrontDesk, typed: str, headline: str
) -> None:
    reply = await desk.say(f"/ask {typed}")
    assert reply.headline.startswith(headline)
    assert "employees'" not in reply.headline


@pytest.mark.parametrize(
    ("typed", "payer"),
    [
        ("anything on Peach State and needling, three of our kids have it", "Peach State"),
        ("anyone billed Blue Ridge or Peach State for 20560 lately", "Peach State"),
        ("Allegiance is on the front of her card, how do i check 20561", "Allegiance"),
        ("boon chapman on her card and a phcs logo, who decides on 20561", "Boon-Chapman"),
        ("kancare sunflower 20560", "Sunflower"),
        ("Sunflower, so KanCare i guess. needling?", "Sunflower"),
        ("State Farm auto wreck, can i bill 20561", "State Farm"),
        ("state farm medpay, neck, 20560", "State Farm"),
    ],
)
async def test_a_plan_that_is_also_a_word_is_answered_by_name(
    desk: FrontDesk, typed: str, payer: str
) -> None:
    typed = typed if typed.lower().startswith("state") else f"/ask {typed}"
    reply = await desk.say(typed)
    assert payer in f"{reply.headline} {reply.lines[0].text}"


@pytest.mark.parametrize(
    ("typed", "payers"),
    [
        ("Compare Aetna and Cigna for 20561", 2),
        ("comparison of cigna, humana and premera, dry needling", 3),
        ("make me a grid: aetna, humana, cigna 20560", 3),
        ("how do humana and cigna differ on 20561", 2),
    ],
)
async def test_payers_that_are_compared_stand_in_a_table(
    desk: FrontDesk, typed: str, payers: int
) -> None:
    reply = await desk.say(f"/ask {typed}")
    assert reply.headline.startswith(f"{payers} payers")
    assert reply.tables


@pytest.mark.parametrize(
    ("typed", "state"),
    [
        ("/state nroth carolina", "North Carolina"),
        ("/state souht carolnia PTA", "South Carolina"),
        ("/state w virgnia", "West Virginia"),
        ("/state n carolnia OT", "North Carolina"),
        ("/ask virtual eval, patient from Ohio, drives to Covington Kentucky for needling", "Ken"),
        ("/ask telehealth pt sits in Nevada, crosses to Yuma Arizona to be needled", "Arizona"),
        ("/ask lives in Kentucky, video from Columbus Ohio, comes to Cincinnati for dn", "Ohio"),
        ("/ask our PT lives in Oregon with that license but needles in Washington", "Washington"),
        ("/ask what about guam", "Guam"),
        ("/ask puerto rico?", "Puerto Rico"),
    ],
)
async def test_the_state_where_somebody_is_needled_is_found(
    desk: FrontDesk, typed: str, state: str
) -> None:
    assert (await desk.say(typed)).headline.startswith(state)


@pytest.mark.parametrize(
    ("typed", "who"),
    [
        ("which states let OTs do it", "Occupational therapist"),
        ("what states let a chiropractor needle", "Chiropractor"),
        ("states that let athletic trainers needle?", "Athletic trainer"),
    ],
)
async def test_states_that_let_a_profession_are_listed(
    desk: FrontDesk, typed: str, who: str
) -> None:
    assert (await desk.say(f"/ask {typed}")).headline == f"{who} · all states"
