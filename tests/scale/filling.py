"""Fill PostgreSQL with a chain: 500 aliases a clinic, 20 sessions an alias (TABLES: what besides).

Forty charts are made by real commands, in a clinic of their own. Every other alias is a copy of one
of them with all of its rows, so that what is counted is what the program itself would have counted.
Sessions are written visit by visit, as clinics log: those of one alias lie far apart on the disk.
"""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.app import App
from bot.membership import Caller
from jobs import recount_changed, recount_due
from models.clinic import preferences
from models.clinic.clinic import Platform, Role
from models.clinic.preferences import Preferences
from models.mention import channel
from models.reply import Reply
from tests.postgres import ThrowawayPostgres

NOW = datetime(2026, 11, 23, 17, tzinfo=UTC)
"""Noon in New York on a Monday, and the same day in all of the United States."""

OF_CLINIC = 500  # aliases
VISITS = 20
CLOSED = 5  # of so many templates one is closed
MEMBERS = 6

TEMPLATES = "TEMPLATES"
PAYERS = (
    *("nc medicaid", "arizona medicaid", "ky medicaid", "uhc medicare advantage"),
    *("L&I", "aetna", "cigna", "medicare for chronic low back pain"),
)
MODELS = 5 * len(PAYERS)  # each payer in five shapes
_FIRST = datetime(2026, 2, 2, tzinfo=UTC).date()

_CLINICS = f"""
    INSERT INTO clinic (platform, workspace, profession, state, time_zone, added_at, preferences,
        readings, counted_by, digest_at)
    SELECT 'slack', 'T' || n, c.profession, c.state, (ARRAY['America/New_York', 'America/Chicago',
        'America/Denver', 'America/Los_Angeles'])[1 + n % 4], c.added_at, c.preferences, c.readings,
        c.counted_by, date '2026-11-24' + interval '12 hours'
    FROM generate_series({{first}}, {{last}}) n, clinic c WHERE c.workspace = '{TEMPLATES}';
    CREATE TABLE IF NOT EXISTS scale_clinic (nr int PRIMARY KEY, id int);
    INSERT INTO scale_clinic SELECT substr(workspace, 2)::int, id FROM clinic
    WHERE workspace ~ '^T[0-9]+$' AND substr(workspace, 2)::int BETWEEN {{first}} AND {{last}};
    INSERT INTO member (clinic_id, "user", role, added_at, vouched_at)
    SELECT id, 'U' || m, CASE m WHEN 1 THEN 'manager' ELSE 'staff' END, '{NOW}', '{NOW}'
    FROM scale_clinic, generate_series(1, {MEMBERS}) m WHERE nr BETWEEN {{first}} AND {{last}};
    INSERT INTO recall_mark (clinic_id, facts, rules)
    SELECT id, '{{facts}}', 0 FROM scale_clinic WHERE nr BETWEEN {{first}} AND {{last}}"""  # noqa: S608

_ALIASES = f"""
    INSERT INTO alias (id, clinic_id, key, text, lookalike, {{columns}})
    SELECT 1000000 + (s.nr - 1) * {OF_CLINIC} + i, s.id, 'BLUE' || i, 'BLUE-' || i,
        translate('BLUE' || i, 'OIS', '015'), {{of_model}}
    FROM scale_clinic s CROSS JOIN generate_series(1, {OF_CLINIC}) i
    JOIN alias t ON t.id = (SELECT min(id) FROM alias) + i % {MODELS}
    WHERE s.nr BETWEEN {{first}} AND {{last}}"""  # noqa: S608 -- constants

# A row of every model's, for each alias that is a copy of it.
_OF_ALIAS = f"""
    INSERT INTO "{{table}}" (clinic_id, alias_id, {{columns}})
    SELECT a.clinic_id, a.id, {{of_model}}
    FROM alias a JOIN scale_{{table}} t
        ON t.model = ((a.id - 1000001) % {OF_CLINIC} + 1) % {MODELS}
    WHERE a.id BETWEEN {{first_alias}} AND {{last_alias}}{{of}}"""  # noqa: S608 -- constants
_MODELS = """
    CREATE TABLE scale_{table} AS
    SELECT *, alias_id - (SELECT min(id) FROM alias) AS model FROM "{table}" """

