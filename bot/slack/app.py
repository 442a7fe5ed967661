"""Slack's commands and buttons, brought to the desk; its replies, private to whoever asked.

A whole answer leaves in the acknowledgement. Bolt by default polls for the acknowledgement and
costs each command 10 ms; with `process_before_response` the listener finishes first. Slack gives an
answer 3 seconds, so one that takes longer is promised at 2.5 and follows by the response URL.
"""

from __future__ import annotations

import asyncio
import json
import os
import re
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from typing import Any

import aiohttp
import structlog
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.assemble import House
from bot.logs import where
from bot.render import block_kit
from bot.seats import Caller
from bot.settings import SlackSettings
from models.clinic import Platform
from models.memo import Memo
from models.reply import Reply

_ANSWER_WITHIN = 2.5  # seconds, of the 3 that Slack gives
_DRAIN_WITHIN = 10.0  # seconds that late replies get at shutdown

# A workspace may put a prefix before our names: /np-coverage.
_PREFIX = re.compile(r"^/(?:[a-z0-9]+-)?")
_ANY = re.compile(".*")

_SORRY = "Something went wrong here, and it is not your fault. Nothing was saved. Try once more."

Payload = dict[str, Any]


class SlackApp:
    """The bot in one Slack workspace."""

    def __init__(self, house: House, slack: SlackSettings, session: aiohttp.ClientSession) -> None:
        self._house = house
        self._session = session
        self._log = structlog.get_logger("needlepoint.slack")
        # With each message its reply, so that no other can take over its id.
        self._messages: Memo[tuple[Reply, str]] = Memo(1_024)
        self._late: set[asyncio.Task[None]] = set()
        self.client = AsyncWebClient(token=slack.bot_token, base_url=slack.api_url, session=session)
        self.bolt = _bolt(slack, session)
        self.bolt.action(re.compile("^say:"))(self._on_button)
        # What nobody listens to would be answered 404: people see a failure, and Slack asks again.
        self.bolt.action(_ANY)(_acknowledge)
        self.bolt.shortcut(_ANY)(_acknowledge)
        self.bolt.view(_ANY)(_acknowledge)
        self.bolt.event(_ANY)(_ignore)
        self.bolt.error(self._on_error)

    async def drain(self) -> None:
        """Let late replies leave before the process ends."""
        if self._late:
            await asyncio.wait(self._late, timeout=_DRAIN_WITHIN)

    async def answer_command(self, command: Payload) -> str:
        """The acknowledgement of a slash command, as JSON: the answer, or the promise of one."""
        name = _PREFIX.sub("/", command["command"])
        caller = Caller(
            Platform.SLACK,
            command["team_id"],
            command["user_id"],
            command["channel_id"],
            command.get("trigger_id", ""),
        )
        answering = self._answer(caller, f"{name} {command.get('text', '')}")
        done, _ = await asyncio.wait({answering}, timeout=_ANSWER_WITHIN)
        if done:
            return self._dressed(answering.result())
        self._later(self._follow(command["response_url"], answering))
        return json.dumps({"response_type": "ephemeral", "text": "One moment…"})

    def _dressed(self, reply: Reply) -> str:
        """A private message. What handlers have worded once comes back as the same object."""
        _, message = self._messages.get(id(reply), lambda: (reply, _private(reply)))
        return message

    def sorry(self, error: Exception) -> str:
        """The acknowledgement after a bug outside the desk.

        The bug is written down without its message, which may repeat what was typed.
        """
        self._log.error("bug in slack", raised=type(error).__name__, at=where(error))
        return json.dumps({"response_type": "ephemeral", "text": _SORRY})

    async def _on_error(self, error: Exception) -> BoltResponse:
        self.sorry(error)
        return BoltResponse(status=200, body="")

    async def _on_button(self, ack: AsyncAck, body: Payload) -> None:
        await ack()
        user, place = body["user"], body.get("channel", {}).get("id", "")
        request = body.get("trigger_id", "")
        caller = Caller(Platform.SLACK, user["team_id"], user["id"], place, request)
        answering = self._answer(caller, body["actions"][0].get("value", ""))
        self._later(self._follow(body["response_url"], answering))

    def _answer(self, caller: Caller, typed: str) -> asyncio.Task[Reply]:
        return asyncio.create_task(self._house.hear(caller, typed))

    def _later(self, work: Coroutine[Any, Any, None]) -> None:
        """Run work after the acknowledgement, kept where shutdown finds it."""
        task = asyncio.create_task(work)
        self._late.add(task)
        task.add_done_callback(self._late.discard)

    async def _follow(self, response_url: str, answering: asyncio.Future[Reply]) -> None:
        """Send a reply to whoever asked, beside what they see already."""
        message = block_kit.dress(await answering)
        webhook = AsyncWebhookClient(response_url, session=self._session)
        try:
            sent = await webhook.send(response_type="ephemeral", replace_original=False, **message)
        except (aiohttp.ClientError, TimeoutError) as error:
            self._log.warning("late reply not delivered", raised=type(error).__name__)
            return
        if sent.status_code != 200:  # noqa: PLR2004 - the client never raises for a refusal
            self._log.warning("late reply refused", status=sent.status_code)


def _private(reply: Reply) -> str:
    return json.dumps({"response_type": "ephemeral", **block_kit.dress(reply)})


def _bolt(slack: SlackSettings, session: aiohttp.ClientSession) -> AsyncApp:
    """A Bolt app that calls nobody to authorize: our endpoint has verified that Slack is asking."""

    async def authorize(enterprise_id: str | None, team_id: str | None) -> AuthorizeResult:
        return AuthorizeResult(
            enterprise_id=enterprise_id, team_id=team_id, bot_token=slack.bot_token
        )

    with _hidden_from_bolt():
        return AsyncApp(
            name="needlepoint",
            client=AsyncWebClient(base_url=slack.api_url, session=session),
            authorize=authorize,
            process_before_response=True,
            request_verification_enabled=False,
            ssl_check_enabled=False,
            attaching_function_token_enabled=False,
        )


@contextmanager
def _hidden_from_bolt() -> Iterator[None]:
    """Bolt reads SLACK_* by itself: a client id in the environment would turn its own OAuth on."""
    hidden = {name: os.environ.pop(name) for name in list(os.environ) if name.startswith("SLACK_")}
    try:
        yield
    finally:
        os.environ.update(hidden)


async def _acknowledge(ack: AsyncAck) -> None:
    await ack()


async def _ignore() -> None:
    return
