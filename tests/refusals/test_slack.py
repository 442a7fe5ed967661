"""Each way in which Slack refuses an alert: it arrives, or somebody who can mend it is told."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from datetime import timedelta

import aiohttp
import pytest
from _pytest.mark import ParameterSet

from bot.recipient_check import RecipientCheck
from bot.slack.messenger import SlackMessenger
from bot.slack.people import SlackDirectory
from bot.slack.web_client import MethodLimits, SlackClient, Transport
from models.alerts.alert_state import AlertState
from models.coverage.fact_book import FactBook
from models.storage.database import Database
from tests.bot.test_slack_messenger import OneWorkspace
from tests.fakes.slack_state import Channel, Person
from tests.fakes.slack_web_api import rate_limited_mishap
from tests.fakes.slack_workspace import FakeSlack
from tests.jobs.clinic_day import ClinicDay
from tests.refusals.ending import (
    ALIAS,
    SHORT,
    give_up,
    mend,
    must_have_told_the_operator,
    note,
    sheet,
    wait,
)

POST, OPEN = "chat.postMessage", "conversations.open"
EVERY = (POST, OPEN, "conversations.info", "users.info", "auth.test")
MINUTES = timedelta(minutes=40)

Befalls = Callable[[FakeSlack], None]


@pytest.fixture
async def day(database: Database, pack: FactBook, slack: FakeSlack) -> AsyncIterator[ClinicDay]:
    """A clinic with a channel and one manager, and the real way to a Slack of this machine."""
    day = await ClinicDay(pack).open()
    token = next(iter(slack.tokens.values()))

    def seconds() -> float:
        return day.now.timestamp()

    slack.clock = seconds
    slack.add_person(Person("UBOSS", "boss"))
    slack.add_channel(Channel("CTEAM", "team", {"UBOSS", token.bot_user}))

    async def sleep(passed: float) -> None:
        day.later(seconds=passed)

    async with aiohttp.ClientSession() as session:
        line = Transport(slack.api_url, session, MethodLimits(seconds), sleep)
        clients = OneWorkspace(SlackClient(line, "xoxb-clinic"))
        check = RecipientCheck(SlackDirectory(clients, lambda: day.now), lambda: day.now)
        day.spoken = SlackMessenger(clients, check)
        yield day


def says(*methods: str, error: str, status: int = 200) -> Befalls:
    """These methods end in an error from now on."""

    def befalls(slack: FakeSlack) -> None:
        for method in methods:
            slack.fails_from_now_on(method, error, status)

    return befalls


def _limited(slack: FakeSlack) -> None:
    slack.mishaps[POST].extend([rate_limited_mishap(30)] * 100)


def _garbled(slack: FakeSlack) -> None:
    for _ in range(100):
        slack.garbles_next(POST, 503)


def _archived(slack: FakeSlack) -> None:
    slack.channels["CTEAM"] = Channel("CTEAM", "team", {"UBOSS"}, archived=True)


def _deactivated(slack: FakeSlack) -> None:
    _archived(slack)
    slack.people["UBOSS"] = Person("UBOSS", "boss", deleted=True)


def all_of(*many: Befalls) -> Befalls:
    """Several things at once."""

    def befalls(slack: FakeSlack) -> None:
        for each in many:
            each(slack)

    return befalls


PASSING: Sequence[tuple[str, Befalls]] = [
    ("ratelimited", _limited),
    ("internal_error", says(POST, error="internal_error", status=500)),
    ("fatal_error", says(POST, error="fatal_error")),
    ("service_unavailable", says(POST, error="service_unavailable", status=503)),
    ("request_timeout", says(POST, error="request_timeout")),
    ("a word of next year", says(POST, error="some_word_of_next_year")),
    ("a proxy in between", _garbled),
    ("token_revoked", says(*EVERY, error="token_revoked")),
    ("invalid_auth", says(*EVERY, error="invalid_auth")),
    ("account_inactive", says(*EVERY, error="account_inactive")),
    ("missing_scope", says(POST, error="missing_scope")),
    ("team_added_to_org", says(POST, error="team_added_to_org")),
    ("org_login_required", says(POST, error="org_login_required")),
    ("ekm_access_denied", says(POST, error="ekm_access_denied")),
]
OF_THE_CHANNEL: Sequence[tuple[str, Befalls]] = [
    ("is_archived", _archived),
    ("not_in_channel", lambda slack: slack.remove_bot("CTEAM")),
    ("channel_not_found", says("conversations.info", error="channel_not_found")),
    ("missing_scope to look", says("conversations.info", error="missing_scope")),
]
OF_THE_CARD = ["msg_too_long", "msg_blocks_too_long", "invalid_blocks", "no_text"]
FOR_GOOD: Sequence[tuple[str, Befalls]] = [
    ("the only manager is deactivated", _deactivated),
    ("cannot_dm_bot", all_of(_archived, says(OPEN, error="cannot_dm_bot"))),
    ("no scope to open a chat", all_of(_archived, says(OPEN, error="missing_scope"))),
    ("token_revoked for good", says(*EVERY, error="token_revoked")),
    ("not_authed for good", says(*EVERY, error="not_authed")),
]


def named(rows: Sequence[tuple[str, Befalls]]) -> list[ParameterSet]:
    """Rows of a table with their names as ids."""
    return [pytest.param(befalls, id=name) for name, befalls in rows]


_ALWAYS = 3  # of the rows that take seconds, so many are tried each time


def told(slack: FakeSlack, channel: str) -> list[str]:
    """What stands in a channel about the alias."""
    return [message.words for message in slack.messages_in(channel) if ALIAS in message.words]


@pytest.mark.parametrize("befalls", [*named(PASSING[:_ALWAYS]), *sheet(named(PASSING[_ALWAYS:]))])
async def test_what_passes_ends_with_the_alert_in_its_channel(
    day: ClinicDay, slack: FakeSlack, befalls: Befalls
) -> None:
    befalls(slack)
    await note(day)
    await wait(day, MINUTES)
    assert told(slack, "CTEAM") == []
    slack.mishaps.clear()
    await wait(day, MINUTES)
    assert (len(told(slack, "CTEAM")), len(told(slack, "DBOSS"))) == (1, 0)


@pytest.mark.parametrize("befalls", named(OF_THE_CHANNEL))
async def test_what_the_channel_never_takes_goes_to_the_managers(
    day: ClinicDay, slack: FakeSlack, befalls: Befalls
) -> None:
    befalls(slack)
    await note(day)
    await wait(day, MINUTES)
    assert [len(told(slack, channel)) for channel in ("CTEAM", "DBOSS")] == [0, 1]
    assert "could not be posted where your clinic wants" in told(slack, "DBOSS")[0]


@pytest.mark.parametrize("why", OF_THE_CARD)
async def test_a_card_that_slack_cannot_draw_is_told_in_short(
    day: ClinicDay, slack: FakeSlack, why: str
) -> None:
    slack.fails_next(POST, why)
    await note(day)
    assert [SHORT in words for words in told(slack, "CTEAM")] == [True]
    assert [failure.why for failure in day.failures] == [why], "and who runs the bot is told"


@pytest.mark.parametrize("befalls", named(FOR_GOOD))
async def test_what_reaches_nobody_is_told_to_whoever_runs_the_bot_and_sent_once_mended(
    day: ClinicDay, slack: FakeSlack, befalls: Befalls
) -> None:
    befalls(slack)
    await note(day)
    await give_up(day)
    assert [alert.state for alert in await day.alerts()] == [AlertState.FAILED]
    await must_have_told_the_operator(day)
    slack.mishaps.clear()
    slack.people["UBOSS"] = Person("UBOSS", "boss")
    token = next(iter(slack.tokens.values()))
    slack.channels["CTEAM"] = Channel("CTEAM", "team", {"UBOSS", token.bot_user})
    day.later(minutes=11)  # for so long a platform's word on a channel is believed
    await mend(day)
    assert len(told(slack, "CTEAM")) == 1


def test_there_are_twenty_of_them() -> None:
    assert sum(map(len, (PASSING, OF_THE_CHANNEL, OF_THE_CARD, FOR_GOOD))) >= 20
