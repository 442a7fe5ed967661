"""What one look at the calendar costs, among ten thousand, a hundred thousand, a million aliases.

    python -m tests.bench.calendar

On a PostgreSQL of its own, with a hundred clinics in four time zones. One alias in a thousand is
due, and then none; at noon, when it is one date everywhere, and at one in the night of New York,
when it is two. The floor is a statement that reads nothing, over the same connection.
"""

from __future__ import annotations

import asyncio
import statistics
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime

from models.storage.chart_queries import timed_statement
from models.storage.charts import ChartStore
from models.storage.database import Database
from models.storage.sql import fetch
from tests.postgres import ThrowawayPostgres
from tests.storage.keys import KEYS

SIZES = (10_000, 100_000, 1_000_000)
ZONES = ("America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles")
NOON = datetime(2026, 12, 1, 17, tzinfo=UTC)
NIGHT = datetime(2026, 12, 1, 6, tzinfo=UTC)  # 1 December in New York and Chicago alone
PAGE = 200  # as the job reads
ROUNDS = 60

_CLINICS = f"""
    INSERT INTO clinic (platform, workspace, time_zone, added_at)
    SELECT 'slack', 'T' || n, (ARRAY{list(ZONES)})[1 + n % 4], '2026-01-01 12:00+00'
    FROM generate_series(1, 100) n"""  # noqa: S608 -- from the table above
# One in a thousand is due on 1 December; the others on one of the two hundred days that follow.
_ALIASES = """
    INSERT INTO alias (clinic_id, key, text, payer, plan, opened_on, opened_by, opened_at, is_open,
        version, counted_on, next_look, binding_limit, used_now, allowed_now, left_now)
    SELECT (SELECT min(id) FROM clinic) + n % 100, 'X' || n, 'X-' || n, 'payer' || n % 5, '',
        '2026-01-01', 'U1', '2026-01-01 12:00+00', TRUE, 1, '2026-11-01',
        CASE WHEN n % 1000 = n / 1000 THEN date '2026-12-01' ELSE date '2026-12-02' + n % 200 END,
        'payer/year', n % 31, 30, 30 - n % 31
    FROM generate_series({}, {}) n"""
_NONE_DUE = "UPDATE alias SET next_look = '2027-01-01' WHERE next_look = '2026-12-01'"
_DUE_AGAIN = """
    UPDATE alias SET next_look = '2026-12-01'
    WHERE substr(key, 2)::int % 1000 = substr(key, 2)::int / 1000"""


async def cost(look: Callable[[], Awaitable[object]]) -> float:
    """The median of many, in milliseconds."""
    took = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        await look()
        took.append(time.perf_counter() - started)
    return statistics.median(took) * 1000


async def measure(size: int, label: str) -> None:
    """Print what a look costs just now, at noon and at night."""
    floor = await cost(lambda: fetch("SELECT 1"))
    for name, at in (("noon", NOON), ("night", NIGHT)):
        found = len(await ChartStore(lambda *_: ()).timed(at, PAGE))
        took = await cost(lambda at=at: ChartStore(lambda *_: ()).timed(at, PAGE))  # type: ignore[misc]
        print(
            f"{size:>9,} aliases, {label:<8} at {name:<5} {found:>3} read in {took:.2f} ms, "
            f"{took / floor:.1f} of the floor ({floor:.2f} ms)"
        )


async def explain() -> None:
    """Print how PostgreSQL looks at night, when two of the zones are ahead."""
    days = dict.fromkeys(ZONES, date(2026, 11, 30)) | dict.fromkeys(ZONES[:2], date(2026, 12, 1))
    statement, values = timed_statement(days)
    for row in await fetch(
        f"EXPLAIN (ANALYZE, TIMING OFF, BUFFERS) {statement}", **values, limit=PAGE
    ):
        print("   ", row["QUERY PLAN"])


async def main() -> None:
    with ThrowawayPostgres() as server:
        database = Database(server.url(), KEYS)
        await database.migrate()
        server.sql(_CLINICS)
        async with database:
            filled = 0
            for size in SIZES:
                server.sql(_ALIASES.format(filled + 1, size))
                server.sql(_DUE_AGAIN)
                filled = size
                server.sql("VACUUM ANALYZE")
                await measure(size, "0.1% due")
                await explain()
                server.sql(_NONE_DUE)
                server.sql("VACUUM ANALYZE")
                await measure(size, "none due")
                await explain()


if __name__ == "__main__":
    asyncio.run(main())
