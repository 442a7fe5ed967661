"""What the environment says, and what is wrong with it."""

from __future__ import annotations

import pytest

from bot import settings
from bot.environment import given_in, read_each
from bot.settings import Settings, SlackSettings, TeamsSettings
from models.errors import SettingsFault
from models.storage.token_seal import new_key
from tests.storage.keys import KEYS, OLDER

SLACK = {"SLACK_SIGNING_SECRET": "s1", "SLACK_BOT_TOKEN": "xoxb-1"}
KEY, OLD_KEY = new_key(), new_key()
MANY = {
    "SLACK_SIGNING_SECRET": "s1",
    "SLACK_CLIENT_ID": "1.2",
    "SLACK_CLIENT_SECRET": "c",
    "TOKEN_KEYS": KEY,
}
APP = "22222222-2222-2222-2222-222222222222"
TENANT = "11111111-1111-1111-1111-11111111111a"
TEAMS = {"TEAMS_CLIENT_ID": APP, "TEAMS_CLIENT_SECRET": "s", "TEAMS_TENANT_ID": TENANT}


def faults(**environment: str) -> list[str]:
    """What is said to be wrong, one sentence a fault."""
    with pytest.raises(SettingsFault) as caught:
        settings.read(environment)
    return [line.removeprefix("- ") for line in caught.value.mend.splitlines()]


def test_an_empty_environment_runs_on_this_machine_alone() -> None:
    assert settings.read({}) == Settings(
        database_url="sqlite://needlepoint.sqlite3",
        host="127.0.0.1",
        port=3000,
        clock_port=3001,
        log_level="INFO",
        log_format="text",
        slack=None,
        teams=None,
    )


def test_an_empty_value_is_as_good_as_none() -> None:
    assert settings.read({"PORT": "", "HOST": " ", "LOG_LEVEL": ""}) == settings.read({})


@pytest.mark.parametrize("quote", ['"', "'"])
def test_quotes_that_a_reader_of_a_file_leaves_are_no_part_of_a_value(quote: str) -> None:
    told = settings.read({"PORT": f"{quote}8080{quote}", "AUDIT_KEY": quote * 2})
    assert (told.port, told.audit_keys) == (8080, ())


def test_every_setting_can_be_set() -> None:
    told = settings.read(
        {
            "DATABASE_URL": "postgres://db/needlepoint",
            "HOST": "0.0.0.0",  # noqa: S104 - what the Procfile says
            "PORT": "8080",
            "LOG_LEVEL": "debug",
            "LOG_FORMAT": "JSON",
            **SLACK,
            "SLACK_APP_TOKEN": "xapp-1",
            "SLACK_API_URL": "http://127.0.0.1:9/api",
            "TOKEN_KEYS": f"{KEY},{OLD_KEY}",
            "AUDIT_KEY": f"{OLDER[0]},{KEYS[0]}",
            **TEAMS,
        }
    )
    assert (told.database_url, told.port) == ("postgres://db/needlepoint", 8080)
    assert (told.log_level, told.log_format) == ("DEBUG", "json")
    assert told.slack == SlackSettings(
        ("s1",), "xoxb-1", "http://127.0.0.1:9/api/", app_token="xapp-1"
    )
    assert told.token_keys == (KEY, OLD_KEY)
    assert told.audit_keys == (*OLDER, *KEYS)
    assert told.teams == TeamsSettings(APP, "s", TENANT)


def test_many_workspaces_need_a_client_id_its_secret_and_keys() -> None:
    slack = settings.read(MANY).slack
    assert slack is not None
    assert (slack.client_id, slack.client_secret) == ("1.2", "c")
    assert slack.is_installed_by_oauth


def test_through_a_socket_nothing_is_signed() -> None:
    slack = settings.read({"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"}).slack
    assert slack is not None
    assert slack.signing_secrets == ()


def test_no_secret_stands_in_a_repr() -> None:
    """A repr ends up in a log sooner or later."""
    secrets = {
        "SLACK_SIGNING_SECRET": "canary-1",
        "SLACK_CLIENT_ID": "1.2",
        "SLACK_CLIENT_SECRET": "canary-2",
        "SLACK_APP_TOKEN": "xapp-canary-3",
        "TOKEN_KEYS": KEY,
        **TEAMS,
        "TEAMS_CLIENT_SECRET": "canary-4",
        "AUDIT_KEY": KEYS[0],
    }
    assert KEYS[0].removeprefix("now:") not in repr(settings.read(secrets))
    assert "canary" not in repr(settings.read(secrets))
    assert KEY not in repr(settings.read(secrets))
    assert "canary" not in repr(settings.read(SLACK | {"SLACK_BOT_TOKEN": "xoxb-canary"}))


