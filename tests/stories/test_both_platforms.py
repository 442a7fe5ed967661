"""One process in Slack and in Teams at once: the same facts, and each clinic's own records."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from dataclasses import dataclass

import aiohttp
import pytest
from aiohttp import web

from bot import settings
from bot.app import App, build
from bot.membership import Caller
from bot.settings import TeamsSettings
from bot.teams import mount
from bot.teams.client import TeamsClient
from bot.teams.token_verifier import SigningKeys
from bot.web import application
from models.clinic.clinic import Platform
from tests.conftest import serve
from tests.fakes import adaptive_card
from tests.fakes.slack_signing import signed_headers
from tests.fakes.slack_workspace import FakeSlack
from tests.teams.conftest import connector
from tests.teams.framework import APP, TENANT, Connector, Signer, activity

__all__ = ["connector"]


@dataclass
class Both:
    """The bot, a Slack workspace and a Teams tenant."""

    app: App
    url: str
    slack: FakeSlack
    connector: Connector
    signer: Signer
    visitor: aiohttp.ClientSession

    async def in_slack(self, words: str) -> str:
        """Type a command in Slack, which signs it: what the person reads."""
        return (await self.slack.types("UAMY", words)).words

    async def in_teams(self, text: str) -> str:
        """Say something in Teams, which vouches for it with a token: what the person reads."""
        body = activity(serviceUrl=self.connector.url, text=text, id=f"m-{text}")
        vouched = {"Authorization": f"Bearer {self.signer.token(serviceurl=self.connector.url)}"}
        sent = self.visitor.post(f"{self.url}/api/messages", json=body, headers=vouched)
        async with sent as answer:
            assert answer.status == 202
        return adaptive_card.read(self.connector.messages()[-1].card)


class Entra:
    """Stands in for Entra, which cannot run here: it gives the app its token."""

    def get_token_provider(self, *_asked: object) -> Entra:
        """The provider for any service."""
        return self

    async def get_access_token(self, *_asked: object) -> str:
        """The token."""
        return "entra"


class LocalWire(TeamsClient):
    """Speaks to the connector of this machine; production speaks to hosts of Teams alone."""

    def __init__(self, _teams: TeamsSettings) -> None:
        local = TeamsSettings("", "", "", is_anonymous=True)
        super().__init__(local, Entra())  # type: ignore[arg-type]


@pytest.fixture
async def both(
    environment: dict[str, str],
    slack: FakeSlack,
    connector: Connector,
    visitor: aiohttp.ClientSession,
    monkeypatch: pytest.MonkeyPatch,
) -> AsyncIterator[Both]:
    """The bot as production configures it for both, but for the addresses outside."""
    signer = Signer()

    async def publish(_request: web.Request) -> web.Response:
        return web.json_response({"keys": [signer.public()]})

    site = web.Application()
    site.router.add_get("/keys", publish)
    keys_runner, keys_url = await serve(site)
    monkeypatch.setattr(
        mount, "SigningKeys", lambda session: SigningKeys(session, f"{keys_url}/keys")
    )
    monkeypatch.setattr(mount, "TeamsClient", LocalWire)
    told = environment | {
        "SLACK_SIGNING_SECRET": slack.signing_secret,
        "SLACK_BOT_TOKEN": "xoxb-clinic",
        "SLACK_API_URL": slack.api_url,
        "TEAMS_CLIENT_ID": APP,
        "TEAMS_CLIENT_SECRET": "secret",
        "TEAMS_TENANT_ID": TENANT,
    }
    app = build(settings.read(told))
    runner, url = await serve(await application(app))
    slack.app_url = f"{url}/slack/events"
    yield Both(app, url, slack, connector, signer, visitor)
    await runner.cleanup()
    await keys_runner.cleanup()


async def test_the_same_question_gets_the_same_facts_in_both(both: Both) -> None:
    in_slack = await both.in_slack("/coverage bcbsnc 20560")
    in_teams = await both.in_teams("coverage bcbsnc 20560")
    amy = Caller(Platform.SLACK, "T1", "UAMY")
    reply = await both.app.answer(amy, "/coverage bcbsnc 20560")
    assert reply.badge
    for told in (
        reply.headline,
        reply.badge.words,
        *(line.text for line in reply.lines),
        *(fact.value for fact in reply.facts),
        *(source.title for source in reply.sources),
    ):
        assert told in in_slack
        assert told in in_teams
    assert {each.authorization for each in both.connector.sent} == {"Bearer entra"}


async def test_an_alias_of_one_clinic_is_unknown_in_the_other(both: Both) -> None:
    await both.in_slack("/session new FERN-31 payer medicare")
    await both.in_slack("/session log FERN-31 20560")
    assert "FERN-31" not in await both.in_teams("caps")
    assert "1 session logged" not in await both.in_teams("session show FERN-31")
    # The same alias may stand for another patient there, whose count begins at nothing.
    await both.in_teams("session new FERN-31 payer medicare")
    assert "0 sessions logged" in await both.in_teams("session show FERN-31")
    assert "1 session logged" in await both.in_slack("/session show FERN-31")
    clinics = await both.app.records.clinics()
    assert {each.platform for each in clinics} == {Platform.SLACK, Platform.TEAMS}


async def test_each_door_takes_only_what_its_own_platform_vouches_for(both: Both) -> None:
    token = both.signer.token(serviceurl=both.connector.url)
    signed = signed_headers(both.slack.signing_secret, int(time.time()), "{}")
    for address in ("/api/messages", "/slack/events"):
        wrong = signed if address == "/api/messages" else {"Authorization": f"Bearer {token}"}
        sent = both.visitor.post(f"{both.url}{address}", data="{}", headers=wrong)
        async with sent as answer:
            assert answer.status == 401, address
    assert both.connector.messages() == []
