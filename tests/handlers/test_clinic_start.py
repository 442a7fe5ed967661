"""The first steps tick themselves, and the next one is the button that stands out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.alerts.delivery import DeliveryState
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
            ("/clinic test", "/clinic test"),
        )
    ):
        reply = await kim(clinic, "/clinic start")
        assert primary(reply) == [command]
        assert reply.count
        assert reply.count.words == f"{max(done - 1, 0)} of 5 first steps done"
        await kim(clinic, step)
        assert clinic.answered, step
    becomes(clinic, DeliveryState.SENT)
    reply = await kim(clinic, "/clinic start")
    assert primary(reply) == []
    assert words(reply).count("Done") == 5


@pytest.mark.parametrize("command", ["/clinic zone Pacific", "/clinic digest 8:00 am Central"])
async def test_a_zone_other_than_the_first_one_ticks_its_step_as_well(
    clinic: ClinicDesk, command: str
) -> None:
    await kim(clinic, command)
    assert "Done: Time zone and hours." in words(await kim(clinic, "/clinic start"))


def becomes(clinic: ClinicDesk, state: DeliveryState, why: str = "") -> None:
    """The newest test alert becomes of this state."""
    newest, *others = clinic.outbox.trials
    clinic.outbox.trials = [replace(newest, state=state, why=why), *others]


def of_test(reply: Reply) -> str:
    """What the list says of the test alert."""
    return next(line.text for s in reply.sections for line in s.lines if "test alert" in line.text)


@pytest.mark.parametrize(
    ("state", "why", "says"),
    [
        (DeliveryState.SENT, "", "Done: A test alert. It came to #‹team›, "),
        (DeliveryState.WAITING, "", "To do: A test alert. On its way since "),
        (DeliveryState.WAITING, "ratelimited", "It did not come to #‹team› (not taken yet). "),
        (DeliveryState.FAILED, "not_in_channel", "(“not_in_channel”). Invite the bot to that"),
        (DeliveryState.FAILED, "is_archived", "Choose another channel with /clinic channel."),
        (DeliveryState.FAILED, "what_is_this", "Look the reason up in the platform's own pages"),
    ],
)
async def test_a_test_alert_ticks_itself_when_it_came_and_says_what_to_do_when_it_did_not(
    clinic: ClinicDesk, state: DeliveryState, why: str, says: str
) -> None:
    await kim(clinic, "/clinic channel #team")
    sent = await kim(clinic, "/clinic test")
    assert "To #‹team›, as every alert goes" in words(sent)
    assert [trial.channel for trial in clinic.outbox.trials] == ["#‹team›"]
    becomes(clinic, state, why)
    assert says in of_test(await kim(clinic, "/clinic start"))


@pytest.mark.parametrize(
    ("state", "says"),
    [
        (DeliveryState.SENT, "It came to each manager's own chat, "),
        (DeliveryState.FAILED, "It came to 1 of 2 managers, "),
        (DeliveryState.WAITING, "It came to 1 of 2 managers, "),
    ],
)
async def test_a_test_alert_came_to_no_more_managers_than_it_did(
    clinic: ClinicDesk, state: DeliveryState, says: str
) -> None:
    await kim(clinic, "/clinic managers add @zoe")
    await kim(clinic, "/clinic test")
    assert [trial.channel for trial in clinic.outbox.trials] == ["@‹kim›", "@‹zoe›"]
    came, other = clinic.outbox.trials
    sent = DeliveryState.SENT
    clinic.outbox.trials = [replace(came, state=sent), replace(other, state=state)]
    assert says in of_test(await kim(clinic, "/clinic start"))


async def test_a_test_of_another_channel_ticks_nothing(clinic: ClinicDesk) -> None:
    await kim(clinic, "/clinic test")
    assert [trial.channel for trial in clinic.outbox.trials] == ["@‹kim›"]
    becomes(clinic, DeliveryState.SENT)
    assert "Done: A test alert" in of_test(await kim(clinic, "/clinic start"))
    await kim(clinic, "/clinic channel #team")
    assert "To do: A test alert. I send one to #‹team›" in of_test(
        await kim(clinic, "/clinic start")
    )


async def test_a_test_alert_is_sent_by_managers_alone(clinic: ClinicDesk) -> None:
    assert "is for managers" in (await clinic.say("/clinic test")).headline
    assert clinic.outbox.trials == []


async def test_every_button_of_the_first_message_answers(clinic: ClinicDesk) -> None:
    for choice in (await kim(clinic, "/clinic start")).choices:
        await kim(clinic, choice.command)
        assert clinic.answered, choice.command
