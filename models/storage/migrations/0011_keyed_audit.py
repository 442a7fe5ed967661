"""Migration 11: the audit is bound by a key, and what it says of a patient can be erased.

Rows of before are checked, bound anew with the key, and sealed: a row behind them says how many
they were, the last hash that they had, and where their chain was broken if it was. Texts that
somebody typed leave their details: why a session was voided, who told a balance, a plan. So does
every row about an alias that was forgotten, of which only a keyed hash stays.
"""

from __future__ import annotations

import json
import secrets
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from tortoise import fields, migrations
from tortoise.migrations import operations
from tortoise.migrations.schema_editor import BaseSchemaEditor
from tortoise.migrations.schema_generator.state_apps import StateApps

from models.clinic.audit import (
    BEFORE_THE_FIRST,
    SEALED,
    SYSTEM,
    AuditEvent,
    ChainHead,
    as_detail,
    chained,
)
from models.coverage.plan_kind import PlanKind
from models.storage import forgotten_aliases, keyring
from models.storage.audit_log import values_of
from models.storage.migrations._tables import create, refers_to
from models.storage.sql import Row, execute, fetch, instant
from models.storage.statements.audit import COLUMNS
from models.visits.balance_source import unspell
from models.visits.void_reason import VoidReason

_PAGE = 500
_FORGOTTEN = "alias forgotten"

# What people typed into the rows of older releases, by action. A later release chooses from lists.
_TYPED = {
    "session voided": ("reason",),
    "balance told": ("source",),
    "plan set": ("from", "to"),
}
_OTHER = "other"

UNGUARD = {
    "sqlite": ("DROP TRIGGER audit_refuses_update", "DROP TRIGGER audit_refuses_delete"),
    "postgres": (
        "LOCK TABLE audit IN EXCLUSIVE MODE",
        "DROP TRIGGER audit_refuses_change ON audit",
    ),
}

# What an UPDATE may do: erase what the row says of a patient, and nothing besides.
_KEPT = (
    *("id", "clinic_id", "number", "at", "actor", "action"),
    *("detail_hash", "key_name", "previous_hash", "hash"),
)


def _erases(same: str) -> str:
    """The condition; `same` compares two values of which one may be null."""
    emptied = [f"NEW.{column} {same} ''" for column in ("subject", "detail", "salt")]
    return " AND ".join(emptied + [f"NEW.{column} {same} OLD.{column}" for column in _KEPT])


GUARDS = {
    "sqlite": (
        f"""CREATE TRIGGER audit_refuses_update BEFORE UPDATE ON audit WHEN NOT ({_erases("IS")})
            BEGIN SELECT RAISE(ABORT, 'audit only grows'); END""",
        """CREATE TRIGGER audit_refuses_delete BEFORE DELETE ON audit
            BEGIN SELECT RAISE(ABORT, 'audit only grows'); END""",
        # INSERT OR REPLACE deletes without a word to the trigger above.
        """CREATE TRIGGER audit_refuses_replace BEFORE INSERT ON audit
            WHEN EXISTS (SELECT 1 FROM audit WHERE id = NEW.id)
                OR EXISTS (SELECT 1 FROM audit
                    WHERE clinic_id = NEW.clinic_id AND number = NEW.number)
            BEGIN SELECT RAISE(ABORT, 'audit only grows'); END""",
        """CREATE TRIGGER audit_refuses_keyless BEFORE INSERT ON audit WHEN NEW.key_name IS NULL
            BEGIN SELECT RAISE(ABORT, 'an older release cannot add to this audit'); END""",
    ),
    "postgres": (
        f"""CREATE FUNCTION audit_only_erases() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN
                IF {_erases("IS NOT DISTINCT FROM")} THEN RETURN NEW; END IF;
                RAISE EXCEPTION 'audit only grows';
            END $$""",
        """CREATE FUNCTION audit_wants_key() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN
                IF NEW.key_name IS NOT NULL THEN RETURN NEW; END IF;
                RAISE EXCEPTION 'an older release cannot add to this audit';
            END $$""",
        """CREATE TRIGGER audit_refuses_update BEFORE UPDATE ON audit
            FOR EACH ROW EXECUTE FUNCTION audit_only_erases()""",
        """CREATE TRIGGER audit_refuses_delete BEFORE DELETE ON audit
            FOR EACH ROW EXECUTE FUNCTION audit_only_grows()""",
        """CREATE TRIGGER audit_refuses_keyless BEFORE INSERT ON audit
            FOR EACH ROW EXECUTE FUNCTION audit_wants_key()""",
    ),
}

_CLINICS = "SELECT DISTINCT clinic_id FROM audit ORDER BY clinic_id"
_GONE = """
    SELECT DISTINCT subject FROM audit WHERE clinic_id = :clinic_id AND action = 'alias forgotten'
        AND subject NOT IN (SELECT text FROM alias WHERE clinic_id = :clinic_id)"""
_ROWS = """
    SELECT id, clinic_id, number, at, actor, action, subject, detail, previous_hash, hash
    FROM audit WHERE clinic_id = :clinic_id AND number > :number ORDER BY number LIMIT :page"""
_BIND = """
    UPDATE audit SET subject = :subject, detail = :detail, salt = :salt,
        detail_hash = :detail_hash, key_name = :key_name, previous_hash = :previous_hash,
        hash = :hash, number = :number
    WHERE id = :id"""
_SEAL = f"INSERT INTO audit ({COLUMNS}) VALUES :rows"  # noqa: S608 -- a constant


