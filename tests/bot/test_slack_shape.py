"""What Slack signed and nobody can read is refused, and is no bug."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.body import is_unicode
from bot.slack.shape import is_readable
from tests.conftest import Served
from tests.fakes.slack_payloads import Body, event, payload, plain_json
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


async def test_a_form_that_is_none_of_ours_is_acknowledged(
    served: Served, slack: FakeSlack, capsys: pytest.CaptureFixture[str]
) -> None:
    body = {**SUBMISSION, "view": {**FORM, "callback_id": "form:nonsense"}}
    assert (await slack.deliver(payload(body))).status == 200
    assert "bug" not in "".join(capsys.readouterr())


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
