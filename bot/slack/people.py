"""Who is staff, manager or guest in Slack, and which channels others read along in.

Admins and owners of the workspace or of its organization are managers at first. Guests, people of
other workspaces who share a channel, apps and whoever was deactivated are nobody's staff here.
Whatever Slack answers besides is no answer: nobody is seated by it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Any

import structlog

from bot.role_lookup import RoleLookup, refused
from bot.slack.web_client import CALL_ERRORS, DEAD_TOKEN, why_failed
from bot.slack.workspaces import SlackClients
from models.clinic.clinic import Clinic, Platform, Role
from models.clinic.recipient_faults import ChannelFault, PersonFault
from models.errors import RecordsUnreachable

_WITHIN = 4.0  # seconds; an answer that has to wait for them was promised before

Person = tuple[str, str, str]
"""Workspace, organization or "", user."""

# Words of docs.slack.dev/reference/methods/users.info that are about the person. All others are
# about the bot: `account_inactive`, for one, says that its token is of a workspace that is gone.
_NOT_FOUND = frozenset({"user_not_found", "user_not_visible", "users_not_found"})

_SLACKBOT = "USLACKBOT"  # which Slack does not call a bot
_APPS = ("is_bot", "is_workflow_bot", "is_connector_bot")


class People:
    """Asks Slack about people."""

    def __init__(self, clients: SlackClients, clock: Callable[[], datetime]) -> None:
        self._clients = clients
        self._log = structlog.get_logger("needlepoint.slack")
        self._newcomers = RoleLookup(clock)

    async def role_of(self, person: Person) -> Role:
        """The role of whoever asks, by what Slack says now or said lately.

        Raises `NotAllowed` for whom Slack calls no staff, and `NotVouched` where it does not say.
        """
        return await self._newcomers.role_of(person, lambda: self._role_of(person))

    async def _role_of(self, person: Person) -> Role:
        result = await self.look_up(person)
        if isinstance(result, PersonFault):
            raise refused(result, Platform.SLACK)
        return result

    async def look_up(self, person: Person) -> Role | PersonFault:
        """What Slack says of somebody at this moment."""
        workspace, organization, user = person
        try:
            async with asyncio.timeout(_WITHIN):
                client = await self._clients.client_at(workspace, organization)
                answer = await client.users_info(user=user)
        except (*CALL_ERRORS, RecordsUnreachable) as error:
            why = why_failed(error)
            if why in DEAD_TOKEN:
                self._clients.forget(workspace)
            return self._without(why)
        user_info = answer.get("user")
        if not isinstance(user_info, dict) or user_info.get("id") != user:
            return self._without("no such answer")
        return role_in(user_info, workspace)

    def _without(self, why: str) -> PersonFault:
        """There is no answer that describes the person."""
        if why in _NOT_FOUND:
            return PersonFault.NOT_FOUND
        self._log.warning("person not looked up", why=why)
        return PersonFault.UNTOLD


def role_in(person: dict[str, Any], workspace: str) -> Role | PersonFault:
    """The role of a person whom users.info describes, or why they have none."""
    over = person.get("enterprise_user") or {}
    if person.get("id") == _SLACKBOT or any(person.get(flag) for flag in _APPS):
        return PersonFault.BOT
    at_home = person.get("team_id") == workspace or workspace in over.get("teams", ())
    if person.get("is_stranger") or not at_home:
        return PersonFault.STRANGER
    if person.get("deleted"):
        return PersonFault.LEFT
    if person.get("is_restricted") or person.get("is_ultra_restricted"):
        return PersonFault.GUEST
    flags = (person.get("is_admin"), person.get("is_owner"), over.get("is_admin"))
    return Role.MANAGER if any(flags) or over.get("is_owner") else Role.STAFF


# Who reads along in such a channel is not the workspace's staff alone: another company, one that
# is invited, or another workspace of the organization, which is a clinic of its own here.
_SHARED = ("is_ext_shared", "is_pending_ext_shared", "is_org_shared", "is_shared")
_INVITED = ("pending_shared", "pending_connected_team_ids")


class SlackDirectory:
    """A `models.ports.Directory`."""

    def __init__(self, clients: SlackClients, clock: Callable[[], datetime]) -> None:
        self._clients = clients
        self._people = People(clients, clock)

    async def fault_of_person(
        self, clinic: Clinic, user: str, beside: str = ""
    ) -> PersonFault | None:
        """Why somebody is nobody of the workspace's staff."""
        del beside  # Slack knows its people wherever they are
        result = await self._people.look_up((clinic.workspace, "", user))
        return result if isinstance(result, PersonFault) else None

    async def fault_of_channel(self, clinic: Clinic, channel: str) -> ChannelFault | None:
        """Why a channel is not one for the workspace's alerts."""
        if not channel.startswith(("C", "G")):  # a chat begins with D
            return ChannelFault.NO_CHANNEL
        try:
            async with asyncio.timeout(_WITHIN):
                client = await self._clients.client_for(clinic)
                answer = await client.conversations_info(channel=channel)
        except (*CALL_ERRORS, RecordsUnreachable) as error:
            why = why_failed(error)
            if why in DEAD_TOKEN:
                self._clients.forget(clinic.workspace)
            return _refused(why)
        return fault_in(answer.get("channel"), channel)


def fault_in(info: Any, channel: str) -> ChannelFault | None:
    """What conversations.info says against a channel."""
    if not isinstance(info, dict) or info.get("id") != channel:
        return ChannelFault.UNTOLD
    if info.get("is_im") or info.get("is_mpim"):
        return ChannelFault.NO_CHANNEL
    if is_shared(info):
        return ChannelFault.SHARED
    if info.get("is_archived"):
        return ChannelFault.ARCHIVED
    return None if info.get("is_member") else ChannelFault.NOT_IN


def is_shared(info: dict[str, Any]) -> bool:
    """Whether others than the workspace's own people read along in a channel, or are invited to."""
    return any(info.get(flag) for flag in (*_SHARED, *_INVITED))


def _refused(why: str) -> ChannelFault:
    if why in {"channel_not_found", "not_in_channel"}:  # one that is private, or another's
        return ChannelFault.NOT_IN
    if why in {"missing_scope", "no_permission"}:
        return ChannelFault.NO_RIGHT
    return ChannelFault.UNTOLD
