"""The wall: what is posted where there is no platform, in the terminal and in the demo."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from models.clinic import Clinic
from models.ports import Undelivered
from models.reply import Reply

_MOST = 200


@dataclass(frozen=True, slots=True)
class Posted:
    """One message on the wall. `changes` counts how often it was edited."""

    message: str
    place: str
    reply: Reply
    changes: int = 0


class Wall:
    """The console's messenger: it keeps the last messages, and hands on each as it comes."""

    def __init__(self, hand_on: Callable[[Posted], None]) -> None:
        self._hand_on = hand_on
        self._posted: dict[str, Posted] = {}
        self._number = 0

    @property
    def posted(self) -> tuple[Posted, ...]:
        """The messages, the oldest first."""
        return tuple(self._posted.values())

    async def post(self, clinic: Clinic, place: str, reply: Reply) -> str:  # noqa: ARG002 -- one clinic
        """Hang a message up."""
        self._number += 1
        message = str(self._number)
        self._keep(Posted(message, place, reply))
        while len(self._posted) > _MOST:
            del self._posted[next(iter(self._posted))]
        return message

    async def edit(self, clinic: Clinic, place: str, message: str, reply: Reply) -> None:  # noqa: ARG002 -- the same
        """Change a message that hangs there. Raises `Undelivered` where it hangs no more."""
        before = self._posted.get(message)
        if before is None:
            raise Undelivered("message_not_found", permanent=True)
        self._keep(replace(before, reply=reply, changes=before.changes + 1))

    def _keep(self, posted: Posted) -> None:
        self._posted[posted.message] = posted
        self._hand_on(posted)
