"""A platform that vouches for everybody and every channel but those of whom a test says why not."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime

from bot.recipient_check import RecipientCheck
from models.clinic.clinic import Clinic
from models.clinic.recipient_faults import ChannelFault, PersonFault


@dataclass
class FakeDirectory:
    """A `models.ports.Directory`; `asked` is whom and what it was asked about, in order."""

    people: dict[str, PersonFault] = field(default_factory=dict)
    channels: dict[str, ChannelFault] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    async def fault_of_person(
        self, clinic: Clinic, user: str, beside: str = ""
    ) -> PersonFault | None:
        """What the test says against somebody."""
        del clinic, beside
        self.asked.append(user)
        return self.people.get(user)

    async def fault_of_channel(self, clinic: Clinic, channel: str) -> ChannelFault | None:
        """What the test says against a channel."""
        del clinic
        self.asked.append(channel)
        return self.channels.get(channel)


def vouched() -> RecipientCheck:
    """A lookout that lets every message go."""
    return RecipientCheck(FakeDirectory(), lambda: datetime(2026, 11, 23, 17, tzinfo=UTC))
