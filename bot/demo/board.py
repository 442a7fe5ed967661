"""The board: what the bot has posted by itself, for the page to show and to keep up with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cachetools import FIFOCache

from bot.app import Clock
from bot.console_messenger import PostedMessage

_MOST = 100


@dataclass(frozen=True, slots=True)
class ShownMessage:
    """A message on the board, when it came, and the revision at which it came or changed."""

    posted: PostedMessage
    since: datetime
    revision: int


class DemoBoard:
    """Takes each message as it is posted or changed; every one makes a new revision."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._shown: FIFOCache[str, ShownMessage] = FIFOCache(_MOST)
        self.revision = 0

    def take(self, posted: PostedMessage) -> None:
        """Show a message, in the place where it hung before if it did."""
        self.revision += 1
        before = self._shown.get(posted.message)
        since = before.since if before else self._clock()
        self._shown[posted.message] = ShownMessage(posted, since, self.revision)

    def after(self, revision: int, clinic: int) -> tuple[ShownMessage, ...]:
        """A clinic's messages that came or changed after a revision, the first to come first."""
        return tuple(
            shown
            for shown in self._shown.values()
            if shown.revision > revision and shown.posted.clinic == clinic
        )
