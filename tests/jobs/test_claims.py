"""A query names the clinic whose rows it wants. Those of the clock that do not are listed here."""

from __future__ import annotations

import pkgutil
from importlib import import_module

import pytest

from jobs import JOBS
from models.coverage.fact_book import FactBook
from models.storage import statements
from models.storage.database import Database
from tests.jobs.clinic_day import ClinicDay
from tests.storage.crossing import crossing, watched

BY_HAND = {
    # what is due, in whichever clinic
    "charts.DUE", "charts.DUE_ANYWHERE", "charts.TIMED", "alerts.TIMED", "outbox.CLAIM",
    "answer_changes.DUE", "payer_changes.DUE", "operations.FAILED_ALERTS",
    # what an operator sees: how many, and nothing of whom
    "operations.ALERTS", "operations.HELD", "operations.DUE", "operations.REFUSED",
    "operations.UNTOLD", "operations.FAILED", "operations.REFUSED_TESTS",
    # the newest row of each audit, for the log and for keys
    "audit.HEADS", "audit.NEWEST_ROWS",
    # beginnings of others, which say whose rows they are
    "clinics.OF_CLINIC", "rules.OF_CLINIC",
}  # fmt: skip
"""Statements that reach into every clinic."""

OF_JOBS = {
    "find-alerts": {"alias", "clinic"},
    "send-alerts": {"delivery", "note", "turn", "alias"},
    "escalate": {"alias", "note"},
    "resend": {"note"},
    "digest": {"clinic"},
    "recall": {"clinic"},
    "recall-shares": {"shared_answer"},
    "recall-told": {"clinic", "clinic_rule", "recall_mark"},
    "watch-payers": {"clinic", "clinic_rule", "payer_mark"},
    "audit-heads": {"audit", "clinic"},
    "retention": {
        *("delivery", "note", "mention", "receipt", "answer_change", "fact_report"),
        "payer_change",
    },
    "erase": {"clinic"},
    "stale-facts": set(),
}
"""Which tables of every clinic each job looks through for what is due, or old enough to go."""


def kept_by_hand() -> dict[str, str]:
    """Every statement that is written by hand, by its module and name."""
    modules = [
        import_module(f"{statements.__name__}.{found.name}")
        for found in pkgutil.iter_modules(statements.__path__)
    ]
    return {
        f"{module.__name__.rpartition('.')[2]}.{name}": text.replace("{}", "")
        for module in modules
        for name, text in vars(module).items()
        if name.isupper() and not name.startswith("_") and isinstance(text, str)
    }


def test_every_statement_by_hand_names_its_clinic_but_the_claims_of_the_clock() -> None:
    reach = {name for name, text in kept_by_hand().items() if crossing(text)}
    assert reach == BY_HAND


@pytest.mark.usefixtures("sqlite_only")
async def test_a_job_reaches_into_other_clinics_for_what_is_due_alone(
    database: Database, pack: FactBook
) -> None:
    del database
    day = await ClinicDay(pack).open()
    await day.begin("OAK-1", "nc_medicaid")
    await day.log("OAK-1", times=2)
    await day.post.enqueue_test(day.clinic.id, ["CTEAM"], day.by)
    reached = {}
    for job in JOBS:
        async with watched() as crossed:
            await day.fire(job)
        reached[job.name] = {table for tables in crossed.values() for table in tables}
    assert reached == OF_JOBS


@pytest.mark.parametrize(
    ("statement", "tables"),
    [
        ("SELECT text FROM alias WHERE clinic_id = ?1 AND key = ?2", ()),
        ('SELECT "key" FROM "alias" WHERE "key"=\'clinic_id = 1\'', ("alias",)),
        ("UPDATE note SET state = 'x' WHERE id = 3", ("note",)),
        ("DELETE FROM session WHERE alias_id = 7", ("session",)),
        ("SELECT 1 FROM alias a JOIN session s ON s.alias_id = a.id WHERE a.clinic_id = 1",
         ("session",)),
        ("SELECT 1 FROM alias a JOIN session s ON s.clinic_id = a.clinic_id AND s.alias_id = a.id"
         " WHERE s.clinic_id = :clinic_id", ()),
        ("SELECT (SELECT count(*) FROM session t WHERE t.clinic_id = a.clinic_id) FROM alias a"
         " WHERE a.clinic_id = 5", ()),
        ("SELECT (SELECT count(*) FROM session t WHERE t.alias_id = a.id) FROM alias a"
         " WHERE a.clinic_id = 5", ("session",)),
        ("UPDATE note SET lead = 1 WHERE clinic_id = 1 AND id IN (SELECT id FROM note)", ("note",)),
        ("SELECT time_zone FROM clinic", ("clinic",)),
        ("SELECT 1 FROM clinic c JOIN member m ON m.clinic_id = c.id WHERE c.workspace = ?1", ()),
        ("INSERT INTO turn (clinic_id, place) VALUES (1, 'C')", ()),
        ("INSERT INTO turn (place) VALUES ('C')", ("turn",)),
    ],
)  # fmt: skip
def test_a_table_is_bound_by_a_clinic_that_is_named_or_by_one_that_is_bound(
    statement: str, tables: tuple[str, ...]
) -> None:
    assert crossing(statement) == tables
