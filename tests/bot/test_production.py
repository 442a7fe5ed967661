"""The terminal keeps out of a database in which clinics of Slack or Teams have their records."""

from __future__ import annotations

import asyncio

import pytest

from bot import settings
from bot.__main__ import main
from bot.app import build
from models.clinic.clinic import Platform, Role
from models.storage.clinics import ClinicStore
from tests.bot.conftest import Configure


@pytest.fixture(autouse=True)
def quiet(configure: Configure) -> None:
    """The logs are put back as they were."""
    del configure


@pytest.fixture
def production(url: str) -> str:
    """Records in which a clinic of Slack is kept."""

    async def seat() -> None:
        app = build(settings.read({"DATABASE_URL": url}))
        async with app.database:
            at = app.clock()
            await app.records.seat(Platform.SLACK, "T1", "UAMY", role=Role.STAFF, at=at)

    asyncio.run(seat())
    return url


def clinics(url: str) -> list[str]:
    """Whose records are kept."""

    async def read() -> list[str]:
        async with build(settings.read({"DATABASE_URL": url})).database:
            return [clinic.platform.value for clinic in await ClinicStore().clinics()]

    return asyncio.run(read())


@pytest.mark.parametrize("typed", ["/session new BLUE-7", "/caps", "/clinic"])
def test_nothing_of_a_clinic_is_typed_beside_those_of_slack(
    production: str, typed: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["say", typed]) == 1
    assert "nobody there sees" in capsys.readouterr().err
    assert clinics(production) == ["slack"]


def test_what_facts_answer_is_answered_and_leaves_no_clinic(
    production: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["say", "/coverage bcbsnc 20560"]) == 0
    assert "Investigational" in capsys.readouterr().out
    assert main(["say", "--why", "/ask does cigna pay"]) == 0
    assert clinics(production) == ["slack"]


def test_whoever_insists_gets_a_clinic_of_the_terminal(production: str) -> None:
    assert main(["say", "/session new BLUE-7", "--here"]) == 0
    assert clinics(production) == ["slack", "console"]


def test_with_slack_set_up_the_terminal_does_not_come_first(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SLACK_SIGNING_SECRET", "s")
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-1")
    assert main(["say", "/session new BLUE-7"]) == 1
    assert clinics(url) == []


def test_on_records_of_its_own_the_terminal_does_everything(url: str) -> None:
    assert main(["say", "/session new BLUE-7"]) == 0
    assert clinics(url) == ["console"]


@pytest.mark.usefixtures("production")
def test_the_demo_refuses_the_records_of_clinics(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["demo"]) == 1
    said = capsys.readouterr()
    assert "nobody there sees" in said.err
    assert said.out == ""
