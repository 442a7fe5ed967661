"""Slack's commands and buttons, brought to the desk; its replies, private to whoever asked.

A whole answer leaves in the acknowledgement. Bolt by default polls for the acknowledgement and
costs each command 10 ms; with `process_before_response` the listener finishes first. Slack gives an
answer 3 seconds, so one that takes longer is promised at 2.5 and follows by the response URL.

Listeners end before Bolt answers, so none is lost at shutdown, none outlives its request unseen,
and what goes wrong in one after its `ack` takes the acknowledgement back from nobody.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Awaitable, Coroutine
from typing import Any

import structlog
from slack_bolt.async_app import AsyncAck
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from bot.app import App
from bot.logs import where
from bot.membership import Caller
from bot.render import block_kit
from bot.request_body import is_unicode
from bot.role_lookup import stranger
from bot.slack import mentions
from bot.slack.context import PICK, Interaction, act_of, typed_by
from bot.slack.double_clicks import DoubleClicks
from bot.slack.listeners import parts
from bot.slack.payload_shape import is_of_ours, is_readable
from bot.slack.people import People
from bot.slack.quiet_bolt import quiet_bolt
from bot.slack.replies import SORRY, Replies
from bot.slack.uninstall import Uninstall
from bot.slack.web_client import NoSlackToken, SlackClient, SlackClients, Transport
from models.clinic.clinic import Platform, Role
from models.errors import RecordsUnreachable
from models.reply import Reply
from models.understanding.memo import Cache

_ANSWER_WITHIN = 2.5  # seconds, of the 3 that Slack gives
_DRAIN_WITHIN = 10.0  # seconds that late replies get at shutdown

# A workspace may put a prefix before our names: /np-coverage.
_PREFIX = re.compile(r"^/(?:[a-z0-9]+-)?")
_ANY = re.compile(".*")

_ORGANIZATION = "E"  # begins the id of an organization

EVENTS = "slack"
"""The source under which Slack's events are noted as seen."""

Payload = dict[str, Any]


