"""Messages to no platform: the last 200, for the terminal and the demo to show."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace

from cachetools import FIFOCache

from models.clinic.clinic import Clinic
from models.ports import Refusal, Undelivered
from models.reply import Reply

_MOST = 200


@dataclass(frozen=True, slots=True)
class PostedMessage:
    """One message. `changes` counts how often it was edited."""

    message: str
    clinic: int
    channel: str
    reply: Reply
    changes: int = 0


class ConsoleMessenger:
    """The console's messenger: it keeps the last messages, and hands on each as it comes.

    `hand_on` may be replaced, by whoever shows them in another way.
    """

    def __init__(self, hand_on: Callable[[PostedMessage], None]) -> None:
        self.hand_on = hand_on
        self._posted: FIFOCache[str, PostedMessage] = FIFOCache(_MOST)
        self._number = 0
        # The database remembers ids longer than this process lives: none may come again.
        self._name = secrets.token_hex(4)

    @property
    def posted(self) -> tuple[PostedMessage, ...]:
        """The messages, the oldest first."""
        return tuple(self._posted.values())

    async def post(self, clinic: Clinic, channel: str, reply: Reply) -> str:
        """Keep a message."""
        self._number += 1
        message = f"{self._name}-{self._number}"
        self._keep(PostedMessage(message, clinic.id, channel, reply))
        return message

    async def edit(self, clinic: Clinic, channel: str, message: str, reply: Reply) -> None:
        """Change a message. Raises `Undelivered` where it is not kept any more."""
        before = self._posted.get(message)
        if before is None or (before.clinic, before.channel) != (clinic.id, channel):
            raise Undelivered("message_not_found", Refusal.CHANNEL)
        self._keep(replace(before, reply=reply, changes=before.changes + 1))

    def _keep(self, posted: PostedMessage) -> None:
        self._posted[posted.message] = posted
        self.hand_on(posted)
