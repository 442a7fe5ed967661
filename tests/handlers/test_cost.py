"""No text costs much more than an ordinary one of its length: one process answers everybody.

The floor is "hi" repeated to the longest text, in the same run: so a slow machine is slow for both.
The texts are made of what the readers and the search for identities look up.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from functools import cache

import pytest

from handlers.command import LONG, SHORT
from models.content import load_vocabulary
from tests.fakes import shipped
from tests.handlers.front_desk import FrontDesk

MOST = 4  # times the floor
TRIES = 4  # of which the cheapest counts

UNITS = ("gp ", "kx ", "dec 31 1 kx jan www.", "1 ", "n ", "aetan ", "devon ", "abc-", "S&S ")
BEGINS = {
    "/ask ": LONG, "/coverage ": SHORT, "/cpt ": SHORT, "/state ": SHORT, "/caps ": SHORT,
    "/share ask ": SHORT, "/session log ": LONG,
}  # fmt: skip


@cache
def tokens() -> tuple[str, ...]:
    """Words that somebody looks up: of payers, questions, people and ordinary ones, and marks."""
    lexicon, chosen = shipped.lexicon(), random.Random(11)  # noqa: S311 -- texts, no secrets
    names = [lexicon.names, lexicon.given | lexicon.surnames, lexicon.words, lexicon.not_persons]
    clans = lexicon.clans | lexicon.syllables
    words = {word for name in shipped.pack().names() for word in name.split()}
    words |= {word for known in (*names, clans) for word in chosen.sample(sorted(known), 150)}
    words |= {stem for fold in load_vocabulary()._folds for stem in fold}  # noqa: SLF001
    words |= load_vocabulary()._silent  # noqa: SLF001
    capitals = chosen.sample(sorted(words), 300)
    marks = "1 12 2026 1/1/26 415-555-0123 apt st mr pt dob ssn zip - , # @ www. two born on F41.1"
    return tuple(sorted(words | {w.title() for w in capitals} | set(marks.split())))


def texts(seed: int) -> Iterator[str]:
    """Texts of few tokens that repeat, and of many that differ."""
    chosen = random.Random(seed)  # noqa: S311 -- texts, no secrets
    short = [token for token in tokens() if len(token) <= 4]
    for _ in range(12):
        repeated = chosen.choices(tokens(), k=chosen.choice([1, 1, 2, 3, 5]))
        yield chosen.choice([" ", " ", ", ", "-"]).join([*repeated, ""])
    yield " ".join(chosen.choices(tokens(), k=LONG))
    yield " ".join(chosen.choices(short, k=LONG))
    yield " ".join("".join(chosen.choices("abcdeinorst", k=9)) for _ in range(LONG))


async def seconds(desk: FrontDesk, begins: str, unit: str) -> float:
    """The seconds of this process for the longest text of a unit."""
    typed = f"{begins}{(unit * LONG)[: BEGINS[begins] - len(begins)]}"
    began = time.process_time()
    await desk.say(typed)
    return time.process_time() - began


async def cost(desk: FrontDesk, begins: str, unit: str, floor: float) -> float:
    """How many floors a unit costs: the least of some tries, none more once it is cheap enough.

    For another try the floor is taken anew: what else the machine does makes both dearer.
    """
    least = float("inf")
    for _ in range(TRIES):
        least = min(least, await seconds(desk, begins, unit) / floor)
        if least <= MOST:
            break
        floor = await seconds(desk, "/ask ", "hi ")
    return least


@pytest.mark.sheet
@pytest.mark.parametrize("begins", BEGINS)
async def test_no_text_costs_more_than_a_few_greetings_of_the_longest_length(
    desk: FrontDesk, begins: str
) -> None:
    await seconds(desk, "/ask ", "hi ")
    floor = await seconds(desk, "/ask ", "hi ")
    units = [*UNITS, *(text for seed in range(3) for text in texts(seed))]
    took = {unit[:60]: await cost(desk, begins, unit, floor) for unit in units}
    assert {unit: times for unit, times in took.items() if times > MOST} == {}
