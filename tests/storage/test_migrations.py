"""Migrations keep every row and end in the schema of the models, whoever runs them, however often.

`ROWS` holds, for each migration, a row for every table that the migration creates. Whoever adds a
migration adds its rows here; the test fails until each table has one.
"""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tortoise import fields
from tortoise.context import TortoiseContext
from tortoise.indexes import Index
from tortoise.migrations import operations
from tortoise.migrations.operations import Operation
from tortoise.migrations.schema_generator.state import ModelState
from tortoise.migrations.schema_generator.state_apps import StateApps
from tortoise.models import Model

from models.storage import keyring, migrations
from models.storage.database import Database
from models.storage.engine.database_url import APP, read_url, tortoise_config
from models.storage.migrate import apply, shipped
from models.visits.standing import QUIET_DAWN
from tests.storage.keys import KEYS
from tests.storage.signs import run_at_once
from tests.storage.stores import Schema, Stores, numbered, without_triggers

ROWS = {
    "0001_clinic_member_audit": {
        "clinic": """INSERT INTO clinic (id, platform, workspace, time_zone, added_at)
            VALUES (1, 'slack', 'T1', 'America/New_York', '2026-12-01 12:00:00+00:00')""",
        "member": """INSERT INTO member (id, clinic_id, "user", role, added_at)
            VALUES (1, 1, 'U1', 'staff', '2026-12-01 12:00:00+00:00')""",
        "audit": """INSERT INTO audit (clinic_id, number, at, actor, action, subject, detail,
            previous_hash, hash) VALUES (1, 1, '2026-12-01 12:00:00+00:00', 'system',
            'clinic added', 'clinic', '{}', 'none', 'some')""",
    },
    "0002_charts": {
        "alias": """INSERT INTO alias (id, clinic_id, key, text, payer, plan, opened_on, opened_by,
            opened_at, is_open, version, binding_limit, used_now, allowed_now, left_now)
            VALUES (1, 1, 'BLUE47K', 'BLUE-47K', 'bcbsnc', '', '2026-12-01', 'U1',
            '2026-12-01 12:00:00+00:00', TRUE, 1, 'bcbsnc/year', 1, 30, 29)""",
        "session": """INSERT INTO session (id, clinic_id, alias_id, number, on_date, ordinal, codes,
            units, logged_by, logged_at, request, voided) VALUES (1, 1, 1, 1, '2026-12-01', 1,
            '20560', 1, 'U1', '2026-12-01 12:00:00+00:00', 'R1', '')""",
        "authorization": """INSERT INTO "authorization" (id, clinic_id, alias_id, key, number,
            first_on, last_on, codes, disciplines, unit, told_by, told_at) VALUES (1, 1, 1, '1', 12,
            '2026-12-01', '2027-02-28', '', '', 'visit', 'U1', '2026-12-01 12:00:00+00:00')""",
        "balance": """INSERT INTO balance (id, clinic_id, alias_id, used, as_of, source,
            includes_ours, codes, disciplines, told_by, told_at) VALUES (1, 1, 1, 4, '2026-11-30',
            'portal', TRUE, '', '', 'U1', '2026-12-01 12:00:00+00:00')""",
        "improving": """INSERT INTO improving (id, clinic_id, alias_id, on_date, noted_by, noted_at)
            VALUES (1, 1, 1, '2026-12-01', 'U1', '2026-12-01 12:00:00+00:00')""",
        "episode": """INSERT INTO episode (id, clinic_id, alias_id, first_on)
            VALUES (1, 1, 1, '2026-12-01')""",
        "standing": """INSERT INTO standing (id, clinic_id, alias_id, limit_key, window_first,
            used, allowed, holds, version)
            VALUES (1, 1, 1, 'bcbsnc/year', '2026-01-01', 1, 30, TRUE, 1)""",
        "cap": """INSERT INTO cap (id, clinic_id, scope, subject, number, per, set_by, set_on,
            set_at) VALUES (1, 1, 'payer', 'bcbsnc', 20, 'calendar_year', 'U1', '2026-12-01',
            '2026-12-01 12:00:00+00:00')""",
    },
    "0003_clinic_readings": {},
    "0004_clinic_preferences": {},
    "0005_alerts": {
        "note": """INSERT INTO note (id, clinic_id, alias_id, limit_key, window_first, threshold,
            occasion, state, quiet, noted_at, taken_by, handed_to, reason) VALUES (1, 1, 1,
            'bcbsnc/year', '2026-01-01', 'left/2', 1, 'sent', FALSE, '2026-12-01 12:00:00+00:00',
            '', '', '')""",
        "delivery": """INSERT INTO delivery (id, clinic_id, note_id, errand, key, place, fate,
            owed_since, claimed_by, is_posting, attempts, message, wanted, why) VALUES (1, 1, 1,
            'alert', 'alert/1/#C1', '#C1', 'sent', '2026-12-01 12:00:00+00:00', 'w', FALSE, 0,
            'C1 1', 0, '')""",
        "turn": """INSERT INTO turn (id, clinic_id, place, free_at)
            VALUES (1, 1, '#C1', '2026-12-01 12:00:00+00:00')""",
    },
    "0006_installation": {
        "installation": """INSERT INTO installation (id, clinic_id, workspace, organization, app,
            bot_user, scopes, installed_by, installed_at, access, refresh)
            VALUES (1, 1, 'T1', '', 'A1', 'UBOT1', 'commands', 'U1', '2026-12-01 12:00:00+00:00',
            'sealed', '')""",
        "install_state": """INSERT INTO install_state (id, digest, expires_at)
            VALUES (1, 'digest', '2026-12-01 12:00:00+00:00')""",
        "seen_event": """INSERT INTO seen_event (id, source, key, received_at)
            VALUES (1, 'slack', 'Ev1', '2026-12-01 12:00:00+00:00')""",
    },
}

