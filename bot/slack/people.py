"""What somebody new may do: Slack is asked once who it is.

Admins and owners of the workspace or of its organization are managers. Guests, and people of other
workspaces who share a channel, are nobody's staff here: they get no seat and no answer.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Any

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError

from bot.newcomers import Newcomers, guest, stranger
from bot.slack.client import Clients
from models.clinic import Role
from models.errors import RecordsUnreachable

_WITHIN = 4.0  # seconds; an answer that has to wait for them was promised before

Person = tuple[str, str, str]
"""Workspace, organization or "", user."""


class People:
    """Asks Slack about newcomers, once however often they ask meanwhile."""

    def __init__(self, clients: Clients, clock: Callable[[], datetime]) -> None:
        self._clients = clients
        self._log = structlog.get_logger("needlepoint.slack")
        self._newcomers = Newcomers(clock)

    async def role_of(self, person: Person) -> Role:
        """The role of a newcomer. Raises `NotAllowed` for guests and strangers.

        When Slack does not say, a newcomer is staff: whom Slack lets use the bot in the workspace.
        """
        return await self._newcomers.role_of(person, lambda: self._ask(person))

    async def _ask(self, person: Person) -> Role:
        workspace, organization, user = person
        try:
            async with asyncio.timeout(_WITHIN):
                client = await self._clients.client_at(workspace, organization)
                answer = await client.users_info(user=user)
        except (SlackApiError, aiohttp.ClientError, TimeoutError, RecordsUnreachable) as e:
            self._log.warning("newcomer not looked up", raised=type(e).__name__)
            return Role.STAFF
        return role_in(answer["user"], workspace)


def role_in(person: dict[str, Any], workspace: str) -> Role:
    """The role of a person whom users.info describes. Raises `NotAllowed`."""
    over = person.get("enterprise_user") or {}
    at_home = person.get("team_id") in {workspace, None} or workspace in over.get("teams", ())
    if person.get("is_stranger") or not at_home:
        raise stranger()
    if person.get("is_restricted") or person.get("is_ultra_restricted"):
        raise guest("Slack")
    flags = (person.get("is_admin"), person.get("is_owner"), over.get("is_admin"))
    return Role.MANAGER if any(flags) or over.get("is_owner") else Role.STAFF
