"""What the environment says, and what is wrong with it."""

from __future__ import annotations

import pytest

from bot import settings
from bot.settings import Settings, SlackSettings
from models.errors import SettingsFault

SLACK = {"SLACK_SIGNING_SECRET": "s1", "SLACK_BOT_TOKEN": "xoxb-1"}


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
        log_level="INFO",
        log_format="text",
        slack=None,
    )


def test_an_empty_value_is_as_good_as_none() -> None:
    assert settings.read({"PORT": "", "HOST": " ", "LOG_LEVEL": ""}) == settings.read({})


def test_every_setting_can_be_set() -> None:
    told = settings.read(
        {
            "DATABASE_URL": "postgres://db/needlepoint",
            "HOST": "0.0.0.0",  # noqa: S104 - what the Procfile says
            "PORT": "8080",
            "LOG_LEVEL": "debug",
            "LOG_FORMAT": "JSON",
            **SLACK,
            "SLACK_API_URL": "http://127.0.0.1:9/api",
        }
    )
    assert (told.database_url, told.port) == ("postgres://db/needlepoint", 8080)
    assert (told.log_level, told.log_format) == ("DEBUG", "json")
    assert told.slack == SlackSettings(("s1",), "xoxb-1", "http://127.0.0.1:9/api/")


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
        pytest.param({"LOG_LEVEL": "loud"}, "LOG_LEVEL", id="an unknown level"),
        pytest.param({"LOG_FORMAT": "xml"}, "LOG_FORMAT", id="an unknown format"),
        pytest.param(SLACK | {"SLACK_API_URL": "slack.com"}, "SLACK_API_URL", id="no scheme"),
        pytest.param(SLACK | {"SLACK_API_URL": "ftp://x/"}, "SLACK_API_URL", id="no web address"),
        pytest.param(SLACK | {"SLACK_API_URL": "http://[x"}, "SLACK_API_URL", id="half an IPv6"),
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
        PORT="x", LOG_LEVEL="loud", LOG_FORMAT="xml", SLACK_API_URL="x", SLACK_BOT_TOKEN="xoxp-1"
    )
    assert [sentence.split()[0] for sentence in told] == [
        *("PORT", "LOG_LEVEL", "LOG_FORMAT"),
        *("SLACK_API_URL", "SLACK_SIGNING_SECRET", "SLACK_BOT_TOKEN"),
    ]


@pytest.mark.parametrize(
    "variable",
    [
        *("PORT", "LOG_LEVEL", "LOG_FORMAT", "DATABASE_URL", "HOST"),
        *("SLACK_SIGNING_SECRET", "SLACK_BOT_TOKEN", "SLACK_API_URL"),
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
