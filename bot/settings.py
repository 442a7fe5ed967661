"""What the environment says, read once; every fault is reported by name, all of them at once."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.loopback import web_host
from models.errors import SettingsFault
from models.storage.keyring import are_keys
from models.storage.token_seal import is_key

_SLACK_API = "https://slack.com/api/"
_LEVELS = ("INFO", "DEBUG", "WARNING", "ERROR")  # the first is the default
_FORMATS = ("text", "json")
_LAST_PORT = 65_535
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")  # as Entra writes one


@dataclass(frozen=True, slots=True)
class SlackSettings:
    """One Slack app, in one workspace by its token or in many by its client id and secret.

    Several signing secrets are accepted while one replaces the other; with an app token Slack is
    heard through a socket, and none is needed. Secrets stand in no repr.
    """

    signing_secrets: tuple[str, ...] = field(repr=False)
    bot_token: str = field(repr=False)
    api_url: str
    client_id: str = ""
    client_secret: str = field(default="", repr=False)
    app_token: str = field(default="", repr=False)

    @property
    def is_installed_by_oauth(self) -> bool:
        """Whether any workspace may install the app."""
        return bool(self.client_id)


@dataclass(frozen=True, slots=True)
class TeamsSettings:
    """One Teams app in one tenant.

    `is_anonymous` takes whatever arrives without a token, for a test client on this machine; the
    tenant may then be left open.
    """

    client_id: str
    client_secret: str = field(repr=False)
    tenant_id: str
    is_anonymous: bool = False


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that the environment decides. A platform is None where it is not configured.

    `token_keys` seal the tokens that are kept: the first one seals, all open. `audit_keys` bind the
    audit: the first one binds, all prove; none are needed for SQLite, which has its own. With a
    `metrics_token` the metrics are for whoever shows it, without for this machine.
    """

    database_url: str
    host: str
    port: int
    log_level: str
    log_format: str
    slack: SlackSettings | None
    teams: TeamsSettings | None = None
    token_keys: tuple[str, ...] = field(default=(), repr=False)
    audit_keys: tuple[str, ...] = field(default=(), repr=False)
    is_rate_limited: bool = True
    metrics_token: str = field(default="", repr=False)


