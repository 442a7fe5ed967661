"""A limit by which charts count is told of its payer, however it is asked."""

from __future__ import annotations

import pytest

from handlers import held_limits
from tests.fakes.shipped import pack
from tests.handlers.front_desk import FrontDesk, lines

_HELD = sorted(id_ for id_, payer in pack().payers.items() if held_limits.held(payer, pack()))


@pytest.mark.parametrize(
    "typed",
    [
        "how many visits does {} allow per year",
        "how many PT visits does {} allow in 2027",
        "{} visits per year",
        "{} visit limit per year",
        "visit limit for {} per year",
        "how many visits does {} allow per calendar year",
        "when does {} year reset",
        "when do {} visits reset",
        "how many visits a year {}",
        "{} annual visit max",
    ],
)
async def test_every_held_limit_is_told(desk: FrontDesk, typed: str) -> None:
    wrong = []
    for id_ in _HELD:
        payer = desk.book.payers[id_]
        name = payer.name.split(" (")[0]
        reply = await desk.say(f"/ask {typed.format(name)}")
        told = [line.text for line in lines(reply)]
        is_empty = any(text.startswith("I hold nothing") and " on this" in text for text in told)
        said = " ".join(told)
        limits = held_limits.held(payer, desk.book)
        is_said = any(limit.says.split(".")[0][:40] in said for limit in limits)
        is_own = id_ == "medicare"  # its limits are topics of their own
        if is_empty or not (is_said or is_own):
            wrong.append((payer.name, reply.headline, told[:2]))
    assert not wrong, f"{len(wrong)} of {len(_HELD)}: {wrong}"


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        pytest.param("how many visits does medicaid nc allow per year", "30 rehab", id="state"),
        pytest.param("ahcccs visits per year", "Oct 1 to Sep 30", id="not from January"),
        pytest.param("when does ahcccs year reset", "Oct 1 to Sep 30", id="reset"),
        pytest.param("how many visits does fep allow per year", "75 visits", id="plans"),
        pytest.param("visit limit for husky per year", "9 visits", id="a name that is a word"),
    ],
)
async def test_the_limit_leads(desk: FrontDesk, typed: str, says: str) -> None:
    reply = await desk.glance(f"/ask {typed}")
    assert "dry needling" in reply.headline  # the payer's card, and no general topic
    assert says in reply.lines[0].text


async def test_what_is_asked_beside_a_limit_is_told_behind_it(desk: FrontDesk) -> None:
    reply = await desk.glance("/ask does the evaluation count as a visit for nc medicaid")
    assert reply.headline == "Does the evaluation count as a visit?"
    assert reply.lines[0].text.startswith("NC Medicaid (Medicaid Direct): Members of 21 and over")
    assert reply.lines[0].text.endswith("In general:")


async def test_of_a_payer_without_a_limit_none_is_told(desk: FrontDesk) -> None:
    reply = await desk.say("/ask how many visits does pacificsource allow per year")
    assert "hold no facts on it" in reply.lines[0].text
