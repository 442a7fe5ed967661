"""A name that few payers share: a row for each plan, and a headline that promises no more."""

from __future__ import annotations

import pytest

from models.coverage.position import Verdict
from models.reply import Badge
from models.wording import phrases
from tests.handlers.front_desk import FrontDesk


@pytest.mark.parametrize(
    ("typed", "headline", "badge"),
    [
        pytest.param("bcbs michigan", "Which plan do you mean?", None, id="one plan decides"),
        pytest.param(
            "priority health",
            "I hold no decision of any of its plans",
            phrases.VERDICTS[Verdict.UNKNOWN],
            id="none decides",
        ),
    ],
)
async def test_it_asks_which_plan_only_where_a_plan_decides(
    desk: FrontDesk, typed: str, headline: str, badge: Badge | None
) -> None:
    reply = await desk.say(f"/coverage {typed} 20560")
    assert (reply.headline, reply.badge) == (headline, badge)


@pytest.mark.parametrize("typed", ["bcbs michigan", "priority health"])
async def test_every_row_says_what_the_button_of_its_plan_answers(
    desk: FrontDesk, typed: str
) -> None:
    reply = await desk.say(f"/coverage {typed} 20560")
    rows = [line.text for line in reply.lines if ": " in line.text]
    assert len(rows) == len(reply.choices) > 1
    for row, choice in zip(rows, reply.choices, strict=True):
        plan, told = row.split(": ", 1)
        own = await desk.say(choice.command)
        assert own.badge is not None
        assert (plan, told.split(". ")[0]) == (choice.label, own.badge.words)
