"""Slack's manifest: commands, prefix, addresses; texts and events are in manifest.json.

A manifest is pasted into Slack's page for new apps, or uploaded when a command was added. Reference
and limits: docs.slack.dev/reference/app-manifest.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bot.slack.endpoint import PATH
from bot.slack.install_page import REDIRECT
from bot.slack.interaction import ANYTHING
from bot.slack.scopes import SCOPES
from handlers.command import Command
from models.errors import NotUnderstood

_PREFIX = re.compile(r"[a-z0-9]{1,12}")
_FIXED = Path(__file__).parent / "manifest.json"
"""What is the same in every manifest: texts, shortcuts, and the events that are subscribed to."""

_HINT = 100  # characters of a usage hint that Slack shows beside the command


@dataclass(frozen=True, slots=True)
class ManifestRequest:
    """How the app is to be heard and installed.

    `url` is where this bot is on the internet; none is needed through a socket. `prefix` stands
    before the commands: "np" for /np-coverage. `many` workspaces install it by OAuth.
    """

    url: str = ""
    prefix: str = ""
    many: bool = False
    socket: bool = False

    def check(self) -> None:
        """Raise `NotUnderstood` for what Slack would refuse."""
        parts = urlsplit(self.url)
        if self.url and (parts.scheme != "https" or not parts.netloc):
            raise NotUnderstood("Slack talks to https alone.", "Write --url https://your-host.")
        if not self.url and (self.many or not self.socket):
            raise NotUnderstood(
                "Slack must know where this bot is.",
                "Write --url https://your-host, or --socket if it has no address.",
            )
        if self.prefix and not _PREFIX.fullmatch(self.prefix):
            raise NotUnderstood(
                "A prefix is one to twelve small letters or digits.",
                "Write --prefix np for /np-coverage.",
            )


def manifest(commands: Sequence[Command], wanted: ManifestRequest) -> dict[str, Any]:
    """The manifest as JSON's values. Raises `NotUnderstood`."""
    wanted.check()
    filled: dict[str, Any] = json.loads(_FIXED.read_text())
    base = wanted.url.rstrip("/")
    listed = [_command(command, wanted) for command in commands]
    filled["features"]["slash_commands"] = [*listed, _anything(wanted)]
    filled["oauth_config"]["scopes"]["bot"] = list(SCOPES)
    settings = filled["settings"]
    settings["socket_mode_enabled"] = wanted.socket
    # A token that is copied by hand must last; and only OAuth reaches an organization.
    settings["org_deploy_enabled"] = settings["token_rotation_enabled"] = wanted.many
    if wanted.many:
        filled["oauth_config"]["redirect_urls"] = [f"{base}{REDIRECT}"]
    if not wanted.socket:
        settings["event_subscriptions"]["request_url"] = f"{base}{PATH}"
        settings["interactivity"]["request_url"] = f"{base}{PATH}"
        settings["interactivity"]["message_menu_options_url"] = f"{base}{PATH}"
    return filled


def _command(command: Command, wanted: ManifestRequest) -> dict[str, Any]:
    form = command.usage.strip().splitlines()[2].strip()
    hint = form.partition(" ")[2].partition("   ")[0]
    return _slash(command.name, command.purpose, hint, wanted)


def _anything(wanted: ManifestRequest) -> dict[str, Any]:
    """The command behind which anything may be typed: nobody writes to the bot in its chat."""
    return _slash(ANYTHING, "What you can ask, or a question in your words.", "help", wanted)


def _slash(name: str, purpose: str, hint: str, wanted: ManifestRequest) -> dict[str, Any]:
    address = {} if wanted.socket else {"url": f"{wanted.url.rstrip('/')}{PATH}"}
    prefix = f"{wanted.prefix}-" if wanted.prefix else ""
    return {
        "command": f"/{prefix}{name}",
        **address,
        "description": purpose,
        "usage_hint": hint[:_HINT],
        "should_escape": True,  # people and channels come as ids, not as names
    }