async def unguard(_: StateApps, editor: BaseSchemaEditor) -> None:
    """Let the rows be bound anew, while nobody else adds any."""
    for statement in UNGUARD[editor.DIALECT]:
        await editor.client.execute_query(statement)


async def bind(_: StateApps, editor: BaseSchemaEditor) -> None:
    """Bind the rows of every clinic with the key, and seal them."""
    del editor
    clinics = [row["clinic_id"] for row in await fetch(_CLINICS)]
    now = await _now()
    for clinic_id in clinics:
        await _Binding(clinic_id).bind(now)


async def guard(_: StateApps, editor: BaseSchemaEditor) -> None:
    """Have the database itself refuse to change, replace or delete what the audit says."""
    for statement in GUARDS[editor.DIALECT]:
        await editor.client.execute_query(statement)


class _Binding:
    """One clinic's rows on their way into the new chain."""

    def __init__(self, clinic_id: int) -> None:
        self._clinic_id = clinic_id
        self._key = keyring.current().keys.newest
        self._head: ChainHead | None = None
        self._last = BEFORE_THE_FIRST
        self._told: dict[str, Any] = {"erased": 0, "emptied": 0}

    async def bind(self, now: datetime) -> None:
        here = self._clinic_id
        gone = {row["subject"] for row in await fetch(_GONE, clinic_id=here)}
        number = 0
        while rows := await fetch(_ROWS, clinic_id=here, number=number, page=_PAGE):
            for row in rows:
                await self._bind(row, gone)
            number = rows[-1]["number"]
        for alias in sorted(gone):
            await forgotten_aliases.forget(here, alias)
        await self._seal(now)

    async def _bind(self, row: Row, gone: set[str]) -> None:
        self._check(row)
        deed = AuditEvent(instant(row["at"]), row["actor"], row["action"], *self._said(row))
        entry = chained(deed, self._clinic_id, self._head, self._key, secrets.token_hex(16))
        subject, detail, salt = deed.subject, deed.detail, entry.salt
        if row["subject"] in gone:
            self._told["erased"] += 1
            subject = detail = salt = ""
        await execute(
            _BIND,
            subject=subject,
            detail=detail,
            salt=salt,
            detail_hash=entry.detail_hash,
            key_name=entry.key_name,
            previous_hash=entry.previous_hash,
            hash=entry.hash,
            number=entry.number,
            id=row["id"],
        )
        self._head, self._last = entry.head, row["hash"]

    def _check(self, row: Row) -> None:
        """Note the first row that does not follow, as the older release would have found it."""
        number = self._head.number + 1 if self._head else 1
        follows = row["number"] == number and row["previous_hash"] == self._last
        if "broken" not in self._told and not (follows and row["hash"] == _old_digest(row)):
            self._told["broken"] = number

    def _said(self, row: Row) -> tuple[str, str]:
        detail = without_typed(row["action"], row["detail"])
        self._told["emptied"] += detail != row["detail"]
        return row["subject"], detail

    async def _seal(self, now: datetime) -> None:
        rows = self._head.number if self._head else 0
        told = {"rows": rows, "last": self._last, **self._told}
        deed = AuditEvent(now, SYSTEM, SEALED, "clinic", as_detail(told))
        entry = chained(deed, self._clinic_id, self._head, self._key, secrets.token_hex(16))
        await execute(_SEAL, rows=[values_of(entry)])


def without_typed(action: str, detail: str) -> str:
    """A detail of an older release in which nothing is left that somebody typed."""
    names = _TYPED.get(action, ())
    try:
        told = json.loads(detail)
    except ValueError:
        return detail if not names else "{}"
    typed = {name: _OTHER for name in names if told.get(name) and not _is_entry(told[name])}
    return as_detail(told | typed) if typed else detail


def _is_entry(text: str) -> bool:
    """Whether a text is one of a list's entries, which people choose from by now."""
    return text in set(VoidReason) | set(PlanKind) or unspell(text) is not None


def _old_digest(row: Row) -> str:
    """The hash by which the older release bound a row, without a key."""
    at = instant(row["at"]).astimezone(UTC).isoformat(timespec="microseconds")
    said = [row["previous_hash"], row["clinic_id"], row["number"], at]
    said += [row["actor"], row["action"], row["subject"], row["detail"]]
    return sha256(json.dumps(said, separators=(",", ":")).encode()).hexdigest()


async def _now() -> datetime:
    """The instant by the database's clock."""
    found = instant((await fetch("SELECT CURRENT_TIMESTAMP AS now"))[0]["now"])
    return found if found.tzinfo else found.replace(tzinfo=UTC)


class Migration(migrations.Migration):
    """Adds three columns and a table; binds the rows; guards them anew."""

    dependencies = [("needlepoint", "0010_alias_names")]  # noqa: RUF012 -- as Tortoise reads it
    operations = [  # noqa: RUF012 -- the same
        operations.RunPython(unguard),
        operations.AddField("AuditRow", "salt", fields.CharField(max_length=32, null=True)),
        operations.AddField("AuditRow", "detail_hash", fields.CharField(max_length=64, null=True)),
        operations.AddField("AuditRow", "key_name", fields.CharField(max_length=16, null=True)),
        create(
            "forgotten_alias",
            [
                refers_to("clinic"),
                ("digest", fields.CharField(max_length=64)),
                ("key_name", fields.CharField(max_length=16)),
            ],
            unique=(("clinic_id", "digest"),),
        ),
        operations.RunPython(bind),
        operations.RunPython(guard),
    ]
