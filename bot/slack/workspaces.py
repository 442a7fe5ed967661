"""Slack in many workspaces: each one's token, refreshed once an hour before it runs out."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import structlog
from cachetools import FIFOCache

from bot.app import App
from bot.settings import SlackSettings
from bot.slack.one_workspace import OneWorkspace
from bot.slack.web_client import CALL_ERRORS, NoSlackToken, SlackClient, Transport, why_failed
from models.clinic.clinic import Clinic, Platform
from models.clinic.installation import Installation, Tokens
from models.errors import RecordsUnreachable
from models.storage.installations import Installations, RefreshTurn
from models.storage.token_seal import UnreadableToken

# What is remembered of an installation is read anew so often, without a refresh.
_FRESH_FOR = timedelta(minutes=1)
_MOST = 10_000

# A token lasts twelve hours. Whoever does not get the turn goes on with the old one meanwhile.
_REFRESH_BEFORE = timedelta(hours=1)
_TURN = timedelta(seconds=30)
_MARGIN = timedelta(seconds=15)  # a token that runs out on its way is no good
_LOOKS = 40
_PAUSE = 0.25  # seconds between two looks, or between two tries to keep new tokens

_DRAIN_WITHIN = 10.0  # seconds that a refresh gets at shutdown

_DEAD = frozenset({"invalid_refresh_token", "token_revoked", "token_expired", "invalid_auth"})


@dataclass(frozen=True, slots=True)
class _Known:
    """An installation, when it was read, and the client with its token."""

    at: datetime
    installation: Installation
    client: SlackClient


class ManyWorkspaces:
    """The workspaces that have installed the app, each with its own token.

    Tokens that run out are refreshed an hour before, once: by whichever request or job comes first
    in whichever process, which finds out by a lease in the database. Slack takes a refresh token
    once, so a second try would leave the clinic without any.
    """

    def __init__(
        self, app: App, slack: SlackSettings, installations: Installations, transport: Transport
    ):
        self._app = app
        self._slack = slack
        self._installations = installations
        self._transport = transport
        self._log = structlog.get_logger("needlepoint.slack")
        self._known: FIFOCache[str, _Known] = FIFOCache(_MOST)
        self._refreshing: dict[str, asyncio.Task[Installation]] = {}
        self._linked: set[str] = set()

    async def client_for(self, clinic: Clinic) -> SlackClient:
        """The clinic's client."""
        return await self.client_at(clinic.workspace)

    async def client_at(self, workspace: str, organization: str = "") -> SlackClient:
        """The client of a workspace; while it is remembered, no row is read for it."""
        now = self._app.clock()
        known = self._known.get(workspace)
        if known and now - known.at < _FRESH_FOR and _holds(known.installation, now):
            return known.client
        installation = await self._find(workspace, organization)
        if installation.tokens.refresh and not installation.tokens.lasts_until(
            now + _REFRESH_BEFORE
        ):
            installation = await self._refreshed(installation)
        return self._remember(workspace, installation, known)

    async def admit(self, workspace: str, organization: str = "") -> None:
        """Any workspace may install the app, and its requests are its own."""

    def forget(self, workspace: str) -> None:
        """Read the installation anew the next time."""
        self._known.pop(workspace, None)

    async def drain(self) -> None:
        """Wait for the refreshes under way."""
        if self._refreshing:
            await asyncio.wait(list(self._refreshing.values()), timeout=_DRAIN_WITHIN)

    async def _find(self, workspace: str, organization: str) -> Installation:
        try:
            installation = await self._installations.find(workspace, organization)
        except UnreadableToken:
            self._log.error("token unreadable", mend="python -m bot doctor")
            raise NoSlackToken("token_unreadable", permanent=False) from None
        if installation is None:
            self.forget(workspace)
            raise NoSlackToken("not_installed", permanent=True)
        if organization and installation.is_org_wide and workspace not in self._linked:
            # What nobody asked for finds the organization's installation by the clinic.
            now = self._app.clock()
            clinic = await self._app.records.clinic_at(Platform.SLACK, workspace, at=now)
            await self._installations.link(workspace, organization, clinic.id, now)
            self._linked.add(workspace)
        return installation

    def _remember(
        self, workspace: str, installation: Installation, known: _Known | None
    ) -> SlackClient:
        if known and known.installation.tokens == installation.tokens:
            client = known.client
        else:
            client = SlackClient(self._transport, installation.tokens.access, workspace)
        self._known[workspace] = _Known(self._app.clock(), installation, client)
        return client

    async def _refreshed(self, old: Installation) -> Installation:
        """The installation with new tokens; those who come meanwhile wait for the same answer.

        Whoever gives up waiting does not take the refresh along.
        """
        task = self._refreshing.get(old.workspace)
        if task is None:
            task = asyncio.create_task(self._refresh(old))
            self._refreshing[old.workspace] = task
            task.add_done_callback(lambda _: self._refreshing.pop(old.workspace))
        return await asyncio.shield(task)

    async def _refresh(self, old: Installation) -> Installation:
        """Refresh, or find that another process does or did."""
        for _ in range(_LOOKS):
            turn = await self._installations.take_turn(old, self._app.clock(), _TURN)
            if turn:
                return await self._exchange(turn, old)
            installation = await self._find(old.workspace, "")
            if installation.tokens != old.tokens or _holds(old, self._app.clock()):
                return installation
            await self._transport.sleep(_PAUSE)
        raise NoSlackToken("token_expired", permanent=False)

    async def _exchange(self, turn: RefreshTurn, old: Installation) -> Installation:
        try:
            answer = await exchange(
                self._transport,
                self._slack,
                grant_type="refresh_token",
                refresh_token=old.tokens.refresh,
            )
        except CALL_ERRORS as error:
            await self._installations.end_turn(turn)
            return self._not_refreshed(old, why_failed(error))
        new = tokens_of(answer, self._app.clock())
        await self._keep(turn, new)
        return replace(old, tokens=new)

    def _not_refreshed(self, old: Installation, why: str) -> Installation:
        """Go on with the old token while it lasts."""
        self._log.warning("token not refreshed", why=why)
        if _holds(old, self._app.clock()):
            return old
        raise NoSlackToken(why, permanent=why in _DEAD)

    async def _keep(self, turn: RefreshTurn, new: Tokens) -> None:
        """Write tokens that nobody will give us again; a database that is busy gets some time."""
        for _ in range(_LOOKS):
            try:
                return await self._installations.renew(turn, new)
            except RecordsUnreachable:
                await self._transport.sleep(_PAUSE)
        return await self._installations.renew(turn, new)


