"""What a platform does for us: post or edit a message unasked, vouch for a person or channel."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import Protocol

from models.clinic.clinic import Clinic, Platform
from models.clinic.recipient_faults import ChannelFault, PersonFault
from models.reply import Reply


class Refusal(Enum):
    """What a refused message says of the next try, and therefore what is done about it."""

    LATER = auto()  # the platform is busy, out of order, or not to be reached
    DOUBTFUL = auto()  # it finds the channel no more; platforms say so once of what is there
    WORKSPACE = auto()  # it takes nothing there until somebody mends it: a dead token, no scope
    CHANNEL = auto()  # this channel or person never takes it: archived, bot removed, blocked
    LEFT = auto()  # this person does not work there any more
    MESSAGE = auto()  # no channel takes this message as it is: too long, no card it knows


class Undelivered(Exception):
    """A message did not arrive, as far as the platform said.

    `uncertain`: it may have arrived all the same (the answer was lost). `retry_after`: seconds that
    the platform asks to wait before the next message to this channel. `why` is the platform's word
    for it, no text.
    """

    def __init__(
        self,
        why: str,
        kind: Refusal = Refusal.LATER,
        *,
        uncertain: bool = False,
        retry_after: float | None = None,
    ) -> None:
        super().__init__(why)
        self.why = why
        self.kind = kind
        self.uncertain = uncertain
        self.retry_after = retry_after

    @property
    def permanent(self) -> bool:
        """Whether the same message is refused in this channel for ever."""
        return self.kind in {Refusal.CHANNEL, Refusal.LEFT, Refusal.MESSAGE}

    @property
    def is_missing(self) -> bool:
        """Whether the platform says that it has nobody and nothing of that name for us."""
        return self.kind in {Refusal.CHANNEL, Refusal.LEFT, Refusal.DOUBTFUL}


@dataclass(frozen=True, slots=True)
class DeliveryFailure:
    """A message that was not delivered, for whoever runs the bot: no text, no alias, no channel.

    `purpose` is what the message was for, `why` the platform's word. `is_final`: it is not tried
    again by itself in that channel. `reached_nobody`: and nobody is left who could be told instead.
    """

    platform: Platform
    clinic_id: int
    purpose: str
    why: str
    is_final: bool
    reached_nobody: bool = False


class Messenger(Protocol):
    """Speaks to people who did not ask, on one platform. Never retries: the caller does.

    A channel is a mention (`models.mention.channel`, `person`): a channel, or a person's own chat.
    """

    async def post(self, clinic: Clinic, channel: str, reply: Reply) -> str:
        """Post a reply and return the platform's id of the message. Raises `Undelivered`."""
        ...

    async def edit(self, clinic: Clinic, channel: str, message: str, reply: Reply) -> None:
        """Show another reply instead of a message posted before. Raises `Undelivered`."""
        ...


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
