"""What Slack is told about the app, from the one list of commands.

A manifest is pasted into Slack's page for new apps, or uploaded when a command was added. Reference
and limits: docs.slack.dev/reference/app-manifest.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from bot.slack.endpoint import PATH
from bot.slack.install import REDIRECT
from bot.slack.scopes import SCOPES
from handlers.command import Command
from models.errors import NotUnderstood

EVENTS = ("app_home_opened", "app_uninstalled", "tokens_revoked")

_PREFIX = re.compile(r"[a-z0-9]{1,12}")
_HINT = 100  # characters of a usage hint that Slack shows beside the command

_ABOUT = (
    "Front desks and therapists ask which payer covers dry needling, with sources and dates, log "
    "a session under an alias, and see how many visits are left by every limit that holds. "
    "Managers are warned before a patient runs past a cap. Answers are private to whoever asks. "
    "No patient is named: aliases are random, and text that looks like an identity is refused "
    "before it is stored. Answers are general information, with no guarantee of payment."
)
_SHORTCUTS = (
    {
        "name": "Log a session",
        "type": "global",
        "callback_id": "log_session",
        "description": "Counts a visit under an alias",
    },
    {
        "name": "Answer this",
        "type": "message",
        "callback_id": "answer_this",
        "description": "Answers the question in a message, for you alone",
    },
)


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
    base = wanted.url.rstrip("/")
    request_url = {} if wanted.socket else {"request_url": f"{base}{PATH}"}
    options = {} if wanted.socket else {"message_menu_options_url": f"{base}{PATH}"}
    redirect = {"redirect_urls": [f"{base}{REDIRECT}"]} if wanted.many else {}
    return {
        "_metadata": {"major_version": 2, "minor_version": 1},
        "display_information": {
            "name": "Needlepoint",
            "description": "Coverage answers and visit counts for clinics that dry needle",
            "long_description": _ABOUT,
            "background_color": "#0b5c6b",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": True,
            },
            "bot_user": {"display_name": "needlepoint", "always_online": True},
            "shortcuts": [dict(shortcut) for shortcut in _SHORTCUTS],
            "slash_commands": [_command(command, wanted) for command in commands],
        },
        "oauth_config": {**redirect, "scopes": {"bot": list(SCOPES)}},
        "settings": {
            "event_subscriptions": {**request_url, "bot_events": list(EVENTS)},
            "interactivity": {"is_enabled": True, **request_url, **options},
            # A token that is copied by hand must last; and only OAuth reaches an organization.
            "org_deploy_enabled": wanted.many,
            "token_rotation_enabled": wanted.many,
            "socket_mode_enabled": wanted.socket,
        },
    }


def _command(command: Command, wanted: ManifestRequest) -> dict[str, Any]:
    address = {} if wanted.socket else {"url": f"{wanted.url.rstrip('/')}{PATH}"}
    prefix = f"{wanted.prefix}-" if wanted.prefix else ""
    form = command.usage.strip().splitlines()[2].strip()
    return {
        "command": f"/{prefix}{command.name}",
        **address,
        "description": command.purpose,
        "usage_hint": form.partition(" ")[2].partition("   ")[0][:_HINT],
        "should_escape": True,  # people and channels come as ids, not as names
    }
