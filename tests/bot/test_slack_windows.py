"""Windows in Slack: one that does not open in time is said so, and nothing done is left unsaid."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from bot.app import App
from bot.membership import Caller, Membership, MembershipCache
from bot.slack import modals
from handlers.command import Command, Request, Services
from models.reply import Reply
from tests.bot.test_slack_forms import named, numbers
from tests.conftest import Served
from tests.fakes.fixtures import Clock
from tests.fakes.slack_screens import View
from tests.fakes.slack_state import Person
from tests.fakes.slack_workspace import FakeSlack

LATE = "Click again: nothing is lost."
SORRY = "it is not your fault"


@pytest.fixture
def slow_seats(monkeypatch: pytest.MonkeyPatch) -> asyncio.Event:
    """Nobody gets a seat until it is set; a window waits a hundredth of a second."""
    may_go_on, find = asyncio.Event(), MembershipCache.find

    async def slow(self: MembershipCache, caller: Caller) -> Membership:
        await may_go_on.wait()
        return await find(self, caller)

    monkeypatch.setattr(modals, "_ANSWER_WITHIN", 0.01)
    monkeypatch.setattr(MembershipCache, "find", slow)
    return may_go_on


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything that is heard ends in a bug outside of the desk."""

    async def fail(*_: Any) -> Reply:
        raise RuntimeError("canary-text")

    monkeypatch.setattr(App, "answer", fail)


# -- in time -------------------------------------------------------------------------------------


async def test_a_form_behind_a_message_that_opens_too_late_is_said_to_the_clicker_alone(
    served: Served, slack: FakeSlack
) -> None:
    asked = await slack.types("UAMY", "/session log", "CDESK")
    slack.fails_next("views.open", "expired_trigger_id")
    told = await slack.clicks(asked.button("Log a session…"))
    assert LATE in told.words
    assert told.private_to == "UAMY"
    assert asked.button("Log a session…")  # what was clicked still stands
    assert (await slack.clicks_to_open(asked.button("Log a session…"))).title == "Log a session"


