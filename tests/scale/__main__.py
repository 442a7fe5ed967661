"""What acts and jobs cost among 10 thousand, 100 thousand, a million aliases, with their plans.

    python -m tests.scale [10000 100000 1000000] [--plans]

On a PostgreSQL of its own, which is deleted at the end: a million aliases are 2,000 clinics and 20
million sessions, some 12 GB on the disk. Ends with 1 if a plan reads a big table whole or by
another index than its clinic's, if what a person waits for takes more than 1.5 times of the
smallest size, or a pass of the calendar with nothing due more than 2 ms. `--plans` prints each.
"""

from __future__ import annotations

import asyncio
import sys
import time
from argparse import ArgumentParser
from collections import defaultdict
from dataclasses import dataclass, field
from statistics import median, quantiles

from bot import logs, settings
from bot.app import App, build
from tests.bench.serving import cpu
from tests.postgres import ThrowawayPostgres
from tests.scale import acts, filling, plans
from tests.scale.acts import Act, Chain
from tests.storage.keys import KEYS

SIZES = (10_000, 100_000, 1_000_000)
ROUNDS = 150
MOST, CALENDAR = 1.5, 2.0  # times of the smallest; milliseconds
_MUCH = 500  # pages, or rows that are read in vain: then a plan is shown
_DISK = 6.0  # gigabytes that must stay free
_MEMORY = {
    "shared_buffers": "1GB", "maintenance_work_mem": "512MB", "effective_cache_size": "8GB",
    "max_wal_size": "1GB", "wal_level": "minimal", "max_wal_senders": "0",
    "random_page_cost": "1.1",
    "max_parallel_workers_per_gather": "0", "max_parallel_maintenance_workers": "0",
    "session_preload_libraries": "auto_explain",
}  # fmt: skip


@dataclass
class Cost:
    """What one act took each time, in milliseconds: by the clock, and of both processors' time."""

    waited: list[float] = field(default_factory=list)
    ours: list[float] = field(default_factory=list)
    theirs: list[float] = field(default_factory=list)

    @property
    def busy(self) -> float:
        """The processor's time, ours and the database's, when least was in the way."""
        return _least([a + b for a, b in zip(self.ours, self.theirs, strict=True)])

    def __str__(self) -> str:
        """Median and 95th of a hundred."""
        late = quantiles(self.waited, n=20)[-1]
        return (
            f"{median(self.waited):7.2f} {late:7.2f}   {median(self.ours):6.2f}"
            f" {median(self.theirs):6.2f}"
        )


def _least(each: list[float]) -> float:
    """The tenth of a hundred from below: whatever else a machine does, it only adds."""
    return quantiles(each, n=10)[0] if len(each) > 3 else min(each)


def _servers(server: ThrowawayPostgres) -> float:
    return sum(map(cpu, server.processes))


async def _once(act: Act, cost: Cost, server: ThrowawayPostgres) -> None:
    processor, theirs, began = time.process_time(), _servers(server), time.perf_counter()
    await act()
    cost.waited.append((time.perf_counter() - began) * 1_000)
    cost.ours.append((time.process_time() - processor) * 1_000)
    cost.theirs.append(_servers(server) - theirs)


async def measure(chain: Chain, server: ThrowawayPostgres, rounds: int) -> dict[str, Cost]:
    """All acts in turns, so that whatever else the machine does weighs on each alike."""
    costs: dict[str, Cost] = defaultdict(Cost)
    each = {**acts.people(chain), **acts.jobs(chain), "SELECT 1": acts.floor}
    warm = rounds // 5
    for round_ in range(rounds + warm):
        for name, act in each.items():
            await _once(act, costs[name] if round_ >= warm else Cost(), server)
    for name, act in acts.seldom(chain).items():
        for _ in range(3):
            await _once(act, costs[name], server)
    return dict(costs)


