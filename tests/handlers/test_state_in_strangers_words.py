"""Questions of states as strangers ask them: what is asked leads, gaps are named, none is lost."""

from __future__ import annotations

import pytest

from models.coverage.profession import Profession
from models.coverage.state import Permission
from models.wording import phrases
from tests.handlers.front_desk import FrontDesk, words

BY_LAW = phrases.PERMISSIONS[Permission.BY_LAW]


@pytest.mark.parametrize(
    "typed",
    [
        "illinois does the MD have to write an order for it",
        "illinois must a doctor sign a script",
        "illinois our MD wants a referral",
    ],
)
async def test_an_order_by_a_physician_is_a_question_of_referral(
    desk: FrontDesk, typed: str
) -> None:
    reply = await desk.say(f"/state {typed}")
    assert reply.headline == "Illinois · physical therapist"
    assert "referral" in reply.lines[0].text


@pytest.mark.parametrize(
    ("typed", "who"),
    [
        ("NM doctor of oriental med", "licensed acupuncturist"),
        ("ohio physical therapist asst", "physical therapist assistant"),
        ("texas ot asst", "occupational therapy assistant"),
    ],
)
async def test_a_profession_is_read_in_other_words(desk: FrontDesk, typed: str, who: str) -> None:
    assert (await desk.say(f"/state {typed}")).headline.endswith(who)


@pytest.mark.parametrize(
    "typed", ["our podiatrist wants to dry needle plantar fascia can he bill 20560",
              "can a massage therapist bill 20561"]
)  # fmt: skip
async def test_who_has_no_facts_is_not_lost_behind_a_code(desk: FrontDesk, typed: str) -> None:
    reply = await desk.say(f"/ask {typed}")
    assert "the state's law and the license decide" in words(reply)
    assert reply.badge is None


@pytest.mark.parametrize(
    "typed",
    ["which states dont let PTs needle", "which states forbid it", "which states wont allow it"],
)
async def test_states_that_forbid_lead_where_they_are_asked_for(
    desk: FrontDesk, typed: str
) -> None:
    reply = await desk.say(f"/state {typed}")
    assert reply.lines[0].text == "Not allowed (3): California, Hawaii, New York."


async def test_states_that_allow_lead_otherwise(desk: FrontDesk) -> None:
    reply = await desk.say("/state which states allow PT")
    assert reply.lines[0].text.startswith("34 of the 50 states")


@pytest.mark.parametrize(
    "typed",
    ["vermont / new hampshire clinic on the border", "new hampshire / vermont border clinic"],
)
async def test_a_clinic_of_two_states_gets_both(desk: FrontDesk, typed: str) -> None:
    told = words(await desk.say(f"/state {typed}"))
    assert "Vermont:" in told
    assert "New Hampshire:" in told


async def test_of_two_states_the_one_of_the_clinic_still_leads(desk: FrontDesk) -> None:
    reply = await desk.say("/state patient lives in vermont, our new hampshire clinic")
    assert reply.headline.startswith("New Hampshire")


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("new hamshire pt trainning", "I hold nothing on hours or courses"),
        ("coloardo pt refferal", "I hold no referral rule for needling itself in Colorado."),
        ("delaware supervision after the course", "I hold nothing on supervised practice"),
        ("CO PT 2 yrs experience rule still there?", "Two years of practice and 46 hours in"),
    ],
)
async def test_what_was_asked_leads_though_misspelt_or_not_held(
    desk: FrontDesk, typed: str, first: str
) -> None:
    assert (await desk.say(f"/state {typed}")).lines[0].text.startswith(first)


@pytest.mark.parametrize(
    "typed", ["florida pt treated in 2018 was it legal then", "florida pt 2018"]
)
async def test_a_year_before_the_rule_says_so_and_when_it_begins(
    desk: FrontDesk, typed: str
) -> None:
    reply = await desk.say(f"/state {typed}")
    assert reply.badge != BY_LAW
    assert reply.lines[0].text == "I hold nothing on a physical therapist in Florida for 2018."
    assert reply.lines[1].text.startswith("What I hold begins on Apr 19, 2021")


@pytest.mark.parametrize(
    "typed",
    ["NJ how many hrs and is there a cert to send in", "NJ hours, do we mail it in",
     "NJ is there a form to turn in"],
)  # fmt: skip
async def test_a_verb_before_in_names_no_second_state(desk: FrontDesk, typed: str) -> None:
    assert "Indiana" not in words(await desk.say(f"/state {typed}"))


async def test_in_is_still_indiana_in_a_list(desk: FrontDesk) -> None:
    assert "Indiana" in words(await desk.say("/state OH and IN"))


async def test_a_topic_names_every_state_whose_rule_leaves_students_out(desk: FrontDesk) -> None:
    told = words(await desk.say("/ask may a student needle"))
    barring = {
        state.name
        for state in desk.book.states.values()
        for rule in state.rules
        if rule.profession is Profession.PT and "student" in rule.bars
    }
    assert barring
    assert all(name in told for name in barring)


async def test_the_reporting_rule_that_is_held_is_told(desk: FrontDesk) -> None:
    told = words(await desk.say("/ask do we report an incident or a complaint, and to whom"))
    assert "within 15 days" in told
    assert "I hold no reporting rule" not in told


@pytest.mark.parametrize(
    ("typed", "who"),
    [
        ("texas chiro asst", "chiropractic assistant"),
        ("texas chiropractic assitant", "chiropractic assistant"),
        ("NJ pt assistent", "physical therapist assistant"),
        ("florida pt asistants", "physical therapist assistant"),
    ],
)
async def test_no_assistant_gets_the_verdict_of_the_profession(
    desk: FrontDesk, typed: str, who: str
) -> None:
    reply = await desk.say(f"/state {typed}")
    assert reply.headline.endswith(who)
    assert reply.badge == phrases.PERMISSIONS[Permission.PROHIBITED]


async def test_a_therapist_who_assists_is_no_assistant(desk: FrontDesk) -> None:
    assert (await desk.say("/state ohio can a PT assist")).headline == "Ohio · physical therapist"


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("WA pt before june 2024", "May 31, 2024"),
        ("WA pt june 22, 2024", "June 22, 2024"),
        ("WA pt 2023", "Jan 1, 2023 to Dec 31, 2023"),
    ],
)
async def test_a_year_behind_its_month_is_no_whole_year(
    desk: FrontDesk, typed: str, day: str
) -> None:
    assert (await desk.say(f"/state {typed}")).headline.endswith(f"for {day}")
