"""The verb that prints or writes what each platform is told about the bot."""

from __future__ import annotations

import json
import os
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from pathlib import Path

from bot import settings
from bot.slack.manifest import ManifestRequest
from bot.slack.manifest import manifest as slack_manifest
from bot.teams import package
from handlers import COMMANDS


def arguments(parser: ArgumentParser) -> None:
    """Tell the parser of the verb what may follow it."""
    platforms = parser.add_subparsers(dest="platform", required=True, metavar="PLATFORM")
    slack = platforms.add_parser("slack", help="an app manifest, as JSON")
    slack.add_argument("--url", default="", help="where this bot is: https://your-host")
    slack.add_argument("--socket", action="store_true", help="Socket Mode: it needs no address")
    slack.add_argument("--many", action="store_true", help="for many workspaces, by OAuth")
    slack.add_argument("--prefix", default="", help="np makes it /np-coverage")
    slack.add_argument("--out", metavar="DIR", type=Path, help="write it there, as slack.json")
    teams = platforms.add_parser("teams", help="an app package; without --out its manifest")
    teams.add_argument(
        "--url", default="https://needlepoint.example", help="where your staff read who runs it"
    )
    teams.add_argument("--out", metavar="DIR", type=Path, help="write it there, with its zip")


def answer(asked: Namespace) -> str:
    """What to print. Raises `NotUnderstood` or `SettingsFault`."""
    return _PLATFORMS[asked.platform](asked)


def _slack(asked: Namespace) -> str:
    wanted = ManifestRequest(asked.url, asked.prefix, asked.many, asked.socket)
    text = json.dumps(slack_manifest(COMMANDS, wanted), indent=2)
    if asked.out is None:
        return text
    file = _written(asked.out, {"slack.json": f"{text}\n".encode()})
    return f"Wrote {file}. Paste it at https://api.slack.com/apps?new_app=1 (from a manifest)."


def _teams(asked: Namespace) -> str:
    files = package.files(settings.read(os.environ), asked.url, COMMANDS)
    if asked.out is None:
        return files["manifest.json"].decode().rstrip()
    file = _written(asked.out, files)
    return f"Wrote {file}. Upload it in the Teams admin center: see docs/teams.md."


_PLATFORMS = {"slack": _slack, "teams": _teams}


def _written(folder: Path, files: Mapping[str, bytes]) -> Path:
    """Write the files; the last of them."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder / name
