"""What Slack signed and nobody can read is refused, and is no bug."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.slack.payload_shape import is_readable
from bot.unicode_text import is_unicode
from tests.conftest import Served
from tests.fakes.slack_payloads import Body, event, form, payload, plain_json
from tests.fakes.slack_workspace import FakeSlack

USER = {"user": {"id": "UAMY", "team_id": "T1"}, "team": {"id": "T1"}, "enterprise": None}
PRESSED = {"action_id": "say:0", "value": "/help", "action_ts": "1795000000.1"}
FIELD = {"alias": {"alias": {"type": "external_select", "selected_option": {"value": "BLUE-7"}}}}
FORM = {
    "id": "V1", "hash": "h", "type": "modal", "callback_id": "form:close", "blocks": [],
    "state": {"values": FIELD},
}  # fmt: skip
CLICK = USER | {"type": "block_actions", "actions": [PRESSED]}
SUBMISSION = USER | {"type": "view_submission", "view": FORM}
MESSAGE = USER | {"type": "message_action", "callback_id": "answer_this", "message": {"text": "a"}}
HOME = {"type": "event_callback", "event": {"type": "app_home_opened", "user": "UAMY"}}


@pytest.mark.parametrize("body", [CLICK, SUBMISSION, MESSAGE, HOME, USER | {"type": "new kind"}])
def test_what_slack_documents_is_readable(body: dict[str, Any]) -> None:
    assert is_readable(body)
    assert is_readable(body | {"more": {"than": ["we", "know"]}})


UNREADABLE = [
    pytest.param({**CLICK, "actions": []}, id="a click on nothing"),
    pytest.param({**CLICK, "actions": [{**PRESSED, "action_id": 1}]}, id="a number for a name"),
    pytest.param({**CLICK, "user": "UAMY"}, id="a text for a person"),
    pytest.param({**CLICK, "user": {"id": None}}, id="nobody"),
    pytest.param({**CLICK, "enterprise": [[]]}, id="a list for an organization"),
    pytest.param({**CLICK, "event": 0}, id="a number for an event"),
    pytest.param({**SUBMISSION, "view": None}, id="no form"),
    pytest.param({**SUBMISSION, "view": {**FORM, "state": []}}, id="a list for what was filled in"),
    pytest.param(
        {**SUBMISSION, "view": {**FORM, "state": {"values": {"a": {"a": {"value": 7}}}}}},
        id="a number for a text",
    ),
    pytest.param({**MESSAGE, "message": "a"}, id="a text for a message"),
    pytest.param({**HOME, "event": {"type": "app_home_opened"}}, id="nobody's Home tab"),
    pytest.param({**HOME, "authorizations": {"value": []}}, id="an object for a list"),
    pytest.param(
        {**CLICK, "actions": [{**PRESSED, "selected_user": "-1"}]}, id="no id of a person"
    ),
    pytest.param({**CLICK, "actions": [{**PRESSED, "value": "\ud83d"}]}, id="half a character"),
    pytest.param({**HOME, "event_id": "\ud800"}, id="half a character in an id"),
    pytest.param({**CLICK, "team": {"id": "T" * 300}}, id="a workspace that no row can hold"),
    pytest.param({**CLICK, "trigger_id": "1." * 300}, id="a key that no row can hold"),
    pytest.param({**HOME, "event_id": "E" * 300}, id="an event that no row can hold"),
    pytest.param({**HOME, "type": ["event_callback"]}, id="a list for a kind"),
]


@pytest.mark.parametrize("body", UNREADABLE)
async def test_another_shape_is_refused_and_is_no_bug(
    served: Served, slack: FakeSlack, body: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    assert not (is_unicode(body) and is_readable(body))
    is_event = "event" in body and "user" not in body
    answer = await slack.deliver(plain_json(body) if is_event else payload(body))
    assert answer.status == 400
    assert "bug" not in "".join(capsys.readouterr())


async def test_what_is_nested_beyond_reading_is_refused(served: Served, slack: FakeSlack) -> None:
    assert (await slack.deliver(Body("[" * 100_000, "application/json"))).status == 400
    deep = Body(f"payload={'[' * 100_000}", "application/x-www-form-urlencoded")
    assert (await slack.deliver(deep)).status == 400


async def test_a_click_that_does_not_say_when_is_heard(served: Served, slack: FakeSlack) -> None:
    for at in ("null", "", "nan"):
        body = {**CLICK, "actions": [{**PRESSED, "action_id": f"say:{at}", "action_ts": at}]}
        assert (await slack.deliver(payload(body))).status == 200


async def test_a_form_that_was_open_during_an_upgrade_is_to_be_opened_anew(
    served: Served, slack: FakeSlack, capsys: pytest.CaptureFixture[str]
) -> None:
    body = {**SUBMISSION, "view": {**FORM, "callback_id": "form:nonsense"}}
    answer = await slack.deliver(payload(body))
    assert answer.status == 200
    assert answer.json()["response_action"] == "update"
    assert "open it anew" in answer.body
    said = "".join(capsys.readouterr())
    assert "form of another release" in said
    assert "bug" not in said


@pytest.mark.parametrize(
    "told",
    [
        *(
            payload({**CLICK, "type": kind})
            for kind in ("interactive_message", "dialog_submission")
        ),
        *(
            payload({**USER, "type": kind})
            for kind in ("workflow_step_edit", "interactive_message")
        ),
        payload({**USER, "type": "another kind"}),
        plain_json({"type": "another kind"}),
    ],
)
async def test_a_kind_of_request_that_is_not_taken_is_refused_and_logged(
    served: Served, slack: FakeSlack, told: Body, capsys: pytest.CaptureFixture[str]
) -> None:
    assert (await slack.deliver(told)).status == 400
    assert "no kind of request that is taken here" in "".join(capsys.readouterr())


COMMAND = {
    "command": "/cpt", "team_id": "T1", "user_id": "UAMY", "channel_id": "CDESK", "text": "20560",
    "response_url": "http://127.0.0.1:9/",
}  # fmt: skip


@pytest.mark.parametrize("id_", ["team_id", "user_id", "channel_id"])
@pytest.mark.parametrize("told", ["U" * 400, "U1 U2", "\ud800"])
async def test_a_command_of_no_id_is_refused(
    served: Served, slack: FakeSlack, id_: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert (await slack.deliver(form({**COMMAND, id_: told}))).status in {400, 401}
    assert "request refused" in "".join(capsys.readouterr())


@pytest.mark.parametrize("kind", ["text/plain", "application/xml", "multipart/form-data", "x/y"])
async def test_a_command_that_is_no_form_is_refused(
    served: Served, slack: FakeSlack, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert (await slack.deliver(form(COMMAND))).status == 200
    body = {**COMMAND, "text": "20561"}
    assert (await slack.deliver(Body(form(body).text, kind))).status == 400
    assert "request refused" in "".join(capsys.readouterr())


async def test_a_person_of_four_hundred_letters_is_nobody(served: Served, slack: FakeSlack) -> None:
    for body in ({**CLICK, "user": {"id": "U" * 400}}, {**SUBMISSION, "user": {"id": "U" * 400}}):
        assert (await slack.deliver(payload(body))).status == 400


async def test_revoked_tokens_that_are_not_named_are_none(
    served: Served, slack: FakeSlack, capsys: pytest.CaptureFixture[str]
) -> None:
    told = event(slack.tokens["xoxb-clinic"], {"type": "tokens_revoked", "tokens": None})
    assert (await slack.deliver(told)).status == 200
    assert "bug" not in "".join(capsys.readouterr())


async def test_an_event_of_slack_s_own_is_read(served: Served, slack: FakeSlack) -> None:
    told = event(slack.tokens["xoxb-clinic"], {"type": "team_join", "user": {"id": "UNEW"}})
    assert is_readable(json.loads(told.text))
    assert (await slack.deliver(told)).status == 200


async def test_a_click_that_names_no_channel_is_answered(
    served: Served, slack: FakeSlack, capsys: pytest.CaptureFixture[str]
) -> None:
    """Slack writes null for a part that there is not, as in a click on a form."""
    click = {**CLICK, "channel": None, "response_url": "http://127.0.0.1:9/"}
    assert (await slack.deliver(payload(click))).status == 200
    assert "bug" not in "".join(capsys.readouterr())
