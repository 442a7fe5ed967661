"""What an answer that was never given before costs of the processor: /coverage and /ask.

    python -m tests.bench.questions

In process, without a platform or a database, each question once: payers drawn from all that are
known, each with a code and a day of service, and the questions of tests/questions/ask.yaml. The
floor is a fixed piece of work, run between them: to count the letters of 3,000 numbers. Of several
rounds, each in a new desk, the cheapest counts, batch by batch: another process may disturb one.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Awaitable
from datetime import date, timedelta

from models.coverage.fact_book import FactBook
from tests.questions.marking import Examiner
from tests.questions.sheet import Question, sheets

ROUNDS = 6
BATCH = 25  # questions
ASKED = 600  # of coverage
NUMBERS = 3_000  # of the floor
AIMS = {"coverage": 0.30, "ask": 0.60}  # milliseconds


def never_asked(book: FactBook, many: int) -> list[str]:
    """Questions to /coverage, no two alike: of any payer that is known, a code, and a day."""
    chance = random.Random(7)  # noqa: S311 -- a draw that comes out alike each time
    names = [payer.name for payer in book.payers.values()]
    asked: dict[str, None] = {}
    while len(asked) < many:
        code = chance.choice(["20560", "20561"])
        asked[f"{chance.choice(names)} {code} on {_day(chance):%m/%d/%Y}"] = None
    return list(asked)


def _day(chance: random.Random) -> date:
    return date(2020, 1, 1) + timedelta(days=chance.randrange(2_000))


async def answer_all(examiner: Examiner, questions: list[Question]) -> None:
    for question in questions:
        await examiner.answer(question)


async def floor() -> None:
    """A fixed piece of work."""
    counted: dict[str, int] = {}
    for number in range(NUMBERS):
        counted[str(number)] = len(f"{number:x}".upper())


async def cost(work: Awaitable[None]) -> float:
    """The milliseconds of the processor."""
    started = time.process_time()
    await work
    return (time.process_time() - started) * 1000


async def main() -> None:
    least: dict[tuple[str, int], float] = {}
    floors: list[float] = []
    of_topics = sheets()["ask"]
    for _ in range(ROUNDS):
        examiner = Examiner()
        typed = never_asked(examiner.book, ASKED)
        asked = {"coverage": [Question("coverage", text) for text in typed], "ask": of_topics}
        await examiner.answer(Question("ask", "does cigna pay for dry needling"))
        for command, questions in asked.items():
            for at in range(0, len(questions), BATCH):
                floors.append(await cost(floor()))
                spent = await cost(answer_all(examiner, questions[at : at + BATCH]))
                least[command, at] = min(spent, least.get((command, at), spent))
    for command, questions in asked.items():
        each = sum(spent for (of, _), spent in least.items() if of == command) / len(questions)
        ratio = each / min(floors)
        print(f"/{command:<9} {each:.2f} ms each (aim: {AIMS[command]:.2f}), {ratio:.2f} floors")
    print(f"floor      {min(floors):.2f} ms")


if __name__ == "__main__":
    asyncio.run(main())
