"""Which triggers must guard the audit, and which of them are missing or changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from importlib import import_module

from tortoise.connection import get_connection

from models.storage.engine.database_url import CONNECTION
from models.storage.engine.unreachable import reaching
from models.storage.sql import fetch

# What creates and drops triggers, in the order in which it is applied.
_STEPS = (
    ("0001_clinic_member_audit", "ONLY_GROWS"),
    ("0011_keyed_audit", "UNGUARD"),
    ("0011_keyed_audit", "GUARDS"),
    ("0012_forgetting", "GUARDS"),
)
_STEP = re.compile(r"(CREATE|DROP) TRIGGER (\w+)")
_FUNCTION = re.compile(r"CREATE FUNCTION (\w+)\(")
_RUNS = re.compile(r"EXECUTE FUNCTION (\w+)")

_STANDING = {
    "sqlite": "SELECT name, sql AS does FROM sqlite_master WHERE type = 'trigger'",
    "postgres": """
        SELECT t.tgname AS name, p.prosrc AS does
        FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid
        WHERE NOT t.tgisinternal AND t.tgenabled IN ('O', 'A') AND pg_table_is_visible(c.oid)""",
}


async def missing() -> tuple[str, ...]:
    """The names of triggers that are gone, switched off, or do something else by now."""
    dialect = get_connection(CONNECTION).capabilities.dialect
    with reaching():
        stands = {row["name"]: _plain(row["does"]) for row in await fetch(_STANDING[dialect])}
    wanted = _wanted(dialect)
    return tuple(sorted(name for name, does in wanted.items() if stands.get(name) != does))


def _wanted(dialect: str) -> Mapping[str, str]:
    """What each trigger is to do: its whole statement in SQLite, its function in PostgreSQL."""
    triggers: dict[str, str] = {}
    functions: dict[str, str] = {}
    for statement in _statements(dialect):
        if function := _FUNCTION.match(statement):
            functions[function[1]] = statement.split("$$")[1]
        step = _STEP.match(statement)
        if step and step[1] == "DROP":
            del triggers[step[2]]
        elif step:
            runs = _RUNS.search(statement)
            triggers[step[2]] = _plain(functions[runs[1]] if runs else statement)
    return triggers


def _statements(dialect: str) -> Iterator[str]:
    for migration, name in _STEPS:
        yield from getattr(import_module(f"models.storage.migrations.{migration}"), name)[dialect]


def _plain(statement: str) -> str:
    return " ".join(statement.split())