ROWS["0007_shared_answer"] = {
    "shared_answer": """INSERT INTO shared_answer (id, clinic_id, request, member, command, place,
        message, about, shared_at) VALUES (1, 1, 'C1/1.1/share', 'U1', 'coverage', 'C1', '1.2',
        'payer/cigna', '2026-12-01 12:00:00+00:00')""",
}
ROWS["0008_conversation"] = {
    "conversation": """INSERT INTO conversation (id, clinic_id, place, reference, claims, added_at)
        VALUES (1, 1, '@‹U1›', '{}', '{}', '2026-12-01 12:00:00+00:00')""",
}
ROWS["0009_closed_lists"] = {}
ROWS["0010_alias_names"] = {
    "retired_alias": """INSERT INTO retired_alias (id, clinic_id, digest, chart, retired_at)
        VALUES (1, 1, 'digest', 1, '2026-12-01 12:00:00+00:00')""",
}

ROWS["0011_keyed_audit"] = {
    "forgotten_alias": """INSERT INTO forgotten_alias (id, clinic_id, digest, key_name)
        VALUES (1, 1, 'digest', 'now')""",
}

ROWS["0012_forgetting"] = {
    "mention": """INSERT INTO mention (id, clinic_id, place, message, digest, said_at)
        VALUES (1, 1, '#‹C1›', 'C1:1', 'digest', '2026-12-01 12:00:00+00:00')""",
    "erased_clinic": """INSERT INTO erased_clinic (id, number, digest, key_name, erased_at, aliases,
        sessions, hash) VALUES (1, 7, 'digest', 'now', '2026-12-01 12:00:00+00:00', 3, 9, 'h')""",
}
ROWS["0013_roles"] = {}
ROWS["0014_authorizations"] = {}
ROWS["0015_payers_and_balances"] = {
    "payer_period": """INSERT INTO payer_period (id, clinic_id, alias_id, payer, first_on)
        VALUES (1, 1, 1, 'cigna', '2026-11-01')""",
    "limit_balance": """INSERT INTO limit_balance (id, clinic_id, alias_id, limit_key, used, as_of,
        source, includes_ours, told_by, told_at) VALUES (1, 1, 1, 'plan', 4, '2026-11-30',
        'portal', TRUE, 'U1', '2026-12-01 12:00:00+00:00')""",
}
ROWS["0016_undo"] = {}
ROWS["0017_cases"] = {
    "secondary_payer": """INSERT INTO secondary_payer (id, clinic_id, alias_id, payer, first_on)
        VALUES (1, 1, 1, 'aetna', '2026-11-01')""",
}
ROWS["0018_caps"] = {}
ROWS["0019_fact_reports"] = {
    "fact_report": """INSERT INTO fact_report (id, clinic_id, fact, part, source, member, command,
        reported_at) VALUES (1, 1, 'position/cigna', 'verdict', 'ptmgmt', 'U1',
        '/coverage Cigna 20560', '2026-12-01 12:00:00+00:00')""",
}
ROWS["0021_told_together"] = {}
ROWS["0020_job_runs"] = {
    "job_run": """INSERT INTO job_run (id, name, started_at)
        VALUES (1, 'digest', '2026-12-01 12:00:00+00:00')""",
}
ROWS["0023_told_of_waiting"] = {}
ROWS["0024_clinic_rules"] = {
    "clinic_rule": """INSERT INTO clinic_rule (id, clinic_id, number, payer, counted_as, codes,
        condition, profession, line, state, verdict, source, said_on, first_on, most, unit, per,
        has_reference, known_on, entered_by, entered_at) VALUES (1, 1, 1, 'premera', 'premera',
        '20560 20561', '', 'PT', '', '', 'covered', 'call', '2026-11-01', '2026-11-01', 20,
        'visit', 'calendar_year', TRUE, '2026-11-01', 'U1', '2026-11-01 12:00:00+00:00')""",
}
ROWS["0027_bookings"] = {
    "booking": """INSERT INTO booking (id, clinic_id, alias_id, on_date, told_by, told_at)
        VALUES (1, 1, 1, '2026-12-08', 'U1', '2026-12-01 12:00:00+00:00')"""
}
ROWS["0030_recall"] = {}
ROWS["0031_answer_changes"] = {
    "answer_change": """INSERT INTO answer_change (id, clinic_id, command, profession, state,
        about, before, verdict, changed_on, noted_at) VALUES (1, 1, '/coverage Cigna 20560', 'PT',
        'NC', 'payer/cigna code/20560', 'covered', 'not_covered', '2026-12-01',
        '2026-12-01 12:00:00+00:00')""",
    "recall_mark": """INSERT INTO recall_mark (id, clinic_id, facts, rules)
        VALUES (1, 1, 'pack', 0)""",
}
ROWS["0035_plans_of_care"] = {
    "plan_entry": """INSERT INTO plan_entry (id, clinic_id, alias_id, on_date, step, is_direct,
        told_by, told_at) VALUES (1, 1, 1, '2026-11-20', 'begun', FALSE, 'U1',
        '2026-11-20 12:00:00+00:00')""",
    "plan_clock": """INSERT INTO plan_clock (id, clinic_id, alias_id, duty, first_on, last_on, used,
        of, rule) VALUES (1, 1, 1, 'certify', '2026-11-20', '2026-12-20', 0, 0, 'certify_30')""",
}
ROWS["0032_payer_changes"] = {
    "payer_change": """INSERT INTO payer_change (id, clinic_id, payer, rule, before, verdict,
        noted_at) VALUES (1, 1, 'premera', 1, '', '', '2026-12-01 12:00:00+00:00')""",
    "payer_mark": """INSERT INTO payer_mark (id, clinic_id, facts, rules, held)
        VALUES (1, 1, 'pack', 0, '{}')""",
}
ROWS["0034_rule_checks"] = {}
ROWS["0033_requests"] = {
    "visit_request": """INSERT INTO visit_request (id, clinic_id, alias_id, serial, number, unit,
        sent_on, payer, state, granted, granted_as, told_by, told_at) VALUES (1, 1, 1, 1, 12,
        'visit', '2026-12-01', 'cigna', 'open', 0, 0, 'U1', '2026-12-01 12:00:00+00:00')""",
}
ROWS["0036_delivery_of_fate"] = {}
ROWS["0037_count_checks"] = {
    "count_check": """INSERT INTO count_check (id, clinic_id, alias_id, limit_key, theirs, ours,
        as_of, source, outcome, look_on, told_by, told_at) VALUES (1, 1, 1, 'bcbsnc/year', 9, 11,
        '2026-11-25', 'portal', 'again', '2026-12-09', 'U1', '2026-12-01 12:00:00+00:00')""",
}
ROWS["0038_clinic_zone"] = {}
ROWS["0039_urgent_requests"] = {}
ROWS["0040_booked_if_needled"] = {}
ROWS["0041_rule_callers"] = {}
ROWS["0042_plans_by_date"] = {}
ROWS["0043_in_vain"] = {}
ROWS["0044_left_unpaid"] = {}
ROWS["0045_whose_visits"] = {}
ROWS["0029_receipts"] = {
    "receipt": """INSERT INTO receipt (id, clinic_id, code, member, command, told_on, told_at,
        profession, state, rules, facts, about, verdict) VALUES (1, 1, 'R-7K3QFMW4', 'U1',
        '/coverage Cigna 20560', '2026-12-01', '2026-12-01 12:00:00+00:00', 'PT', 'NC', 0,
        '0123456789abcdef', 'payer/cigna code/20560', 'not_covered')""",
}

