"""Commands and buttons in Slack: private answers, in the acknowledgement, by Slack's rules."""

from __future__ import annotations

import asyncio
import os

import pytest

from bot.slack import app as slack_app
from bot.slack.bolt_app import hidden_from_bolt
from handlers.command import Command, Request, Services
from models.reply import Audience, Line, Reply
from tests.conftest import Served
from tests.fakes import slack_payloads
from tests.fakes.slack_workspace import FakeSlack


async def test_an_answer_is_private_and_carries_verdict_source_and_dates(
    served: Served, slack: FakeSlack
) -> None:
    seen = await slack.types("UAMY", "/coverage bcbsnc 20560")
    assert seen.private_to == "UAMY"
    for words in ("Blue Cross NC · 20560", "Investigational", "Jun 22, 2025"):
        assert words in seen.words
    whole = await slack.types("UAMY", "/coverage bcbsnc 20560 details")
    assert "second-hand" in whole.words
    assert whole.words.count("Not a guarantee of payment") == 1


async def test_the_whole_answer_leaves_in_the_acknowledgement(
    served: Served, slack: FakeSlack
) -> None:
    answer = await slack.run_command("UAMY", "/coverage bcbsnc 20560")
    assert answer.json()["response_type"] == "ephemeral"
    assert answer.json()["blocks"]
    assert [call.method for call in slack.calls] == [
        "auth.test",
        "users.info",
    ]
    await slack.run_command("UAMY", "/coverage aetna 20560")
    assert len(slack.calls) == 2


async def test_a_prefix_before_the_command_changes_nothing(
    served: Served, slack: FakeSlack
) -> None:
    seen = await slack.types("UAMY", "/np-coverage bcbsnc 20560")
    assert "Investigational" in seen.words


async def test_help_and_questions_have_a_command_of_their_own(
    served: Served, slack: FakeSlack
) -> None:
    """Slack has no line to write to the bot in its chat, and keeps /help for itself."""
    assert "Front desk and billing" in (await slack.types("UAMY", "/needlepoint")).words
    seen = await slack.types("UAMY", "/np-needlepoint help front desk")
    assert "See whether a payer pays" in seen.words
    assert (
        "Investigational" in (await slack.types("UAMY", "/needlepoint coverage bcbsnc 20560")).words
    )
    lost = await slack.types("UAMY", "/xqzv aetna")
    assert "Type /needlepoint help" in lost.words


async def test_an_ambiguous_payer_is_asked_and_one_click_answers(
    served: Served, slack: FakeSlack
) -> None:
    question = await slack.types("UAMY", "/coverage blue cross 20560 on 2022-01-10")
    assert "Of which state?" in question.words
    answer = await slack.clicks(question.button("BCBS Alabama"))
    assert "Investigational" in answer.words
    assert "January 10, 2022" in answer.words
    assert answer.private_to == "UAMY"


async def test_fifty_requests_at_once_cost_two_calls_to_slack(
    served: Served, slack: FakeSlack
) -> None:
    """With `token=` Bolt calls auth.test for each of the first requests."""
    asked = [slack.run_command("UAMY", "/coverage bcbsnc 20560") for _ in range(50)]
    assert {answer.status for answer in await asyncio.gather(*asked)} == {200}
    assert [call.method for call in slack.calls] == ["auth.test", "users.info"]


async def test_answers_go_on_while_the_api_of_slack_is_down(
    served: Served, slack: FakeSlack
) -> None:
    for _ in range(3):
        slack.fails_next("users.info", "fatal_error", 500)
    assert "Investigational" in (await slack.types("UAMY", "/coverage bcbsnc 20560")).words


async def test_an_event_that_nobody_listens_to_is_acknowledged(
    served: Served, slack: FakeSlack
) -> None:
    """A 404 would have Slack ask again, and switch the events off in the end."""
    for what in (
        {"type": "app_home_opened", "user": "UAMY", "tab": "messages"},
        {"type": "message", "channel_type": "im", "user": "UAMY", "text": "hello", "ts": "1.1"},
    ):
        assert (await slack.sends_event(what)).status == 200


OTHERS = {"user": {"id": "UAMY", "team_id": "T1"}, "team": {"id": "T1"}, "trigger_id": "1.1"}
LINK = {"type": "button", "action_id": "a link", "block_id": "b", "url": "https://x.org"}
ELSEWHERE = {
    "id": "V1", "type": "modal", "callback_id": "old", "hash": "h", "blocks": [],
    "state": {"values": {}},
}  # fmt: skip
SAID = {"type": "message", "ts": "1.1", "text": "hello"}


@pytest.mark.parametrize(
    ("body", "answer"),
    [
        pytest.param({"type": "block_actions", "actions": [LINK]}, "", id="a link was opened"),
        pytest.param(
            {"type": "block_actions", "actions": [LINK], "view": ELSEWHERE}, "", id="in a window"
        ),
        pytest.param({"type": "shortcut", "callback_id": "old"}, "", id="an old shortcut"),
        pytest.param(
            {"type": "message_action", "callback_id": "old", "message": SAID}, "",
            id="on a message",
        ),
        pytest.param({"type": "view_submission", "view": ELSEWHERE}, "", id="an old form"),
        pytest.param({"type": "view_closed", "view": ELSEWHERE}, "", id="a form was closed"),
        pytest.param(
            {"type": "block_suggestion", "action_id": "old", "block_id": "b", "value": "x"},
            '{"options": []}', id="an old menu",
        ),
    ],
)  # fmt: skip
async def test_a_click_on_what_an_older_version_showed_is_acknowledged(
    served: Served, slack: FakeSlack, body: dict[str, object], answer: str
) -> None:
    """Also a button that only opens a link sends one; a 404 shows people a warning sign."""
    told = await slack.deliver(slack_payloads.payload({**OTHERS, **body}))
    assert (told.status, told.body) == (200, answer)


