"""What is meant, where the desk, a season, a slip of the tongue or /help stands in the words."""

from __future__ import annotations

import re

import pytest

from tests.handlers.front_desk import FrontDesk


@pytest.mark.parametrize(
    "typed",
    [
        "lady scared of needles, any script for the front desk",
        "he is terrified of needles, words for our front desk pls",
        "patient phobic of needling asked at the front desk about other ways",
    ],
)
async def test_the_desk_that_asks_is_no_profession(desk: FrontDesk, typed: str) -> None:
    reply = await desk.glance(f"/ask {typed}")
    assert not any("aide" in line.text for line in reply.lines)


async def test_the_desk_may_still_be_asked_about(desk: FrontDesk) -> None:
    reply = await desk.glance("/ask can the front desk take needles out in washington")
    assert reply.headline.startswith("Washington · aide")


@pytest.mark.parametrize(
    "typed",
    [
        "we want to begin needling in spring, which form do patients sign",
        "the owner plans on needling for runners in spring and what does 20561 pay",
        "our two therapists learn needling in spring, who may do it until then",
        "maybe we open the second office in spring, do we need new sharps boxes",
        "he took the needling course in spring and now wants to bill 20560 to aetna",
        "will rates for 20560 be higher in spring than they are today",
    ],
)
async def test_a_season_in_a_sentence_is_no_city(desk: FrontDesk, typed: str) -> None:
    reply = await desk.glance(f"/ask {typed}")
    assert "Texas" not in f"{reply.headline} {[line.text for line in reply.lines]}"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("/coverage aetna 20561 oops 20560", "20560"),
        ("/coverage medicare 20560, sorry i meant 20561", "20561"),
        ("/ask does humana pay 20561 wait no 20560", "20560"),
        ("/ask cigna 20560 actually it was 20561", "20561"),
        ("/ask is 20560 scratch that 20561 covered by tricare", "20561"),
        ("/coverage premera 20561 correction 20560", "20560"),
    ],
)
async def test_a_code_that_is_taken_back_is_not_asked(
    desk: FrontDesk, typed: str, code: str
) -> None:
    assert f"· {code}" in (await desk.glance(typed)).headline


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("/cpt 20561 97140 oops 97110", ("20561", "97110")),
        ("/cpt 97110 wait 97112 wait 97140", ("97140",)),
        ("/cpt 97110 and 97530 oops 97112, 97140", ("97110", "97112", "97140")),
    ],
)
async def test_of_several_codes_the_last_one_is_taken_back(
    desk: FrontDesk, typed: str, codes: tuple[str, ...]
) -> None:
    headline = (await desk.glance(typed)).headline
    assert tuple(re.findall(r"[0-9]{5}", headline)) == codes


@pytest.mark.parametrize(
    "typed",
    [
        "/coverage aetna 20560 and 20561",
        "/coverage aetna 20560, actually also 20561",
        "/coverage aetna 20561 sorry and 20560",
    ],
)
async def test_a_code_that_is_added_stays(desk: FrontDesk, typed: str) -> None:
    headline = (await desk.glance(typed)).headline
    assert "20560" in headline
    assert "20561" in headline


@pytest.mark.parametrize(
    ("typed", "headline"),
    [
        ("/help coverage i have aetna on the line", "Aetna"),
        ("/help coverage cigna 20561 please", "Cigna · 20561"),
        ("/help state nevada for OTs", "Nevada · occupational therapist"),
        ("/help cpt 20560 with 97140", "20560 with 97140"),
        ("/help ask does tricare cover needling", "TRICARE"),
        ("/help denial what is CO-97", "What does denial code 97 mean"),
    ],
)
async def test_a_question_behind_help_is_answered(
    desk: FrontDesk, typed: str, headline: str
) -> None:
    assert (await desk.glance(typed)).headline.startswith(headline)


@pytest.mark.parametrize("typed", ["/help coverage", "/help coverage details"])
async def test_help_of_a_command_stays(desk: FrontDesk, typed: str) -> None:
    assert (await desk.glance(typed)).headline == "/coverage"


async def test_help_changes_nothing(desk: FrontDesk) -> None:
    reply = await desk.glance("/help coverage edit aetna not covered 20560 by call")
    assert reply.headline == "What I can answer"


@pytest.mark.parametrize(
    "typed",
    [
        "license pending in the state, may she needle",
        "he has no license yet in the state, can he dn",
        "do you need the city or the state",
        "needling rules differ in the state, why",
        "tell me the state",
        "is a permit needed in the state",
    ],
)
async def test_in_before_the_state_is_no_indiana(desk: FrontDesk, typed: str) -> None:
    reply = await desk.glance(f"/ask {typed}")
    assert not reply.headline.startswith(("Indiana", "Oregon", "Maine"))


@pytest.mark.parametrize(
    ("typed", "headline"),
    [
        ("does it work at all? grandpa asked", "Does dry needling work?"),
        ("does it hurt? his wife said it looked bad", "Does dry needling hurt?"),
        ("do they sign a new abn each visit? same needling", "Do I need a new ABN"),
        ("is needling safe? his nephew wondered", "How common are serious side effects"),
        ("what is dry needling? my neighbor asked yesterday", "What is dry needling?"),
    ],
)
async def test_what_is_only_told_behind_a_question_changes_nothing(
    desk: FrontDesk, typed: str, headline: str
) -> None:
    assert (await desk.glance(f"/ask {typed}")).headline.startswith(headline)
