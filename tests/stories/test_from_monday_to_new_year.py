"""One clinic: Monday's paste, three days of logging, a request, a portal, a report, Dec 31, Jan 1.

It plays in Slack, in Teams and on the page, each by a clock that is moved on.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.render import plain_text
from tests.fakes import adaptive_card
from tests.fakes.slack_workspace import FakeSlack
from tests.stories.test_duties_and_new_year import DAY, move_to, today
from tests.stories.test_living_rule import Face, in_slack, in_teams, on_page
from tests.teams.conftest import Office, connector, teams

__all__ = ["connector", "in_slack", "on_page", "teams"]

pytestmark = pytest.mark.sheet
"""Each takes seconds."""

Read = Callable[[], list[str]]


async def monday_s_paste(face: Face) -> date:
    """Visits of the week are pasted; who will pass which limit on which day is told."""
    await move_to(face, date((await today(face)).year, 11, 30))
    monday = await today(face)
    assert monday.weekday() == 0
    for alias in ("OAK-12", "ELM-3", "FERN-44"):
        await face.staff(f"session new {alias} payer aetna")
    await face.staff("session new PINE-8 payer humana plan medicare advantage")
    await face.staff("caps set OAK-12 3 visits per calendar year")
    days = [monday + n * DAY for n in range(5)]
    rows = (
        f"OAK-12 {days[0]} {days[1]} {days[2]} {days[4]}",
        f"ELM-3 {days[0]} {days[2]}",
        f"staff meeting {days[1]}",
    )
    said = await face.staff("caps book " + "\n".join(rows))
    assert "Booked: 2 aliases" in said
    assert "Row 3 was not read" in said
    week = await face.staff("caps week")
    assert "OAK-12" in week
    assert "Fri Dec 4 is visit 4 of 3" in week
    said = await face.staff("session request PINE-8 12 visits")
    assert "Medicare Advantage plans have 7 days to decide" in said
    return monday


async def three_days(face: Face, monday: date) -> None:
    """Monday to Wednesday are closed: a no-show, a walk-in, and nothing twice."""
    said = await face.staff("session log OAK-12, FERN-44 20560; ELM-3 no-show")
    assert "2 of 3 logged" in said
    assert "Its booking was taken away." in said
    await move_to(face, monday + DAY)
    assert "Booked, not logged yet: OAK-12" in await face.staff("session today")
    assert "2 of 3 visits used, 1 left" in await face.staff("session log OAK-12 20560")
    assert "OAK-12 already has 1 session" in await face.staff("session log OAK-12, PINE-8 20560")
    await move_to(face, monday + 2 * DAY)
    said = await face.staff("session log OAK-12, ELM-3 20560")
    assert "2 of 2 logged" in said
    assert "3 of 3 visits used" in said
    last = monday + 90 * DAY
    said = await face.staff(f"session granted PINE-8 8 visits from {monday} until {last}")
    assert "Request 1 is closed: 8 of 12 visits granted, 4 fewer than asked." in said


async def thursday_s_portal(face: Face, monday: date) -> None:
    """The portal counts one fewer than the clinic; two weeks later it is asked about again."""
    thursday = monday + 3 * DAY
    await move_to(face, thursday)
    said = await face.staff(f"caps check OAK-12 2 as of {thursday} from portal")
    assert "the payer's portal counts 2, you count 3" in said
    assert "with session 3" in said
    said = await face.staff(
        f"caps check OAK-12 2 as of {thursday} from portal look again in two weeks"
    )
    assert "to be compared again" in said


async def friday_s_report(face: Face, monday: date, told: Read) -> None:
    """On Friday the manager asks how the week was; on Monday at eight it comes by itself."""
    await move_to(face, monday + 4 * DAY)
    assert "Mondays at 8:00" in await face.boss("clinic report on")
    said = await face.boss("clinic report this week")
    assert "so far" in said
    assert "6 sessions logged of 4 aliases." in said
    await face.staff(f"caps unbook OAK-12 {monday + 4 * DAY}")
    eight = datetime(monday.year, monday.month, monday.day, 13, 1, tzinfo=UTC) + timedelta(days=7)
    await face.jobs()
    face.move(eight - face.app.clock())
    for _ in range(2):
        await face.jobs()
    (week,) = [text for text in told() if "Your week" in text and "To end it" in text]
    assert "6 sessions logged of 4 aliases." in week
    await move_to(face, monday + 18 * DAY)
    assert "counted 2 as of" in await face.staff("session today")
    assert "the counts agree" in await face.staff("caps check OAK-12 3 from portal")


async def new_year(face: Face, monday: date) -> None:
    """The same aliases on Dec 31 and on Jan 1: one begins anew, what was granted goes on."""
    await move_to(face, date(monday.year, 12, 31))
    said = await face.staff("caps rollover")
    assert "OAK-12" in said
    assert re.search(r"\b(?:alias begins|aliases begin) a new count", said)
    assert "3 of 3" in await face.staff("caps OAK-12")
    await face.staff("caps rollover verified aetna")
    await move_to(face, date(monday.year + 1, 1, 1))
    assert "0 of 3 visits used, 3 left" in await face.staff("caps OAK-12")
    assert "1 of 8 visits used, 7 left" in await face.staff("caps PINE-8")
    assert "Humana" in await face.staff("session today")
    assert "1 of 3 visits used, 2 left" in await face.staff("session log OAK-12 20560")


async def play(face: Face, told: Read) -> None:
    """The story."""
    for typed in ("digest 8:00 am Eastern every day", "holidays federal off", "quiet off"):
        assert "for managers" not in await face.boss(f"clinic {typed}")
    await face.boss(f"clinic channel {face.channel}")
    monday = await monday_s_paste(face)
    await three_days(face, monday)
    await thursday_s_portal(face, monday)
    await friday_s_report(face, monday, told)
    await new_year(face, monday)


async def test_the_story_in_slack(in_slack: Face, slack: FakeSlack) -> None:
    own = slack.direct_message("UMAX").id
    await play(in_slack, lambda: [message.words for message in slack.messages_in(own)])


async def test_the_story_in_teams(teams: Office) -> None:
    def told() -> list[str]:
        sent = (each for each in teams.connector.sent if "attachments" in each.body)
        return [adaptive_card.read(each.card) for each in sent]

    await play(await in_teams(teams), told)


async def test_the_story_on_the_page(on_page: Face) -> None:
    console = on_page.app.console
    await play(on_page, lambda: [plain_text.dress(each.reply) for each in console.posted])
