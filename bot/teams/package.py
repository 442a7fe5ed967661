"""The app package that a Teams administrator uploads: manifest, icons, and the two in a zip.

Version 1.29 of the manifest is the first numbered one that knows slash commands.
"""

from __future__ import annotations

import io
import json
import uuid
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from bot.settings import Settings
from bot.teams import extension, icons
from handlers.command import Command
from handlers.forms.charts import LOG
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
        "color.png": icons.color(),
        "outline.png": icons.outline(),
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
