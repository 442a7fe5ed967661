"""The Details button in Slack: opens a private answer in its place, a shared one beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bot.test_nothing_typed_is_kept import kept
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


@pytest.mark.usefixtures("talkative")
@pytest.mark.parametrize("before", ["", "share "])
async def test_what_was_typed_comes_back_to_whoever_typed_it_alone(
    served: Served,
    slack: FakeSlack,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    before: str,
) -> None:
    typed = f"/{before}ask does aetna pay and does cigna pay for the zorblat of it"
    own = await slack.types("UAMY", typed, "CDESK")
    button = own.button("Details")
    assert "zorblat" in button.element["value"], "no canonical command tells it"
    await slack.presses(button)
    await slack.until(lambda: "Details" not in slack.messages[-1].labels or None, "the details")
    assert {message.private_to for message in slack.messages} == {"UAMY"}
    assert slack.messages_in("CDESK") == []
    assert "zorblat" not in await kept(served.app, tmp_path)
    written = capsys.readouterr()
    assert "asked" in written.err
    assert "zorblat" not in f"{written.out}{written.err}"
