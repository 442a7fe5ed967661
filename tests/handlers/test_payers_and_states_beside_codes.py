"""Who bills, with which modifier, what several plans say of one matter, and misspelt states."""

from __future__ import annotations

import pytest

from tests.handlers.front_desk import FrontDesk, words


@pytest.mark.parametrize(
    ("typed", "rule", "modifier"),
    [
        ("may a DC bill medicare 20561 with modifier AT for low back", "chiropractor", "AT:"),
        (
            "chiro wants to bill medicare 20561 with modifier AT, will they pay",
            "chiropractor",
            "AT:",
        ),
        ("does medicare pay a chiropractor for 20560-AT", "chiropractor", "AT:"),
        ("may an NP bill medicare 20561 with mod 25", "acupuncture", "25:"),
        ("can an OT bill medicare for 20560 w GO modifier", "acupuncture", "GO:"),
    ],
)
async def test_who_bills_decides_before_a_modifier(
    desk: FrontDesk, typed: str, rule: str, modifier: str
) -> None:
    reply = await desk.say(typed)
    assert reply.headline.startswith("Medicare Part B · ")
    assert rule in reply.lines[0].text
    assert any(line.text.startswith(modifier) for line in reply.lines[1:3])


async def test_a_modifier_that_was_told_is_not_called_unused(desk: FrontDesk) -> None:
    reply = await desk.say("can our PT bill medicare 20560 with GP for low back")
    told = [line.text for line in reply.lines[:3]]
    assert any(text.startswith("GP: only when the payer asks for it") for text in told)
    assert "I did not use" not in words(reply)


@pytest.mark.parametrize(
    "typed",
    [
        "medicare PTA dry needling CQ 85 percent",
        "medicare: PTA needled, do we add CQ and lose 15 percent",
        "medicare pta modifier CQ for dry needling",
        "pta did dn on medicare, 85 percent with cq?",
    ],
)
async def test_that_medicare_pays_no_therapist_stands_before_how_it_pays(
    desk: FrontDesk, typed: str
) -> None:
    first = (await desk.say(typed)).lines[0].text
    assert first.startswith("Not for needling: Medicare does not pay a physical therapist")


async def test_of_other_therapy_it_is_not_said(desk: FrontDesk) -> None:
    told = words(await desk.say("cq modifier for therex by pta medicare"))
    assert "Not for needling" not in told


@pytest.mark.parametrize(
    "typed",
    [
        "medicare, fibro, nurse practitioner needles",
        "medicare neck pain NP needles",
        "medicare part b knee oa by a physician assistant",
        "MD needling medicare headache covered?",
        "physician needles shoulder pain, medicare",
        "NP medicare plantar fasciitis dry needling",
    ],
)
async def test_a_condition_that_is_not_covered_decides_before_the_license(
    desk: FrontDesk, typed: str
) -> None:
    assert "chronic low back pain only" in (await desk.say(typed)).lines[0].text


@pytest.mark.parametrize(
    ("typed", "whose"),
    [
        ("california work comp acupuncturist visits low back", "12 acupuncture visits"),
        ("ca workers comp LAc how many visits", "12 acupuncture visits"),
        ("california workers comp PT visits", "24 physical therapy visits"),
        ("ca work comp chiro visits", "24 chiropractic visits"),
    ],
)
async def test_the_visits_of_the_one_who_bills_lead(
    desk: FrontDesk, typed: str, whose: str
) -> None:
    reply = await desk.say(typed)
    assert whose in reply.lines[0].text
    assert "does not speak of" not in words(reply)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("priorty health michgan 20561 auth", "Authorization: Yes, after 90 days."),
        ("does kaiser need a referral for needling", "Not needed for this acupuncture"),
        ("aetna and cigna auth?", "I hold nothing on authorization from any of them."),
        ("molina ohio vs caresource authorization", "I hold nothing on authorization from any"),
    ],
)
async def test_what_is_asked_of_several_plans_stands_before_their_verdicts(
    desk: FrontDesk, typed: str, says: str
) -> None:
    assert says in (await desk.say(typed)).lines[0].text


async def test_limits_of_several_plans_stand_in_a_row_each(desk: FrontDesk) -> None:
    said = words(await desk.say("priority health visits per year"))
    assert "runs for 90 days; more needs a review" in said
    assert "12 visits in 90 days" in said
    assert "nothing on a number of visits from Priority Health (Michigan, commercial)" in said


@pytest.mark.parametrize(
    ("typed", "state", "professions"),
    [
        ("wyomming chiropracters AND pts pls", "Wyoming", ["Chiropractor", "Physical therapist"]),
        ("colorodo chiropracter and PTs", "Colorado", ["Chiropractor", "Physical therapist"]),
        ("nebrasca ots and athletic trainrs", "Nebraska", ["Athletic trainer", "Occupational"]),
        ("pensylvania pts n chiropractors", "Pennsylvania", ["Physical therapist"]),
        ("tenesee chiropractors and OTs", "Tennessee", ["Chiropractor", "Occupational"]),
        ("/state utah pts and chiropracters", "Utah", ["Chiropractor", "Physical therapist"]),
    ],
)
async def test_a_misspelt_state_or_profession_is_answered(
    desk: FrontDesk, typed: str, state: str, professions: list[str]
) -> None:
    reply = await desk.say(typed)
    told = words(reply)
    assert reply.headline.startswith(state)
    assert [who for who in professions if who not in told] == []


@pytest.mark.parametrize(
    ("typed", "headline", "says"),
    [
        ("does virginia board guidance still say 54 hrs", "Virginia", "No hours are fixed"),
        ("what do the kansas regs say about hrs", "Kansas", "Hours:"),
        ("utah guidance on supervised sessions", "Utah", "250 supervised sessions"),
        ("board statute maryland training hrs", "Maryland", "80 hours"),
        ("georgia board guidance re supervision", "Georgia", ""),
        ("ohio board on hours of training", "Ohio", "training"),
        ("how many hrs does geogia want", "Georgia", "50 hours in person"),
        ("what does marylnd require for training", "Maryland", "80 hours"),
    ],
)
async def test_a_boards_text_is_answered_by_the_rules_of_its_state(
    desk: FrontDesk, typed: str, headline: str, says: str
) -> None:
    reply = await desk.say(typed)
    assert reply.headline.startswith(headline)
    assert says in words(reply)


@pytest.mark.parametrize(
    "typed",
    [
        "aetna wants money back on 64999 / 97799 for needling in 2018",
        "aetna takeback on 20560 from 2019",
        "recoupment of a 2018 97799 dry needling claim bcbs michigan",
    ],
)
async def test_a_claim_of_before_2020_is_told_the_code_of_that_time(
    desk: FrontDesk, typed: str
) -> None:
    told = words(await desk.say(typed))
    assert "Before 2020 an unlisted code was used" in told
    assert "How far back a plan may look" in told


async def test_what_is_held_of_auto_insurers_stands_beside_no_general_rule(
    desk: FrontDesk,
) -> None:
    reply = await desk.say("car wreck patient with auto pip, who pays in general")
    assert "the policy is silent for Florida PIP" in words(reply)
    assert any(choice.command == "/coverage New Jersey PIP" for choice in reply.choices)
