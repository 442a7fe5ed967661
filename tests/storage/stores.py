"""The two databases as the tests see them: made fresh, read and changed from outside.

Nothing here goes through the program under test but the first migration of the template.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Protocol

from tests.postgres import ThrowawayPostgres
from tests.storage.psql_session import PsqlSession

TORTOISE_OWN = "tortoise_migrations"


@dataclass
class Shape:
    """What a table is made of, without the names of keys and indexes, which Tortoise makes up."""

    columns: dict[str, str] = field(default_factory=dict)
    uniques: set[tuple[str, ...]] = field(default_factory=set)
    indexes: set[tuple[str, ...]] = field(default_factory=set)
    foreign_keys: set[str] = field(default_factory=set)
    triggers: set[str] = field(default_factory=set)


Schema = dict[str, Shape]
Contents = dict[str, dict[str, list[str]]]


class Stores(Protocol):
    """Makes databases of one kind."""

    def empty(self) -> str:
        """The DATABASE_URL of a new database with nothing in it."""

    def copy(self, url: str) -> str:
        """The DATABASE_URL of a new database with everything that is in this one."""

    def drop(self, url: str) -> None:
        """Delete a database, whoever is connected: hundreds of them fill a disk."""

    def rows(self, url: str, statement: str) -> list[tuple[str, ...]]:
        """Run a statement from outside; every value comes as text."""

    def schema(self, url: str) -> Schema:
        """What the catalog says of every table but Tortoise's own."""

    def contents(self, url: str) -> Contents:
        """By table and column, in the order of `id`, what is in every table but Tortoise's own."""


