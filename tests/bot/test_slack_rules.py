"""In Slack the call sheet leads to a form, and what was heard answers for the whole clinic."""

from __future__ import annotations

import pytest

from models.clinic.clinic import Platform, Role
from tests.conftest import Served
from tests.fakes.slack_workspace import FakeSlack

ASKED = "/coverage kelsey-seybold 20560"


async def manage(served: Served, user: str) -> None:
    """Make somebody a manager."""
    app = served.app
    await app.records.seat(Platform.SLACK, "T1", user, role=Role.MANAGER, at=app.clock())


async def test_from_an_unknown_payer_to_an_answer_for_everybody(
    served: Served, slack: FakeSlack
) -> None:
    await manage(served, "UMAX")
    card = await slack.types("UMAX", ASKED)
    assert "Unknown" in card.words
    sheet = await slack.clicks(card.button("What to ask"))
    assert "Do you pay for CPT 20560" in sheet.words
    form = await slack.clicks_to_open(sheet.button("Enter what they said"))
    assert form.title == "A rule of your own"
    told = await slack.submits(
        form, verdict="covered with conditions", visits=20, window="calendar year"
    )
    assert "Your clinic's rule, by a call on" in told.words
    assert "20 visits per calendar year" in told.words
    answer = await slack.types("UAMY", ASKED)
    assert "Covered with conditions" in answer.words
    assert "your clinic's rule" in answer.words


async def test_a_colleague_who_called_is_picked_and_stands_with_the_rule(
    served: Served, slack: FakeSlack
) -> None:
    await manage(served, "UMAX")
    sheet = await slack.types("UMAX", "/coverage call premera")
    form = await slack.clicks_to_open(sheet.button("Enter what they said"))
    told = await slack.submits(form, verdict="not covered", called="UAMY")
    assert "by <@UMAX>; called by <@UAMY>." in told.words
    [clinic] = await served.app.records.clinics()
    assert [rule.called_by for rule in clinic.rules.known()] == ["UAMY"]


async def test_who_called_is_mentioned_in_a_command_and_nobody_else_is_named(
    served: Served, slack: FakeSlack
) -> None:
    await manage(served, "UMAX")
    for name in ("Jane", "@jane", "Jane Doe"):
        refused = await slack.types("UMAX", f"/coverage edit premera covered called by {name}")
        assert "Jane" not in refused.words
        assert "from the list" in refused.words, name
    [clinic] = await served.app.records.clinics()
    assert not clinic.rules
    told = await slack.types("UMAX", "/coverage edit premera covered called by <@UAMY|amy>")
    assert "called by <@UAMY>." in told.words


async def test_what_is_missing_or_refused_is_said_at_its_field(
    served: Served, slack: FakeSlack
) -> None:
    await manage(served, "UMAX")
    sheet = await slack.types("UMAX", "/coverage call premera")
    form = await slack.clicks_to_open(sheet.button("Enter what they said"))
    told = await slack.submits(form, verdict="not covered", visits=20)
    assert told.errors == {"window": "Say in which window they count."}
    [clinic] = await served.app.records.clinics()
    assert not clinic.rules


async def test_state_and_kind_of_plan_stand_in_the_form(served: Served, slack: FakeSlack) -> None:
    await manage(served, "UMAX")
    asked = "/coverage call humana 20560 medicare advantage by DC in ohio"
    sheet = await slack.types("UMAX", asked)
    form = await slack.clicks_to_open(sheet.button("Enter what they said"))
    told = await slack.submits(form, verdict="not covered")
    bounds = "not covered for 20560 billed by a chiropractor under Medicare Advantage plans in Ohio"
    assert bounds in told.words


@pytest.mark.parametrize(
    ("asked", "answers", "says"),
    [
        ("premera", {"state": "Texas"}, "I know Premera in Alaska and Washington alone"),
        ("medicare", {"line": "commercial"}, "Medicare Part B is original Medicare, and has no"),
    ],
)
async def test_a_bound_that_the_payer_has_not_is_refused_at_its_field(
    served: Served, slack: FakeSlack, asked: str, answers: dict[str, str], says: str
) -> None:
    await manage(served, "UMAX")
    sheet = await slack.types("UMAX", f"/coverage call {asked} 20560")
    form = await slack.clicks_to_open(sheet.button("Enter what they said"))
    told = await slack.submits(form, verdict="not covered", **answers)
    assert list(told.errors) == list(answers)
    assert str(told.errors).partition(": ")[2][1:].startswith(says)
    [clinic] = await served.app.records.clinics()
    assert not clinic.rules


async def test_the_form_is_for_managers(served: Served, slack: FakeSlack) -> None:
    await manage(served, "UMAX")
    sheet = await slack.types("UAMY", "/coverage call premera")
    window = await slack.clicks_to_open(sheet.button("Enter what they said"))
    assert "A rule of your clinic's own is for managers." in window.words
