"""What it means that Teams refuses: gone for good, later, or a fault of the message."""

from __future__ import annotations

import json
import re

import aiohttp

from models.ports import Refusal, Undelivered

BLOCKED = "403"
"""How `Undelivered.why` begins where the bot was blocked, removed or uninstalled."""

_CODE = re.compile(r"[A-Za-z]{1,60}")

# Statuses and words of Teams: "Conversation basics" on learn.microsoft.com has the list.
_KINDS = {403: Refusal.CHANNEL, 404: Refusal.DOUBTFUL}
_UNAUTHORIZED, _TOO_LARGE, _TOO_MANY, _SERVER_ERROR = 401, 413, 429, 500
_OF_THE_TENANT = frozenset({"BotDisabledByAdmin", "TenantNotFound", "ConversationTenantMismatch"})
_OF_THE_MESSAGE = frozenset({"MessageSizeTooBig", "BadSyntax", "ActivityNotFoundInConversation"})


def meaning(error: aiohttp.ClientResponseError) -> Undelivered:
    """What a refusal means: gone for good, later, or a fault of the message."""
    why = f"{error.status} {_code(error.message)}".strip()
    if error.status < 400:  # noqa: PLR2004 - done, but said in a way that nobody can read
        return Undelivered(why, uncertain=True)
    if error.status == _TOO_MANY:
        seconds = error.headers.get("Retry-After", "") if error.headers else ""
        is_number = seconds.isascii() and seconds.isdigit()
        return Undelivered(why, retry_after=float(seconds) if is_number else 1.0)
    is_lost = error.status >= _SERVER_ERROR  # a gateway that gave up may have handed it on
    return Undelivered(why, _kind(error.status, _code(error.message)), uncertain=is_lost)


def _kind(status: int, code: str) -> Refusal:
    """What a status and Teams' word beside it say of the next try."""
    if code in _OF_THE_TENANT or status == _UNAUTHORIZED:
        return Refusal.WORKSPACE
    if code in _OF_THE_MESSAGE or status == _TOO_LARGE:
        return Refusal.MESSAGE
    return _KINDS.get(status, Refusal.LATER)


def _code(body: str) -> str:
    """The word by which Teams names an error, and nothing else of what it says."""
    try:
        code = json.loads(body)["error"]["code"]
    except (ValueError, KeyError, TypeError):
        return ""
    return code if isinstance(code, str) and _CODE.fullmatch(code) else ""
