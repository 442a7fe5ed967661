"""What somebody new may do: Slack is asked once who it is.

Admins and owners of the workspace or of its organization are managers. Guests, and people of other
workspaces who share a channel, are nobody's staff here: they get no seat and no answer.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError

from bot.slack.client import Clients
from models.clinic import Role
from models.errors import NotAllowed, RecordsUnreachable

_FRESH_FOR = timedelta(minutes=10)
_MOST = 10_000
_WITHIN = 4.0  # seconds; an answer that has to wait for them was promised before

Person = tuple[str, str, str]
"""Workspace, organization or "", user."""


class People:
    """Asks Slack about newcomers, once however often they ask meanwhile."""

    def __init__(self, clients: Clients, clock: Callable[[], datetime]) -> None:
        self._clients = clients
        self._clock = clock
        self._log = structlog.get_logger("needlepoint.slack")
        self._asked: dict[Person, tuple[datetime, asyncio.Task[Role]]] = {}

    async def role_of(self, person: Person) -> Role:
        """The role of a newcomer. Raises `NotAllowed` for guests and strangers.

        When Slack does not say, a newcomer is staff: whom Slack lets use the bot in the workspace.
        """
        since, task = self._asked.get(person, (None, None))
        if since is None or task is None or self._clock() - since > _FRESH_FOR:
            task = asyncio.create_task(self._ask(person))
            self._remember(person, task)
        return await asyncio.shield(task)

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

    def _remember(self, person: Person, task: asyncio.Task[Role]) -> None:
        if len(self._asked) >= _MOST:
            del self._asked[next(iter(self._asked))]
        self._asked[person] = (self._clock(), task)


def role_in(person: dict[str, Any], workspace: str) -> Role:
    """The role of a person whom users.info describes. Raises `NotAllowed`."""
    over = person.get("enterprise_user") or {}
    at_home = person.get("team_id") in {workspace, None} or workspace in over.get("teams", ())
    if person.get("is_stranger") or not at_home:
        raise stranger()
    if person.get("is_restricted") or person.get("is_ultra_restricted"):
        raise NotAllowed(
            "I answer the clinic's staff, and Slack says that you are a guest here.",
            "Ask somebody who works there, or an admin to make you a full member.",
        )
    flags = (person.get("is_admin"), person.get("is_owner"), over.get("is_admin"))
    return Role.MANAGER if any(flags) or over.get("is_owner") else Role.STAFF


def stranger() -> NotAllowed:
    """What people of other workspaces are told."""
    return NotAllowed(
        "I answer the staff of the clinic that shares this channel with you.",
        "Ask somebody who works there.",
    )