SlackClients = OneWorkspace | ManyWorkspaces
"""Finds the client that may speak somewhere, with a token that still holds.

`client_for` a clinic, for what nobody asked for, and `client_at` where a request came from raise
`NoSlackToken` and `RecordsUnreachable`. `admit` lets a request of a workspace in, or raises
`NotAllowed` for one that is not served, `NotVouched` while Slack does not say which one is.
"""


def clients_of(app: App, slack: SlackSettings, transport: Transport) -> SlackClients:
    """The clients of one workspace or of many, as the settings say."""
    if app.installations:
        return ManyWorkspaces(app, slack, app.installations, transport)
    return OneWorkspace(transport, slack.bot_token, app.clock)


async def exchange(transport: Transport, slack: SlackSettings, **given: str) -> dict[str, Any]:
    """What Slack gives for a code or a refresh token. Raises as `SlackClient` does."""
    secrets = {"client_id": slack.client_id, "client_secret": slack.client_secret}
    answer = await SlackClient(transport, None).api_call("oauth.v2.access", data=secrets | given)
    return dict(answer.data)  # type: ignore[arg-type]  # our client gives no bytes


def tokens_of(answer: dict[str, Any], at: datetime) -> Tokens:
    """The bot's tokens in an answer of oauth.v2.access, received at an instant."""
    lasts = answer.get("expires_in")
    expires = at + timedelta(seconds=int(lasts)) if lasts else None
    return Tokens(answer["access_token"], answer.get("refresh_token") or "", expires)


def _holds(installation: Installation, at: datetime) -> bool:
    return installation.tokens.lasts_until(at + _MARGIN)
