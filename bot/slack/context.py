"""What the parts of the Slack app need of it: who acts, by which client, and work after the ack."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, replace
from typing import Any, Protocol

from slack_sdk.web.async_client import AsyncWebClient

from bot.membership import Caller
from models.reply import channel, person

Payload = dict[str, Any]


PICK = "pick:"
"""Begins the action id of a list of people or channels, before the command to complete."""


class SlackContext(Protocol):
    """The app, as its parts see it."""

    def caller(self, body: Payload) -> Caller:
        """Whoever caused an interaction."""
        ...

    async def client_at(self, body: Payload) -> AsyncWebClient:
        """The client for the workspace of an interaction. Raises `NoToken`."""
        ...

    def later(self, work: Coroutine[Any, Any, None], act: Interaction | None = None) -> None:
        """Run work after the acknowledgement; whoever acted is told of a bug in it."""
        ...


@dataclass(frozen=True, slots=True)
class Interaction:
    """What somebody typed or clicked, and the ways to answer it.

    `response_url` is empty where Slack gives none: in a form and on the Home tab.
    """

    caller: Caller
    typed: str
    client: Callable[[], Awaitable[AsyncWebClient]]
    response_url: str = ""


def act_of(front: SlackContext, body: Payload, typed: str, request: str = "") -> Interaction:
    """An interaction as an act; `request` is its key where the click alone is none."""
    caller = front.caller(body)
    if request:
        caller = replace(caller, request=request)
    return Interaction(caller, typed, lambda: front.client_at(body), body.get("response_url", ""))


def typed_by(body: Payload) -> str:
    """The command that a control stands for; empty where nothing was chosen from a list.

    The command that a list is for gets the mention of whoever was chosen.
    """
    used = body["actions"][0]
    if not used["action_id"].startswith(PICK):
        return str(used.get("value", ""))
    user, place = used.get("selected_user"), used.get("selected_conversation")
    mention = person(user) if user else channel(place) if place else ""
    return f"{used['action_id'].removeprefix(PICK)} {mention}" if mention else ""