class SqliteStores:
    """Files in one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = count()

    def empty(self) -> str:
        """A new name: SQLite makes the file when it is first opened."""
        return f"sqlite://{self._folder}/{next(self._numbers)}.sqlite3"

    def copy(self, url: str) -> str:
        """A copy of the file."""
        copied = self.empty()
        shutil.copyfile(file_of(url), file_of(copied))
        return copied

    def drop(self, url: str) -> None:
        """Delete the file, if it was ever made."""
        file_of(url).unlink(missing_ok=True)

    def rows(self, url: str, statement: str) -> list[tuple[str, ...]]:
        """Through a connection of its own."""
        connection = sqlite3.connect(file_of(url), isolation_level=None)
        try:
            connection.execute("PRAGMA foreign_keys = ON")
            return [tuple(map(str, row)) for row in connection.execute(statement)]
        finally:
            connection.close()

    def schema(self, url: str) -> Schema:
        """From `sqlite_master` and the pragmas."""
        schema: Schema = {}
        for name, table, kind, sql in self.rows(
            url, "SELECT name, tbl_name, type, sql FROM sqlite_master ORDER BY type = 'trigger'"
        ):
            if kind == "table" and name != TORTOISE_OWN and not name.startswith("sqlite_"):
                schema[name] = self._shape(url, name)
            elif kind == "trigger":
                schema[table].triggers.add(sql)
        return schema

    def contents(self, url: str) -> Contents:
        """Through one connection: there are many tables."""
        found: Contents = {}
        with closing(sqlite3.connect(file_of(url))) as connection:
            named = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            tables = {name for (name,) in named if not name.startswith("sqlite_")}
            for table in tables - {TORTOISE_OWN}:
                rows = connection.execute(f'SELECT * FROM "{table}" ORDER BY id')  # noqa: S608
                names = [name for name, *_ in rows.description]
                values = zip(*rows, strict=True)
                found[table] = {n: [*map(str, v)] for n, v in zip(names, values, strict=False)}
        return found

    def _shape(self, url: str, table: str) -> Shape:
        shape = Shape()
        for _, name, *rest in self.rows(url, f"PRAGMA table_info({table})"):
            shape.columns[name] = " ".join(rest)
        for _, name, unique, _, partial in self.rows(url, f"PRAGMA index_list({table})"):
            columns = tuple(row[2] for row in self.rows(url, f"PRAGMA index_info({name})"))
            kind = shape.uniques if unique == "1" else shape.indexes
            kind.add((*columns, "partial") if partial == "1" else columns)
        for _, _, *rest in self.rows(url, f"PRAGMA foreign_key_list({table})"):
            shape.foreign_keys.add(" ".join(rest))
        return shape


_COLUMNS = """SELECT table_name, column_name, concat_ws(' ', data_type, character_maximum_length,
    is_nullable, column_default) FROM information_schema.columns WHERE table_schema = 'public'"""
_INDEXES = """SELECT t.relname, x.indisunique AND NOT x.indisprimary, x.indisprimary,
    (SELECT string_agg(pg_get_indexdef(x.indexrelid, n, true), ',') FROM
     generate_series(1, x.indnatts) n), coalesce(pg_get_expr(x.indpred, x.indrelid), '')
    FROM pg_index x JOIN pg_class t ON t.oid = x.indrelid
    WHERE t.relnamespace = 'public'::regnamespace"""
_FOREIGN_KEYS = """SELECT conrelid::regclass, pg_get_constraintdef(oid) FROM pg_constraint
    WHERE contype IN ('f', 'c') AND connamespace = 'public'::regnamespace"""
_TRIGGERS = """SELECT tgrelid::regclass, pg_get_triggerdef(oid) FROM pg_trigger
    WHERE NOT tgisinternal"""


class PostgresStores:
    """Databases of one server."""

    def __init__(self, server: ThrowawayPostgres, session: PsqlSession) -> None:
        self._server = server
        self._session = session
        self._numbers = count()

    def empty(self) -> str:
        """Create a database from PostgreSQL's own template."""
        return self._create("template1")

    def copy(self, url: str) -> str:
        """Create a database from this one; nobody may be connected to it."""
        return self._create(name_of(url))

    def drop(self, url: str) -> None:
        """Cut every connection, then drop it."""
        self._session.run(f"DROP DATABASE IF EXISTS {name_of(url)} WITH (FORCE)")

    def rows(self, url: str, statement: str) -> list[tuple[str, ...]]:
        """Through psql."""
        printed = self._server.sql(statement, name_of(url))
        return [tuple(line.split("|")) for line in printed.splitlines()]

    def schema(self, url: str) -> Schema:
        """From `pg_catalog`."""
        schema: Schema = {}
        for table, column, says in self.rows(url, _COLUMNS):
            schema.setdefault(table, Shape()).columns[column] = says
        for table, unique, primary, columns, condition in self.rows(url, _INDEXES):
            kind = schema[table].uniques if unique == "t" else schema[table].indexes
            if primary == "f":
                kind.add((*columns.split(","), condition) if condition else (*columns.split(","),))
        for table, says in self.rows(url, _FOREIGN_KEYS):
            schema[table.strip('"')].foreign_keys.add(says)  # a reserved word comes quoted
        for table, says in self.rows(url, _TRIGGERS):
            schema[table].triggers.add(says)
        schema.pop(TORTOISE_OWN, None)
        return schema

    def contents(self, url: str) -> Contents:
        """In one question: to start psql for each table takes longer."""
        named = self.rows(url, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        found: Contents = {name: {} for (name,) in named if name != TORTOISE_OWN}
        of_each = (f"(SELECT '{t}', to_json(r) FROM \"{t}\" r ORDER BY id)" for t in found)  # noqa: S608
        for table, *row in self.rows(url, " UNION ALL ".join(of_each)):
            for column, value in json.loads("|".join(row)).items():
                found[table].setdefault(column, []).append(str(value))
        return found

    def _create(self, template: str) -> str:
        name = f"needlepoint_{next(self._numbers)}"
        # Its files are copied as they are: with no fsync the checkpoint before it costs nothing.
        self._session.run(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
        return self._server.url(name)


def file_of(url: str) -> Path:
    """The file of a SQLite DATABASE_URL."""
    return Path(url.removeprefix("sqlite://"))


def name_of(url: str) -> str:
    """The database of a PostgreSQL DATABASE_URL."""
    return url.rpartition("/")[2]


def without_triggers(schema: Schema) -> Schema:
    """The same schema as the models alone would make it: they know of no triggers."""
    for shape in schema.values():
        shape.triggers.clear()
    return schema


def numbered(rows: Iterable[tuple[str, ...]]) -> list[int]:
    """The first column, as numbers."""
    return [int(row[0]) for row in rows]
