"""Fifty people on three processes log a thousand sessions at once, and some are killed.

`STORM=4000 pytest tests/storage/test_storm.py` raises the number of commands.
"""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from models.clinic.clinic import Platform, Role
from models.storage.chart_queries import timed_statement
from models.storage.charts import ChartStore
from models.storage.clinics import ClinicStore
from models.storage.statements.board import BOARD, BOARD_OF_PAYER
from models.storage.statements.charts import DUE_ANYWHERE, DUE_IN_CLINIC
from models.storage.verify_counts import StandingProof, prove
from models.visits.chart import Chart, ChartOpening
from models.visits.standing import DAWN
from tests.storage.charting import NOON, TODAY, by, count
from tests.storage.stores import Stores, numbered
from tests.storage.storming import ALIASES, expected
from tests.storage.written_in import written_in

COMMANDS = int(os.environ.get("STORM", "1000"))
PROCESSES = 3
_LOGGED = "SELECT count(*) FROM session"
ROOT = Path(__file__).parents[2]


@pytest.fixture
async def clinic_id(ledger: ClinicStore) -> int:
    """A clinic with the twenty aliases of the storm."""
    clinic, _ = await ledger.seat(Platform.SLACK, "T1", "U1", role=Role.STAFF, at=NOON)
    for alias in ALIASES:
        await ChartStore(count).start(clinic.id, ChartOpening(alias), by())
    return clinic.id


def begin_storm(url: str, clinic_id: int, number: int) -> list[subprocess.Popen[str]]:
    """Start the processes and let them go from the same moment on."""
    command = [sys.executable, "-W", "error", "-m", "tests.storage.storming", url, str(clinic_id)]
    pipe = subprocess.PIPE
    processes = [
        subprocess.Popen(
            [*command, str(share), str(PROCESSES), str(number)],
            stdin=pipe, stdout=pipe, stderr=pipe, text=True, cwd=ROOT,
        )
        for share in range(PROCESSES)
    ]  # fmt: skip
    for process in processes:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin
        process.stdin.write("go\n")
        process.stdin.flush()
    return processes


async def charts(clinic_id: int) -> list[Chart]:
    found = [await ChartStore(count).find(clinic_id, alias) for alias in ALIASES]
    return [chart for chart in found if chart]


def days_of(chart: Chart) -> list[date]:
    return sorted(session.on for session in chart.history.sessions)


@pytest.mark.sheet
async def test_a_thousand_logs_at_once_leave_exactly_the_right_counts(
    clinic_id: int, stores: Stores, url: str
) -> None:
    start = time.perf_counter()
    processes = begin_storm(url, clinic_id, COMMANDS)
    outcomes = [await asyncio.to_thread(each.communicate, timeout=120) for each in processes]
    seconds = time.perf_counter() - start
    assert [complaint for _, complaint in outcomes] == [""] * PROCESSES
    said = [[int(word) for word in printed.split()] for printed, _ in outcomes]
    assert sum(carried_out for carried_out, _ in said) == COMMANDS
    slowest = max(slowest for _, slowest in said)
    print(f"{COMMANDS} commands in {seconds:.1f} s, the slowest in {slowest} ms")  # noqa: T201

    wanted = expected(COMMANDS)
    for chart in await charts(clinic_id):
        assert days_of(chart) == sorted(wanted[chart.alias]), "each request counted once"
        assert [s.number for s in chart.history.sessions] == list(
            range(1, len(chart.history.sessions) + 1)
        )
        this_year = sum(day.year == TODAY.year for day in wanted[chart.alias])
        kept = f"""SELECT s.used FROM standing s WHERE s.alias_id = {chart.id}
            AND s.limit_key = 'payer/year' AND s.window_first = '2026-01-01'"""  # noqa: S608
        assert numbered(stores.rows(url, kept)) == [this_year]
    assert await prove(clinic_id, count) == StandingProof(len(ALIASES), 0, ())


@pytest.mark.sheet
async def test_processes_killed_in_the_middle_leave_no_standing_that_disagrees(
    clinic_id: int, stores: Stores, url: str
) -> None:
    processes = begin_storm(url, clinic_id, COMMANDS)
    while numbered(stores.rows(url, _LOGGED)) == [0]:  # noqa: ASYNC110 -- in other processes
        await asyncio.sleep(0.01)
    processes[1].kill()
    await asyncio.sleep(0.3)  # the others go on, and then nobody is left to put anything right
    for each in processes:
        each.kill()
        await asyncio.to_thread(each.communicate)
    assert {each.returncode for each in processes} == {-9}, "they were killed while they worked"
    logged = numbered(stores.rows(url, _LOGGED))[0]
    assert 0 < logged < COMMANDS * 9 // 10
    assert await prove(clinic_id, count) == StandingProof(len(ALIASES), 0, ())
    # What was lost is sent again, with everything else: what had been logged counts once.
    for each in begin_storm(url, clinic_id, COMMANDS):
        await asyncio.to_thread(each.communicate, timeout=120)
    wanted = {alias: sorted(days) for alias, days in expected(COMMANDS).items()}
    assert {chart.alias: days_of(chart) for chart in await charts(clinic_id)} == wanted
    assert await prove(clinic_id, count) == StandingProof(len(ALIASES), 0, ())


