"""Every card of a day is known at a glance and says nothing twice: alerts, digest, help, errors."""

from __future__ import annotations

import pytest

from handlers import COMMANDS
from handlers.help import HelpRole
from models.clinic.clinic import Member, Role
from models.coverage.fact_book import FactBook
from models.reply import Reply
from tests import glance
from tests.golden.cards import cards
from tests.golden.day import Day

OF_CHANNEL = "no command shows its details"  # it would hold a day: they stand on the card there

# Pages about a clinic or of help, which no fact fills.
PAGES = (
    "/help",
    *(f"/help {role}" for role in HelpRole),
    *(f"/{command.name} help" for command in COMMANDS),
    *(f"/{command.name}" for command in COMMANDS),
    *("/clinic warn", "/clinic digest", "/clinic holidays", "/clinic managers", "/clinic start"),
    *("/clinic audit", "/clinic export", "/clinic quiet", "/clinic zone", "/clinic alerts all"),
)


@pytest.fixture
async def told(pack: FactBook) -> dict[str, Reply]:
    """The cards of one day, and pages as a manager sees them who sees all."""
    day, manager = Day(pack), Member(2, 1, "UMAX", Role.MANAGER)
    seen = await cards(day)
    return seen | {typed: await day.say(typed, manager) for typed in PAGES}


async def test_every_card_of_a_day_is_known_at_a_glance(told: dict[str, Reply]) -> None:
    faults = {name: {*glance.faults(reply)} - {OF_CHANNEL} for name, reply in told.items()}
    assert not {name: found for name, found in faults.items() if found}


async def test_no_card_of_a_day_says_anything_twice(told: dict[str, Reply]) -> None:
    twice = {name: [*glance.repeated(reply.opened())] for name, reply in told.items()}
    assert not {name: pairs for name, pairs in twice.items() if pairs}


def listed(reply: Reply) -> list[object]:
    """Everything that a page lists, without the titles above it."""
    rows = [row for table in reply.tables for row in table.rows]
    return [*reply.facts, *rows, *(line for part in reply.sections for line in part.lines)]


@pytest.mark.parametrize(
    "typed", ["/session help", "/session", "/clinic", "/clinic holidays", "/help manager"]
)
async def test_a_long_page_shows_the_rest_one_click_away(pack: FactBook, typed: str) -> None:
    day, manager = Day(pack), Member(2, 1, "UMAX", Role.MANAGER)
    short = await day.say(typed, manager)
    assert short.details_command == f"{typed} details"
    whole = await day.say(short.details_command, manager)
    assert whole.details is None
    assert len(listed(whole)) > len(listed(short))
    assert listed(whole) == listed(short.opened())


async def test_the_rest_of_a_digest_is_one_click_away(pack: FactBook) -> None:
    day = Day(pack)
    short = (await cards(day))["digest"]
    assert short.details
    whole = await day.say(short.details_command, Member(2, 1, "UMAX", Role.MANAGER))
    assert whole.headline == short.headline
    assert whole.sections == short.opened().sections
    staff = await day.say(short.details_command)
    assert "managers" in staff.headline
    assert not staff.sections
