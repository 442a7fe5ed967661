"""Which statements reach into a table without naming the clinic whose rows they want.

`watched` hears every statement of SQLite's connection; `crossing` says of one which of its tables
are bound to no clinic. A table is bound where its `clinic_id` is a value, or that of a bound one
beside it or around it; a clinic's own row where its id or its workspace is given.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import cache, lru_cache

from tortoise.connection import get_connection

from models.storage import tables
from models.storage.engine.database_url import CONNECTION
from models.storage.sql import fetch
from models.storage.tables.clinics import OfClinic

_TOKEN = re.compile(r"'[^']*'|\"(\w+)\"|[\w?$:]+|<>|[<>!]=|[^\s\w]")
_NAMES = frozenset({"FROM", "JOIN", "UPDATE", "INTO"})
_NO_ALIAS = _NAMES | set(
    "WHERE ON SET LEFT INNER OUTER CROSS JOIN GROUP ORDER LIMIT VALUES SELECT USING AND OR UNION"
    " HAVING RETURNING DO DEFAULT INDEXED NOT".split()
)
_VALUE = re.compile(r"\?\d*|\$\d+|-?\d+|'[^']*'|:\w+")


@dataclass
class _Scope:
    """One SELECT, UPDATE, INSERT or DELETE, with its tables by alias and what it sets equal."""

    outer: _Scope | None
    named: dict[str, str] = field(default_factory=dict)
    given: set[str] = field(default_factory=set)  # aliases whose clinic is a value
    equal: list[tuple[str, str]] = field(default_factory=list)
    inserts: set[str] = field(default_factory=set)

    @property
    def free(self) -> set[str]:
        """The aliases that are bound to no clinic."""
        bound = {a for a in self.named if a in self.given or a in self.inserts}
        if "" in self.given:  # said of no table by name: of the only one that it can mean
            bound |= set(list(self.named)[:1])
        around = self.outer
        while around:
            bound |= set(around.named) - around.free - set(self.named)
            around = around.outer
        while more := {
            a for pair in self.equal for a in pair if set(pair) & bound and a not in bound
        }:
            bound |= more
        return {a for a, table in self.named.items() if table in _owned() and a not in bound}


@cache
def _owned() -> frozenset[str]:
    """The tables whose rows are a clinic's, and the clinics themselves."""
    models = (getattr(tables, name) for name in tables.__all__)
    return frozenset(
        str(model._meta.db_table)  # noqa: SLF001 -- Tortoise keeps it there
        for model in models
        if issubclass(model, OfClinic)
    ) | {"clinic"}


@lru_cache(maxsize=4_096)
def crossing(statement: str) -> tuple[str, ...]:
    """The tables that a statement reads or changes in whichever clinic."""
    tokens = [match[1] or match[0] for match in _TOKEN.finditer(statement)]
    scopes = [*_scopes(tokens)]
    return tuple(sorted({scope.named[alias] for scope in scopes for alias in scope.free}))


def _scopes(tokens: list[str]) -> Iterator[_Scope]:
    scope = _Scope(None)
    stack: list[_Scope | None] = []
    yield scope
    for at, token in enumerate(tokens):
        following = tokens[at + 1 : at + 5]
        if token == "(":
            stack.append(scope if following[:1] in (["SELECT"], ["WITH"]) else None)
            if stack[-1] is not None:
                scope = _Scope(scope)
                yield scope
        elif token == ")" and stack:
            scope = stack.pop() or scope
        elif token.upper() in _NAMES:
            _name(scope, token.upper(), tokens, at + 1)
        elif token in {"clinic_id", "workspace", "id", "number"}:
            _bind(scope, tokens, at)


def _name(scope: _Scope, verb: str, tokens: list[str], at: int) -> None:
    """A table, with the name by which the statement speaks of it."""
    if at >= len(tokens) or tokens[at] not in _owned():
        return
    table, rest = tokens[at], tokens[at + 1 : at + 3]
    if rest[:1] == ["AS"]:
        rest = rest[1:]
    has_alias = bool(rest) and rest[0].isidentifier() and rest[0].upper() not in _NO_ALIAS
    alias = rest[0] if has_alias else table
    scope.named[alias] = table
    columns = tokens[at : tokens.index(")", at)] if verb == "INTO" and ")" in tokens[at:] else []
    if columns and (table == "clinic" or "clinic_id" in columns):
        scope.inserts.add(alias)


def _bind(scope: _Scope, tokens: list[str], at: int) -> None:
    """What a column that says whose row it is is set equal to."""
    column = tokens[at]
    alias = tokens[at - 2] if at > 1 and tokens[at - 1] == "." else ""
    rest = tokens[at + 1 : at + 6]
    of_clinic = scope.named.get(alias or next(iter(scope.named), "")) == "clinic"
    if column != "clinic_id" and not of_clinic:
        return
    values = {"=": rest[1:2], "IN": rest[2:3]}.get(rest[0] if rest else "", [])
    if any(map(_VALUE.fullmatch, values)):
        scope.given.add(alias)
    elif len(rest) > 3 and rest[0] == "=" and rest[2] == "." and rest[3] in {"clinic_id", "id"}:
        scope.equal.append((alias or next(iter(scope.named), ""), rest[1]))


@asynccontextmanager
async def watched() -> AsyncIterator[dict[str, tuple[str, ...]]]:
    """The statements of the open SQLite database that cross clinics, with the tables."""
    await fetch("SELECT 1")  # which connects
    connection = get_connection(CONNECTION)._connection._conn  # type: ignore[attr-defined]  # noqa: SLF001
    heard: dict[str, None] = {}
    connection.set_trace_callback(heard.setdefault)
    crossed: dict[str, tuple[str, ...]] = {}
    try:
        yield crossed
    finally:
        connection.set_trace_callback(None)
        for said in heard:
            if not said.startswith("--") and (reached := crossing(said)):
                crossed[" ".join(said.split())] = reached
