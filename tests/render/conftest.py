"""The facts that ship, and everything that the bot says of them."""

from __future__ import annotations

import pytest_asyncio

from models.coverage.fact_book import FactBook
from models.coverage.state import NAMES
from models.reply import Reply
from tests.handlers.front_desk import FrontDesk

# The codes that staff ask a payer about: needling, injections, manual therapy, acupuncture.
_ASKED_ABOUT = ("20560", "20561", "20552", "97140", "97810")


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def replies(pack: FactBook) -> dict[str, Reply]:
    """What the bot says of every payer, code and state of the pack, by what was typed.

    A payer on which nothing is held is asked about by one code alone.
    """
    desk = FrontDesk(pack)
    held = [pack.payers[id_].name for id_ in pack.positions]
    typed = [
        *(f"/coverage {payer.name} 20560" for payer in pack.payers.values()),
        *(f"/coverage {name} {code}" for name in held for code in _ASKED_ABOUT[1:]),
        *(f"/coverage history {name}" for name in held),
        *(f"/coverage {name} by PT on 2019-05-05" for name in held),
        *(f"/cpt {code}" for code in pack.codes),
        *(f"/state {state}" for state in NAMES.values()),
        *(f"/ask {topic.question}" for topic in pack.topics.values()),
        *("/help", "/coverage", "/coverage blue cross", "/coverage acme <b>&", "/nonsense"),
    ]
    return {each: await desk.say(each) for each in typed}