_FILL = {
    "sqlite": "WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < {many})",
    "postgres": "WITH n AS (SELECT generate_series(1, {many}) AS n)",
}
_ALIASES = """
    INSERT INTO alias (clinic_id, key, text, payer, plan, opened_on, opened_by, opened_at, is_open,
        version, counted_on, next_look, binding_limit, used_now, allowed_now, left_now)
    {fill} SELECT {clinic}, 'X' || n, 'X-' || n, 'payer' || (n % 5), '', '2026-01-01', 'U1',
        '2026-01-01 12:00:00+00:00', {is_open}, 1, '2026-12-01', '2027-01-01', 'payer/year',
        n % 31, 30, 30 - n % 31 FROM n"""


def timed() -> str:
    """What is due while one zone is a day ahead."""
    days = {"America/New_York": TODAY, "America/Chicago": date(2026, 11, 30)}
    statement, values = timed_statement(days)
    return written_in(statement, **values, limit=26)


@pytest.mark.parametrize(
    ("statement", "index"),
    [
        pytest.param(
            lambda: written_in(
                BOARD, clinic_id=1, on=TODAY, left=4, after="X25", limit=26, dawn=DAWN
            ),
            "alias_board",
            id="the board",
        ),
        pytest.param(
            lambda: written_in(
                BOARD_OF_PAYER,
                clinic_id=1,
                on=TODAY,
                left=4,
                after="X25",
                payer="payer1",
                limit=26,
                dawn=DAWN,
            ),
            "alias_board_of_payer",
            id="the board of a payer",
        ),
        pytest.param(
            lambda: written_in(DUE_ANYWHERE, on=TODAY, limit=26),
            "alias_due",
            id="what is due",
        ),
        pytest.param(timed, "alias_due", id="what is due by each clinic's own calendar"),
    ],
)
async def test_one_page_among_fifty_thousand_aliases_is_read_by_an_index(
    statement: Callable[[], str], index: str, ledger: ClinicStore, stores: Stores, url: str
) -> None:
    kind = "sqlite" if url.startswith("sqlite") else "postgres"
    for workspace in ("T1", "T2"):
        clinic, _ = await ledger.seat(Platform.SLACK, workspace, "U1", role=Role.STAFF, at=NOON)
        fill = _FILL[kind].format(many=50_000 if workspace == "T1" else 1_000)
        is_open = "n % 10 <> 0"
        stores.rows(url, _ALIASES.format(fill=fill, clinic=clinic.id, is_open=is_open))
    stores.rows(url, "ANALYZE")
    explain = "EXPLAIN QUERY PLAN " if kind == "sqlite" else "EXPLAIN (ANALYZE, TIMING OFF) "
    rows = ["|".join(row) for row in stores.rows(url, explain + statement())]
    plan = "\n".join(rows)
    assert index in plan, plan
    # The page is not sorted; the few payers of one alias of it may be.
    of_page = "\n".join(row for row in rows if kind == "postgres" or row.split("|")[1] == "0")
    of_page = of_page.partition("SubPlan")[0]
    assert "Sort" not in of_page, plan
    assert "TEMP B-TREE" not in of_page, plan
    print(plan)  # noqa: T201 -- shown with pytest -rP


async def test_what_is_due_in_a_clinic_is_found_among_its_own_when_all_clinics_are_due(
    ledger: ClinicStore, stores: Stores, url: str
) -> None:
    kind = "sqlite" if url.startswith("sqlite") else "postgres"
    for workspace, many in (("T1", 5_000), ("T2", 100)):
        clinic, _ = await ledger.seat(Platform.SLACK, workspace, "U1", role=Role.STAFF, at=NOON)
        fill = _FILL[kind].format(many=many)
        stores.rows(url, _ALIASES.format(fill=fill, clinic=clinic.id, is_open="n > 0"))
    stores.rows(url, "UPDATE alias SET next_look = '0001-01-01'")
    stores.rows(url, "ANALYZE")
    explain = "EXPLAIN QUERY PLAN " if kind == "sqlite" else "EXPLAIN (ANALYZE, TIMING OFF) "
    statement = written_in(
        DUE_IN_CLINIC, postgres=kind == "postgres", clinic_id=clinic.id, on=TODAY, limit=26
    )
    plan = "\n".join("|".join(row) for row in stores.rows(url, explain + statement))
    assert "alias_due_in_clinic" in plan, plan
    assert "Sort" not in plan, plan
    assert "TEMP B-TREE" not in plan, plan
    assert len(await ChartStore(count).due(clinic.id, TODAY, 26)) == 26
