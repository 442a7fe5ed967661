"""Looks before an alert is posted whether its channel is still the clinic's own.

A channel may have been shared since a manager chose it, and whom an alert goes to may have left.
The platform is asked at most once in ten minutes about each channel.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from cachetools import FIFOCache

from models.clinic.clinic import Clinic
from models.clinic.vouching import ChannelFault, PersonFault
from models.ports import Directory, Undelivered
from models.reply import MENTION

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
            is_for_good = fault not in {PersonFault.UNTOLD, ChannelFault.UNTOLD}
            raise Undelivered(f"not vouched for: {fault}", permanent=is_for_good)
        self._vouched[key] = now

    async def _fault(self, clinic: Clinic, channel: str) -> PersonFault | ChannelFault | None:
        found = MENTION.fullmatch(channel)
        if found is None:
            raise Undelivered("channel_not_found", permanent=True)
        if found["kind"] == "@":
            return await self._directory.fault_of_person(clinic, found["id"])
        return await self._directory.fault_of_channel(clinic, found["id"])
