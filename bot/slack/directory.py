"""For whom and for which channel Slack vouches, before an alert of a patient goes there."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError

from bot.slack.people import People
from bot.slack.web_client import DEAD_TOKEN, SlackClients
from models.clinic.clinic import Clinic
from models.clinic.vouching import ChannelFault, PersonFault
from models.errors import RecordsUnreachable

_WITHIN = 4.0  # seconds

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
        except SlackApiError as error:
            why = str(error.response.get("error"))
            if why in DEAD_TOKEN:
                self._clients.forget(clinic.workspace)
            return _refused(why)
        except (aiohttp.ClientError, TimeoutError, RecordsUnreachable):
            return ChannelFault.UNTOLD
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