class _Reader:
    """Reads variables and gathers the faults, so that all of them can be told together."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment
        self.faults: list[str] = []

    def text(self, name: str, default: str = "") -> str:
        return self._environment.get(name, "").strip() or default

    def several(self, name: str) -> tuple[str, ...]:
        return tuple(each.strip() for each in self.text(name).split(",") if each.strip())

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

    def switch(self, name: str) -> bool:
        text = self.text(name, "0")
        if text not in {"0", "1"}:
            self.faults.append(f"{name} is neither 0 nor 1.")
        return text == "1"

    def address(self, name: str, default: str) -> str:
        text = self.text(name, default)
        if not _is_address(text):
            self.faults.append(f"{name} is no address: write it as {default}.")
        return text if text.endswith("/") else f"{text}/"


def _is_address(text: str) -> bool:
    return bool(web_host(text))


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
        token_keys=_token_keys(reader),
        teams=_teams(reader),
        audit_keys=_audit_keys(reader),
        is_rate_limited=reader.one_of("RATE_LIMIT", ("on", "off")) == "on",
        metrics_token=reader.text("METRICS_TOKEN"),
    )
    if reader.faults:
        raise SettingsFault("The settings have faults.", "\n".join(f"- {f}" for f in reader.faults))
    return settings


def _slack(reader: _Reader) -> SlackSettings | None:
    slack = SlackSettings(
        signing_secrets=reader.several("SLACK_SIGNING_SECRET"),
        bot_token=reader.text("SLACK_BOT_TOKEN"),
        api_url=reader.address("SLACK_API_URL", _SLACK_API),
        client_id=reader.text("SLACK_CLIENT_ID"),
        client_secret=reader.text("SLACK_CLIENT_SECRET"),
        app_token=reader.text("SLACK_APP_TOKEN"),
    )
    if slack == SlackSettings((), "", slack.api_url):
        return None
    if not slack.signing_secrets and not slack.app_token:
        reader.faults.append(
            "SLACK_SIGNING_SECRET is missing: copy it from the Slack app's Basic Information page."
        )
    if slack.app_token and not slack.app_token.startswith("xapp-"):
        reader.faults.append(
            "SLACK_APP_TOKEN is no app-level token: copy the one that starts with xapp-."
        )
    reader.faults += _faults_of_oauth(slack) or _faults_of_token(slack)
    return slack


def _faults_of_token(slack: SlackSettings) -> list[str]:
    if slack.client_id or slack.bot_token.startswith("xoxb-"):
        return []
    return [
        "SLACK_BOT_TOKEN is missing or no bot token: copy the one that starts with xoxb-, or set "
        "SLACK_CLIENT_ID and SLACK_CLIENT_SECRET to be installed in many workspaces."
    ]


def _faults_of_oauth(slack: SlackSettings) -> list[str]:
    """What is wrong with the ways of being installed, of which there is one."""
    given = bool(slack.client_id) + bool(slack.client_secret)
    if given and slack.bot_token:
        return [
            "SLACK_BOT_TOKEN is for one workspace, SLACK_CLIENT_ID and SLACK_CLIENT_SECRET are for "
            "many: take one of the two ways out."
        ]
    if given == 1:
        missing = "SLACK_CLIENT_SECRET" if slack.client_id else "SLACK_CLIENT_ID"
        return [f"{missing} is missing: copy it from the Slack app's Basic Information page."]
    return []


def _token_keys(reader: _Reader) -> tuple[str, ...]:
    """The keys; they are needed where tokens are kept."""
    keys = reader.several("TOKEN_KEYS")
    if not all(map(is_key, keys)):
        reader.faults.append("TOKEN_KEYS holds something that is no key: python -m bot key.")
        return ()
    if not keys and reader.text("SLACK_CLIENT_ID"):
        reader.faults.append("TOKEN_KEYS is missing: python -m bot key makes one.")
    return keys


def _audit_keys(reader: _Reader) -> tuple[str, ...]:
    """The keys; they are needed where no file lies beside the records that could hold one."""
    keys = reader.several("AUDIT_KEY")
    if keys and not are_keys(keys):
        reader.faults.append(
            "AUDIT_KEY holds something that is no key of the audit: python -m bot key audit."
        )
        return ()
    if not keys and reader.text("DATABASE_URL").startswith("postgres"):
        reader.faults.append(
            "AUDIT_KEY is missing: with PostgreSQL the audit is bound with a key of yours. "
            "python -m bot key audit makes one; keep it where the database is not."
        )
    return keys


def _teams(reader: _Reader) -> TeamsSettings | None:
    read = TeamsSettings(
        reader.text("TEAMS_CLIENT_ID").lower(),
        reader.text("TEAMS_CLIENT_SECRET"),
        reader.text("TEAMS_TENANT_ID").lower(),
        reader.switch("TEAMS_ANONYMOUS"),
    )
    if read.is_anonymous:
        reader.faults += _faults_of_anonymous(read, reader.text("HOST", "127.0.0.1"))
    elif read == TeamsSettings("", "", ""):
        return None
    else:
        reader.faults += _faults_of_teams(read)
    return read


def _faults_of_anonymous(teams: TeamsSettings, host: str) -> list[str]:
    faults = []
    if not is_loopback(host):
        faults.append(
            "TEAMS_ANONYMOUS lets everybody in who reaches the port: set HOST to 127.0.0.1, "
            "or take TEAMS_ANONYMOUS away."
        )
    if teams.client_secret:
        faults.append(
            "TEAMS_ANONYMOUS and TEAMS_CLIENT_SECRET exclude each other: keep the secret for "
            "Teams, or TEAMS_ANONYMOUS for a test on this machine."
        )
    return faults


def _faults_of_teams(teams: TeamsSettings) -> list[str]:
    faults = []
    for name, value in (
        ("TEAMS_CLIENT_ID", teams.client_id),
        ("TEAMS_TENANT_ID", teams.tenant_id),
    ):
        if not _ID.fullmatch(value):
            faults.append(
                f"{name} is missing or no id: copy it from the app's Overview page in Entra."
            )
    if not teams.client_secret:
        faults.append(
            "TEAMS_CLIENT_SECRET is missing: make one under Certificates & secrets in Entra."
        )
    return faults


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches a host."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:  # a name
        return host.lower() == "localhost"
