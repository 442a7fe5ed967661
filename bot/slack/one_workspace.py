"""Slack with one bot token: which workspace it is of, and that others are refused.

Slack signs the requests of every workspace that has the app by the same secret, and an app may be
installed in more than one. Whose the token is says `auth.test`, asked as the process starts, and
again after seconds where Slack did not answer. Until it has, nobody is answered.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from bot.role_lookup import stranger
from bot.slack.web_client import CALL_ERRORS, NoSlackToken, SlackClient, Transport, why_failed
from models.clinic.clinic import Clinic
from models.errors import NotVouched

_WITHIN = 4.0  # seconds
_SILENT_FOR = timedelta(seconds=5)


@dataclass(frozen=True, slots=True)
class TokenWorkspace:
    """Whose the token is: a workspace, or an organization with all of its workspaces."""

    workspace: str
    organization: str
    is_org_wide: bool

    def holds(self, workspace: str, organization: str) -> bool:
        """Whether a workspace is served by the token."""
        if self.is_org_wide:
            return bool(organization) and organization == self.organization
        return workspace == self.workspace


class OneWorkspace:
    """The client of the one workspace, once it is known which one that is."""

    def __init__(self, transport: Transport, token: str, clock: Callable[[], datetime]) -> None:
        self._client = SlackClient(transport, token)
        self._clock = clock
        self._log = structlog.get_logger("needlepoint.slack")
        self._home: TokenWorkspace | None = None
        self._asking: asyncio.Task[TokenWorkspace | None] | None = None
        self._asked_at: datetime | None = None

    async def look(self) -> None:
        """Ask whose the token is before anybody needs to know: the log says if Slack refuses it."""
        await self._known()

    async def admit(self, workspace: str, organization: str = "") -> None:
        """Raise `NotAllowed` for another workspace, `NotVouched` while none is known."""
        home = await self._known()
        if home is None:
            raise NotVouched(
                "Slack does not tell me at the moment which workspace I am in.",
                "Try again in a minute.",
            )
        if not home.holds(workspace, organization):
            self._log.warning("request of another workspace refused")
            raise stranger()

    async def client_for(self, clinic: Clinic) -> SlackClient:
        """The client, for a clinic of this workspace. Rows of another one may have been left."""
        home = await self._known()
        if home is None:
            raise NoSlackToken("workspace_unknown", permanent=False)
        if not (home.is_org_wide or home.workspace == clinic.workspace):
            raise NoSlackToken("not_installed", permanent=True)
        return self._client

    async def client_at(self, workspace: str, organization: str = "") -> SlackClient:
        """The client, but for another workspace: whoever was not admitted is not told by it."""
        if self._home and not self._home.holds(workspace, organization):
            raise NoSlackToken("not_installed", permanent=True)
        return self._client

    def forget(self, workspace: str) -> None:
        """A token is of one workspace for as long as it lives."""

    async def drain(self) -> None:
        """Nothing is under way."""

    async def _known(self) -> TokenWorkspace | None:
        """Whose the token is, asked once however many wait for it."""
        if self._home:
            return self._home
        now = self._clock()
        may_ask = self._asked_at is None or now - self._asked_at >= _SILENT_FOR
        if self._asking is None or (self._asking.done() and may_ask):
            self._asked_at, self._asking = now, asyncio.create_task(self._ask())
        self._home = await asyncio.shield(self._asking)
        return self._home

    async def _ask(self) -> TokenWorkspace | None:
        try:
            async with asyncio.timeout(_WITHIN):
                answer = await self._client.auth_test()
        except CALL_ERRORS as error:
            self._log.warning("workspace not known", why=why_failed(error))
            return None
        workspace, over = (str(answer.get(part) or "") for part in ("team_id", "enterprise_id"))
        is_org_wide = bool(answer.get("is_enterprise_install"))
        known = over if is_org_wide else workspace
        return TokenWorkspace(workspace, over, is_org_wide) if known else None
