"""Reads a request's body, within reason."""

from __future__ import annotations

import json

from aiohttp import web

# The largest that a platform sends, a view or a card with full state, stays well below this.
_MOST_BYTES = 512 * 1024

_MOST_DISCARDED = 16 * 1024 * 1024


def is_unicode(told: object) -> bool:
    """Whether every text of a body can be written down: JSON can escape halves of characters."""
    try:
        json.dumps(told, ensure_ascii=False).encode()
    except (UnicodeEncodeError, RecursionError):
        return False
    return True


async def read(request: web.Request) -> bytes | None:
    """The body, or None where it is too large.

    What is too large is read on and thrown away, within reason: whoever is still sending when the
    connection closes never sees the answer.
    """
    raw, size = bytearray(), 0
    async for chunk in request.content.iter_any():
        size += len(chunk)
        if size <= _MOST_BYTES:
            raw += chunk
        elif size > _MOST_DISCARDED:
            break
    return bytes(raw) if size <= _MOST_BYTES else None
