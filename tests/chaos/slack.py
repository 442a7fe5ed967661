"""The fake Slack on a bad day: it writes down what really arrived, whatever it says of it."""

from __future__ import annotations

import json
import re
import time
from dataclasses import dataclass

from aiohttp import web

from models.storage.token_seal import new_key
from tests.chaos.disorder import Disorder, Fault
from tests.fakes.block_kit_parts import Json
from tests.fakes.slack_screens import Message
from tests.fakes.slack_state import Channel, Person, Token
from tests.fakes.slack_web_api import WebApi, rate_limited_mishap
from tests.fakes.slack_workspace import FakeSlack

_LISTED = re.compile(r"\u2022 ([A-Z0-9-]+): ")
"""An alias on a line of its own, in a list of alerts."""

SEALED_WITH = new_key()
"""What the processes of one chaos seal the clinics' tokens with."""


def token_of(workspace: str) -> str:
    """The bot's token in a workspace."""
    return f"xoxb-{workspace}"


@dataclass(frozen=True, slots=True)
class Received:
    """One message, as people in a channel saw it arrive; `at` in seconds.

    It tells of one alias, or is a list of several.
    """

    channel: str
    aliases: tuple[str, ...]
    says_repeat: bool
    at: float


class StormySlack(FakeSlack):
    """Every clinic's workspace, each with a channel of its name and one therapist."""

    def __init__(self, disorder: Disorder, workspaces: list[str]) -> None:
        super().__init__()
        self.disorder = disorder
        self.received: list[Received] = []
        for name in workspaces:
            bot = self.add_token(Token(token_of(name), team=name)).bot_user
            self.add_person(Person(f"U{name}", team=name))
            self.add_channel(Channel(f"C{name}", name, {bot, f"U{name}"}))

    def doors(self) -> WebApi:
        """Doors that slam."""
        return StormyDoors(self)

    def write(
        self, channel: str, sender: str, posted: Json, private_to: str | None = None
    ) -> Message:
        """Write a message, and write down when it came."""
        message = super().write(channel, sender, posted, private_to)
        if private_to is None:
            says_repeat = "may be a repeat" in json.dumps(posted)
            listed = _LISTED.findall(str(posted["blocks"]))
            aliases = tuple(listed or message.text.split()[:1])
            self.received.append(Received(channel, aliases, says_repeat, time.monotonic()))
        return message


class StormyDoors(WebApi):
    """Slack's doors: each call may go wrong."""

    def __init__(self, slack: StormySlack) -> None:
        super().__init__(slack)
        self._disorder = slack.disorder

    async def call(self, request: web.Request) -> web.StreamResponse:
        """One call, or what befalls it."""
        fault = self._disorder.fault()
        if fault in {Fault.NONE, Fault.FAILED_AFTER, Fault.LOST}:
            answer = await super().call(request)
        if fault is Fault.NONE:
            return answer
        if fault is Fault.TOO_FAST:
            too_fast = rate_limited_mishap(1)
            return web.json_response(too_fast.body, status=429, headers=too_fast.headers)
        if fault in {Fault.FAILED, Fault.FAILED_AFTER}:
            return web.Response(status=500, text="upstream connect error")
        if request.transport is not None:
            request.transport.abort()
        return web.Response()