async def test_a_form_from_a_shortcut_that_opens_too_late_is_said_in_the_persons_own_chat(
    served: Served, slack: FakeSlack, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A shortcut comes with no channel and no response URL."""
    find = MembershipCache.find

    async def slow(self: MembershipCache, caller: Caller) -> Membership:
        clock.passes(seconds=4)
        return await find(self, caller)

    monkeypatch.setattr(MembershipCache, "find", slow)
    with slack.expects_offences("expired_trigger_id"):
        using = asyncio.create_task(slack.uses_shortcut("UAMY", "log_session"))
        told = await slack.sees("UAMY")
        using.cancel()
    assert LATE in told.words
    assert told.channel == "DAMY"


async def test_what_the_home_tab_did_is_told_though_its_window_did_not_open(
    served: Served, slack: FakeSlack
) -> None:
    """Else it would be clicked again, and taken back twice."""
    await slack.types("UAMY", "/session new BLUE-47K payer medicare for chronic low back pain")
    await slack.types("UAMY", "/session log BLUE-47K 20561")
    home = await slack.opens_home("UAMY")
    slack.fails_next("views.open", "expired_trigger_id")
    await slack.presses(home.button("Take back"))
    told = await slack.sees("UAMY", "DAMY")
    assert "voided" in told.words
    assert await numbers(served) == []


async def test_a_form_that_takes_long_to_draw_opens_with_a_promise(
    served: Served, slack: FakeSlack, slow_seats: asyncio.Event
) -> None:
    """A trigger lasts three seconds, whatever the records or Slack's own lists take."""
    window = await slack.uses_shortcut("UAMY", "log_session")
    assert "One moment" in window.words
    slow_seats.set()
    await slack.until(lambda: window.title == "Log a session" or None, "the form")
    [field] = [c for c in window.controls if c.action_id == "on"]
    assert field.element["initial_date"]


async def test_an_answer_that_takes_long_follows_in_the_window_of_the_home_tab(
    served: Served, slack: FakeSlack, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = await slack.opens_home("UAMY")
    may_go_on = asyncio.Event()

    async def slow(_ask: Request, _services: Services) -> Reply:
        await may_go_on.wait()
        return Reply("Here it is")

    served.app.dispatcher.commands["coverage"] = Command("coverage", "Slow.", (), slow)
    monkeypatch.setattr(modals, "_ANSWER_WITHIN", 0.01)
    window = await slack.clicks_to_open(home.button("Try a payer"))
    assert "One moment" in window.words
    may_go_on.set()
    await slack.until(lambda: "Here it is" in window.words or None, "the answer")


async def test_a_window_that_was_closed_meanwhile_wants_no_answer(
    served: Served, slack: FakeSlack, slow_seats: asyncio.Event
) -> None:
    window = await slack.uses_shortcut("UAMY", "log_session")
    await slack.closes(window)
    slow_seats.set()
    await slack.until(lambda: slack.calls_of("views.update") or None, "the form")
    await slack.types("UAMY", "/cpt 20560")
    assert slack.calls_of("chat.postMessage") == []


# -- one on top of another -----------------------------------------------------------------------


async def test_a_form_behind_a_card_behind_a_form_opens_however_many_there_are(
    served: Served, slack: FakeSlack
) -> None:
    """Slack stacks three; the next one takes the place of the top one."""
    made = await slack.types("UAMY", "/session new RED-1")
    window = await slack.clicks_to_open(made.button("Set the payer"))
    for _ in range(5):
        card = await slack.submits(window, alias=named("RED-1"), payer=named("Medicare Part B"))
        await slack.presses(card.button("Say what is treated"))
        window = await slack.until(lambda: form_on_top(slack), "the next form")
    assert len(slack.modals["UAMY"]) == 3


def form_on_top(slack: FakeSlack) -> View | None:
    """The form in front of Amy."""
    top = slack.form_of("UAMY")
    return top if top and top.title == "Who pays" else None


# -- twice ---------------------------------------------------------------------------------------


async def test_a_double_click_is_one_click(served: Served, slack: FakeSlack) -> None:
    """Slack reports both; an alias would be issued twice, and every answer given twice."""
    helped = await slack.types("UAMY", "/session new help")
    new = next(c for c in helped.controls if c.value.startswith("/session new payer"))
    made = await slack.double_clicks(new)
    [alias] = await served.app.services.charts.aliases(1)
    assert alias in made.words
    assert len(slack.calls_of("response_url")) == 1
    home = await slack.opens_home("UAMY")
    await slack.double_clicks(home.button("What I can answer"))
    assert len(slack.calls_of("views.open")) == 1


async def test_two_clicks_are_two(served: Served, slack: FakeSlack) -> None:
    helped = await slack.types("UAMY", "/session new help")
    new = next(c for c in helped.controls if c.value.startswith("/session new payer"))
    for _ in range(2):
        await slack.clicks(new)
    assert len(await served.app.services.charts.aliases(1)) == 2


async def test_two_people_who_click_at_once_are_two(served: Served, slack: FakeSlack) -> None:
    await slack.types("UAMY", "/share coverage bcbsnc 20560", "CDESK")
    [posted] = slack.messages_in("CDESK")
    code = posted.button("What 20560 is")
    for user in ("UAMY", "UMAX"):
        assert "20560" in (await slack.clicks(code, user)).words


# -- bugs ----------------------------------------------------------------------------------------


@pytest.mark.usefixtures("broken")
async def test_a_form_that_meets_a_bug_stays_open_with_what_was_put_in(
    served: Served, slack: FakeSlack, capsys: pytest.CaptureFixture[str]
) -> None:
    form = await slack.uses_shortcut("UAMY", "log_session")
    same = await slack.submits(form, alias=named("BLUE-7"))
    assert same is form
    assert SORRY in form.errors["alias"]
    said = capsys.readouterr()
    assert "bug in slack" in said.out + said.err
    assert form.errors["alias"].split("give ticket ")[1].split()[0] in said.out + said.err
    assert "canary" not in said.out + said.err


async def test_a_click_that_meets_a_bug_is_answered_all_the_same(
    served: Served, slack: FakeSlack, request: pytest.FixtureRequest
) -> None:
    home = await slack.opens_home("UAMY")
    asked = await slack.types("UAMY", "/coverage blue cross 20560")
    request.getfixturevalue("broken")
    assert SORRY in (await slack.clicks(asked.button("BCBS Alabama"))).words
    await slack.presses(home.button("What I can answer"))
    assert SORRY in (await slack.sees("UAMY", "DAMY")).words


async def test_an_answer_that_is_lost_behind_its_deed_is_not_called_undone(
    served: Served, slack: FakeSlack, monkeypatch: pytest.MonkeyPatch
) -> None:
    await slack.types("UAMY", "/session new BLUE-47K payer medicare")

    async def fail(*_: Any) -> Any:
        raise RuntimeError("canary-text")

    monkeypatch.setattr("bot.slack.app.offered_to", fail)
    told = await slack.types("UAMY", "/session log BLUE-47K 20561")
    assert "Look whether it was saved before you try once more." in told.words
    assert await numbers(served, "BLUE-47K") == [1]


async def test_who_is_not_of_the_clinic_is_offered_no_alias(
    served: Served, slack: FakeSlack
) -> None:
    await slack.types("UAMY", "/session new BLUE-7")
    form = await slack.uses_shortcut("UAMY", "log_session")
    slack.add_person(Person("UREP", "rep", guest=True))
    form.user = "UREP"  # as if it had been open in front of them
    assert await slack.searches(form.control("alias"), "") == []
