"""The verb that prints or writes what each platform is told about the bot."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from pathlib import Path

from bot.slack.manifest import Wanted
from bot.slack.manifest import manifest as slack_manifest
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


def answer(asked: Namespace) -> str:
    """What to print. Raises `NotUnderstood`."""
    wanted = Wanted(asked.url, asked.prefix, asked.many, asked.socket)
    text = json.dumps(slack_manifest(COMMANDS, wanted), indent=2)
    if asked.out is None:
        return text
    asked.out.mkdir(parents=True, exist_ok=True)
    file = asked.out / "slack.json"
    file.write_text(f"{text}\n")
    return f"Wrote {file}. Paste it at https://api.slack.com/apps?new_app=1 (from a manifest)."