async def explain(chain: Chain, server: ThrowawayPostgres, *, tells: bool) -> list[str]:
    """Every statement's plan, each act twice; what is wrong with any."""
    server.settle(**plans.ON)
    await asyncio.sleep(0.5)
    reader, rows, led_by = plans.PlanReader(server), filling.rows(server), plans.columns_of(server)
    of_jobs = acts.jobs(chain) | acts.seldom(chain)
    found: dict[str, None] = {}
    for name, act in {**acts.people(chain), **of_jobs}.items():
        for _ in range(2):
            await act()
        await asyncio.sleep(0.05)
        for plan in {plan.statement: plan for plan in reader.read()}.values():
            if tells or plan.waste > _MUCH or plan.buffers > _MUCH:
                told = [
                    f"{n['Node Type']} {n.get('Index Name') or n.get('Relation Name') or ''}"
                    for n in plan.nodes
                ]
                print(f"   {name}: {plan.buffers} pages, {plan.waste} rows in vain: {told}")
                print(f"      {plan.statement[:300]}")
            for fault in plans.faults(plan, rows, led_by, is_job=name in of_jobs):
                found[f"{name}: {fault}: {plan.statement[:200]}"] = None
    server.settle(**plans.OFF)
    return [*found]


def tell(aliases: int, costs: dict[str, Cost], first: dict[str, Cost]) -> list[str]:
    """Print a table; what is slower than it may be."""
    print(
        f"{aliases:,} aliases        waited ms (median, p95)   processor ms (bot, database)   ratio"
    )
    found = []
    for name, cost in costs.items():
        waited = _least(cost.waited) / _least(first[name].waited)
        ratio = cost.busy / first[name].busy
        print(f"  {name:<22} {cost}   waited {waited:5.2f}  processor {ratio:5.2f}", flush=True)
        if name in acts.people(Chain(None)) and min(waited, ratio) > MOST:  # type: ignore[arg-type]
            found.append(f"{name} takes {waited:.2f} of the smallest size (at most {MOST})")
    looked = costs["calendar pass"]
    if (took := min(_least(looked.waited), looked.busy)) > CALENDAR:
        found.append(f"a pass of the calendar takes {took:.1f} ms (at most {CALENDAR})")
    return found


async def main(sizes: list[int], rounds: int, *, tells: bool) -> list[str]:
    """Grow the chain from size to size, and measure at each."""
    found: list[str] = []
    with ThrowawayPostgres() as server:
        server.settle(**_MEMORY)
        server.stop()
        server.start()
        app = _app(server)
        chain = Chain(app)
        await app.database.migrate()
        async with app.database:
            await filling.make_models(app, server)
        filled, first = 0, None
        for size in sizes:
            began = time.monotonic()
            clinics = size // filling.OF_CLINIC
            if filling.free(server) < _DISK + (12 * size / 1e6):
                return [*found, f"too little is free on the disk for {size:,} aliases"]
            filling.fill(server, app.services.book.version, filled + 1, clinics)
            filled = clinics
            took = time.monotonic() - began
            print(f"\nfilled in {took:.0f} s: {filling.size(server)}, {filling.rows(server)}")
            chain.clinics = clinics
            async with app.database:
                costs = await measure(chain, server, rounds)
                first = first or costs
                found += [f"{size:,}: {each}" for each in tell(size, costs, first)]
                if size > SIZES[0]:
                    wrong = await explain(chain, server, tells=tells)
                    found += [f"{size:,}: {each}" for each in wrong]
    return found


def _app(server: ThrowawayPostgres) -> App:
    told = {"DATABASE_URL": server.url(), "AUDIT_KEY": ",".join(KEYS), "RATE_LIMIT": "off"}
    return build(settings.read(told), lambda: filling.NOW)


if __name__ == "__main__":
    logs.configure("ERROR", "json")
    parser = ArgumentParser(prog="python -m tests.scale")
    parser.add_argument("sizes", nargs="*", type=int, default=[*SIZES])
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--plans", action="store_true")
    given = parser.parse_args()
    wrong = asyncio.run(main(given.sizes, given.rounds, tells=given.plans))
    print("\n" + ("\n".join(wrong) or "Every plan leads with its clinic, and nobody waits longer."))
    sys.exit(1 if wrong else 0)