def test_no_secret_stands_in_the_repr_of_what_was_read_one_by_one() -> None:
    held, _ = read_each(given_in(SLACK | {"SLACK_BOT_TOKEN": "xoxb-canary"}))
    assert held is not None
    assert held.slack_bot_token == "xoxb-canary"
    assert "canary" not in f"{held} {held!r}"


def test_only_what_is_handed_in_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "9")
    assert settings.read({}).port == settings.read({"port": "9"}).port == 3000


def test_slack_speaks_to_slack_unless_told_otherwise() -> None:
    slack = settings.read(SLACK).slack
    assert slack is not None
    assert slack.api_url == "https://slack.com/api/"


def test_several_signing_secrets_are_accepted_while_one_replaces_the_other() -> None:
    slack = settings.read(SLACK | {"SLACK_SIGNING_SECRET": " new , old ,"}).slack
    assert slack is not None
    assert slack.signing_secrets == ("new", "old")


@pytest.mark.parametrize(
    ("environment", "named"),
    [
        pytest.param({"PORT": "http"}, "PORT", id="a port in letters"),
        pytest.param({"PORT": "65536"}, "PORT", id="a port beyond the last"),
        pytest.param({"PORT": "-1"}, "PORT", id="a port below zero"),
        pytest.param({"PORT": "3000.0"}, "PORT", id="a port with a fraction"),
        pytest.param({"PORT": "３０００"}, "PORT", id="a port in full-width digits"),
        pytest.param({"PORT": "9" * 5_000}, "PORT", id="a port of 5,000 digits"),
        pytest.param({"AUDIT_KEY": "secret"}, "AUDIT_KEY", id="a key of the audit without an id"),
        pytest.param({"AUDIT_KEY": "a:c2hvcnQ="}, "AUDIT_KEY", id="a key that is too short"),
        pytest.param({"AUDIT_KEY": ",".join(KEYS * 2)}, "AUDIT_KEY", id="two keys of one id"),
        pytest.param(
            {"DATABASE_URL": "postgres://db/x"}, "AUDIT_KEY", id="PostgreSQL and no key for it"
        ),
        pytest.param(
            {"DATABASE_URL": "postgresql://db/x"}, "AUDIT_KEY", id="the same, spelled in full"
        ),
        pytest.param({"LOG_LEVEL": "loud"}, "LOG_LEVEL", id="an unknown level"),
        pytest.param({"LOG_FORMAT": "xml"}, "LOG_FORMAT", id="an unknown format"),
        pytest.param(SLACK | {"SLACK_API_URL": "slack.com"}, "SLACK_API_URL", id="no scheme"),
        pytest.param(SLACK | {"SLACK_API_URL": "ftp://x/"}, "SLACK_API_URL", id="no web address"),
        pytest.param(SLACK | {"SLACK_API_URL": "http://[x"}, "SLACK_API_URL", id="half an IPv6"),
        pytest.param(SLACK | {"SLACK_API_URL": "http://a:b@x/"}, "SLACK_API_URL", id="a password"),
        pytest.param(SLACK | {"SLACK_API_URL": "http://x:y/"}, "SLACK_API_URL", id="no port"),
        pytest.param(
            {"SLACK_BOT_TOKEN": "xoxb-1"}, "SLACK_SIGNING_SECRET", id="a token without a secret"
        ),
        pytest.param(
            SLACK | {"SLACK_SIGNING_SECRET": " , "}, "SLACK_SIGNING_SECRET", id="commas alone"
        ),
        pytest.param(
            {"SLACK_SIGNING_SECRET": "s1"}, "SLACK_BOT_TOKEN", id="a secret without a token"
        ),
        pytest.param(
            SLACK | {"SLACK_BOT_TOKEN": "xoxp-1"}, "SLACK_BOT_TOKEN", id="a person's token"
        ),
        pytest.param(
            MANY | {"SLACK_BOT_TOKEN": "xoxb-1"}, "SLACK_BOT_TOKEN", id="both ways of installing"
        ),
        pytest.param(
            MANY | {"SLACK_CLIENT_SECRET": ""}, "SLACK_CLIENT_SECRET", id="an id without its secret"
        ),
        pytest.param(
            MANY | {"SLACK_CLIENT_ID": ""}, "SLACK_CLIENT_ID", id="a secret without its id"
        ),
        pytest.param(MANY | {"TOKEN_KEYS": ""}, "TOKEN_KEYS", id="tokens without a key"),
        pytest.param(MANY | {"TOKEN_KEYS": "short"}, "TOKEN_KEYS", id="a key that is none"),
        pytest.param({"TOKEN_KEYS": f"{KEY},x"}, "TOKEN_KEYS", id="a second key that is none"),
        pytest.param(
            SLACK | {"SLACK_APP_TOKEN": "xoxb-1"}, "SLACK_APP_TOKEN", id="no app-level token"
        ),
        pytest.param(TEAMS | {"TEAMS_CLIENT_ID": ""}, "TEAMS_CLIENT_ID", id="no app"),
        pytest.param(TEAMS | {"TEAMS_CLIENT_ID": "bot"}, "TEAMS_CLIENT_ID", id="an app by name"),
        pytest.param(TEAMS | {"TEAMS_TENANT_ID": ""}, "TEAMS_TENANT_ID", id="no tenant"),
        pytest.param(TEAMS | {"TEAMS_TENANT_ID": "common"}, "TEAMS_TENANT_ID", id="any tenant"),
        pytest.param(TEAMS | {"TEAMS_CLIENT_SECRET": ""}, "TEAMS_CLIENT_SECRET", id="no secret"),
        pytest.param({"TEAMS_ANONYMOUS": "yes"}, "TEAMS_ANONYMOUS", id="a switch in letters"),
        pytest.param(
            {"TEAMS_ANONYMOUS": "1", "HOST": "0.0.0.0"},  # noqa: S104 - what must not be
            "TEAMS_ANONYMOUS",
            id="everybody let in from everywhere",
        ),
        pytest.param(
            {"TEAMS_ANONYMOUS": "1", "HOST": "clinic.example"},
            "TEAMS_ANONYMOUS",
            id="everybody let in at a name",
        ),
        pytest.param(TEAMS | {"TEAMS_ANONYMOUS": "1"}, "TEAMS_ANONYMOUS", id="a door both ways"),
    ],
)
def test_a_fault_is_told_by_the_name_of_its_variable(
    environment: dict[str, str], named: str
) -> None:
    told = faults(**environment)
    assert len(told) == 1
    assert told[0].startswith(named)


