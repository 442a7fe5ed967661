"""What a platform says of people and channels."""

from __future__ import annotations

from typing import Protocol

from models.clinic.clinic import Clinic
from models.clinic.vouching import ChannelFault, PersonFault


class Directory(Protocol):
    """What the platform of a clinic says, now, of people and channels. It never raises."""

    async def fault_of_person(
        self, clinic: Clinic, user: str, beside: str = ""
    ) -> PersonFault | None:
        """Why somebody is nobody of the clinic's staff; None where the platform vouches for them.

        `beside` is a channel or chat in which they may be found, the platform's id of it.
        """
        ...

    async def fault_of_channel(self, clinic: Clinic, channel: str) -> ChannelFault | None:
        """Why a channel, by its id, is not one for alerts; None where the platform vouches."""
        ...
