"""What was asked before is answered at once: in the same clinic, on the same day."""

from __future__ import annotations

from datetime import timedelta

import pytest

from models.coverage.fact_book import FactBook
from tests.handlers.front_desk import NOON, FrontDesk


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("/coverage medicare 20560 by PT", id="a payer with facts"),
        pytest.param("/coverage kelsey-seybold 20560", id="a payer without facts"),
        pytest.param("/coverage atena 20560", id="a misspelt name"),
        pytest.param("/ask does medicare pay for 20560 on 3/1/2024", id="in a whole sentence"),
    ],
)
async def test_what_was_understood_is_answered_at_once_the_second_time(
    desk: FrontDesk, typed: str
) -> None:
    assert await desk.glance(typed) is await desk.glance(typed)


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("/coverage medicare 20560 zorble", id="a word that means nothing"),
        pytest.param("/coverage medicare 20560 by a reflexologist", id="a profession unheard of"),
        pytest.param("/coverage zorbleplan 20560", id="a payer of whom nobody knows"),
        pytest.param("/coverage medicare eyeglasses", id="a service without facts"),
        pytest.param("/ask does it hurt", id="a question in free text"),
    ],
)
async def test_no_answer_is_remembered_to_what_was_not_wholly_understood(
    desk: FrontDesk, typed: str
) -> None:
    assert await desk.glance(typed) is not await desk.glance(typed)


async def test_another_clinic_and_another_day_have_an_answer_of_their_own(
    pack: FactBook, desk: FrontDesk
) -> None:
    for days in (0, 400):
        for state, profession in ((None, None), ("WA", None), ("NY", "PT"), (None, "DC")):
            where = {"at": NOON + timedelta(days=days), "state": state, "profession": profession}
            for typed in ("/coverage regence 20560", "/coverage cigna 20560 on 12/1"):
                anew = await FrontDesk(pack).say(typed, **where)
                assert await desk.say(typed, **where) == anew


async def test_what_was_typed_is_not_among_what_is_remembered(desk: FrontDesk) -> None:
    await desk.glance("/coverage mEdIcArE 20560")
    held = vars(desk.desk._remembered)  # noqa: SLF001 - what no text may reach
    assert "Medicare" in repr(held)
    assert "mEdIcArE" not in repr(held)
