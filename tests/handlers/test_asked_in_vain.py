"""What is asked that a card does not answer leads it: to act, a first visit, a day of a policy."""

from __future__ import annotations

import re

import pytest

from models.coverage.fact_book import FactBook
from models.coverage.state import ScopeRule
from tests.handlers.front_desk import FrontDesk, words

NO_HAND = "I book, file, call and send nothing: that is for your team."

# To a treating provider, after a visit without referral: of needling at one it says nothing.
_OF_ILLINOIS = "within 5 business days of the first visit"


@pytest.mark.parametrize(
    "typed",
    [
        "book me a needling course in austin in april",
        "sign us up for the course in ohio",
        "please register me for dn training in utah",
        "can you call cigna and ask about 20561",
        "pls email aetna about 20560 coverage",
        "could you schedule a needling class in georgia",
    ],
)
async def test_what_only_people_do_is_said_first(desk: FrontDesk, typed: str) -> None:
    assert (await desk.glance(f"/ask {typed}")).lines[0].text == NO_HAND


async def test_what_is_to_be_booked_is_of_no_month_that_is_past(desk: FrontDesk) -> None:
    reply = await desk.glance("/ask book me a needling course near denver in march")
    assert "Mar" not in reply.headline


@pytest.mark.parametrize(
    "typed",
    [
        "does cigna cover 20561",
        "which states let us book needling for ohio pts",
        "can you call dry needling manual therapy",
        "can you call it 97140",
        "book me an answer: how do i thank the bot",
    ],
)
async def test_other_questions_ask_for_no_hand(desk: FrontDesk, typed: str) -> None:
    assert NO_HAND not in words(await desk.glance(f"/ask {typed}"))


@pytest.mark.parametrize(
    ("typed", "state"),
    [
        ("is there a rule in Wyoming about doing needling on the first visit", "Wyoming"),
        ("can a PT needle the same day as the eval in ohio", "Ohio"),
        ("texas pt dry needling at initial visit allowed", "Texas"),
        ("may PTs in utah needle at the first appointment", "Utah"),
        ("how often can we needle in georgia by law", "Georgia"),
        ("colorado pt needling 3 times a week legal", "Colorado"),
    ],
)
async def test_what_no_rule_speaks_of_is_said_first(
    desk: FrontDesk, typed: str, state: str
) -> None:
    said = (await desk.glance(f"/ask {typed}")).lines[0].text
    assert said.startswith(f"I hold no rule of {state} on ")


@pytest.mark.parametrize(
    "typed",
    [
        "which states let PT needle at the first visit",
        "how often may a PT needle in ohio and texas",
    ],
)
async def test_of_several_states_what_no_rule_speaks_of_is_said_first(
    desk: FrontDesk, typed: str
) -> None:
    said = (await desk.glance(f"/ask {typed}")).lines[0].text
    assert said.startswith("I hold no state's rule on ")


async def test_beside_a_condition_a_payer_that_is_named_is_answered(desk: FrontDesk) -> None:
    reply = await desk.glance("/ask is needling in pregnancy ok, insurance is cigna")
    assert "depends on payer, code and condition" not in words(reply)


def _cautions(rule: ScopeRule) -> list[str]:
    return [caution.says for caution in rule.cautions]


def test_no_states_rule_speaks_of_a_first_visit_or_of_how_often(pack: FactBook) -> None:
    words = re.compile(
        r"\b(?:first|initial) (?:visits?|appointments?|sessions?|treatments?|eval\w*)\b"
        r"|\bsame[ -](?:day|visit)\b|\bhow often\b|\bfrequen\w*|\btimes (?:a|per)\b"
        r"|\bper (?:day|week|month)\b",
        re.IGNORECASE,
    )
    speak = {
        place.id
        for place in pack.states.values()
        for rule in place.rules
        for said in (rule.says, *(s.says for _, s in rule.requirements), *_cautions(rule))
        if words.search(said) and _OF_ILLINOIS not in said
    }
    assert not speak


@pytest.mark.parametrize(
    "typed",
    [
        "how often do i renew needling ce in ohio",
        "referral needed before first visit for needling in ohio",
        "aetna first visit needling in ohio",
    ],
)
async def test_a_visit_or_how_often_of_else_is_not_meant(desk: FrontDesk, typed: str) -> None:
    assert "I hold no rule of Ohio on" not in words(await desk.glance(f"/ask {typed}"))


@pytest.mark.parametrize(
    "typed",
    [
        "patient is pregnant, PT wants to needle glutes, insurance question + is it ok",
        "insurance question and is needling ok in pregnancy",
        "does insurance mind if the pt is pregnant and needled",
    ],
)
async def test_of_insurance_beside_a_condition_the_payer_is_asked_for(
    desk: FrontDesk, typed: str
) -> None:
    assert (
        "depends on payer, code and condition" in (await desk.glance(f"/ask {typed}")).lines[0].text
    )


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("migraine, UHC, DPT, 3 muscles", "3 muscles: 20561, one unit for the session."),
        ("uhc, 2 muscles, PT", "2 muscles: 20560, one unit for the session."),
        ("UHC policy effective date on dry needling pls", "I hold no policy of theirs"),
        ("when did the uhc needling policy start", "I hold no policy of theirs"),
    ],
)
async def test_plans_of_one_name_lead_with_what_holds_for_all(
    desk: FrontDesk, typed: str, said: str
) -> None:
    assert (await desk.glance(f"/ask {typed}")).lines[0].text.startswith(said)


@pytest.mark.parametrize(
    "typed",
    [
        "does the dx M54.50 work for medicare or does it have to say chronic",
        "is M54.59 good for medicare needling",
        "would M54.50 work on medicare",
        "does medicare go by M54.51 for needling",
        "M54.50 for medicare dry needling enough?",
    ],
)
async def test_a_diagnosis_of_the_back_is_told_what_medicare_takes(
    desk: FrontDesk, typed: str
) -> None:
    assert "A diagnosis code alone does not prove it" in words(await desk.glance(f"/ask {typed}"))


async def test_of_another_diagnosis_the_verdict_stays(desk: FrontDesk) -> None:
    assert (await desk.glance("/ask medicare M54.2 20560")).badge is not None


async def test_an_unlisted_code_that_a_payer_asks_for_is_wanted_in_writing(
    desk: FrontDesk,
) -> None:
    reply = await desk.glance("/ask insurance says use unlisted 97139 for dry needling, right?")
    assert "have that in writing" in words(reply)


@pytest.mark.parametrize("day", ["2020", "8/1/2020", "in spring 2020"])
async def test_before_a_rule_it_is_told_when_its_law_was_signed(desk: FrontDesk, day: str) -> None:
    reply = await desk.glance(f"/state florida pt {day}")
    assert "signed on Jun 30, 2020" in reply.lines[1].text
