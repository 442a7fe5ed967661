"""What Teams is only asked to tell is asked for again where it fails; what is sent is not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from aiohttp import web

from bot.settings import TeamsSettings
from bot.teams.activity import ConversationScope
from bot.teams.client import TeamsClient, line
from bot.teams.conversations import ConversationAddress
from models.ports import Undelivered
from tests.teams.framework import TENANT, Connector, refusal

OPEN = TeamsSettings("", "", "", is_anonymous=True)


class Impatient:
    """A client on a bad day, and how long it waited each time."""

    def __init__(self, connector: Connector, *bad_days: web.Response) -> None:
        self.waited: list[float] = []
        self.client = TeamsClient(OPEN, sleep=self._sleep)
        self.there = ConversationAddress(connector.url, "c", ConversationScope.CHANNEL, TENANT, "b")
        self._answers: Iterator[web.Response] = iter(bad_days)
        connector.refuse = self._refuse

    async def _sleep(self, seconds: float) -> None:
        self.waited.append(seconds)

    async def _refuse(self, _request: web.Request, _body: dict[str, Any]) -> web.Response | None:
        return next(self._answers, None)


def bad(status: int, **headers: str) -> web.Response:
    """A refusal of the connector."""
    return refusal(status, "x", **headers)


async def test_a_roster_is_asked_for_again_after_a_moment(connector: Connector) -> None:
    later = bad(429, **{"Retry-After": "1"})
    impatient = Impatient(connector, bad(502), later)
    assert await impatient.client.members(impatient.there)
    assert impatient.waited == [0.3, 1.0]


async def test_a_member_is_looked_for_again(connector: Connector) -> None:
    impatient = Impatient(connector, bad(503))
    assert (await impatient.client.member(impatient.there, "29:amy")).id
    assert impatient.waited == [0.3]


async def test_the_third_failure_is_told(connector: Connector) -> None:
    impatient = Impatient(connector, bad(502), bad(502), bad(500))
    with pytest.raises(Undelivered) as caught:
        await impatient.client.members(impatient.there)
    assert caught.value.why.startswith("500")
    assert impatient.waited == [0.3, 0.3]


@pytest.mark.parametrize(
    "refused",
    [
        pytest.param((403, {}), id="what stays so"),
        pytest.param((404, {}), id="what may stay so"),
        pytest.param((429, {"Retry-After": "30"}), id="a long wait"),
    ],
)
async def test_what_a_moment_does_not_mend_is_told_at_once(
    connector: Connector, refused: tuple[int, dict[str, str]]
) -> None:
    status, headers = refused
    impatient = Impatient(connector, bad(status, **headers))
    with pytest.raises(Undelivered):
        await impatient.client.members(impatient.there)
    assert impatient.waited == []


async def test_a_message_is_sent_once(connector: Connector) -> None:
    impatient = Impatient(connector, bad(502))
    with pytest.raises(Undelivered):
        await impatient.client.send(impatient.there, line("x"))
    assert impatient.waited == []
    assert len(connector.sent) == 1
