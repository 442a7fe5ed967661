"""Which workspace and user a Slack body is of, their client, and work after the answer."""

from __future__ import annotations

from collections.abc import Coroutine
from typing import Any

import structlog

from bot import bugs
from bot.app import App
from bot.event_loop import LateTasks
from bot.membership import Caller
from bot.role_lookup import stranger
from bot.slack.interaction import Interaction, Payload
from bot.slack.people import People, Person
from bot.slack.replies import Replies
from bot.slack.web_client import NoSlackToken, SlackClient, Transport
from bot.slack.workspaces import SlackClients
from models.clinic.clinic import Platform, Role
from models.errors import RecordsUnreachable
from models.reply import Reply

_ORGANIZATION = "E"  # begins the id of an organization


class SlackContext:
    """The app and the ways to Slack, in every workspace that has the bot."""

    def __init__(self, app: App, transport: Transport, clients: SlackClients) -> None:
        self.app = app
        self.clients = clients
        self.replies = Replies(transport.session)
        self._people = People(clients, app.clock)
        self._late = LateTasks()
        self._log = structlog.get_logger("needlepoint.slack")

    def interaction(self, body: Payload, typed: str, request: str = "") -> Interaction:
        """What somebody typed behind a slash, or did with a control.

        `request` is its key where the click alone is none.
        """
        url = body.get("response_url", "")
        return Interaction(self.caller(body, request), typed, lambda: self.client_at(body), url)

    def caller(self, body: Payload, request: str = "") -> Caller:
        """Whoever acts, in the workspace where it happened, with Slack's word for newcomers."""
        workspace, organization, user = actor = _actor(body)
        is_command = "command" in body
        channel = body["channel_id"] if is_command else (body.get("channel") or {}).get("id")
        home = "" if is_command else body["user"].get("team_id")  # the person's own workspace

        async def admit() -> None:
            if home and home != workspace and not organization:
                raise stranger()
            await self.clients.admit(workspace, organization)

        async def vouch() -> Role:
            return await self._people.role_of(actor)

        key = request or body.get("trigger_id", "")
        return Caller(
            Platform.SLACK, workspace, user, str(channel or ""), key, vouch=vouch, admit=admit
        )

    async def client_at(self, body: Payload) -> SlackClient:
        """The client for the workspace of a command or an interaction. Raises `NoSlackToken`."""
        workspace, organization, _ = _actor(body)
        try:
            return await self.clients.client_at(workspace, organization)
        except RecordsUnreachable:
            raise NoSlackToken("records_unreachable", permanent=False) from None

    def later(
        self, work: Coroutine[Any, Any, None], interaction: Interaction | None = None
    ) -> None:
        """Run work after the acknowledgement; whoever acted is told of a bug in it."""

        async def tell(met: Reply) -> None:
            if interaction:
                await self.replies.tell(interaction, met)

        self._late.start(bugs.see_through(work, self._log, bugs.IN_SLACK, tell))

    async def drain(self) -> None:
        """Let late replies leave before the process ends."""
        await self._late.drain()

    def met_bug(self, error: Exception) -> Reply:
        """Write a bug down; what whoever met it reads."""
        return bugs.met(self._log, bugs.IN_SLACK, error)


def _actor(body: Payload) -> Person:
    """Who caused a command or an interaction, and where.

    The workspace is where it happened, or where the form was opened, and not always the user's own:
    channels may be shared. It is left out where the app is installed for an organization; then it
    is the user's own, and if Slack does not tell that either, it is "", which nobody is seated in.
    """
    if "command" in body:
        return _workspace(body["team_id"]), body.get("enterprise_id") or "", body["user_id"]
    user, team, view = body["user"], body.get("team") or {}, body.get("view") or {}
    candidates = (view.get("app_installed_team_id"), team.get("id"), user.get("team_id"))
    organization = (body.get("enterprise") or {}).get("id") or team.get("enterprise_id") or ""
    return next(filter(None, map(_workspace, candidates)), ""), organization, user["id"]


def _workspace(id_: object) -> str:
    """The id of a workspace; "" for that of an organization, which holds the clinics of many."""
    return id_ if isinstance(id_, str) and not id_.startswith(_ORGANIZATION) else ""