# What a migration changes on purpose: it has a test of its own.
REWRITTEN = {
    "0011_keyed_audit": {("audit", "previous_hash"), ("audit", "hash")},
    "0044_left_unpaid": {("alias", "next_look")},
}

KEYED_ROW = """INSERT INTO audit (id, clinic_id, number, at, actor, action, subject, detail, salt,
    detail_hash, key_name, previous_hash, hash) VALUES (1, 1, 1, '2026-12-01 12:00:00+00:00',
    'system', 'clinic added', 'clinic', '{}', 'salt', 'said', 'now', 'none', 'some')"""

ALLOWED = (
    operations.CreateModel,
    operations.AddField,
    operations.AddIndex,
    operations.RunSQL,
    operations.RunPython,
)


def migrating(url: str, package: str = migrations.__name__) -> dict[str, Any]:
    """What Tortoise is told, with the migrations of another package if need be."""
    config = tortoise_config(read_url(url), migrating=True)
    config["apps"][APP]["migrations"] = package
    return config


async def generated(stores: Stores) -> Schema:
    """The schema that Tortoise makes from the models alone."""
    url = stores.empty()
    async with TortoiseContext() as context:
        await context.init(config=migrating(url))
        await context.generate_schemas(safe=False)
    return stores.schema(url)


