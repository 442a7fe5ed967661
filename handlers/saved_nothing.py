"""When somebody last typed what may change something: undo asks where that saved nothing.

What was refused or asked back is known to every process; what was answered and yet saved nothing,
as a repeat does, to the one that answered it: no deed of this asker is written for it. The same
request, delivered once more to another process, is no second one.
"""

from __future__ import annotations

import re
from datetime import datetime

from handlers.command import Request, Services
from models.errors import Trouble

# What looks alone, or leaves its entry in any case, and what takes back what was done before it.
_OTHERS = re.compile(
    r"session\s+(?:undo|show|why|status|list|view|history|today|eod|tonight|requests|plans)\b"
    r"|(?:session\s+)?undo\b|clinic\s+(?:alerts?|audit|report)\b|caps\s+roll",
    re.IGNORECASE,
)


async def note(request: Request, services: Services, *, is_refused: bool) -> None:
    """Note a request that may change something, whether it does or is refused."""
    if _OTHERS.match(f"{request.command} {request.text}"):
        return
    key = request.clinic.id, request.member.user
    services.last_tried.pop(key, None)  # the latest is forgotten last
    services.last_tried[key] = (request.at, request.idempotency_key)
    if not is_refused:
        return
    try:
        await services.records.note_in_vain(*key, at=request.at, request=request.idempotency_key)
    except Trouble:  # where nothing can be written, undo has nothing to take back either
        return


async def last(request: Request, services: Services) -> datetime | None:
    """When the asker last did so in vain, or may have, as far as it is known."""
    key = request.clinic.id, request.member.user
    here, heard_as = services.last_tried.get(key, (None, ""))
    if heard_as and await services.records.was_heard(request.clinic.id, heard_as):
        here = None  # it changed something, or was refused and is kept: a replay is no new one
    known = (here, await services.records.last_in_vain(*key))
    return max(filter(None, known), default=None)
