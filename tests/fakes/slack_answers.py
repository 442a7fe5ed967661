"""What an app answers when Slack sends it something, read as Slack reads it.

Slack waits three seconds for a 2xx. Past that, or with any other status, the person is told that
the app failed (docs.slack.dev/interactivity/handling-user-interaction, "Acknowledgment response").
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from tests.fakes import slack_views
from tests.fakes.block_kit_parts import Fault, Json, part_faults, parts
from tests.fakes.slack_chat import judge_message
from tests.fakes.slack_screens import View
from tests.fakes.slack_state import Mistake, Workspace

OPTIONS = 100


@dataclass(frozen=True)
class Answer:
    """The app's answer over HTTP. Status 0: it did not answer in time, or not at all."""

    status: int
    headers: Mapping[str, str]
    body: str

    @property
    def accepted(self) -> bool:
        """Whether Slack takes it for an acknowledgement."""
        return 200 <= self.status < 300

    @property
    def is_json(self) -> bool:
        """Whether the body calls itself JSON."""
        return self.headers.get("Content-Type", "").startswith("application/json")

    def json(self) -> Json:
        """The body as a JSON object."""
        body = json.loads(self.body)
        assert isinstance(body, dict), f"a JSON object, not {self.body[:40]!r}"
        return body


def failure(answer: Answer) -> str:
    """Slack's word for an answer that is no acknowledgement; "" for one that is."""
    if answer.accepted:
        return ""
    return "dispatch_failed" if answer.status else "operation_timeout"


def command_reply(workspace: Workspace, command: str, answer: Answer) -> Json | None:
    """The message inside the answer to a slash command, if there is one.

    Plain text is a message; so is a JSON object with `text` or `blocks`. Raises Mistake.
    """
    if not answer.body:
        return None
    posted: Json = {"text": answer.body}
    if answer.is_json:
        posted = _object(answer)
    elif answer.body.startswith("{"):
        raise Mistake("answer_not_json", errors=["JSON that calls itself text is shown as text"])
    if not posted:
        return None
    judge_message(workspace, command, posted)
    return posted


def expect_silence(workspace: Workspace, where: str, answer: Answer) -> None:
    """Clicks, shortcuts and events take no message in the answer: Slack drops it unseen."""
    if answer.body and answer.body != "{}":
        workspace.offend("answer_unseen", where, answer.body[:60])


def options(workspace: Workspace, where: str, answer: Answer) -> list[Json]:
    """The options that the app offers for a menu. Raises Mistake."""
    body = _object(answer)
    if ("options" in body) == ("option_groups" in body):
        raise Mistake("bad_options", errors=["either options or option_groups"])
    found = {key: body[key] for key in ("options", "option_groups") if key in body}
    wrong = [str(f) for part in parts(found, "") for f in part_faults(part)]
    groups = body.get("option_groups") or [body]
    listed: list[Json] = [o for group in groups for o in group.get("options") or []]
    if len(listed) > OPTIONS:
        wrong.append(str(Fault("/options", f"{len(listed)} items, {OPTIONS} at most")))
    if wrong:
        raise Mistake("bad_options", errors=wrong)
    return listed


def after_submission(workspace: Workspace, view: View, answer: Answer) -> View:
    """Do to the modals what the answer to a submission says; the view then on top, or the old."""
    stack = workspace.modals[view.user]
    body = _object(answer) if answer.body else {}
    action = body.get("response_action")
    if action == "errors":
        view.errors = _errors(view, body)
    elif action == "update":
        slack_views.change(workspace, "view_submission", view, body.get("view"))
    elif action == "push":
        pushed = body.get("view")
        above = slack_views.new_view(workspace, "view_submission", view.user, pushed)
        slack_views.push(stack, above)
        return above
    elif action in (None, "clear"):
        if body and action is None:
            raise Mistake("bad_response_action", errors=[f"keys {sorted(body)}"])
        close(stack, stack if action else [view])
    else:
        raise Mistake("bad_response_action", errors=[repr(action)])
    return view


def close(stack: list[View], closing: list[View]) -> None:
    """Take views off the screen."""
    for view in list(closing):
        view.closed = True
        stack.remove(view)


def _errors(view: View, body: Json) -> dict[str, str]:
    """What is wrong, by block id; Slack drops words for blocks that take no input."""
    inputs = {block["block_id"] for block in view.blocks if block["type"] == "input"}
    errors = body.get("errors")
    if not isinstance(errors, dict) or not errors or not errors.keys() <= inputs:
        raise Mistake("bad_errors", errors=[f"{errors} for the fields {sorted(inputs)}"])
    return errors


def _object(answer: Answer) -> Json:
    try:
        body = json.loads(answer.body)
    except ValueError:
        body = None
    if not isinstance(body, dict) or not answer.is_json:
        raise Mistake("answer_not_json", errors=[answer.body[:60]])
    return body
