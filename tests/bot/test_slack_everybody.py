"""Whatever is clicked in Slack, by whomever, is answered; outsiders learn and change nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.clock import opened
from jobs import send_alerts
from models.alerts.alert_state import AlertState
from tests.conftest import Served
from tests.fakes.slack_screens import Control, Message, Screen
from tests.fakes.slack_state import Person
from tests.fakes.slack_workspace import FakeSlack

ALIAS = "RED-1"


@pytest.fixture
async def alert(served: Served, slack: FakeSlack) -> Message:
    """An alert in the channel that Max chose, in which a guest and a partner read along."""
    for outsider in (Person("UREP", "rep", guest=True), Person("UEVE", "eve", team="T9")):
        slack.add_person(outsider)
        slack.channels["CDESK"].members.add(outsider.id)
    for typed in ("channel <#CDESK|front-desk>", "quiet off", "digest every day"):
        await slack.types("UMAX", f"/clinic {typed}")
    await slack.types("UAMY", f"/session new {ALIAS}")
    await slack.types("UAMY", f"/caps set {ALIAS} 1 visits per calendar year")
    await slack.types("UAMY", f"/session log {ALIAS}")
    app = served.app
    async with opened(app) as messengers:
        at = app.clock() + timedelta(seconds=2)
        await send_alerts.run(at, app.services.with_messengers(messengers, lambda: at))
    [posted] = slack.messages_in("CDESK")
    return posted


def buttons(screen: Screen) -> list[Control]:
    """What can be pressed on it."""
    return [each for each in screen.controls if each.element["type"] == "button"]


async def pressed(slack: FakeSlack, button: Control, user: str) -> Screen:
    """What the person sees because of a click: a message, one in another's place, or a window."""
    read = [message.words for message in slack.messages]
    views = len(slack.calls_of("views.open"))
    await slack.presses(button, user)

    def answer() -> Screen | None:
        if len(slack.messages) > len(read):
            return slack.messages[-1]
        if len(slack.calls_of("views.open")) > views:
            return slack.form_of(user)
        before = zip(slack.messages, read, strict=True)
        return next((message for message, words in before if message.words != words), None)

    return await slack.until(answer, f"answer to {button.label}")


@pytest.mark.parametrize("user", ["UREP", "UEVE"])
async def test_an_outsider_who_clicks_on_an_alert_changes_nothing(
    served: Served, slack: FakeSlack, alert: Message, user: str
) -> None:
    for button in buttons(alert):
        told = await slack.clicks(button, user)
        assert told.private_to == user
        assert ALIAS not in told.words
        assert told.labels == []
    note = await served.app.services.outbox.alert(1, 1)
    assert note
    assert note.state is AlertState.SENT


@pytest.mark.parametrize("user", ["UREP", "UEVE"])
async def test_an_outsider_is_refused_wherever_something_opens(
    served: Served, slack: FakeSlack, alert: Message, user: str
) -> None:
    shown = [await slack.opens_home(user), await slack.uses_shortcut(user, "log_session")]
    await slack.uses_message_shortcut(user, "answer_this", alert)
    shown.append(await slack.clicks_to_open(await old_button(slack, user)))
    for each in shown:
        assert "I answer the" in each.words
        assert ALIAS not in each.words
        assert buttons(each) == []
    assert await served.app.services.charts.aliases(1) == (ALIAS,)


async def old_button(slack: FakeSlack, user: str) -> Control:
    """A button that opens a form, in front of somebody who is not of the clinic any more."""
    asked = await slack.types("UAMY", "/session log", "CDESK")
    asked.private_to = user
    return asked.button("Log a session…")


@pytest.mark.usefixtures("alert")
@pytest.mark.parametrize("user", ["UAMY", "UMAX"])
async def test_every_button_of_the_home_tab_answers_and_so_does_every_button_behind_it(
    served: Served, slack: FakeSlack, user: str
) -> None:
    home = await slack.opens_home(user)
    assert len(buttons(home)) > 5
    for button in buttons(home):
        window = await slack.clicks_to_open(button)
        assert "Something went wrong" not in window.words
        for inner in buttons(window):
            calls = len(slack.calls)
            await slack.presses(inner)
            await slack.until(lambda n=calls: len(slack.calls) > n or None, inner.label)  # type: ignore[misc]
    counted = served.app.request_log.exposition().decode()
    assert 'ending="bug"' not in counted


@pytest.mark.parametrize(
    "typed",
    [
        *("/help", "/coverage", "/coverage blue cross", "/coverage medicare 20560", "/cpt 20560"),
        *("/state NC", "/ask does it hurt", "/session", "/session log", f"/session log {ALIAS}"),
        *(f"/session show {ALIAS}", "/caps", f"/caps {ALIAS}", "/clinic", "/clinic alerts"),
    ],
)
@pytest.mark.usefixtures("alert")
async def test_every_button_of_an_answer_answers_whoever_clicks_it_alone(
    slack: FakeSlack, typed: str
) -> None:
    answer = await slack.types("UAMY", typed, "CDESK")
    for button in buttons(answer):
        if button.value.startswith("/share"):
            continue
        told = await pressed(slack, button, "UAMY")
        assert not isinstance(told, Message) or told.private_to == "UAMY"
        assert "Something went wrong" not in told.words
