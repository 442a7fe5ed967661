"""In Slack an answer is called wrong by a short form; managers see it on their Home tab."""

from __future__ import annotations

from models.clinic.clinic import Platform, Role
from tests.conftest import Served
from tests.fakes.slack_screens import Message, View
from tests.fakes.slack_workspace import FakeSlack

ASKED = "/coverage medicare 20560 by pt"


async def manage(served: Served, user: str) -> None:
    """Make somebody a manager."""
    app = served.app
    await app.records.seat(Platform.SLACK, "T1", user, role=Role.MANAGER, at=app.clock())


async def opened(slack: FakeSlack, card: Message) -> View:
    """The form that the menu of a card opens."""
    await slack.chooses(card.control("say:more"), "/wrong coverage Medicare Part B 20560 by PT")
    return await slack.until(lambda: slack.form_of("UAMY"), "the form")


async def test_a_part_and_a_source_are_chosen_in_one_form(served: Served, slack: FakeSlack) -> None:
    await manage(served, "UMAX")
    card = await slack.types("UAMY", ASKED)
    form = await opened(slack, card)
    assert form.title == "This is wrong"
    assert "What is wrong?" in form.words
    assert "By which source?" in form.words
    told = await slack.submits(form, part="verdict", source="1")
    assert "Noted: to be checked" in told.words
    home = await slack.opens_home("UMAX")
    assert "coverage Medicare Part B 20560 by PT: the verdict (source: APTA)" in home.words
    shown = await slack.clicks_to_open(home.button("All facts to check"))
    assert "Called wrong by your staff" in shown.words
    await slack.presses(shown.button("Show"))
    await slack.until(lambda: "Called wrong: the verdict" in shown.words or None, "the entry")
    await slack.presses(shown.button("Checked: still true"))
    await slack.until(lambda: "taken off the list" in shown.words or None, "the receipt")
    assert await served.app.services.fact_reports.reported(1) == ()


async def test_staff_have_no_facts_to_check_on_their_home_tab(
    served: Served, slack: FakeSlack
) -> None:
    await slack.types("UAMY", "/wrong cpt 20560 part answer source none")
    assert "Called wrong" not in (await slack.opens_home("UAMY")).words
    assert "20560" not in (await slack.opens_home("UAMY")).words.replace("bcbsnc 20560", "")


async def test_a_form_that_comes_back_about_nothing_keeps_nothing(
    served: Served, slack: FakeSlack
) -> None:
    card = await slack.types("UAMY", ASKED)
    form = await opened(slack, card)
    form.body["private_metadata"] = "qwertz"
    told = await slack.submits(form, part="verdict", source="none")
    assert "I do not know which answer you mean." in told.words
    assert await served.app.services.fact_reports.reported(1) == ()
