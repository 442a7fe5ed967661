"""Medicare's duties, a late urgent request, the week's report, Dec 31 and Jan 1, on every face.

It plays in Slack, in Teams and on the page, each by a clock that is moved on.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.render import plain_text
from jobs import recount_due
from tests.fakes import adaptive_card
from tests.fakes.slack_workspace import FakeSlack
from tests.stories.test_living_rule import Face, in_slack, in_teams, on_page
from tests.teams.conftest import Office, connector, teams

__all__ = ["connector", "in_slack", "on_page", "teams"]

pytestmark = pytest.mark.sheet
"""Each takes seconds."""

DAY = timedelta(days=1)


async def today(face: Face) -> date:
    """The clinic's day."""
    (clinic, *_) = await face.app.records.clinics()
    return clinic.today(face.app.clock())


async def move_to(face: Face, day: date) -> None:
    """Let time pass until it is noon of a day in New York."""
    noon = datetime(day.year, day.month, day.day, 17, 0, tzinfo=UTC)
    face.move(noon - face.app.clock())
    await recount_due.run(face.app.clock(), face.app.services)
    for _ in range(2):
        await face.jobs()


async def duties(face: Face) -> None:
    """A plan of care: certified in time, a report on day 10, and to what they do not apply."""
    begun = await today(face) - 28 * DAY
    await face.staff("session new FERN-44 payer medicare")
    said = await face.staff(f"session plan FERN-44 from {begun}")
    assert "Certification by" in said
    assert "Progress report by treatment day 10; 1 so far, with " in said, "its first day"
    assert "which is not logged" in said
    assert "NCD 30.3.3" in await face.staff("session plan-of-care FERN-44 details")
    morning = await face.morning()
    assert "FERN-44: Certification by" in morning
    assert any("certification due" in text for text in face.everybody()), "an alert of its own"
    await face.staff("session plan-of-care note FERN-44 certified")
    assert "Certification by" not in await face.staff("session plan-of-care FERN-44")
    for number in range(9):
        await face.staff(f"session log FERN-44 97110 on {begun + 2 * number * DAY}")
    paid = await face.staff(f"session log FERN-44 20560 self-pay on {begun + DAY}")
    assert "FERN-44" in paid
    said = await face.staff("session plan-of-care FERN-44")
    assert "Progress report by treatment day 10; 9 so far" in said, "needling for cash is none"
    said = await face.staff(f"session log FERN-44 97110 on {begun + 20 * DAY}")
    assert "Progress report due now, treatment day 10 is reached" in said
    said = await face.staff("session plan-of-care FERN-44 report")
    assert "Progress report by treatment day 10; 0 so far" in said
    assert "Recertification by" in said


async def urgent(face: Face) -> None:
    """An urgent request that nobody decides in 72 hours, and what is granted late."""
    await face.staff("session new PINE-8 payer humana plan medicare advantage")
    said = await face.staff("session request PINE-8 12 visits urgent")
    assert "Medicare Advantage plans have 72 hours to decide on an urgent request" in said
    await move_to(face, await today(face) + 4 * DAY)
    assert any("no decision on request 1" in text for text in face.everybody())
    assert "1 late" in await face.staff("session requests")
    last = await today(face) + 60 * DAY
    said = await face.staff(f"session granted PINE-8 request 1 10 visits until {last}")
    assert "10 of 12 visits granted, 2 fewer than asked" in said
    assert "No request waits for a decision" in await face.staff("caps requests")


async def report(face: Face, told: Callable[[], list[str]]) -> None:
    """The week in numbers, on Monday at eight, to the manager."""
    assert "Mondays at 8:00" in await face.boss("clinic report on")
    assert "session 1" in (await face.staff("session log PINE-8 20560")).casefold()
    day = await today(face) + DAY
    while day.weekday() != 0:
        day += DAY
    await face.jobs()
    eight = datetime(day.year, day.month, day.day, 13, 1, tzinfo=UTC)
    face.move(eight - face.app.clock())
    for _ in range(2):
        await face.jobs()
    (week,) = [text for text in told() if "Your week" in text]
    assert "1 session logged of 1 alias" in week


async def new_year(face: Face) -> None:
    """A count that is used up on Dec 31 begins anew on Jan 1; payers are ticked off till done."""
    for alias, payer in (("OAK-12", "aetna"), ("ELM-3", "cigna")):
        await face.staff(f"session new {alias} payer {payer}")
    await face.staff("caps set OAK-12 2 visits per calendar year")
    year = (await today(face)).year
    await move_to(face, date(year, 12, 30))
    await face.staff("session log OAK-12 20560")
    await move_to(face, date(year, 12, 31))
    assert "2 of 2" in await face.staff("session log OAK-12 20560")
    said = await face.staff("caps rollover")
    assert f"Jan 1, {year + 1}:" in said
    assert "begins a new count" in said or "begin a new count" in said
    assert f"Aetna is noted as verified for {year + 1}." in await face.staff(
        f"caps rollover {year + 1} verified Aetna"
    )
    await move_to(face, date(year + 1, 1, 1))
    assert "0 of 2" in await face.staff("caps OAK-12")
    said = await face.staff("caps rollover")
    assert re.search(r"\b(?:alias counts|aliases count) from this day", said)
    assert f"Verified for {year + 1}: Aetna" in said
    left = await face.staff("session today")
    assert f"Verify for {year + 1}" in left
    assert "Cigna" in left
    assert "1 of 2" in await face.staff("session log OAK-12 20560")
    assert "PINE-8" in await face.staff("caps"), "what was granted goes on"


async def play(face: Face, told: Callable[[], list[str]]) -> None:
    """The story."""
    for typed in ("digest 8:00 am Eastern every day", "holidays federal off", "quiet off"):
        assert "for managers" not in await face.boss(f"clinic {typed}")
    await face.boss(f"clinic channel {face.channel}")
    await face.jobs()
    await duties(face)
    await urgent(face)
    await report(face, told)
    await new_year(face)


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
