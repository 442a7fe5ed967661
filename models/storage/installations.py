"""The installations of the app: rows in, values out, and no token unsealed in the database.

Slack gives out a new token for a refresh token once. So one process has the turn at a time, by a
lease in the row; it asks Slack outside of any transaction and then writes what it got.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from models.clinic.audit import SYSTEM, AuditEvent
from models.clinic.installation import Installation, Tokens
from models.storage import audit_log
from models.storage.sql import Row, execute, fetch, instant
from models.storage.token_seal import TokenSeal, UnreadableToken
from models.storage.unreachable import reaching

_SAVE = """
    INSERT INTO installation (clinic_id, workspace, organization, app, bot_user, scopes,
        installed_by, installed_at, access, refresh, expires_at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (workspace) DO UPDATE SET clinic_id = excluded.clinic_id,
        organization = excluded.organization, app = excluded.app, bot_user = excluded.bot_user,
        scopes = excluded.scopes, installed_by = excluded.installed_by,
        installed_at = excluded.installed_at, access = excluded.access,
        refresh = excluded.refresh, expires_at = excluded.expires_at, turn_until = NULL"""
_FIND = """
    SELECT workspace, organization, app, bot_user, scopes, installed_by, access, refresh, expires_at
    FROM installation WHERE workspace = ?"""
_LINK = """
    INSERT INTO installation (clinic_id, workspace, organization, app, bot_user, scopes,
        installed_by, installed_at, access, refresh)
    VALUES (?, ?, ?, '', '', '', '', ?, '', '') ON CONFLICT DO NOTHING"""
_ERASE = """
    DELETE FROM installation WHERE workspace = ? AND access <> '' AND installed_at < ?
    RETURNING clinic_id"""
_TAKE_TURN = """
    UPDATE installation SET turn_until = ?
    WHERE workspace = ? AND refresh = ? AND (turn_until IS NULL OR turn_until < ?) RETURNING id"""
_RENEW = """
    UPDATE installation SET access = ?, refresh = ?, expires_at = ?, turn_until = NULL
    WHERE workspace = ? AND refresh = ?"""
_END_TURN = "UPDATE installation SET turn_until = NULL WHERE workspace = ? AND refresh = ?"
_SEALED = """
    SELECT workspace, access, refresh, expires_at FROM installation WHERE access <> ''
    ORDER BY workspace"""
_EXPIRE = "DELETE FROM install_state WHERE expires_at < ?"
_USE = """
    INSERT INTO install_state (digest, expires_at) VALUES (?, ?)
    ON CONFLICT DO NOTHING RETURNING id"""


@dataclass(frozen=True, slots=True)
class Examined:
    """How many installations there are; the workspaces whose tokens no key opens, or ran out."""

    installed: int
    unreadable: tuple[str, ...]
    run_out: tuple[str, ...]


class RefreshTurn:
    """The right to refresh one installation's tokens, until the lease runs out."""

    def __init__(self, workspace: str, sealed: str) -> None:
        self.workspace = workspace
        self.sealed = sealed


class Installations:
    """The installations in the database that is open. Times are aware and come from the caller.

    Every method raises `RecordsUnreachable`; those that read a token raise `Unsealable`.
    """

    def __init__(self, seal: TokenSeal) -> None:
        self._seal = seal

    async def save(self, new: Installation, clinic_id: int | None, at: datetime) -> None:
        """Keep an installation in the place of whatever was there. Org-wide it has no clinic."""
        facts = [new.workspace, new.organization, new.app, new.bot_user, " ".join(new.scopes)]
        values = [clinic_id, *facts, new.installed_by, at, *self._sealed(new.tokens)]
        deed = AuditEvent(at, new.installed_by, "app installed", new.workspace)
        with reaching():
            async with audit_log.transaction():
                await execute(_SAVE, values)
                await _tell_audit(clinic_id, deed)

    async def find(self, workspace: str, organization: str = "") -> Installation | None:
        """The installation that serves a workspace: its own, else its organization's."""
        with reaching():
            own = await _row(workspace)
            if own and own["access"]:
                return self._installation(own)
            over = organization or (own["organization"] if own else "")
            row = await _row(over) if over else None
        return self._installation(row) if row and row["access"] else None

    async def link(self, workspace: str, organization: str, clinic_id: int, at: datetime) -> None:
        """Remember which organization's installation serves a workspace without one of its own."""
        with reaching():
            await execute(_LINK, [clinic_id, workspace, organization, at])

    async def erase(self, workspace: str, before: datetime, at: datetime) -> bool:
        """Erase the tokens of an installation made before an instant; whether there was one.

        The clinic and its records stay, and another installation takes them up.
        """
        with reaching():
            async with audit_log.transaction():
                gone = await fetch(_ERASE, [workspace, before])
                for row in gone:
                    await _tell_audit(
                        row["clinic_id"], AuditEvent(at, SYSTEM, "app uninstalled", workspace)
                    )
        return bool(gone)

    async def take_turn(
        self, old: Installation, at: datetime, lease: timedelta
    ) -> RefreshTurn | None:
        """The turn to refresh, unless somebody has it or has refreshed since `old` was read."""
        with reaching():
            row = await _row(old.workspace)
            if row is None or self._seal.open(row["access"]) != old.tokens.access:
                return None
            values = [at + lease, old.workspace, row["refresh"], at]
            taken = await fetch(_TAKE_TURN, values)
        return RefreshTurn(old.workspace, row["refresh"]) if taken else None

    async def renew(self, turn: RefreshTurn, new: Tokens) -> None:
        """Write what Slack gave, unless the app was installed anew in the meantime."""
        with reaching():
            await execute(_RENEW, [*self._sealed(new), turn.workspace, turn.sealed])

    async def end_turn(self, turn: RefreshTurn) -> None:
        """Slack gave nothing: let the next one try."""
        with reaching():
            await execute(_END_TURN, [turn.workspace, turn.sealed])

    async def examine(self, at: datetime) -> Examined:
        """What can be said of the tokens that are kept, at an instant."""
        with reaching():
            rows = await fetch(_SEALED)
        unreadable = [row for row in rows if not self._opens(row)]
        run_out = [row for row in rows if row["expires_at"] and instant(row["expires_at"]) < at]
        return Examined(len(rows), _named(unreadable), _named(run_out))

    async def use_state(self, state: str, at: datetime, until: datetime) -> bool:
        """Whether a state is used for the first time; it is remembered while it would be taken."""
        with reaching():
            await execute(_EXPIRE, [at])
            return bool(await fetch(_USE, [_digest(state), until]))

    def _sealed(self, tokens: Tokens) -> tuple[str, str, datetime | None]:
        refresh = self._seal.seal(tokens.refresh) if tokens.refresh else ""
        return self._seal.seal(tokens.access), refresh, tokens.expires_at

    def _installation(self, row: Row) -> Installation:
        refresh = self._seal.open(row["refresh"]) if row["refresh"] else ""
        expires = instant(row["expires_at"]) if row["expires_at"] else None
        facts = (row["workspace"], row["organization"], row["app"], row["bot_user"])
        tokens = Tokens(self._seal.open(row["access"]), refresh, expires)
        return Installation(*facts, tuple(row["scopes"].split()), row["installed_by"], tokens)

    def _opens(self, row: Row) -> bool:
        try:
            for sealed in filter(None, (row["access"], row["refresh"])):
                self._seal.open(sealed)
        except UnreadableToken:
            return False
        return True


def _named(rows: list[Row]) -> tuple[str, ...]:
    return tuple(row["workspace"] for row in rows)


async def _row(workspace: str) -> Row | None:
    rows = await fetch(_FIND, [workspace])
    return rows[0] if rows else None


async def _tell_audit(clinic_id: int | None, deed: AuditEvent) -> None:
    if clinic_id is not None:
        await audit_log.append(clinic_id, [deed])


def _digest(state: str) -> str:
    return hashlib.sha256(state.encode()).hexdigest()