_CLINICS_OWN = {
    "delivery": """
        INSERT INTO delivery (clinic_id, note_id, errand, key, place, fate, owed_since, claimed_by,
            is_posting, attempts, message, wanted, sent_at, why)
        SELECT clinic_id, id, 'alert', 'alert/' || id, 'CTEAM', 'sent', noted_at, 'w1', FALSE, 0,
            'm' || id, 0, sent_at, ''
        FROM note WHERE alias_id BETWEEN {first_alias} AND {last_alias}""",
    "audit": """
        INSERT INTO audit (clinic_id, number, at, actor, action, subject, detail, previous_hash,
            hash, salt, detail_hash, key_name)
        SELECT a.clinic_id, row_number() OVER (PARTITION BY a.clinic_id ORDER BY a.id), a.opened_at,
            'U' || 1 + a.id % 6, 'alias opened', a.text, '{{"payer": "aetna"}}',
            md5(a.id::text) || md5(a.text), md5(a.text) || md5(a.id::text), md5(a.text),
            md5(a.key) || md5(a.text), 'now'
        FROM alias a WHERE a.id BETWEEN {first_alias} AND {last_alias}""",
    "receipt": """
        INSERT INTO receipt (clinic_id, code, member, command, told_on, told_at, profession, state,
            rules, facts, about, verdict)
        SELECT a.clinic_id, 'R-' || upper(substr(md5(a.key || m), 1, 8)), 'U' || m,
            '/coverage aetna 20560 on 2026-' || to_char(a.id % 12 + 1, 'FM00') || '-'
                || to_char(a.id % 27 + 1, 'FM00'),
            date '2026-11-23' - (a.id % 300)::int, timestamptz '2026-11-23 15:00+00'
                - (a.id % 300) * interval '1 day', 'PT', 'NC', 0, '{facts}', 'aetna/dry_needling',
            'not_covered'
        FROM alias a CROSS JOIN generate_series(1, 2) m
        WHERE a.id BETWEEN {first_alias} AND {last_alias}""",
    "shared_answer": """
        INSERT INTO shared_answer (clinic_id, request, member, command, place, message, about,
            shared_at, canonical, told_on, profession, state, rules, facts, verdict, edited_as,
            look_at)
        SELECT a.clinic_id, md5(a.id::text), 'U1', '/coverage', 'CTEAM', 'm' || a.id,
            'aetna/dry_needling', a.opened_at, '/coverage aetna 20560', date '2026-11-01', 'PT',
            'NC', 0, '{facts}', 'not_covered', 'm' || a.id, timestamptz '2027-01-01 05:00+00'
        FROM alias a WHERE a.id % 10 = 0 AND a.id BETWEEN {first_alias} AND {last_alias}""",
    "mention": """
        INSERT INTO mention (clinic_id, place, message, digest, said_at)
        SELECT a.clinic_id, 'CTEAM', 'm' || a.id / 5, md5(a.key) || md5(a.text), a.opened_at
        FROM alias a WHERE a.id % 2 = 0 AND a.id BETWEEN {first_alias} AND {last_alias}""",
    "clinic_rule": """
        INSERT INTO clinic_rule (clinic_id, number, payer, counted_as, codes, condition, profession,
            line, state, verdict, source, said_on, unit, per, has_reference, known_on, entered_by,
            entered_at)
        SELECT id, m, 'humana', 'humana', '20560', '', '', '', '', 'not_covered', 'call',
            '2026-10-01', '', '', FALSE, '2026-10-01', 'U1', timestamptz '2026-10-01 12:00+00'
        FROM scale_clinic, generate_series(1, 3) m WHERE nr BETWEEN {first} AND {last}""",
    "seen_event": """
        INSERT INTO seen_event (source, key, received_at)
        SELECT 'slack', md5(n::text), timestamptz '2026-11-23 15:00+00'
        FROM generate_series({first_alias}, {last_alias}) n""",
}
_RULES_READ = """
    UPDATE recall_mark m SET rules = 3 FROM scale_clinic s
    WHERE s.id = m.clinic_id AND s.nr BETWEEN {first} AND {last}"""
_WHICH = {
    "session": tuple(f" AND t.number = {n}" for n in range(1, VISITS + 1)),
    "note": (" AND a.id % 2 = 0",),
}
"""A session after the other; of alerts those of every second alias."""

_TOLD = {
    "state": "CASE a.id % 10 WHEN 0 THEN 'sent' ELSE 'acknowledged' END",
    "look_at": "NULL",
    "sent_at": "t.noted_at",
    "taken_by": "CASE a.id % 10 WHEN 0 THEN '' ELSE 'U2' END",
    "taken_at": "CASE a.id % 10 WHEN 0 THEN NULL ELSE t.noted_at END",
}
TABLES = (
    *("session", "authorization", "standing", "episode", "payer_period", "improving", "balance"),
    *("limit_balance", "secondary_payer", "booking", "note"),
)
"""Those of an alias; those of a clinic stand in `_CLINICS_OWN`."""


async def make_models(app: App, server: ThrowawayPostgres) -> None:
    """The charts that all others are copies of, by the commands that people type."""
    boss = Caller(Platform.SLACK, TEMPLATES, "U1", "CTEAM", role=Role.MANAGER)
    clinic = (await app.memberships.find(boss)).clinic
    wanted = preferences.spell(Preferences(channel=channel("CTEAM"), zone_told=True))
    told = {"profession": "PT", "state": "NC", "preferences": wanted}
    await app.records.set_defaults(clinic.id, actor="U1", at=NOW, **told)  # type: ignore[arg-type]
    app.memberships.forget()
    for number in range(MODELS):
        alias = f"BLUE-{number}"
        shape, payer = divmod(number, len(PAYERS))
        typed = [f"/session new {alias} payer {PAYERS[payer]}"]
        if shape % 3 == 1:
            typed.append(f"/session authorize {alias} 24 visits from 2026-06-01 until 2026-12-31")
        days = [_FIRST + timedelta(days=14 * visit + number % 7) for visit in range(VISITS)]
        typed += [f"/session log {alias} 20560 on {day}" for day in days]
        if shape == 2:
            typed.append(f"/caps book {alias} 2026-11-24, 2026-11-27, 2026-12-01")
        if shape == CLOSED - 1:
            typed.append(f"/session close {alias}")
        for n, each in enumerate(typed):
            asked = replace(boss, idempotency_key=f"{alias}/{n}")
            _must_do(await app.answer(asked, each), each)
    await recount_changed.run(NOW, app.services)
    while "counted" in await recount_due.run(NOW, app.services):  # whom that made due
        pass
    for table in TABLES:
        server.sql(_MODELS.format(table=table))


