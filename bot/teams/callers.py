"""Who speaks in Teams, as every platform names a caller."""

from __future__ import annotations

import hashlib
import json

from bot.seats import Caller
from bot.teams.heard import Heard
from models.clinic import Platform, Role


def of(heard: Heard, request: str = "", role: Role = Role.STAFF) -> Caller:
    """A tenant is a clinic; a person is known by the id that Entra gave them."""
    key = request or (fingerprint(heard.conversation, heard.id) if heard.id else "")
    return Caller(Platform.TEAMS, heard.tenant, heard.sender.aad, heard.place, key, role)


def fingerprint(*parts: object) -> str:
    """One request's key, the same when it is delivered twice; it shows nothing of its parts."""
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()