def test_all_faults_are_told_together() -> None:
    told = faults(
        PORT="x",
        LOG_LEVEL="loud",
        LOG_FORMAT="xml",
        SLACK_API_URL="x",
        SLACK_BOT_TOKEN="xoxp-1",
        TEAMS_CLIENT_ID="x",
    )
    assert [sentence.split()[0] for sentence in told] == [
        *("PORT", "LOG_LEVEL", "LOG_FORMAT"),
        *("SLACK_API_URL", "SLACK_SIGNING_SECRET", "SLACK_BOT_TOKEN"),
        *("TEAMS_CLIENT_ID", "TEAMS_TENANT_ID", "TEAMS_CLIENT_SECRET"),
    ]


@pytest.mark.parametrize(
    "variable",
    [
        *("PORT", "LOG_LEVEL", "LOG_FORMAT", "DATABASE_URL", "HOST"),
        *("SLACK_SIGNING_SECRET", "SLACK_BOT_TOKEN", "SLACK_API_URL", "SLACK_CLIENT_ID"),
        *("SLACK_CLIENT_SECRET", "SLACK_APP_TOKEN", "TOKEN_KEYS"),
        *("TEAMS_CLIENT_ID", "TEAMS_CLIENT_SECRET", "TEAMS_TENANT_ID", "TEAMS_ANONYMOUS"),
    ],
)
def test_no_value_stands_in_a_fault_wherever_it_was_pasted(variable: str) -> None:
    """Somebody pastes a secret into the wrong line: the log must not repeat it."""
    environment = {"PORT": "x", "SLACK_BOT_TOKEN": "x", variable: "canary-5ecret"}
    with pytest.raises(SettingsFault) as caught:
        settings.read(environment)
    assert "5ecret" not in f"{caught.value} {caught.value.what} {caught.value.mend}"


def test_a_level_is_offered_once() -> None:
    offered = faults(LOG_LEVEL="loud")[0]
    assert all(offered.count(level) == 1 for level in ("DEBUG", "INFO", "WARNING", "ERROR"))


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "localhost", "::1", "[::1]"])
def test_everybody_may_be_let_in_from_this_machine_alone(host: str) -> None:
    teams = settings.read({"TEAMS_ANONYMOUS": "1", "HOST": host}).teams
    assert teams == TeamsSettings("", "", "", is_anonymous=True)
