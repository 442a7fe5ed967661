"""When somebody last typed what may change something: undo asks where that saved nothing."""

from __future__ import annotations

import re
from datetime import datetime

from handlers.command import Request, Services

# What looks alone, or leaves its entry in any case, and what takes back what was done before it.
_OTHERS = re.compile(
    r"session\s+(?:undo|show|why|status|list|view|history|today|eod|tonight|requests|plans)\b"
    r"|(?:session\s+)?undo\b|clinic\s+(?:alerts?|audit|report)\b|caps\s+roll",
    re.IGNORECASE,
)


def note(request: Request, services: Services) -> None:
    """Note a request that may change something, whether it does or is refused."""
    if _OTHERS.match(f"{request.command} {request.text}"):
        return
    key = request.clinic.id, request.member.user
    services.last_tried.pop(key, None)  # the latest is forgotten last
    services.last_tried[key] = request.at


def of(request: Request, services: Services) -> datetime | None:
    """When the asker last did so, as far as this process knows."""
    return services.last_tried.get((request.clinic.id, request.member.user))