def assert_kept(before: dict[str, Any], after: dict[str, Any], name: str = "") -> None:
    """Whatever was in a column is still in it; tables, columns and rows may have been added."""
    for table, columns in before.items():
        for column, values in columns.items():
            if (table, column) not in REWRITTEN.get(name, ()):
                held = after[table][column][: len(values)]
                assert held == values, f"{table}.{column} lost what it held"


async def test_migrating_keeps_every_row_and_ends_in_the_schema_of_the_models(
    stores: Stores, empty_url: str, url: str
) -> None:
    assert set(ROWS) == shipped(), "every migration has rows for the tables it creates"
    before: dict[str, Any] = {}
    for name in sorted(shipped()):
        with keyring.held(keyring.Keyring(None, KEYS)):
            assert await apply(migrating(empty_url), upto=name) == [name]
        after = stores.contents(empty_url)
        assert_kept(before, after, name)
        for statement in ROWS[name].values():
            stores.rows(empty_url, statement)
        before = stores.contents(empty_url) if ROWS[name] else after
        bare = {table for table, columns in before.items() if not columns}
        assert not bare, f"{name} needs rows for {bare}"
    assert stores.schema(empty_url) == stores.schema(url)
    assert without_triggers(stores.schema(empty_url)) == await generated(stores)


