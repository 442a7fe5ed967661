"""Whether a person or channel is the clinic's own, asked before an alert goes there.

A channel may have been shared since a manager chose it, and whom an alert goes to may have left.
The platform is asked at most once in ten minutes about each channel.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from cachetools import FIFOCache

from models.clinic.clinic import Clinic, Platform
from models.clinic.recipient_faults import ChannelFault, NotVouchedFor, PersonFault
from models.mention import MENTION
from models.ports import Directory, Refusal, Undelivered


class ConsoleDirectory:
    """The terminal and the demo: whoever has the machine has its records, and none is to ask.

    In the demo the `people` and `channels` are those of its page; without any, all are taken.
    """

    def __init__(self) -> None:
        self.people: frozenset[str] = frozenset()
        self.channels: frozenset[str] = frozenset()

    async def fault_of_person(
        self, clinic: Clinic, user: str, beside: str = ""
    ) -> PersonFault | None:
        """Whether the page knows them."""
        del clinic, beside
        is_known = user in self.people if self.people else bool(user)
        return None if is_known else PersonFault.NOT_FOUND

    async def fault_of_channel(self, clinic: Clinic, channel: str) -> ChannelFault | None:
        """Whether the page has it."""
        del clinic
        is_known = channel in self.channels if self.channels else bool(channel)
        return None if is_known else ChannelFault.NOT_IN


class Directories:
    """The directory of each platform that this process is connected to; of others, none vouches."""

    def __init__(self) -> None:
        self.console = ConsoleDirectory()
        self._of: dict[Platform, Directory] = {Platform.CONSOLE: self.console}

    def connect(self, platform: Platform, directory: Directory) -> None:
        """Ask this one from now on about the clinics of a platform."""
        self._of[platform] = directory

    async def fault_of_person(
        self, clinic: Clinic, user: str, beside: str = ""
    ) -> PersonFault | None:
        """What the clinic's platform says against somebody."""
        return await self._at(clinic).fault_of_person(clinic, user, beside)

    async def fault_of_channel(self, clinic: Clinic, channel: str) -> ChannelFault | None:
        """What the clinic's platform says against a channel."""
        return await self._at(clinic).fault_of_channel(clinic, channel)

    def _at(self, clinic: Clinic) -> Directory:
        return self._of.get(clinic.platform, NotVouchedFor())


_KINDS: Mapping[PersonFault | ChannelFault, Refusal] = {
    PersonFault.UNTOLD: Refusal.LATER,
    ChannelFault.UNTOLD: Refusal.LATER,
    PersonFault.LEFT: Refusal.LEFT,
    ChannelFault.NOT_FOUND: Refusal.DOUBTFUL,
}
"""What a fault says of the next try; all others are of the channel or person."""

_FRESH_FOR = timedelta(minutes=10)


class RecipientCheck:
    """What a platform's messenger asks before it posts."""

    def __init__(self, directory: Directory, clock: Callable[[], datetime]) -> None:
        self._directory = directory
        self._clock = clock
        self._vouched: FIFOCache[tuple[int, str], datetime] = FIFOCache(10_000)

    async def check(self, clinic: Clinic, channel: str) -> None:
        """Raise `Undelivered` for a channel for which the platform does not vouch."""
        key, now = (clinic.id, channel), self._clock()
        since = self._vouched.get(key)
        if since and now - since < _FRESH_FOR:
            return
        if fault := await self._fault(clinic, channel):
            raise Undelivered(f"not vouched for: {fault}", _KINDS.get(fault, Refusal.CHANNEL))
        self._vouched[key] = now

    async def _fault(self, clinic: Clinic, channel: str) -> PersonFault | ChannelFault | None:
        mention = MENTION.fullmatch(channel)
        if mention is None:
            raise Undelivered("channel_not_found", Refusal.CHANNEL)
        if mention["kind"] == "@":
            return await self._directory.fault_of_person(clinic, mention["id"])
        return await self._directory.fault_of_channel(clinic, mention["id"])
