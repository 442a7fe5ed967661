"""The app package that a Teams administrator uploads: manifest, icons, and the two in a zip.

Version 1.29 of the manifest is the first numbered one that knows slash commands.
"""

from __future__ import annotations

import io
import json
import struct
import uuid
import zipfile
import zlib
from collections.abc import Callable, Mapping, Sequence
from math import hypot
from typing import Any
from urllib.parse import urlsplit

from bot.settings import Settings
from bot.teams import extension
from handlers.command import Command
from handlers.forms.sessions import LOG
from models.errors import SettingsFault

_MANIFEST = "1.29"
_SCHEMA = (
    f"https://developer.microsoft.com/json-schemas/teams/v{_MANIFEST}/MicrosoftTeams.schema.json"
)
VERSION = "1.0.0"
"""Of the package. Teams takes a changed one as an update only with a higher version."""

_ZIP = "needlepoint-teams.zip"
_WHEN = (2026, 1, 1, 0, 0, 0)  # in the zip, so that one content makes one file

_SHORT = "Coverage answers and visit counts for clinics that dry needle."
_FULL = (
    "Needlepoint answers what a payer says of dry needling, with sources, authority and dates; "
    "explains codes; says who may dry needle in a state; and counts sessions under aliases, so "
    "that nobody runs past a cap unwarned. Answers are private to whoever asks. No names: never "
    "type a patient's name, birthday or number. Answers are general information, no guarantee of "
    "payment, and not legal or medical advice."
)

Json = dict[str, Any]


def files(settings: Settings, url: str, commands: Sequence[Command]) -> Mapping[str, bytes]:
    """The files of the package, by name. Raises `SettingsFault` where Teams is not configured."""
    teams = settings.teams
    if teams is None or not teams.client_id:
        raise SettingsFault(
            "Teams is not configured.",
            "Set TEAMS_CLIENT_ID, TEAMS_CLIENT_SECRET and TEAMS_TENANT_ID: see docs/teams.md.",
        )
    if urlsplit(url).scheme != "https":
        raise SettingsFault("--url is no address that Teams takes.", "Write it with https://.")
    text = json.dumps(manifest(teams.client_id, url, commands), indent=2)
    content = {
        "manifest.json": f"{text}\n".encode(),
        "color.png": color(),
        "outline.png": outline(),
    }
    return content | {_ZIP: _zipped(content)}


def manifest(client_id: str, url: str, commands: Sequence[Command]) -> Json:
    """What Teams is told about the bot."""
    return {
        "$schema": _SCHEMA,
        "manifestVersion": _MANIFEST,
        "version": VERSION,
        "id": str(uuid.uuid5(uuid.NAMESPACE_URL, f"needlepoint/{client_id}")),
        "developer": {
            "name": "Needlepoint",
            "websiteUrl": url,
            "privacyUrl": url,
            "termsOfUseUrl": url,
        },
        "name": {"short": "Needlepoint", "full": "Needlepoint for dry needling"},
        "description": {"short": _SHORT, "full": _FULL},
        "icons": {"color": "color.png", "outline": "outline.png"},
        "accentColor": "#0F6C5C",
        "bots": [_bot(client_id, commands)],
        "composeExtensions": [_extension(client_id)],
        "permissions": ["identity", "messageTeamMembers"],
        "validDomains": [],
        "defaultInstallScope": "personal",
        "defaultGroupCapability": {"team": "bot", "groupchat": "bot"},
    }


def _bot(client_id: str, commands: Sequence[Command]) -> Json:
    listed = [{"title": c.name, "description": c.purpose} for c in commands]
    listed.append({"title": "help", "description": "What you can ask."})
    return {
        "botId": client_id,
        "scopes": ["personal", "team", "groupChat"],
        "isNotificationOnly": False,
        "supportsFiles": False,
        "supportsTargetedMessages": True,
        "commandLists": [
            {"scopes": ["personal"], "commands": listed},
            {
                "scopes": ["team", "groupChat"],
                "triggers": ["mention", "slash"],
                "commands": listed,
            },
        ],
    }


def _extension(client_id: str) -> Json:
    find = {
        "id": extension.COMMAND,
        "type": "query",
        "title": "Find an answer",
        "description": "Coverage, codes and states, to put into a conversation",
        "initialRun": True,
        "context": ["compose", "commandBox"],
        "parameters": [
            {
                "name": extension.PARAMETER,
                "title": "Search",
                "description": "A payer, a code or a state",
                "inputType": "text",
            }
        ],
    }
    log = {
        "id": LOG.name,
        "type": "action",
        "title": LOG.title,
        "description": "Private: nothing is put into the conversation",
        "fetchTask": True,
        "context": ["compose"],
        "triggers": ["slash"],
    }
    return {"botId": client_id, "canUpdateConfiguration": False, "commands": [find, log]}


def _zipped(content: Mapping[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in content.items():
            package.writestr(zipfile.ZipInfo(name, _WHEN), data, zipfile.ZIP_DEFLATED)
    return held.getvalue()


_TEAL = (15, 108, 92)
_WHITE = (255, 255, 255)

# On a square of one by one: the needle from its eye to its point, and half its width at the eye.
_EYE, _POINT = (0.30, 0.30), (0.78, 0.78)
_HALF_WIDTH = 0.045
_RING, _HOLE = 0.115, 0.05

Pixel = tuple[int, int, int, int]


def color() -> bytes:
    """192 pixels square, the needle in white on our colour."""
    return _png(192, lambda x, y: (*_mixed(_needle(x, y, 192)), 255))


def outline() -> bytes:
    """32 pixels square, the needle in white on nothing."""
    return _png(32, lambda x, y: (*_WHITE, round(255 * _needle(x, y, 32))))


def _mixed(share: float) -> tuple[int, int, int]:
    mixed = [round(w * share + t * (1 - share)) for w, t in zip(_WHITE, _TEAL, strict=True)]
    return mixed[0], mixed[1], mixed[2]


def _needle(x: int, y: int, size: int) -> float:
    """How much of a pixel the needle covers, from its distance to the needle's edge."""
    at = ((x + 0.5) / size, (y + 0.5) / size)
    from_eye = hypot(at[0] - _EYE[0], at[1] - _EYE[1])
    ring = max(from_eye - _RING, _HOLE - from_eye)
    along = ((at[0] - _EYE[0]) + (at[1] - _EYE[1])) / (2 * (_POINT[0] - _EYE[0]))
    aside = abs(at[0] - at[1]) / 2**0.5
    shaft = max(aside - _HALF_WIDTH * (1 - along), -along, along - 1, _HOLE - from_eye)
    return min(1.0, max(0.0, 0.5 - min(ring, shaft) * size))


def _png(size: int, pixel: Callable[[int, int], Pixel]) -> bytes:
    rows = b"".join(b"\0" + b"".join(bytes(pixel(x, y)) for x in range(size)) for y in range(size))
    header = struct.pack(">IIBBBBB", size, size, 8, 6, 0, 0, 0)
    parts = [(b"IHDR", header), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*part) for part in parts)


def _chunk(kind: bytes, content: bytes) -> bytes:
    check = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)
