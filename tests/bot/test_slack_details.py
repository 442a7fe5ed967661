"""The Details button in Slack: opens a private answer in its place, a shared one beside it."""

from __future__ import annotations

from tests.conftest import Served
from tests.fakes.slack_workspace import FakeSlack

ANSWER = "/coverage bcbsnc 20560"
WHOLE = "Not a guarantee of payment"


async def test_details_open_a_private_answer_in_its_place(served: Served, slack: FakeSlack) -> None:
    own = await slack.types("UAMY", ANSWER, "CDESK")
    assert WHOLE not in own.words
    await slack.presses(own.button("Details"))
    await slack.until(lambda: WHOLE in own.words or None, WHOLE)
    assert "Blue Cross NC · 20560" in own.words
    assert slack.messages_in("CDESK") == []


async def test_details_of_a_shared_answer_stand_beside_it_for_whoever_asks(
    served: Served, slack: FakeSlack
) -> None:
    await slack.types("UAMY", f"/share {ANSWER.removeprefix('/')}", "CDESK")
    [shared] = slack.messages_in("CDESK")
    before = shared.words
    whole = await slack.clicks(shared.button("Details"), "UMAX")
    assert whole.private_to == "UMAX"
    assert WHOLE in whole.words
    assert shared.words == before


async def test_an_opened_answer_is_shared_opened(served: Served, slack: FakeSlack) -> None:
    own = await slack.types("UAMY", f"{ANSWER} details", "CDESK")
    await slack.presses(own.button("Share"))
    [shared] = await slack.until(lambda: slack.messages_in("CDESK") or None, "the shared answer")
    assert WHOLE in shared.words
