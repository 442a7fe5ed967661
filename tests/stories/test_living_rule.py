"""Unknown payer → call sheet → rule → answer → watched → changed → recalled, on every face.

It plays in Slack, in Teams and on the page, each by a clock that is moved on.
"""

from __future__ import annotations

import html
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import aiohttp
import pytest

from bot import settings
from bot.app import App, build
from bot.clock import opened
from bot.demo.clinic import FRONT_DESK, PAT
from bot.demo.clock import MovableClock
from bot.demo.server import demo_application
from bot.render import plain_text
from jobs import digest, recall_shares, recall_told, send_alerts, watch_payers
from models.clinic.clinic import Platform, Role
from tests.conftest import Served, serve
from tests.fakes import adaptive_card
from tests.fakes.fixtures import Clock
from tests.fakes.slack_workspace import FakeSlack
from tests.teams.conftest import Office, connector, teams
from tests.teams.test_sharing import CHANNEL

__all__ = ["connector", "teams"]

pytestmark = pytest.mark.sheet
"""Each takes seconds."""

ASKED = "coverage kelsey-seybold 20560"
PAYER = "KelseyCare Advantage (Houston)"
_PASS = (recall_shares, recall_told, watch_payers, digest, *(send_alerts,) * 4)


@dataclass
class Face:
    """A clinic on one platform: what staff and the manager say, and what everybody reads there."""

    app: App
    staff: Callable[[str], Awaitable[str]]
    boss: Callable[[str], Awaitable[str]]
    share: Callable[[str], Awaitable[object]]
    everybody: Callable[[], list[str]]
    move: Callable[[timedelta], object]
    channel: str
    is_edited: bool = True
    has_two: bool = True  # the manager is somebody else

    async def jobs(self) -> None:
        """What happens by itself, now: receipts are written, and every job has its pass."""
        await self.app.services.receipts.write()
        async with opened(self.app) as messengers:
            uses = self.app.services.with_messengers(messengers)
            for job in _PASS:
                await job.run(self.app.clock(), uses)
                self.move(timedelta(seconds=2))

    async def morning(self) -> str:
        """What the digest of the next morning says, at eight in New York."""
        await self.jobs()
        before = len(self.everybody())
        now = self.app.clock()
        eight = datetime(now.year, now.month, now.day, 13, 1, tzinfo=UTC) + timedelta(days=1)
        self.move(eight - now)
        for _ in range(2):  # a digest that was missed for long is left out first
            await self.jobs()
        told = [text for text in self.everybody()[before:] if "This morning" in text]
        return told[-1] if told else ""


@pytest.fixture
async def in_slack(served: Served, slack: FakeSlack, clock: Clock) -> Face:
    """A clinic in Slack, managed by Max."""
    app = served.app
    await app.records.seat(Platform.SLACK, "T1", "UMAX", role=Role.MANAGER, at=app.clock())

    async def say(user: str, text: str) -> str:
        return (await slack.types(user, f"/{text}", "CDESK")).words

    return Face(
        app,
        lambda text: say("UAMY", text),
        lambda text: say("UMAX", text),
        lambda text: slack.types("UAMY", f"/share {text}", "CDESK"),
        lambda: [message.words for message in slack.messages_in("CDESK")],
        lambda passed: clock.passes(seconds=passed.total_seconds()),
        "<#CDESK|front-desk>",
    )


async def in_teams(teams: Office) -> Face:
    """A clinic in Teams, managed by whoever installed the bot."""
    await teams.tell(type="installationUpdate", action="add")

    async def say(text: str) -> str:
        return adaptive_card.read(await teams.say(text, conversation=CHANNEL))

    async def share(text: str) -> object:
        value = {"action": {"data": {"say": f"/share {text}"}}}
        return await teams.invoke(
            "adaptiveCard/action", value, replyToId="card-1", conversation=CHANNEL
        )

    def everybody() -> list[str]:
        sent = (each for each in teams.connector.sent if "attachments" in each.body)
        return [adaptive_card.read(each.card) for each in sent if not each.is_targeted]

    return Face(
        teams.app,
        say,
        say,
        share,
        everybody,
        lambda passed: teams.clock.passes(seconds=passed.total_seconds()),
        "here",
        has_two=False,
    )


