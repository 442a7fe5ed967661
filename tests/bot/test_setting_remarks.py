"""A name that is nearly a setting's, and records that nobody named, are told."""

from __future__ import annotations

import pytest
from structlog.testing import capture_logs

from bot import settings
from bot.__main__ import main
from bot.cli.startup import warn_of_settings
from bot.environment import Environment
from bot.setting_remarks import misspelt, remarks
from models.errors import SettingsFault
from models.storage.keyring import new_key

URL = {"DATABASE_URL": "sqlite://x.sqlite3"}


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("DATABSE_URL", "DATABASE_URL"),
        ("DATABASE_URI", "DATABASE_URL"),
        ("database_url", "DATABASE_URL"),
        ("SLACK_BOT_TOKN", "SLACK_BOT_TOKEN"),
        ("SLACK_SIGNING_SECERT", "SLACK_SIGNING_SECRET"),
        ("AUDIT_KEYS", "AUDIT_KEY"),
        ("METRIC_TOKEN", "METRICS_TOKEN"),
        ("RETENTION_DAY", "RETENTION_DAYS"),
    ],
)
def test_a_slip_in_a_name_is_told_with_the_name_that_is_meant(name: str, meant: str) -> None:
    assert misspelt({name: "CANARY"}) == [f"{name} is no setting: {meant} is one, and is not set."]


@pytest.mark.parametrize(
    "environment",
    [
        pytest.param({name.upper(): "1" for name in Environment.model_fields}, id="every setting"),
        pytest.param({"DATABASE_URI": "x", **URL}, id="beside the right one"),
        pytest.param(
            dict.fromkeys(("HOSTS", "PORTS", "HOSTNAME", "PATH", "HOME", "LOGNAME", "LANG"), "x"),
            id="of other programs",
        ),
    ],
)
def test_a_name_of_something_else_is_passed_over(environment: dict[str, str]) -> None:
    assert misspelt(environment) == []


def test_records_that_nobody_named_are_told_with_their_folder() -> None:
    (told,) = remarks({})
    assert told.startswith("DATABASE_URL is not set: the records are the file needlepoint.sqlite3")
    assert remarks(URL) == []


def test_a_setting_that_is_missing_is_told_beside_the_name_that_was_typed() -> None:
    with pytest.raises(SettingsFault) as caught:
        settings.read({"SLACK_SIGNING_SECERT": "CANARY", "SLACK_BOT_TOKEN": "xoxb-1"})
    assert "SLACK_SIGNING_SECRET is missing" in caught.value.mend
    assert "SLACK_SIGNING_SECERT is no setting" in caught.value.mend
    assert "CANARY" not in caught.value.mend


@pytest.mark.sheet
def test_doctor_tells_a_slip_and_quietly_nothing_else(
    url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert url
    assert main(["doctor", "--quiet"]) == 0
    assert capsys.readouterr().out == ""
    monkeypatch.setenv("AUDIT_KEYS", "CANARY")
    assert main(["doctor", "--quiet"]) == 1
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith("MEND Settings: AUDIT_KEYS is no setting: AUDIT_KEY is one")


@pytest.mark.sheet
def test_doctor_says_that_nobody_named_the_records(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: object
) -> None:
    monkeypatch.chdir(str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    assert main(["doctor"]) == 1
    told = capsys.readouterr().out
    assert "ok   Settings: DATABASE_URL is not set" in told
    assert "deploy/needlepoint" in told


POSTGRES = {"DATABASE_URL": "postgres://u:p@h/n", "AUDIT_KEY": new_key()}


@pytest.mark.parametrize(
    ("environment", "nobody"),
    [
        pytest.param(POSTGRES, True, id="a server whose secrets were forgotten"),
        pytest.param(URL, False, id="somebody tries it out"),
        pytest.param(
            POSTGRES | {"SLACK_SIGNING_SECRET": "s", "SLACK_BOT_TOKEN": "xoxb-1"}, False, id="Slack"
        ),
    ],
)
def test_a_server_that_answers_nobody_says_so_as_it_starts(
    environment: dict[str, str], *, nobody: bool
) -> None:
    with capture_logs() as lines:
        warn_of_settings(settings.read(environment))
    told = [line["says"] for line in lines if line["says"].startswith("Neither")]
    assert told == ["Neither Slack nor Teams is configured: nobody is answered."] * nobody
