"""The verb `manifest`: prints or writes Slack's manifest and Teams' package; its options."""

from __future__ import annotations

import json
import os
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from pathlib import Path

from bot import settings
from bot.cli.startup import Verb
from bot.slack.manifest import ManifestRequest
from bot.slack.manifest import manifest as slack_manifest
from bot.teams import package
from handlers import COMMANDS


def _arguments(parser: ArgumentParser) -> None:
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


def _slack(options: Namespace) -> str:
    request = ManifestRequest(options.url, options.prefix, options.many, options.socket)
    text = json.dumps(slack_manifest(COMMANDS, request), indent=2)
    if options.out is None:
        return text
    file = _written(options.out, {"slack.json": f"{text}\n".encode()})
    return f"Wrote {file}. Paste it at https://api.slack.com/apps?new_app=1 (from a manifest)."


def _teams(options: Namespace) -> str:
    files = package.files(settings.read(os.environ), options.url, COMMANDS)
    if options.out is None:
        return files["manifest.json"].decode().rstrip()
    file = _written(options.out, files)
    return f"Wrote {file}. Upload it in the Teams admin center: see docs/teams.md."


_PLATFORMS = {"slack": _slack, "teams": _teams}


def _written(folder: Path, files: Mapping[str, bytes]) -> Path:
    """Write the files and return the path of the last."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder / name


VERB = Verb(
    "manifest",
    "what a platform is told about the bot, from the one list of commands",
    lambda options: _PLATFORMS[options.platform](options),
    _arguments,
)
