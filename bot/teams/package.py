"""Teams' app package: VERSION, commands and ids; texts are in manifest.json beside it.

Version 1.29 of the manifest is the first numbered one that knows slash commands.
"""

from __future__ import annotations

import io
import json
import uuid
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bot.settings import Settings
from handlers.command import Command
from models.errors import SettingsFault

VERSION = "1.0.2"
"""Of the package. Teams takes a changed one as an update only with a higher version."""

_HERE = Path(__file__).parent
_ICONS = ("color.png", "outline.png")
_ZIP = "needlepoint-teams.zip"
_WHEN = (2026, 1, 1, 0, 0, 0)  # in the zip, so that one content makes one file


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
    content = {"manifest.json": f"{text}\n".encode()}
    content |= {icon: (_HERE / icon).read_bytes() for icon in _ICONS}
    return content | {_ZIP: _zipped(content)}


def manifest(client_id: str, url: str, commands: Sequence[Command]) -> dict[str, Any]:
    """What Teams is filled about the bot."""
    filled: dict[str, Any] = json.loads((_HERE / "manifest.json").read_text())
    filled["version"] = VERSION
    filled["id"] = str(uuid.uuid5(uuid.NAMESPACE_URL, f"needlepoint/{client_id}"))
    filled["developer"] |= dict.fromkeys(("websiteUrl", "privacyUrl", "termsOfUseUrl"), url)
    (bot,), (extension,) = filled["bots"], filled["composeExtensions"]
    bot["botId"] = extension["botId"] = client_id
    listed = [{"title": command.name, "description": command.purpose} for command in commands]
    listed.append({"title": "help", "description": "What you can ask."})
    for command_list in bot["commandLists"]:
        command_list["commands"] = listed
    return filled


def _zipped(content: Mapping[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in content.items():
            package.writestr(zipfile.ZipInfo(name, _WHEN), data, zipfile.ZIP_DEFLATED)
    return held.getvalue()
