"""Settings, read at once: what Slack, Teams and keys need together, every fault by name."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from bot.environment import Environment, given_in, read_each, several
from bot.setting_remarks import misspelt
from models.errors import SettingsFault
from models.storage.purge import LEAST_DAYS

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
    clock_port: int
    log_level: str
    log_format: str
    slack: SlackSettings | None
    teams: TeamsSettings | None = None
    token_keys: tuple[str, ...] = field(default=(), repr=False)
    audit_keys: tuple[str, ...] = field(default=(), repr=False)
    is_rate_limited: bool = True
    retention_days: int = LEAST_DAYS
    metrics_token: str = field(default="", repr=False)

    @property
    def answers_nobody(self) -> bool:
        """Whether neither platform is configured. With a SQLite file somebody may try the bot."""
        return not (self.slack or self.teams or self.database_url.startswith("sqlite:"))


def read(environment: Mapping[str, str]) -> Settings:
    """Read the settings. Raises `SettingsFault`, naming every variable that is wrong or missing."""
    given = given_in(environment)
    held, faults = read_each(given)
    faults += [*_slack_faults(given), *_key_faults(given), *_teams_faults(given)]
    if faults or held is None:
        faults += misspelt(environment)
        raise SettingsFault("The settings have faults.", "\n".join(f"- {f}" for f in faults))
    return _settings(held)


def _settings(held: Environment) -> Settings:
    slack = SlackSettings(
        signing_secrets=held.slack_signing_secret,
        bot_token=held.slack_bot_token,
        api_url=held.slack_api_url,
        client_id=held.slack_client_id,
        client_secret=held.slack_client_secret,
        app_token=held.slack_app_token,
    )
    teams = TeamsSettings(
        held.teams_client_id, held.teams_client_secret, held.teams_tenant_id, held.teams_anonymous
    )
    return Settings(
        database_url=held.database_url,
        host=held.host,
        port=held.port,
        clock_port=held.clock_port,
        log_level=held.log_level,
        log_format=held.log_format,
        slack=None if slack == SlackSettings((), "", slack.api_url) else slack,
        teams=None if teams == TeamsSettings("", "", "") else teams,
        token_keys=held.token_keys,
        audit_keys=held.audit_key,
        retention_days=held.retention_days,
        is_rate_limited=held.rate_limit == "on",
        metrics_token=held.metrics_token,
    )


_COPY = "is missing: copy it from the Slack app's Basic Information page."


def _slack_faults(given: Mapping[str, str]) -> Iterator[str]:
    """What is missing of Slack, where anything of it is given, and what excludes each other."""
    bot_token, app_token = (given.get(f"slack_{name}_token", "") for name in ("bot", "app"))
    secrets = several(given.get("slack_signing_secret", ""))
    oauth = given.keys() & {"slack_client_id", "slack_client_secret"}
    if not (secrets or bot_token or app_token or oauth):
        return
    if not secrets and not app_token:
        yield f"SLACK_SIGNING_SECRET {_COPY}"
    if oauth and bot_token:
        yield (
            "SLACK_BOT_TOKEN is for one workspace, SLACK_CLIENT_ID and SLACK_CLIENT_SECRET are for "
            "many: take one of the two ways out."
        )
    elif len(oauth) == 1:
        is_id = "slack_client_id" in oauth
        yield f"{'SLACK_CLIENT_SECRET' if is_id else 'SLACK_CLIENT_ID'} {_COPY}"
    elif not oauth and not bot_token.startswith("xoxb-"):
        yield (
            "SLACK_BOT_TOKEN is missing or no bot token: copy the one that starts with xoxb-, or "
            "set SLACK_CLIENT_ID and SLACK_CLIENT_SECRET to be installed in many workspaces."
        )


def _key_faults(given: Mapping[str, str]) -> Iterator[str]:
    """Keys are needed where tokens are kept, and where no file beside the records holds one."""
    if "slack_client_id" in given and not several(given.get("token_keys", "")):
        yield "TOKEN_KEYS is missing: python -m bot key makes one."
    is_postgres = given.get("database_url", "").startswith("postgres")
    if is_postgres and not several(given.get("audit_key", "")):
        yield (
            "AUDIT_KEY is missing: with PostgreSQL the audit is bound with a key of yours. "
            "python -m bot key audit makes one; keep a copy of it elsewhere."
        )


def _teams_faults(given: Mapping[str, str]) -> Iterator[str]:
    """What is missing of Teams, where anything of it is given, and who would be let in."""
    if given.get("teams_anonymous") == "1":
        if not is_loopback(given.get("host", "127.0.0.1")):
            yield (
                "TEAMS_ANONYMOUS lets everybody in who reaches the port: set HOST to 127.0.0.1, "
                "or take TEAMS_ANONYMOUS away."
            )
        if "teams_client_secret" in given:
            yield (
                "TEAMS_ANONYMOUS and TEAMS_CLIENT_SECRET exclude each other: keep the secret for "
                "Teams, or TEAMS_ANONYMOUS for a test on this machine."
            )
    elif given.keys() & {"teams_client_id", "teams_client_secret", "teams_tenant_id"}:
        for name in ("teams_client_id", "teams_tenant_id"):
            if not _ID.fullmatch(given.get(name, "").lower()):
                yield (
                    f"{name.upper()} is missing or no id: copy it from the app's Overview page in "
                    "Entra."
                )
        if "teams_client_secret" not in given:
            yield "TEAMS_CLIENT_SECRET is missing: make one under Certificates & secrets in Entra."


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches a host."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:  # a name
        return host.lower() == "localhost"
