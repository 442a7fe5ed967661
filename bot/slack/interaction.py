"""What somebody typed or clicked in Slack, and the ways to answer it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from bot.membership import Caller
from bot.slack.web_client import SlackClient
from models.reply import Reply, channel, person

Payload = dict[str, Any]

PICK = "pick:"
"""Begins the action id of a list of people or channels, before the command to complete."""


@dataclass(frozen=True, slots=True)
class Interaction:
    """One thing that somebody did.

    `response_url` is empty where Slack gives none: in a form and on the Home tab.
    """

    caller: Caller
    typed: str
    client: Callable[[], Awaitable[SlackClient]]
    response_url: str = ""


Answer = Callable[[Interaction], Coroutine[Any, Any, Reply]]
"""What answers somebody in private."""


def typed_by(body: Payload) -> str:
    """The command that a control stands for; empty where nothing was chosen from a list.

    The command that a list is for gets the mention of whoever was chosen.
    """
    control = body["actions"][0]
    if not control["action_id"].startswith(PICK):
        return str(control.get("value", ""))
    user, conversation = control.get("selected_user"), control.get("selected_conversation")
    mention = person(user) if user else channel(conversation) if conversation else ""
    return f"{control['action_id'].removeprefix(PICK)} {mention}" if mention else ""