class SlackApp:
    """The bot in Slack, in every workspace that has it."""

    def __init__(self, app: App, line: Transport, clients: SlackClients) -> None:
        self._house = app
        self._telling = Replies(line.session)
        self._log = structlog.get_logger("needlepoint.slack")
        # With each message its reply, so that no other can take over its id.
        self._messages: Cache[tuple[Reply, str]] = Cache(1_024)
        self._clicks = DoubleClicks()
        self._late: set[asyncio.Task[None]] = set()
        self._people = People(clients, app.clock)
        self.clients = clients
        self.bolt = quiet_bolt(line, clients)
        Uninstall(app, clients).register(self.bolt)
        self._hearing = parts(app, self._telling, self, self.bolt)
        self.bolt.action(re.compile(f"^(say:|{PICK})"))(self._on_control)
        # What nobody listens to would be answered 404: people see a failure, and Slack asks again.
        self.bolt.action(_ANY)(_acknowledge)
        self.bolt.shortcut(_ANY)(_acknowledge)
        self.bolt.view(_ANY)(_acknowledge)
        self.bolt.view_closed(_ANY)(_acknowledge)
        self.bolt.options(_ANY)(_offer_nothing)
        self.bolt.event(_ANY)(_ignore)
        self.bolt.error(self._on_error)

    async def drain(self) -> None:
        """Let late replies leave before the process ends."""
        if self._late:
            await asyncio.wait(self._late, timeout=_DRAIN_WITHIN)

    async def answer_command(self, command: Payload) -> str:
        """The acknowledgement of a slash command, as JSON: the answer, or the promise of one."""
        try:
            return await self._answer_command(command)
        except Exception as error:  # noqa: BLE001 - Bolt would have caught it and logged its text
            return self._sorry(error)

    async def _answer_command(self, command: Payload) -> str:
        name = _PREFIX.sub("/", command["command"])
        request = command.get("trigger_id", "")
        caller = self._caller(_actor(command), command["channel_id"], request)
        text = mentions.read(command.get("text", ""))
        act = Interaction(
            caller, f"{name} {text}", lambda: self.client_at(command), command["response_url"]
        )
        answering = asyncio.create_task(self._hearing.answer(act))
        done, _ = await asyncio.wait({answering}, timeout=_ANSWER_WITHIN)
        if done:
            return self._dressed(answering.result())
        self.later(self._follow(act, answering), act)
        return json.dumps({"response_type": "ephemeral", "text": "One moment…"})

    async def dispatch(self, asked: AsyncBoltRequest) -> BoltResponse:
        """The acknowledgement of anything else. What comes twice is carried out once."""
        if not (is_unicode(asked.body) and is_readable(asked.body)):
            return self._refuse("signed, but not readable")
        kind = asked.body.get("type")
        if kind == "app_rate_limited":  # no listener of Bolt can match it
            self._log.warning("rate limited by Slack")
            return BoltResponse(status=200)
        if not is_of_ours(kind):  # Bolt answers 404 or 500
            return self._refuse("no kind of request that is taken here")
        if self._clicks.is_second(asked.body):
            return BoltResponse(status=200)
        event = str(asked.body.get("event_id", "")) if kind == "event_callback" else ""
        if event and not await self._is_new(event):
            return BoltResponse(status=200)
        answer = await self.bolt.async_dispatch(asked)
        if event and answer.status >= 500:  # noqa: PLR2004 - Slack will ask again, and shall
            await self._house.seen.forget(EVENTS, event)
        return answer

    def _refuse(self, why: str) -> BoltResponse:
        self._log.warning("request refused", status=400, why=why)
        return BoltResponse(status=400, body=json.dumps({"error": why}))

    async def _is_new(self, event: str) -> bool:
        """Whether an event was not seen before; without the records better twice than never."""
        try:
            return await self._house.seen.first(EVENTS, event, self._house.clock())
        except RecordsUnreachable:
            return True

    def _dressed(self, reply: Reply) -> str:
        """A private message. What handlers have worded once comes back as the same object."""
        _, message = self._messages.get(id(reply), lambda: (reply, _private(reply)))
        return message

    def _sorry(self, error: Exception) -> str:
        """The acknowledgement after a bug outside the desk."""
        self._write_down(error)
        return _private(SORRY)

    def _write_down(self, error: Exception) -> None:
        """Log a bug without its message, which may repeat what was typed."""
        self._log.error("bug in slack", raised=type(error).__name__, at=where(error))

    async def _on_error(self, error: Exception, body: Payload) -> BoltResponse:
        """What Slack is answered after a bug: no form closes as though it had been heard."""
        kind = body.get("type")
        if isinstance(error, RecordsUnreachable) and kind == "event_callback":
            return BoltResponse(status=503, body="")  # nobody waits for it: Slack tries again
        self._write_down(error)
        if kind == "view_submission":
            return BoltResponse(status=200, body=_at_a_field(body["view"]))
        if kind == "block_suggestion":
            return BoltResponse(status=200, body={"options": []})
        if "user" in body:
            act = act_of(self, body, "")
            self.later(self._telling.tell(act, SORRY))
        return BoltResponse(status=200, body="")

    async def _on_control(self, ack: AsyncAck, body: Payload) -> None:
        """Answer what a button or a list stands for, by the response URL."""
        await ack()
        if typed := typed_by(body):
            act = act_of(self, body, typed)
            self.later(self._follow(act, self._hearing.answer(act)), act)

    def caller(self, body: Payload) -> Caller:
        """Whoever caused an interaction, in the workspace where it happened."""
        place = body.get("channel", {}).get("id", "")
        return self._caller(_actor(body), place, body.get("trigger_id", ""), _home_of(body))

    def _caller(
        self, who: tuple[str, str, str], place: str, request: str, home: str = ""
    ) -> Caller:
        """Who asks, with the word of Slack for newcomers. `home`: the person's own workspace."""
        workspace, organization, user = who

        async def admit() -> None:
            if home and home != workspace and not organization:
                raise stranger()
            await self.clients.admit(workspace, organization)

        async def vouch() -> Role:
            return await self._people.role_of(who)

        return Caller(Platform.SLACK, workspace, user, place, request, vouch=vouch, admit=admit)

    async def client_at(self, body: Payload) -> SlackClient:
        """The client for the workspace of a command or an interaction. Raises `NoToken`."""
        workspace, organization, _ = _actor(body)
        try:
            return await self.clients.client_at(workspace, organization)
        except RecordsUnreachable:
            raise NoSlackToken("records_unreachable", permanent=False) from None

    def later(self, work: Coroutine[Any, Any, None], act: Interaction | None = None) -> None:
        """Run work after the acknowledgement, kept where shutdown finds it.

        If there is a bug in it, whoever acted is told.
        """
        task = asyncio.create_task(self._see_through(work, act))
        self._late.add(task)
        task.add_done_callback(self._late.discard)

    async def _see_through(self, work: Coroutine[Any, Any, None], act: Interaction | None) -> None:
        try:
            await work
        except Exception as error:  # noqa: BLE001 - nobody else would: the answer has left
            self._write_down(error)
            if act:
                await self._telling.tell(act, SORRY)

    async def _follow(self, act: Interaction, answering: Awaitable[Reply]) -> None:
        """Send a reply to whoever asked, beside what they see already."""
        await self._telling.tell(act, await answering)


def _actor(body: Payload) -> tuple[str, str, str]:
    """Workspace, organization or "", and user of a command or an interaction.

    The workspace is where it happened, or where the form was opened, and not always the user's own:
    channels may be shared. It is left out where the app is installed for an organization; then it
    is the user's own, and if Slack does not tell that either, it is "", which nobody is seated in.
    """
    if "command" in body:
        return _workspace(body["team_id"]), body.get("enterprise_id") or "", body["user_id"]
    user, team, view = body["user"], body.get("team") or {}, body.get("view") or {}
    told = (view.get("app_installed_team_id"), team.get("id"), user.get("team_id"))
    organization = (body.get("enterprise") or {}).get("id") or team.get("enterprise_id") or ""
    return next(filter(None, map(_workspace, told)), ""), organization, user["id"]


def _workspace(id_: object) -> str:
    """The id of a workspace; "" for that of an organization, which holds the clinics of many."""
    return id_ if isinstance(id_, str) and not id_.startswith(_ORGANIZATION) else ""


def _home_of(body: Payload) -> str:
    return str(body["user"].get("team_id") or "")


def _private(reply: Reply) -> str:
    return json.dumps({"response_type": "ephemeral", **block_kit.dress(reply)})


def _at_a_field(view: Payload) -> str:
    """An answer to a form that leaves it open, with everything that was put in."""
    fields = (block["block_id"] for block in view["blocks"] if block["type"] == "input")
    says = f"{SORRY.headline} {SORRY.lines[0].text}"
    return json.dumps({"response_action": "errors", "errors": {next(fields): says}})


async def _acknowledge(ack: AsyncAck) -> None:
    await ack()


async def _offer_nothing(ack: AsyncAck) -> None:
    await ack(options=[])


async def _ignore() -> None:
    return
