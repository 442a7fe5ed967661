"""A share of `make fuzz`: no hostile text ends with a ticket, or is repeated where others read."""

from __future__ import annotations

import pytest

from bot import settings
from bot.assemble import build
from tests.fuzz.run import run
from tests.fuzz.texts import CANARY


async def faults(environment: dict[str, str]) -> list[str]:
    house = build(settings.read(environment | {"RATE_LIMIT": "off"}))
    async with house.database:
        return (await run(house, seed=1, many=1_000)).faults


async def test_no_hostile_text_ends_with_a_ticket_or_is_written_down(
    environment: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    found = await faults(environment)
    assert [fault for fault in found if not fault.startswith("shared")] == []
    assert CANARY not in "".join(capsys.readouterr())


async def test_no_hostile_text_is_repeated_to_others(environment: dict[str, str]) -> None:
    assert [fault for fault in await faults(environment) if fault.startswith("shared")] == []
