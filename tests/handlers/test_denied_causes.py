"""A back pain of which it is said that no surgery, pregnancy or disease caused it."""

from __future__ import annotations

import pytest

from tests.handlers.front_desk import FrontDesk


@pytest.mark.parametrize(
    "said", ["no surgery", "no prior back surgery", "no fusion surgery", "no mets no surgery",
             "never had surgery", "not pregnant"],
)  # fmt: skip
async def test_a_cause_that_is_denied_is_none(desk: FrontDesk, said: str) -> None:
    reply = await desk.say(f"/coverage medicare 20560 chronic low back pain, {said}")
    assert "for chronic low back pain" in reply.headline


@pytest.mark.parametrize(
    "said", ["after surgery", "no relief after fusion surgery", "postsurgical"]
)
async def test_a_cause_that_is_told_decides(desk: FrontDesk, said: str) -> None:
    reply = await desk.say(f"/coverage medicare 20560 chronic low back pain {said}")
    assert "for back pain after surgery" in reply.headline
