"""Why a platform vouches for no person (PersonFault) or no channel (ChannelFault)."""

from __future__ import annotations

from enum import StrEnum

from models.clinic.clinic import Clinic


class PersonFault(StrEnum):
    """Why somebody is nobody of the clinic's staff. All but `UNTOLD` are definite."""

    GUEST = "guest"  # restricted to some channels, or invited into the tenant
    STRANGER = "stranger"  # of another workspace or tenant
    BOT = "bot"  # an app, a workflow, the platform's own
    LEFT = "left"  # deactivated
    NOT_FOUND = "not found"  # nobody, or nobody whom the platform shows us
    UNTOLD = "untold"  # the platform does not answer, or not to us


class ChannelFault(StrEnum):
    """Why a channel is not one for the clinic's alerts. All but `UNTOLD` are definite."""

    SHARED = "shared"  # another company or workspace, or a guest, reads along, or is invited to
    ARCHIVED = "archived"
    NOT_IN = "not in"  # the bot is in no such channel, so that it cannot see who reads along
    NOT_FOUND = "not found"  # the platform finds no such channel, which it may say once of one
    NO_CHANNEL = "no channel"  # a chat between people
    NO_RIGHT = "no right"  # the app was installed without the right to see who reads along
    UNTOLD = "untold"  # the platform does not answer


class NotVouchedFor:
    """The directory of a platform that is not connected: it vouches for nobody and nothing."""

    async def fault_of_person(self, clinic: Clinic, user: str, beside: str = "") -> PersonFault:
        """No platform is connected that could tell: always `UNTOLD`."""
        del clinic, user, beside
        return PersonFault.UNTOLD

    async def fault_of_channel(self, clinic: Clinic, channel: str) -> ChannelFault:
        """No platform is connected that could tell: always `UNTOLD`."""
        del clinic, channel
        return ChannelFault.UNTOLD