async def test_the_names_of_conversations_are_taken_out_of_what_was_kept(
    stores: Stores, empty_url: str
) -> None:
    await apply(migrating(empty_url), upto="0008_conversation")
    stores.rows(empty_url, ROWS["0001_clinic_member_audit"]["clinic"])
    named = """{"scope": "groupChat", "conversation": "19:x", "name": "Maria Garcia ''86"}"""
    bare = """{"scope": "personal", "conversation": "a:amy"}"""
    for number, reference in enumerate((named, bare), start=1):
        stores.rows(
            empty_url,
            f"""INSERT INTO conversation (id, clinic_id, place, reference, claims, added_at)
            VALUES ({number}, 1, 'p{number}', '{reference}', '{{}}', '2026-12-01 12:00+00:00')""",  # noqa: S608
        )
    await apply(migrating(empty_url))
    kept = stores.rows(empty_url, "SELECT reference FROM conversation ORDER BY id")
    assert [json.loads(row[0]) for row in kept] == [
        {"scope": "groupChat", "conversation": "19:x"},
        {"scope": "personal", "conversation": "a:amy"},
    ]


async def test_the_authorizations_of_before_are_numbered_as_they_were_entered(
    stores: Stores, empty_url: str
) -> None:
    await apply(migrating(empty_url), upto="0002_charts")
    rows = [ROWS["0001_clinic_member_audit"]["clinic"], ROWS["0002_charts"]["alias"]]
    second = rows[1].replace("(1, 1, 'BLUE47K', 'BLUE-47K'", "(2, 1, 'RED11F', 'RED-11F'")
    granted = ROWS["0002_charts"]["authorization"]
    three = [
        granted,
        granted.replace("(1, 1, 1, '1'", "(2, 1, 2, '1'"),
        granted.replace("(1, 1, 1, '1'", "(3, 1, 1, '2'"),
    ]
    for statement in [*rows, second, *three]:
        stores.rows(empty_url, statement)
    await apply(migrating(empty_url))
    kept = stores.rows(
        empty_url, 'SELECT alias_id, key, serial, replaced_by FROM "authorization" ORDER BY id'
    )
    assert [[*map(str, row)][:3] for row in kept] == [
        ["1", "1", "1"],
        ["2", "1", "1"],
        ["1", "2", "2"],
    ]


@pytest.mark.parametrize(
    ("plan", "plans"),
    [
        pytest.param("PPO", ["-", "PPO", "-"], id="of who paid at the last count"),
        pytest.param("self-pay", ["self-pay", "-", "-"], id="the patient, before a payer paid"),
        pytest.param("", ["-", "-", "-"], id="none was kept"),
    ],
)
async def test_the_plan_of_before_is_of_the_days_for_which_it_was_kept(
    stores: Stores, empty_url: str, plan: str, plans: list[str]
) -> None:
    await apply(migrating(empty_url), upto="0041_rule_callers")
    period = ROWS["0015_payers_and_balances"]["payer_period"]
    first = period.replace("'cigna', '2026-11-01'", "NULL, NULL")
    second = period.replace("(1, 1, 1", "(2, 1, 1")
    third = period.replace("(1, 1, 1", "(3, 1, 1").replace("2026-11-01", "2027-01-01")
    rows = [ROWS["0001_clinic_member_audit"]["clinic"], ROWS["0002_charts"]["alias"]]
    counted = f"UPDATE alias SET plan = '{plan}', counted_on = '2026-12-01'"  # noqa: S608 -- ours
    for statement in [*rows, counted, first, second, third]:
        stores.rows(empty_url, statement)
    await apply(migrating(empty_url))
    kept = stores.rows(empty_url, "SELECT COALESCE(plan, '-') FROM payer_period ORDER BY id")
    assert [str(row[0]) for row in kept] == plans