async def test_a_slow_answer_is_promised_in_time_and_follows(
    served: Served, slack: FakeSlack, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Slack gives 3 seconds. The promise is shortened here, so that the test does not wait."""
    may_go_on = asyncio.Event()

    async def slow(_ask: Request, _services: Services) -> Reply:
        await may_go_on.wait()
        return Reply(headline="Here it is", lines=(Line("At last."),))

    served.app.dispatcher.commands["slow"] = Command("slow", "Slow.", ("/slow x",), slow)
    monkeypatch.setattr(slack_app, "_ANSWER_WITHIN", 0.01)
    promised = await slack.run_command("UAMY", "/slow x")
    assert promised.json()["text"] == "One moment…"
    may_go_on.set()
    await slack.until(lambda: any("Here it is" in m.words for m in slack.messages), "the reply")


async def test_a_bug_gives_a_ticket_and_never_the_text(served: Served, slack: FakeSlack) -> None:
    async def broken(ask: Request, _services: Services) -> Reply:
        raise RuntimeError(ask.text)

    served.app.dispatcher.commands["broken"] = Command("broken", "Broken.", ("/broken x",), broken)
    seen = await slack.types("UAMY", "/broken canary-text")
    assert "ticket" in seen.words
    assert "canary-text" not in seen.words


async def test_a_bug_in_the_cards_is_a_sentence_and_leaves_no_text_in_the_log(
    served: Served, slack: FakeSlack, caplog: pytest.LogCaptureFixture
) -> None:
    async def unwordable(ask: Request, _services: Services) -> Reply:
        return Reply(headline=ask, lines=(Line(ask.text),))  # type: ignore[arg-type]

    command = Command("unwordable", "Unwordable.", ("/unwordable x",), unwordable)
    served.app.dispatcher.commands["unwordable"] = command
    answer = await slack.run_command("UAMY", "/unwordable canary-text")
    assert "not your fault" in answer.body
    assert "canary-text" not in caplog.text


@pytest.mark.parametrize("audience", Audience)
async def test_user_text_pings_nobody(served: Served, slack: FakeSlack, audience: Audience) -> None:
    """Slack itself would turn these into a ping of everyone, a person and a link."""

    async def echo(ask: Request, _services: Services) -> Reply:
        said = Line(ask.text)
        return Reply("You said", lines=(said,), audience=audience, about=("payer/cigna",))

    served.app.dispatcher.commands["echo"] = Command("echo", "Echo.", ("/echo x",), echo)
    typed = "<!channel> <@UMAX> <http://x.org|y> & co"
    escaped = typed.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    await slack.types("UAMY", f"/echo {escaped}", "CDESK")
    [said] = [message for message in slack.messages if "You said" in message.words]
    assert typed in said.words
    for raw in (str(said.blocks), said.text):
        assert "<" not in raw


def test_bolt_does_not_see_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """A client id and secret in the environment would turn Bolt's own OAuth and file stores on."""
    monkeypatch.setenv("SLACK_CLIENT_ID", "1.2")
    with hidden_from_bolt():
        assert not [name for name in os.environ if name.startswith("SLACK_")]
    assert os.environ["SLACK_CLIENT_ID"] == "1.2"


async def test_a_session_is_logged_explained_and_taken_back_by_buttons(
    served: Served, slack: FakeSlack
) -> None:
    await slack.types("UAMY", "/session new BLUE-7 payer medicare for chronic low back pain")
    logged = await slack.types("UAMY", "/session log BLUE-7 20561")
    assert "1 of 12 visits used, 11 left" in logged.words
    assert logged.private_to == "UAMY"
    why = await slack.clicks(logged.button("Why"))
    assert "Logged by you" in why.words
    undone = await slack.clicks(logged.button("Undo"))
    assert "0 of 12 visits used, 12 left" in undone.words
    again = await slack.clicks(logged.button("Undo"))
    assert "was voided already" in again.words
    board = await slack.types("UAMY", "/caps")
    assert "*BLUE-7*  12 left" in board.words


async def test_an_option_of_a_menu_does_what_a_button_would(
    served: Served, slack: FakeSlack
) -> None:
    await slack.types("UAMY", "/session new BLUE-7 payer medicare for chronic low back pain")
    await slack.types("UAMY", "/session log BLUE-7 20561")
    why = await slack.types("UAMY", "/session void BLUE-7 1")
    menu = why.control("say:menu:0")
    assert menu.element["type"] == "static_select"
    assert "Wrong day" in [option["text"]["text"] for option in menu.options]
    told = await slack.clicks(why.button("Wrong day"))
    assert "voided (wrong day)" in told.words
    assert "0 of 12 visits used, 12 left" in told.words
