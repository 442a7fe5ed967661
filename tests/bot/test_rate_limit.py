"""Sixty at once for each member, then two a second, and when to go on."""

from __future__ import annotations

import json
from collections.abc import Hashable
from datetime import UTC, datetime, timedelta

import pytest

from bot import settings
from bot.app import build
from bot.membership import Caller
from bot.rate_limit import RateLimit
from models.clinic.clinic import Platform
from models.errors import NotAllowed
from tests.conftest import Served
from tests.fakes.slack_workspace import FakeSlack
from tests.teams.conftest import Office, connector, teams
from tests.teams.framework import TENANT

__all__ = ["connector", "teams"]  # fixtures

NOON = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.at = NOON

    def __call__(self) -> datetime:
        """The instant that it shows."""
        return self.at


@pytest.fixture
def environment(environment: dict[str, str]) -> dict[str, str]:
    """Where it counts how often somebody asks."""
    return environment | {"RATE_LIMIT": "on"}


def asks(pace: RateLimit, who: Hashable, most: int = 1_000) -> int:
    """How often somebody is heard before they are told to wait."""
    for n in range(most):
        try:
            pace.take(who)
        except NotAllowed:
            return n
    return most


def test_sixty_at_once_then_two_a_second() -> None:
    clock = Clock()
    pace = RateLimit(clock)
    assert asks(pace, "amy") == 60
    assert asks(pace, "max") == 60
    clock.at += timedelta(seconds=3)
    assert asks(pace, "amy") == 6
    clock.at += timedelta(hours=1)
    assert asks(pace, "amy") == 60


@pytest.mark.parametrize(
    ("letters", "times"), [(0, 60), (200, 60), (201, 30), (400, 30), (2_000, 6), (50_000, 6)]
)
def test_a_long_text_counts_as_several(letters: int, times: int) -> None:
    clock = Clock()
    pace = RateLimit(clock)
    for _ in range(times):
        pace.take("amy", "x" * letters)
    with pytest.raises(NotAllowed):
        pace.take("amy", "x" * letters)
    clock.at += timedelta(seconds=5)
    pace.take("amy", "x" * letters)


def test_a_long_text_that_is_refused_leaves_room_for_a_short_one() -> None:
    pace = RateLimit(Clock())
    for _ in range(55):
        pace.take("amy")
    with pytest.raises(NotAllowed, match=r"Go on in 3 seconds\."):
        pace.take("amy", "x" * 2_000)
    assert asks(pace, "amy") == 5


async def test_every_platform_counts_the_length(environment: dict[str, str]) -> None:
    app = build(settings.read(environment), Clock())
    async with app.database:
        amy = Caller(Platform.SLACK, "T1", "UAMY")
        replies = [await app.answer(amy, "/ask " + "gp " * 600) for _ in range(8)]
    assert [reply.headline == "Too many at once." for reply in replies] == [False] * 6 + [True] * 2


def test_it_says_when_to_go_on() -> None:
    pace = RateLimit(Clock())
    asks(pace, "amy")
    with pytest.raises(NotAllowed, match=r"Go on in 1 second\."):
        pace.take("amy")


def test_off_means_off() -> None:
    assert asks(RateLimit(Clock(), is_on=False), "amy", 500) == 500


def test_a_clock_set_back_gives_nothing_and_takes_nothing() -> None:
    clock = Clock()
    pace = RateLimit(clock)
    asks(pace, "amy")
    clock.at -= timedelta(hours=1)
    assert asks(pace, "amy") == 0


async def test_every_platform_is_limited_in_one_place(environment: dict[str, str]) -> None:
    app = build(settings.read(environment), Clock())
    async with app.database:
        amy = Caller(Platform.SLACK, "T1", "UAMY")
        replies = [await app.answer(amy, "/cpt 20560") for _ in range(61)]
        other = await app.answer(Caller(Platform.SLACK, "T2", "UAMY"), "/cpt 20560")
    assert [reply.refused for reply in replies] == [False] * 60 + [True]
    assert replies[-1].headline == "Too many at once."
    assert not other.refused


async def test_menus_that_look_up_have_a_measure_of_their_own(
    served: Served, slack: FakeSlack
) -> None:
    form = await slack.uses_shortcut("UAMY", "log_session")
    caller = Caller(Platform.SLACK, "T1", "UAMY")
    asks(served.app.rate_limit, (*caller.key, "look-up"))
    (option,) = await slack.searches(form.control("alias"), "blue")
    assert option["text"]["text"] == "Too many at once."
    assert "Go on in" in option["description"]["text"]
    shown = await slack.types("UAMY", "/cpt 20560")
    assert "Too many at once" not in shown.words


async def test_a_form_that_opens_is_an_ask(served: Served, slack: FakeSlack) -> None:
    caller = Caller(Platform.SLACK, "T1", "UAMY")
    asks(served.app.rate_limit, caller.key)
    card = await slack.uses_shortcut("UAMY", "log_session")
    assert "Too many at once" in card.words


async def test_a_dialog_that_opens_is_an_ask(teams: Office) -> None:
    asks(teams.app.rate_limit, (Platform.TEAMS, TENANT, "ad0-amy"))
    opened = await teams.invoke("task/fetch", {"data": {"dialog": "log"}})
    assert "Too many at once" in json.dumps(opened)


async def test_one_search_while_composing_is_one_ask(teams: Office) -> None:
    value = {"commandId": "find", "parameters": [{"name": "q", "value": "bcbsnc 20560"}]}
    for _ in range(60):
        found = await teams.invoke("composeExtension/query", value)
        assert found["composeExtension"]["type"] == "result"
    found = await teams.invoke("composeExtension/query", value)
    assert "Go on in 1 second." in found["composeExtension"]["text"]
