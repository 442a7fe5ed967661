"""The first steps tick themselves, and the next one is the button that stands out."""

from __future__ import annotations

import pytest

from models.clinic.clinic import Role
from models.coverage.fact_book import FactBook
from models.reply import Reply, Weight
from tests.handlers.clinic_desk import NOON, ClinicDesk
from tests.handlers.front_desk import words


@pytest.fixture
async def clinic(pack: FactBook) -> ClinicDesk:
    """A clinic that was opened just now, with its first manager."""
    desk = ClinicDesk(pack)
    await desk.records.set_role(1, "kim", Role.MANAGER, actor="system", at=NOON)
    await desk.records.set_defaults(1, actor="kim", at=NOON, state=None)
    return desk


async def kim(clinic: ClinicDesk, typed: str) -> Reply:
    """What the manager is told."""
    return await clinic.say(typed, by="kim", manager=True)


def primary(reply: Reply) -> list[str]:
    """What stands out."""
    return [choice.command for choice in reply.choices if choice.weight is Weight.PRIMARY]


async def test_each_step_ticks_itself_and_the_next_one_stands_out(clinic: ClinicDesk) -> None:
    for done, (step, command) in enumerate(
        (
            ("/clinic profession PT", "/clinic profession"),
            ("/clinic state NC", "/clinic state"),
            ("/clinic channel #team", "/clinic channel"),
            ("/clinic managers add @zoe", "/clinic managers"),
            ("/clinic zone Eastern", "/clinic zone"),
        )
    ):
        reply = await kim(clinic, "/clinic start")
        assert primary(reply) == [command]
        assert reply.count
        assert reply.count.words == f"{max(done - 1, 0)} of 4 first steps done"
        await kim(clinic, step)
        assert clinic.answered, step
    reply = await kim(clinic, "/clinic start")
    assert primary(reply) == []
    assert words(reply).count("☑ Done") == 4


@pytest.mark.parametrize("command", ["/clinic zone Pacific", "/clinic digest 8:00 am Central"])
async def test_a_zone_other_than_the_first_one_ticks_its_step_as_well(
    clinic: ClinicDesk, command: str
) -> None:
    await kim(clinic, command)
    assert "☑ Done: Time zone and hours." in words(await kim(clinic, "/clinic start"))


async def test_every_button_of_the_first_message_answers(clinic: ClinicDesk) -> None:
    for choice in (await kim(clinic, "/clinic start")).choices:
        await kim(clinic, choice.command)
        assert clinic.answered, choice.command
