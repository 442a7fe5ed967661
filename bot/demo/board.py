"""The messages that the demo shows: how many it keeps, and which are new since a revision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cachetools import FIFOCache

from bot.app import Clock
from bot.console_messenger import PostedMessage

_MOST = 100


@dataclass(frozen=True, slots=True)
class ShownMessage:
    """A message on the board, when it came, and the revision at which it came or last changed."""

    posted: PostedMessage
    since: datetime
    revision: int


class DemoBoard:
    """Keeps each message as it is posted or changed; every one makes a new revision."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._shown: FIFOCache[str, ShownMessage] = FIFOCache(_MOST)
        self.revision = 0

    def take(self, message: PostedMessage) -> None:
        """Show a new message at the end, or one that changed where it stood."""
        self.revision += 1
        earlier = self._shown.get(message.message)
        since = earlier.since if earlier else self._clock()
        self._shown[message.message] = ShownMessage(message, since, self.revision)

    def changed_since(self, revision: int, clinic: int) -> tuple[ShownMessage, ...]:
        """A clinic's messages that came or changed after a revision, the first to come first."""
        return tuple(
            shown
            for shown in self._shown.values()
            if shown.revision > revision and shown.posted.clinic == clinic
        )
