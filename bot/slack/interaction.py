"""A command or click of Slack: mentions and links as meant, lists picked, double clicks.

With `should_escape` in the manifest Slack sends `<@U1|amy>` for @amy and `&amp;` for an ampersand
(docs.slack.dev/interactivity/implementing-slash-commands). Without it names come as they are typed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from cachetools import FIFOCache

from bot.membership import Caller
from bot.render.slack_buttons import OPENS
from bot.slack.web_client import SlackClient
from models.mention import channel, person
from models.reply import Reply

Payload = dict[str, Any]

PICK = "pick:"
"""Begins the action id of a list of people or channels, before the command to complete."""


ANYTHING = "needlepoint"
"""The slash command behind which anything may be typed, help too."""

# A workspace may put a prefix before our names: /np-coverage.
_PREFIX = re.compile(r"^/(?:[a-z0-9]+-)?")


def command_of(body: Payload) -> str:
    """What a slash command comes to, as it would be typed elsewhere."""
    name, text = _PREFIX.sub("/", body["command"]), as_meant(body.get("text", ""))
    return text.strip() or "help" if name == f"/{ANYTHING}" else f"{name} {text}"


@dataclass(frozen=True, slots=True)
class Interaction:
    """One thing that somebody did.

    `response_url` is empty where Slack gives none: in a form and on the Home tab.
    """

    caller: Caller
    typed: str
    client: Callable[[], Awaitable[SlackClient]]
    response_url: str = ""


def opens_details(body: Payload) -> bool:
    """Whether a click shows the details of a message that nobody else reads.

    Slack lets such a message be replaced: an ephemeral one, or ours in a chat of two.
    """
    is_ephemeral = (body.get("container") or {}).get("is_ephemeral", False)
    is_chat = str((body.get("channel") or {}).get("id", "")).startswith("D")
    return body["actions"][0]["action_id"] == OPENS and bool(is_ephemeral or is_chat)


Answer = Callable[[Interaction], Coroutine[Any, Any, Reply]]
"""What answers somebody in private."""


def typed_by(body: Payload) -> str:
    """The command that a control stands for; empty where nothing was chosen from a list.

    An option of a menu stands for one as a button does. The command that a list of people or
    channels is for gets the mention of whoever was chosen.
    """
    control = body["actions"][0]
    if not control["action_id"].startswith(PICK):
        chosen = control.get("selected_option") or control
        return str(chosen.get("value", ""))
    user, conversation = control.get("selected_user"), control.get("selected_conversation")
    mention = person(user) if user else channel(conversation) if conversation else ""
    return f"{control['action_id'].removeprefix(PICK)} {mention}" if mention else ""


_WRITTEN = re.compile(r"<(?P<mark>[@#!]?)(?P<id>[^<>|\s]+)(?:\|(?P<shown>[^<>]*))?>")
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))  # the last one last


def as_meant(text: str) -> str:
    """The text as it was meant, with people and channels as `models.reply` spells them."""
    meant = _WRITTEN.sub(_meant, text)
    for entity, character in _ENTITIES:
        meant = meant.replace(entity, character)
    return meant


def _meant(match: re.Match[str]) -> str:
    mark, id_, shown = match["mark"], match["id"], match["shown"]
    if mark == "@":
        return person(id_)
    if mark == "#":
        return channel(id_)
    if mark == "!":  # here, channel, a group: nobody whom we could mean
        return shown or f"@{id_.partition('^')[0]}"
    return shown or id_.removeprefix("mailto:")


_DOUBLE = 1.0  # seconds; whoever wants the same once more takes longer
_MOST = 1_024


class DoubleClicks:
    """The last clicks that this process took."""

    def __init__(self) -> None:
        self._last: FIFOCache[int, float] = FIFOCache(_MOST)

    def is_second(self, body: dict[str, Any]) -> bool:
        """Whether the same person used the same control in the same place a moment ago.

        By the time that Slack gives a click: requests may come late, or the second one first.
        """
        if body.get("type") != "block_actions":
            return False
        control = {**body["actions"][0]}
        at = _seconds(control.pop("action_ts", None))
        # The control's value may hold an alias: only its hash is remembered.
        key = hash(json.dumps([body["user"]["id"], body.get("container"), control], sort_keys=True))
        before = self._last.get(key)
        self._last[key] = at
        return before is not None and abs(at - before) < _DOUBLE


def _seconds(timestamp: object) -> float:
    """When Slack says that it was; long ago where it does not."""
    try:
        return float(str(timestamp))
    except ValueError:
        return 0.0
