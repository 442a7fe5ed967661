"""No word that book, registry and grammar do not hold reaches a channel, a log, a metric or a row.

What may stand there: the clinic's aliases, the platform's ids, dates of service, and what the fact
book, the commands' own words and the lists behind them hold. FUZZ_EXAMPLES=20000 looks longer, at
random.
"""

from __future__ import annotations

import os
import re
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot import logs
from bot import settings as bot_settings
from bot.app import App, build
from bot.membership import Caller
from bot.render import adaptive_card, block_kit, html, plain_text
from handlers import COMMANDS as ALL
from jobs import JOBS
from models.clinic.clinic import Platform, Role
from models.reply import Audience, Reply
from tests.fakes.directory import FakeDirectory
from tests.fuzz.hearing import SETUP
from tests.privacy.planting import COMMANDS, KNOWN, Planted, folded, found, held, planted, typed
from tests.privacy.rows import Rows

pytestmark = pytest.mark.sheet

NOON = datetime(2026, 12, 1, 17, 0, tzinfo=UTC)
AMY = Caller(Platform.SLACK, "T1", "UAMY", "CDESK", role=Role.MANAGER)

MANY = os.environ.get("FUZZ_EXAMPLES")
LIMITS = settings(
    max_examples=int(MANY or 250),
    derandomize=not MANY,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


HELD = f"{held()} {folded(' '.join(SETUP))}"
THINGS = planted(lambda word: folded(word) in HELD)


@dataclass(repr=False)
class Watched:
    """An app, and everything that left it."""

    app: App
    rows: Rows
    capsys: pytest.CaptureFixture[str]

    def __repr__(self) -> str:
        return "the app"  # an example that fails prints it

    async def answer(self, text: str) -> Reply:
        """What a manager is answered."""
        return await self.app.answer(AMY, text)

    def written(self) -> str:
        """What was logged since the last look."""
        said = self.capsys.readouterr()
        return said.err + said.out

    def metrics(self) -> str:
        """What is counted of everything so far."""
        return self.app.request_log.exposition().decode()

    def new_rows(self) -> list[str]:
        """The rows that were not there at the last look, each with its table's name."""
        return self.rows.new()


@pytest.fixture(params=["text", "json"])
def form(request: pytest.FixtureRequest) -> str:
    """How the log is written."""
    return str(request.param)


@pytest.fixture
async def watched(
    environment: dict[str, str],
    tmp_path: Path,
    configure: Callable[[str], None],
    capsys: pytest.CaptureFixture[str],
    form: str,
) -> AsyncIterator[Watched]:
    """A clinic with three aliases, at LOG_LEVEL=DEBUG."""
    del configure  # it puts the logs back afterwards
    logs.configure("DEBUG", form)
    app = build(bot_settings.read(environment | {"RATE_LIMIT": "off"}), lambda: NOON)
    app.directories.connect(Platform.SLACK, FakeDirectory())
    async with app.database:
        made = Watched(app, Rows(tmp_path / "records.sqlite3"), capsys)
        for text in SETUP:
            reply = await made.answer(text)
            assert not reply.refused, (text, reply.headline)
        made.new_rows()
        yield made


def dressed(reply: Reply) -> str:
    """A reply as every platform shows it, its buttons' commands included."""
    block = block_kit.dress(reply)
    card = adaptive_card.dress(reply)
    return f"{reply!r} {block} {card} {html.dress(reply)} {plain_text.dress(reply)}"


def test_every_line_of_every_usage_has_a_command_here() -> None:
    """So that a new command, and a new verb, is planted into as well."""
    missing = []
    for command in ALL:
        for line in re.findall(r"^(/\S.*?)(?:\s{2,}|$)", command.usage, re.MULTILINE):
            start = re.split(r"\s*[<\[(\d]|\s+at\s", line)[0]
            if not any(typed.startswith(start) for typed in COMMANDS):
                missing.append(start)
    assert missing == []


def test_nothing_that_is_planted_is_held_by_the_bot() -> None:
    held = [secret for thing in KNOWN for secret in thing.secrets if folded(secret) in HELD]
    assert held == []


_REFUSED_BY_WHAT_STANDS = """
/coverage receipt R-7K3QFMW4
/session payer BLUE-47K cigna secondary from 2026-11-01
/session request BLUE-47K 24 units secondary sent 11/20
/caps check BLUE-47K 9 as of 11/25/2026 from portal
/caps check BLUE-47K 4 left as of 11/25 from payer by phone look again in two weeks
/session balance BLUE-47K 4 in all as of 2026-11-20 from call
/session balance BLUE-47K 4 left of 20 per year with recent as of 2026-11-20 from call
/session extend BLUE-47K until 3/31/2027
/clinic alerts ack 1
/clinic alerts snooze 1 until tomorrow
/clinic alerts hand 1 to @‹UBO›
/clinic forget TEAL-3
/clinic forget everything
/clinic facts 1 still true
/coverage verify cigna changed
/sesion log BLUE-47K
""".strip().splitlines()
"""By what stands or does not stand in the clinic then; the last one for its slip."""


async def test_the_commands_are_understood_before_anything_is_planted(watched: Watched) -> None:
    refused = [text for text in COMMANDS if (await watched.answer(text)).refused]
    assert refused == _REFUSED_BY_WHAT_STANDS, set(refused) ^ set(_REFUSED_BY_WHAT_STANDS)


@LIMITS
@given(told=typed(COMMANDS, THINGS))
async def test_what_nobody_knows_reaches_no_channel_no_log_and_no_metric(
    watched: Watched, told: Planted
) -> None:
    reply = await watched.answer(told.typed)
    if reply.audience is Audience.CHANNEL:
        assert found(told.secrets, dressed(reply)) == []
    assert found(told.secrets, watched.written()) == []
    assert found(told.secrets, watched.metrics()) == []


@LIMITS
@given(told=typed([text for text in COMMANDS if text.startswith("/share")], THINGS))
async def test_what_nobody_knows_is_never_shared(watched: Watched, told: Planted) -> None:
    reply = await watched.answer(told.typed)
    if reply.audience is Audience.CHANNEL:
        assert found(told.secrets, dressed(reply)) == []
        for choice in reply.choices:
            assert found(told.secrets, dressed(await watched.answer(choice.command))) == []
        return
    for choice in reply.choices:  # what goes on sharing asks for nothing that was typed
        if choice.command.startswith("/share"):
            assert found(told.secrets, choice.command) == []


@LIMITS
@given(told=typed(COMMANDS, THINGS))
async def test_what_nobody_knows_is_kept_in_no_row(watched: Watched, told: Planted) -> None:
    await watched.answer(told.typed)
    kept = watched.new_rows()
    assert [row for row in kept if found(told.secrets, row)] == []


async def days_go_by(watched: Watched) -> str:
    """Everything on the clinic's wall, alerts and the digest, after three days."""
    for days in (1, 2, 3):
        at = NOON + timedelta(days=days)
        uses = watched.app.services.with_messengers(
            {Platform.SLACK: watched.app.console}, lambda at=at: at
        )
        for job in (*JOBS, *JOBS):  # what one owes another sends
            await job.run(at, uses)
    return " ".join(dressed(posted.reply) for posted in watched.app.console.posted)


async def test_an_alert_and_a_digest_are_posted_before_anything_is_planted(
    watched: Watched,
) -> None:
    posted = await days_go_by(watched)
    assert "BLUE-47K · 1 visit left" in posted
    assert "This morning" in posted


@settings(LIMITS, max_examples=LIMITS.max_examples // 10)
@given(tolds=st.lists(typed(COMMANDS, THINGS), min_size=5, max_size=12))
async def test_what_nobody_knows_is_in_nothing_that_is_posted_by_itself(
    watched: Watched, tolds: list[Planted]
) -> None:
    for told in tolds:
        await watched.answer(told.typed)
    secrets = [secret for told in tolds for secret in told.secrets]
    posted, logged = await days_go_by(watched), watched.written()
    leaked = found(secrets, posted), found(secrets, logged)
    del posted, logged  # what is left in view is printed when this fails
    assert leaked == ([], [])
