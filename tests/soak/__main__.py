"""Thirty minutes of a chain's day on PostgreSQL, with two webs behind a proxy and three clocks.

    python -m tests.soak [minutes] [SEED]

Upon what `make chaos` does (alerts due, both platforms failing, processes killed), the database is
restarted, frozen and robbed of its connections, and people ask other things all day. At the end no
alert may be lost, each session stands once, `doctor --counts` and `doctor --audit` find nothing to
mend, nobody was answered by a bug, and nothing was mended by hand. Ends with 1 otherwise.
"""

from __future__ import annotations

import asyncio
import logging
import sys
from dataclasses import replace
from random import Random

from models.storage.database import Database
from tests.chaos import crowd
from tests.chaos.run import Figures, Plan, run
from tests.postgres import ThrowawayPostgres
from tests.soak.weather import BadWeather
from tests.storage.keys import KEYS

MINUTES = 30.0
PLAN = Plan(clinics=60, tenants=40, aliases=20, webs=2, clocks=3, kill_every=10, is_watched=True)
_SMALL = 5  # minutes: a shorter day has fewer clinics and more haste
_PROOFS = ("--counts", "--audit")


async def soak(server: ThrowawayPostgres, plan: Plan) -> tuple[Figures, BadWeather]:
    """One day, and what is proven after it."""
    every = 45.0 if plan.minutes > _SMALL else 15.0
    weather = BadWeather(server, every, Random(f"{plan.seed} weather"))  # noqa: S311 -- alike
    database = Database(server.url(), KEYS)
    await database.migrate()
    async with database:
        figures = await run(plan, server.url(), weather.around)
        figures.faults += await prove(weather)
    return figures, weather


async def prove(weather: BadWeather) -> list[str]:
    """What doctor would have mended.

    Asked while the loop runs: a server that was started again ends with the thread that started it,
    and the loop's threads end with the loop.
    """
    assert weather.slack
    found = []
    environment = crowd.told_of(weather.slack, weather.server.url()) | {"PATH": "/usr/bin:/bin"}
    for proof in _PROOFS:
        doctor = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "doctor", proof, env=environment,
            stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
        )  # fmt: skip
        said, _ = await doctor.communicate()
        if doctor.returncode:
            found.append(f"doctor {proof}: {said.decode()[-1_000:]}")
    return found


def main(minutes: float, seed: int) -> int:
    """Run it; 1 if anything is wrong."""
    plan = replace(PLAN, minutes=minutes, seed=seed)
    if minutes <= _SMALL:
        plan = replace(plan, clinics=12, tenants=8, aliases=10, kill_every=20.0)
    logging.getLogger("asyncpg").setLevel(logging.CRITICAL)  # it loses its connections on purpose
    print(plan, flush=True)
    with ThrowawayPostgres() as server:
        figures, weather = asyncio.run(soak(server, plan))
    figures.faults += [
        f"{n} answers: {said}" for said, n in weather.answers.items() if "bug" in said
    ]
    print(figures)
    for told in (weather.befell, weather.answers):
        print(", ".join(f"{number} {name}" for name, number in sorted(told.items())), flush=True)
    return 1 if figures.faults else 0


if __name__ == "__main__":
    sys.exit(main(float((sys.argv[1:] or [MINUTES])[0]), int((sys.argv[2:] or [7])[0])))
