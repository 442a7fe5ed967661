"""The invented clinic of the demo: a few aliases with sessions, for the board to show.

Everything is entered by the commands that staff would type.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from bot.assemble import House
from bot.seats import Caller
from models.clinic import Role

# Alias, how it is opened, what else is entered, and how many sessions, the last some days ago.
_ALIASES = (
    ("MAPLE-4", "payer medicare for chronic low back pain", (), 10),
    (
        "CEDAR-9",
        "payer aetna",
        ("/session authorize {alias} 8 visits from {start} until {end}",),
        6,
    ),
    ("WILLOW-3", "payer cigna", ("/caps set {alias} 20 visits per calendar year",), 5),
    ("BIRCH-6", "payer tricare", (), 2),
)
_BETWEEN = (3, 4)  # days: twice a week


async def furnish(house: House, caller: Caller, today: date) -> None:
    """Enter the invented aliases, once: those that are there already stay as they are."""
    manager = replace(caller, role=Role.MANAGER)
    seat = await house.seats.find(manager)
    if await house.office.charts.aliases(seat.clinic.id):
        return
    for typed in _commands(today):
        await house.hear(manager, typed)


def _commands(today: date) -> Iterator[str]:
    start, end = today - timedelta(days=60), today + timedelta(days=30)
    for alias, opened, entered, sessions in _ALIASES:
        yield f"/session new {alias} {opened}"
        yield from (each.format(alias=alias, start=start, end=end) for each in entered)
        for on in _days(today, sessions):
            yield f"/session log {alias} 20561 on {on.isoformat()}"


def _days(today: date, sessions: int) -> list[date]:
    """Days of service twice a week, the last of them before today."""
    on, found = today, []
    for number in range(sessions):
        on -= timedelta(days=_BETWEEN[number % 2])
        found.append(on)
    return found[::-1]