@pytest.fixture
async def on_page(
    environment: dict[str, str], visitor: aiohttp.ClientSession
) -> AsyncIterator[Face]:
    """The invented clinic, on its page, where nothing that is shared is kept to be edited."""
    clock = MovableClock()
    app = build(settings.read(environment), clock)
    runner, url = await serve(await demo_application(app))

    async def say(who: str, text: str) -> str:
        form = {"typed": f"/{text}", "who": who}
        script = {"X-Requested-With": "fetch"}
        async with visitor.post(f"{url}/", data=form, headers=script) as answer:
            assert answer.status == 200, await answer.text()
            page = await answer.text()
        return html.unescape(re.sub(r"<[^>]+>|\\u003c.*?\\u003e", " ", page))

    yield Face(
        app,
        lambda text: say(FRONT_DESK, text),
        lambda text: say(PAT, text),
        lambda text: say(FRONT_DESK, f"share {text}"),
        lambda: [plain_text.dress(posted.reply.opened()) for posted in app.console.posted],
        lambda passed: clock.move(app.clock() + passed),
        "#team",
        is_edited=False,
    )
    await runner.cleanup()


async def play(face: Face) -> None:
    """The story."""
    for typed in ("digest 8:00 am Eastern every day", "holidays federal off"):
        assert "for managers" not in await face.boss(f"clinic {typed}")
    await face.boss(f"clinic channel {face.channel}")
    await face.jobs()  # from here on what changes is known

    assert "Unknown" in await face.staff(ASKED)
    await face.share(ASKED)
    await face.jobs()
    listed = await face.boss("clinic facts unanswered")
    assert f"{PAYER}, 20560" in listed
    sheet = await face.staff("coverage call kelsey-seybold 20560")
    assert "Do you pay for CPT 20560" in sheet

    told = await face.boss("coverage edit kelsey-seybold not covered 20560 by call")
    assert "Your clinic's rule, by a call on" in told
    assert "Not covered" in await face.boss(ASKED)
    assert "You watch 1 payer" in await face.staff("coverage watch kelsey-seybold")
    assert f"{PAYER}, 20560" not in await face.boss("clinic facts unanswered")
    face.move(timedelta(minutes=3))
    morning = await face.morning()
    assert f"{PAYER}: your clinic entered rule 1, not covered for 20560" in morning
    recalled = f"{PAYER}, 20560: before unknown, now not covered"
    assert (recalled in morning) is face.has_two, "whoever asked since knows it"

    assert "Noted: still true." in await face.boss("coverage verify kelsey-seybold still true")
    face.move(timedelta(days=91))
    assert "Due for a check" in await face.staff(ASKED)
    told = await face.boss("coverage edit kelsey-seybold covered 20560 by letter of today")
    assert "Covered" in told
    face.move(timedelta(minutes=3))
    morning = await face.morning()
    assert f"{PAYER}: your clinic entered rule 3, covered for 20560" in morning
    assert f"{PAYER}, 20560: before not covered, now covered" in morning
    if face.is_edited:
        assert any("before, it said not covered" in text for text in face.everybody())
    assert "Due for a check" not in await face.staff(ASKED)
    assert "You watch no payer." in await face.staff("coverage unwatch kelsey-seybold")


async def test_the_story_in_slack(in_slack: Face) -> None:
    await play(in_slack)


async def test_the_story_in_teams(teams: Office) -> None:
    await play(await in_teams(teams))


async def test_the_story_on_the_page(on_page: Face) -> None:
    await play(on_page)
