"""What the environment says, read once; every fault is reported by name, all of them at once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from models.errors import SettingsFault

_SLACK_API = "https://slack.com/api/"
_LEVELS = ("INFO", "DEBUG", "WARNING", "ERROR")  # the first is the default
_FORMATS = ("text", "json")
_LAST_PORT = 65_535


@dataclass(frozen=True, slots=True)
class SlackSettings:
    """One Slack app. Several signing secrets are accepted while one replaces the other."""

    signing_secrets: tuple[str, ...]
    bot_token: str
    api_url: str


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that the environment decides. `slack` is None where Slack is not configured."""

    database_url: str
    host: str
    port: int
    log_level: str
    log_format: str
    slack: SlackSettings | None


class _Reader:
    """Reads variables and gathers the faults, so that all of them can be told together."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment
        self.faults: list[str] = []

    def text(self, name: str, default: str = "") -> str:
        return self._environment.get(name, "").strip() or default

    def port(self, name: str, default: int) -> int:
        text = self.text(name, str(default))
        if not re.fullmatch(r"[0-9]{1,5}", text) or int(text) > _LAST_PORT:
            self.faults.append(f"{name} is no port: write a number from 0 to {_LAST_PORT}.")
            return default
        return int(text)

    def one_of(self, name: str, words: tuple[str, ...]) -> str:
        text = self.text(name, words[0])
        for word in words:
            if word.lower() == text.lower():
                return word
        self.faults.append(f"{name} is unknown: write one of {', '.join(words)}.")
        return words[0]

    def address(self, name: str, default: str) -> str:
        text = self.text(name, default)
        if not _is_address(text):
            self.faults.append(f"{name} is no address: write it as {default}.")
        return text if text.endswith("/") else f"{text}/"


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:  # a bracket without its partner
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc)


def read(environment: Mapping[str, str]) -> Settings:
    """Read the settings. Raises `SettingsFault`, naming every variable that is wrong or missing."""
    reader = _Reader(environment)
    settings = Settings(
        database_url=reader.text("DATABASE_URL", "sqlite://needlepoint.sqlite3"),
        host=reader.text("HOST", "127.0.0.1"),
        port=reader.port("PORT", 3000),
        log_level=reader.one_of("LOG_LEVEL", _LEVELS),
        log_format=reader.one_of("LOG_FORMAT", _FORMATS),
        slack=_slack(reader),
    )
    if reader.faults:
        raise SettingsFault("The settings have faults.", "\n".join(f"- {f}" for f in reader.faults))
    return settings


def _slack(reader: _Reader) -> SlackSettings | None:
    secrets = tuple(s.strip() for s in reader.text("SLACK_SIGNING_SECRET").split(",") if s.strip())
    token = reader.text("SLACK_BOT_TOKEN")
    api_url = reader.address("SLACK_API_URL", _SLACK_API)
    if not secrets and not token:
        return None
    if not secrets:
        reader.faults.append(
            "SLACK_SIGNING_SECRET is missing: copy it from the Slack app's Basic Information page."
        )
    if not token.startswith("xoxb-"):
        reader.faults.append(
            "SLACK_BOT_TOKEN is missing or no bot token: copy the one that starts with xoxb-."
        )
    return SlackSettings(secrets, token, api_url)