async def test_open_charts_whose_payers_changed_are_counted_anew_quietly(
    stores: Stores, empty_url: str
) -> None:
    await apply(migrating(empty_url), upto="0043_in_vain")
    alias = ROWS["0002_charts"]["alias"]
    others = [
        alias.replace("(1, 1, 'BLUE47K', 'BLUE-47K'", f"({n}, 1, '{name}1', '{name}-1'")
        for n, name in ((2, "RED"), (3, "ELM"))
    ]
    period = ROWS["0015_payers_and_balances"]["payer_period"]
    closed = "UPDATE alias SET is_open = (id <> 3), next_look = NULL"
    rows = [ROWS["0001_clinic_member_audit"]["clinic"], alias, *others, closed]
    for statement in [*rows, period, period.replace("(1, 1, 1", "(2, 1, 3")]:
        stores.rows(empty_url, statement)
    await apply(migrating(empty_url))
    looks = stores.rows(
        empty_url, "SELECT COALESCE(next_look, '0009-09-09') FROM alias ORDER BY id"
    )
    assert [str(row[0])[:10] == QUIET_DAWN.isoformat() for row in looks] == [True, False, False]


async def test_migrating_twice_applies_nothing_the_second_time(empty_url: str) -> None:
    assert await Database(empty_url, KEYS).migrate() == sorted(shipped())
    assert await Database(empty_url, KEYS).migrate() == []


