"""Every button is a command that someone could have typed, and it answers."""

from __future__ import annotations

from collections.abc import Iterable

from handlers.help import HelpRole
from models.coverage import profession
from models.coverage.fact_book import FactBook
from models.coverage.state import NAMES
from models.reply import Choice, Reply
from tests.handlers.front_desk import FrontDesk

_OF_NO_FACT = ("/wrong ", "/coverage call ", "/clinic profession")


async def dead_ends(desk: FrontDesk, replies: Iterable[Reply]) -> dict[str, str]:
    """The choices that lead to no fact, with the headline that they lead to.

    What calls an answer wrong, asks a payer or sets who bills tells no fact: each has own tests.
    """
    choices = (choice for reply in replies for choice in reply.choices)
    commands = {c.command for c in choices if not c.command.startswith(_OF_NO_FACT)}
    found = {}
    for command in sorted(commands):
        reply = await desk.say(command)
        if not desk.answered or not reply.about:
            found[command] = reply.headline
    return found


async def test_every_next_step_after_asking_any_payer_answers(
    desk: FrontDesk, pack: FactBook
) -> None:
    replies = [await desk.say(f"/coverage {p.name} 20560") for p in pack.payers.values()]
    assert any(reply.choices for reply in replies)
    assert await dead_ends(desk, replies) == {}


async def test_every_next_step_after_a_shared_name_answers(desk: FrontDesk, pack: FactBook) -> None:
    shared = {name for payer in pack.payers.values() for name in payer.shared_names}
    replies = [await desk.say(f"/coverage {name} 20560") for name in sorted(shared)]
    assert replies
    assert await dead_ends(desk, replies) == {}


async def test_every_next_step_after_any_code_answers(desk: FrontDesk, pack: FactBook) -> None:
    replies = [await desk.say(f"/cpt {code}") for code in pack.codes]
    assert await dead_ends(desk, replies) == {}


async def test_every_button_under_a_state_answers_for_the_profession_that_it_names(
    desk: FrontDesk,
) -> None:
    wrong = {}
    for state in NAMES.values():
        for choice in (await desk.say(f"/state {state}")).choices:
            reply = await desk.say(choice.command)
            named = choice.label not in {"Share", "This is wrong"}
            if named and reply.headline != f"{state} · {_as_named(choice)}":
                wrong[choice.command] = reply.headline
    assert wrong == {}


def _as_named(choice: Choice) -> str:
    return next(name for name in profession.NAMES.values() if name == choice.label.lower())


async def test_every_button_of_help_answers(desk: FrontDesk) -> None:
    replies = [await desk.say(f"/{name}") for name in ("help", "coverage", "cpt", "state")]
    of_help = {f"/help {role.value}" for role in HelpRole}
    assert set(await dead_ends(desk, replies)) == of_help
