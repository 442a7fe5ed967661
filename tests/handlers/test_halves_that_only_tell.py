"""A half that only tells of a case, of a place or of who asks makes no second question."""

from __future__ import annotations

import pytest

from models.understanding.several_questions import apart_from_place, split_questions
from tests.handlers.front_desk import FrontDesk, words

TWO = "2 questions"


@pytest.mark.parametrize(
    "typed",
    [
        "guy has a pacemaker, is estim w needles out",
        "pt of mine has pacificsource thru work, can we bill 20560",
        "bcbs says investigational, is it worth appealing?",
        "she wants dry needling for neck, do i need an order",
        "we are in boise, what do people charge",
        "front desk here, does regence pay 20560",
        "anybody know if sanford pays needling? pt in sioux falls",
        "both upper traps and both levators, is that 2 muscles or 4",
    ],
)
def test_what_only_tells_is_no_question_of_its_own(typed: str) -> None:
    assert split_questions(typed) == (typed,)


def test_who_asks_is_left_out_of_the_questions() -> None:
    typed = "does needling hurt and can he golf after, guy is asking me on the phone"
    assert split_questions(typed) == ("does needling hurt", "can he golf after")


@pytest.mark.parametrize(
    "typed",
    [
        "can a PTA needle in ohio and does aetna pay",
        "does moda cover 20560 and also can pts even needle in oregon",
        "we did 2 muscles w 5 needles, do i count needles",
        "wellmark 20560, is auth needed",
    ],
)
def test_two_questions_stay_two(typed: str) -> None:
    assert len(split_questions(typed)) == 2


@pytest.mark.parametrize(
    ("typed", "rest"),
    [
        ("what is a fair cash price? we are in boise", "what is a fair cash price"),
        ("what do people charge? located in fargo nd", "what do people charge"),
        ("can a PTA needle in ohio and does aetna pay", ""),
    ],
)
def test_a_place_stands_apart_from_its_question(typed: str, rest: str) -> None:
    assert apart_from_place(typed) == rest


async def test_a_price_beside_a_place_is_answered_with_prices_alone(desk: FrontDesk) -> None:
    reply = await desk.glance("whats the going cash price for dry needling? we're in boise")
    assert "cost out of pocket" in reply.headline
    assert "Idaho" not in words(reply)


@pytest.mark.parametrize(
    ("typed", "headline"),
    [
        ("/ask lady has a pacemaker, is estim through needles out", "implanted device"),
        ("pt did needling then estim thru the needles, do i add 97032", "electrical stimulation"),
        ("my patient has pacificsource in bend, can we bill 20560", "PacificSource Health Plans"),
    ],
)
async def test_a_case_and_its_question_are_answered_as_one(
    desk: FrontDesk, typed: str, headline: str
) -> None:
    reply = await desk.glance(typed)
    assert headline in words(reply.opened())
    assert TWO not in reply.headline


async def test_modifiers_behind_codes_are_those_of_the_codes(desk: FrontDesk) -> None:
    reply = await desk.glance("/cpt 97162 + 20561 + 97110 first visit, do i need 59 or 25")
    assert reply.headline == "97162 with 20561 and 97110, same day"
    assert "No 59 needed" in words(reply)


@pytest.mark.parametrize(
    ("typed", "later"),
    [
        ("does wellmark pay 20561 and is 97140 ok same day", "is 97140 ok same day with 20561"),
        ("is 20560 timed and can i bill it with 97140", "can i bill 20560 with 97140"),
        ("is 20560 timed and is 97140 timed", "is 97140 timed"),
    ],
)
def test_a_second_code_of_the_same_day_goes_with_the_first(typed: str, later: str) -> None:
    assert split_questions(typed)[1] == later


async def test_the_pair_of_the_second_half_is_told(desk: FrontDesk) -> None:
    told = words(await desk.say("does wellmark pay 20561 and is 97140 ok same day"))
    assert "97140 with 20561, same day" in told


async def test_a_plan_or_a_hospice_is_no_place_that_is_left_out(desk: FrontDesk) -> None:
    reply = await desk.glance("/ask patient is in ohio medicaid, does it cover needling")
    assert reply.headline.startswith("Ohio Medicaid")
    near = await desk.glance("/ask pt is in hospice, can we charge cash")
    assert near.headline.startswith("Closest to your question: "), "hospice was not understood"
