"""Says each text to a house with records, as a manager and as staff, and gathers faults."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from bot.assemble import House
from bot.seats import Caller
from models.clinic import Platform, Role
from models.reply import Audience
from tests.fuzz.texts import CANARY, texts


@dataclass
class Figures:
    """What became of the texts. Each fault is told with the text that caused it."""

    asked: int = 0
    endings: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)


async def run(house: House, seed: int, many: int) -> Figures:
    """Say so many texts; the house must be open, with `RATE_LIMIT` off."""
    figures = Figures()
    for typed in texts(seed, many):
        who = figures.asked % 2
        role = (Role.MANAGER, Role.STAFF)[who]
        caller = Caller(Platform.SLACK, "T1", f"U{who}", "C1", role=role)
        reply = await house.hear(caller, typed)
        figures.asked += 1
        figures.endings["refused" if reply.refused else "answered"] += 1
        if "Something went wrong here" in reply.headline:
            figures.faults.append(f"ticket: {typed[:300]!r}")
        if reply.audience is Audience.CHANNEL and CANARY in repr(reply):
            figures.faults.append(f"shared: {typed[:300]!r}")
    if CANARY.encode() in house.notices.exposition():
        figures.faults.append("in the metrics")
    return figures