async def test_a_table_gets_a_new_class_only_where_it_changes_or_somebody_looks(
    empty_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    make = ModelState.render

    def noted(state: ModelState, apps: StateApps, **how: bool) -> type[Model]:
        made.append(state.name)
        return make(state, apps, **how)

    monkeypatch.setattr(ModelState, "render", noted)
    await Database(empty_url, KEYS).migrate()
    assert len(made) < 10 * len(set(made)), "each operation made the classes of all tables"


async def test_migrating_an_open_database_leaves_it_open(empty_url: str) -> None:
    async with Database(empty_url, KEYS) as database:
        await database.migrate()
        assert (await database.check()).ready


async def test_every_foreign_key_is_led_by_an_index(stores: Stores, url: str) -> None:
    for table, shape in stores.schema(url).items():
        led = {columns[0] for columns in shape.uniques | shape.indexes}
        keys = {column for column in shape.columns if column.endswith("_id")}
        assert keys <= led, f"{table} is searched from end to end for {keys - led}"


def forbidden(steps: list[Operation]) -> list[str]:
    """The operations that a migration may not use."""
    return [type(step).__name__ for step in steps if not isinstance(step, ALLOWED)]


@pytest.mark.parametrize("name", sorted(shipped()))
def test_a_migration_only_adds(name: str) -> None:
    module = importlib.import_module(f"{migrations.__name__}.{name}")
    assert forbidden(module.Migration.operations) == []


@pytest.mark.parametrize("name", [name for name in sorted(shipped()) if name > "0020_job_runs"])
def test_processes_of_the_release_before_serve_on_a_migrated_schema(name: str) -> None:
    """They know nothing of a new column, so that it has to be empty where they add a row."""
    module = importlib.import_module(f"{migrations.__name__}.{name}")
    added = [s for s in module.Migration.operations if isinstance(s, operations.AddField)]
    assert [step.name for step in added if not step.field.null] == []


@pytest.mark.parametrize(
    "step",
    [
        operations.AlterField("MemberRow", "role", fields.CharField(max_length=99)),
        operations.RemoveField("MemberRow", "role"),
        operations.DeleteModel("MemberRow"),
        operations.RenameField("MemberRow", "role", "rank"),
        operations.RenameModel("MemberRow", "PersonRow"),
        operations.RemoveIndex("MemberRow", Index(fields=("role",))),
    ],
    ids=lambda step: type(step).__name__,
)
def test_an_operation_that_loses_something_is_refused(step: Operation) -> None:
    assert forbidden([step]) == [type(step).__name__]


LATER = """
from tortoise import fields, migrations
from tortoise.indexes import Index
from tortoise.migrations import operations

class Migration(migrations.Migration):
    dependencies = [("needlepoint", "0001_clinic_member_audit")]
    operations = [{steps}]
"""


@pytest.fixture
def later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A package of migrations that begins as ours does, for a second one to be added to."""
    package = tmp_path / "later_migrations"
    package.mkdir()
    (package / "__init__.py").touch()
    first = next(Path(str(migrations.__file__)).parent.glob("0001_*.py"))
    (package / first.name).write_text(first.read_text())
    monkeypatch.syspath_prepend(tmp_path)
    yield package
    for name in [name for name in sys.modules if name.startswith(package.name)]:
        del sys.modules[name]


async def migrate_further(stores: Stores, url: str, package: Path, steps: str) -> dict[str, Any]:
    """Fill a migrated database, write a second migration, apply it, return what was there."""
    for table in ("clinic", "member"):
        stores.rows(url, ROWS["0001_clinic_member_audit"][table])
    stores.rows(url, KEYED_ROW)
    before = stores.contents(url)
    (package / "0002_later.py").write_text(LATER.format(steps=steps))
    assert await apply(migrating(url, package.name)) == ["0002_later"]
    return before


async def test_a_migration_that_adds_keeps_rows_keys_and_triggers(
    stores: Stores, url: str, later: Path
) -> None:
    schema = stores.schema(url)
    before = await migrate_further(
        stores,
        url,
        later,
        """operations.AddField("ClinicRow", "nick", fields.CharField(max_length=9, null=True)),
        operations.AddIndex("AuditRow", Index(fields=("clinic_id", "at"), name="audit_at"))""",
    )
    assert_kept(before, stores.contents(url))
    after = stores.schema(url)
    assert after["clinic"].columns.pop("nick")
    after["audit"].indexes.remove(("clinic_id", "at"))
    assert after == schema


@pytest.mark.usefixtures("sqlite_only")
async def test_the_comparison_sees_what_tortoise_loses_when_it_rebuilds_a_table(
    stores: Stores, url: str, later: Path
) -> None:
    alter = (
        'operations.AlterField("AuditRow", "action", fields.CharField(max_length=64, null=True))'
    )
    await migrate_further(stores, url, later, alter)
    rebuilt = stores.schema(url)["audit"]
    assert (rebuilt.uniques, rebuilt.triggers) == (set(), set())


async def test_a_migration_that_fails_takes_back_those_before_it(
    stores: Stores, url: str, later: Path
) -> None:
    schema = stores.schema(url)
    nonsense = LATER.format(steps='operations.RunSQL("SELECT nonsense")')
    (later / "0003_nonsense.py").write_text(
        nonsense.replace("0001_clinic_member_audit", "0002_later")
    )
    add = 'operations.AddField("ClinicRow", "nick", fields.CharField(max_length=9, null=True))'
    with pytest.raises(Exception, match="nonsense"):
        await migrate_further(stores, url, later, add)
    assert stores.schema(url) == schema
    applied = numbered(stores.rows(url, "SELECT count(*) FROM tortoise_migrations"))
    assert applied == [len(shipped())]


MIGRATE_ON_A_SIGN = """
import asyncio, sys
from models.storage.database import Database
from tests.storage.keys import KEYS
print("ready", flush=True)
sys.stdin.readline()
print(asyncio.run(Database(sys.argv[1], KEYS).migrate()))
"""


def test_three_processes_may_migrate_at_once(empty_url: str) -> None:
    said = run_at_once(MIGRATE_ON_A_SIGN, [[empty_url]] * 3)
    assert sorted(said) == [str(sorted(shipped())), "[]", "[]"]
