"""Whatever writes, sent again to another process, does nothing a second time.

Each case is a command, what goes before it, and what takes it back. The same request is heard by a
second house on the same database, which remembers nothing of the first: at once, and after the deed
was taken back, which the replay must not do again. Every row of every table is compared.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import pytest

from bot import settings
from bot.assemble import House, build
from bot.seats import Caller
from models.clinic import Platform, Role
from models.storage import tables
from models.storage.sql import ask, tell
from models.storage.tables import ClinicRow

AMY = Caller(Platform.CONSOLE, "T1", "amy", "here", role=Role.MANAGER)
BO = Caller(Platform.CONSOLE, "T1", "bo", "here")

COUNTED = {"version", "counted_on"}
"""How often an alias was looked at: a look changes nothing else."""


@dataclass(frozen=True)
class Case:
    """`says` is sent twice, behind what is typed `first`; `back` takes it back before a third."""

    says: str
    first: tuple[str, ...] = ()
    back: tuple[str, ...] = ()
    sql: str = ""

    def __str__(self) -> str:
        return self.says


NEW = ("/session new BLUE-7 payer medicare",)
LOGGED = (*NEW, "/session log BLUE-7 20560")
ALERTED = (*NEW, "/caps set BLUE-7 3 visits per calendar year", "/session log BLUE-7 20560")
FAILED = "UPDATE note SET state = 'failed'"
AUTHORIZED = "/session authorize BLUE-7 5 visits from 2026-11-01 until 2026-12-31"

CASES = (
    Case("/session new"),
    Case("/session new payer cigna plan ppo"),
    Case("/session new OAK-12", back=("/session rename OAK-12 ELM-4",)),
    Case("/session log BLUE-7 20560", NEW, ("/session undo",)),
    Case("/session log BLUE-7 again", LOGGED, ("/session void BLUE-7 2 because wrong day",)),
    Case("/session void BLUE-7 1 because wrong day", LOGGED, ("/session log BLUE-7",)),
    Case(
        "/session undo",
        (*LOGGED, "/session new OAK-12", "/session log OAK-12", "/session log OAK-12 on yesterday"),
    ),
    Case("/session payer BLUE-7 cigna", NEW, ("/session payer BLUE-7 medicare",)),
    Case("/session payer BLUE-7 none", NEW, ("/session payer BLUE-7 medicare",)),
    Case("/session payer BLUE-7 plan ppo", NEW, ("/session payer BLUE-7 plan hmo",)),
    Case(AUTHORIZED, NEW),
    Case("/session balance BLUE-7 4 elsewhere as of 2026-11-01 from portal", NEW),
    Case("/session improving BLUE-7", NEW),
    Case("/session close BLUE-7", NEW, ("/session reopen BLUE-7",)),
    Case("/session reopen BLUE-7", (*NEW, "/session close BLUE-7"), ("/session close BLUE-7",)),
    Case("/session rename BLUE-7 OAK-12", NEW, ("/session rename OAK-12 BLUE-7",)),
    Case(
        "/caps set BLUE-7 9 visits per calendar year",
        NEW,
        ("/caps set BLUE-7 8 visits per calendar year",),
    ),
    Case(
        "/caps set BLUE-7 none",
        (*NEW, "/caps set BLUE-7 9 visits per calendar year"),
        ("/caps set BLUE-7 9 visits per calendar year",),
    ),
    Case("/caps set cigna 9 visits per calendar year", NEW, ("/caps set cigna none",)),
    Case(
        "/caps reading medicare from first visit", NEW, ("/caps reading medicare calendar year",)
    ),
    Case("/clinic warn at 5, 2 left", back=("/clinic warn at 3 left",)),
    Case("/clinic warn medicare at 5 left", back=("/clinic warn medicare default",)),
    Case("/clinic channel #desk", back=("/clinic channel none",)),
    Case("/clinic digest 9:00 am Mon-Fri", back=("/clinic digest off",)),
    Case("/clinic quiet 8 pm to 6:15 am", back=("/clinic quiet off",)),
    Case("/clinic patience 2 hours", back=("/clinic patience 3 hours",)),
    Case("/clinic zone Pacific", back=("/clinic zone Eastern",)),
    Case("/clinic profession PT", back=("/clinic profession none",)),
    Case("/clinic state NC", back=("/clinic state none",)),
    Case("/clinic aliases PT-0000", back=("/clinic aliases none",)),
    Case("/clinic managers add @cy", back=("/clinic managers remove @cy",)),
    Case(
        "/clinic managers remove @cy", ("/clinic managers add @cy",), ("/clinic managers add @cy",)
    ),
    Case("/clinic alerts ack 1", ALERTED, ("/clinic alerts hand 1 to @bo",)),
    Case("/clinic alerts snooze 1 2 days", ALERTED, ("/clinic alerts ack 1",)),
    Case("/clinic alerts hand 1 to @bo", ALERTED, ("/clinic alerts ack 1",)),
    Case("/clinic alerts retry 1", ALERTED, sql=FAILED),
    Case("/clinic alerts retry all", ALERTED, sql=FAILED),
    Case("/clinic forget BLUE-7 yes", LOGGED, ("/session new OAK-12",)),
    Case("/clinic forget everything, erase all 1 alias", LOGGED),
)


@pytest.fixture
def others(environment: dict[str, str]) -> House:
    """Another process on the same database, as far as memory goes."""
    return build(settings.read(environment))


async def rows() -> dict[str, list[dict[str, Any]]]:
    """Everything that is kept."""
    names = sorted(
        each._meta.db_table  # noqa: SLF001 -- the one place that names every table
        for each in vars(tables).values()
        if isinstance(each, type) and issubclass(each, ClinicRow.__mro__[1]) and each._meta.db_table  # noqa: SLF001
    )
    found = {name: await ask(f'SELECT * FROM "{name}"') for name in names}  # noqa: S608
    return {
        name: [{k: v for k, v in row.items() if k not in COUNTED} for row in kept]
        for name, kept in found.items()
    }


async def typed(house: House, *commands: str) -> None:
    """Type commands that are understood."""
    for command in commands:
        reply = await house.hear(AMY, command)
        assert not reply.refused, (command, reply)


@pytest.mark.parametrize("case", CASES, ids=str)
async def test_nothing_happens_twice(case: Case, house: House, others: House) -> None:
    await typed(house, "/clinic", *case.first)
    await house.hear(BO, "/cpt 20560")
    if case.sql:
        await tell(case.sql, [])
    request = replace(AMY, request="trigger-1")
    before = await rows()
    reply = await house.hear(request, case.says)
    assert not reply.refused, reply
    done = await rows()
    assert done != before
    await others.hear(request, case.says)
    assert await rows() == done
    await typed(house, *case.back)
    if case.sql:
        await tell(case.sql, [])
    back = await rows()
    others.seats.forget()
    await others.hear(request, case.says)
    assert await rows() == back