def _must_do(reply: Reply, typed: str) -> None:
    if reply.headline.startswith(("I ", "There ", "That ", "Something ", "Of which")):
        raise SystemExit(f"{typed}: {' '.join(reply.texts)}")


def fill(server: ThrowawayPostgres, facts: str, first: int, last: int) -> None:
    """Add the clinics of these numbers, with everything that they would have by now."""
    low, high = 1_000_001 + (first - 1) * OF_CLINIC, 1_000_000 + last * OF_CLINIC
    named = {"first": first, "last": last, "first_alias": low, "last_alias": high, "facts": facts}
    _run(server, _CLINICS.format(**named))
    columns = _columns(server, "alias", "key", "text", "lookalike", "request", "clinic_id")
    aliases = _ALIASES.format(columns=columns, of_model=_of(columns), **named)
    _load(server, "alias", [aliases])
    for table in TABLES:
        which = _WHICH.get(table, ("",))
        _load(server, table, [_of_alias(server, table, of, named) for of in which])
    for table, statement in _CLINICS_OWN.items():
        _load(server, table, [statement.format(**named)])
    _run(server, _RULES_READ.format(**named))
    _run(server, "SELECT setval('alias_id_seq', (SELECT max(id) FROM alias))")
    server.sql("VACUUM ANALYZE")


def _of_alias(server: ThrowawayPostgres, table: str, of: str, named: dict[str, object]) -> str:
    columns = _columns(server, table, "clinic_id", "alias_id", "request", "void_request", "lead")
    of_model = _of(columns)
    if table == "session":
        columns += ", request"
        of_model = of_model.replace("t.logged_by", "'U' || 1 + a.id % 6")
        of_model += ", md5(a.id || '/' || t.number)"
    if table == "note":  # told long ago; of ten somebody left one to lie
        for column, value in _TOLD.items():
            of_model = of_model.replace(f"t.{column}", value)
    return _OF_ALIAS.format(table=table, columns=columns, of_model=of_model, of=of, **named)


def _of(columns: str) -> str:
    return ", ".join(f"t.{column}" for column in columns.split(", "))


def _columns(server: ThrowawayPostgres, table: str, *but: str) -> str:
    return server.sql(
        "SELECT string_agg(quote_ident(column_name), ', ' ORDER BY ordinal_position) "  # noqa: S608
        f"FROM information_schema.columns WHERE table_name = '{table}' "
        f"AND column_name NOT IN {('id', *but)}"
    )


def _load(server: ThrowawayPostgres, table: str, statements: list[str]) -> None:
    """Many rows into a table whose indexes are made anew at the end."""
    indexes = _take_indexes(server, table)
    for statement in statements:
        _run(server, statement)
    for index in indexes:
        _run(server, index)


def _take_indexes(server: ThrowawayPostgres, table: str) -> list[str]:
    """Drop what would be kept up row by row; the statements that make it again."""
    kept = server.sql(
        "SELECT indexdef FROM pg_indexes JOIN pg_class ON relname = indexname JOIN pg_index "  # noqa: S608
        f"ON indexrelid = pg_class.oid WHERE tablename = '{table}' AND NOT indisprimary"
    ).splitlines()
    for definition in kept:
        name = definition.split(" INDEX ")[1].split(" ON ")[0]
        server.sql(
            f'ALTER TABLE "{table}" DROP CONSTRAINT IF EXISTS {name}; DROP INDEX IF EXISTS {name}'
        )
    return kept


def _run(server: ThrowawayPostgres, statements: str) -> None:
    """Without looking up each reference: they are copies of rows that have it."""
    server.sql(f"SET session_replication_role = replica; SET work_mem = '256MB'; {statements}")


def size(server: ThrowawayPostgres) -> str:
    """How large the database is by now."""
    return server.sql("SELECT pg_size_pretty(pg_database_size(current_database()))")


def rows(server: ThrowawayPostgres) -> dict[str, int]:
    """How many rows each table has, as the planner knows."""
    told = server.sql(
        "SELECT relname, reltuples::bigint FROM pg_class WHERE relkind = 'r' "
        "AND relnamespace = 'public'::regnamespace AND relname !~ '^(scale|tortoise)_'"
    )
    return {name: int(number) for name, number in (line.split("|") for line in told.splitlines())}


def free(server: ThrowawayPostgres) -> float:
    """Gigabytes that are free where the data lies."""
    return shutil.disk_usage(server.data).free / 1e9
