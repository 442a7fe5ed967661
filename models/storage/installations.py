"""Keep Slack's installations: sealed tokens, whose turn it is to refresh, install states.

Slack gives out a new token for a refresh token once. So one process has the turn at a time, by a
lease in the row; it asks Slack outside of any transaction and then writes what it got.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from tortoise.expressions import Q
from tortoise.queryset import QuerySet

from models.clinic.audit import SYSTEM, AuditEvent
from models.clinic.installation import Installation, Tokens
from models.storage import audit_log
from models.storage.engine.unreachable import reaching_records
from models.storage.tables import InstallationRow, InstallStateRow
from models.storage.token_seal import TokenSeal, UnreadableToken

_KEY = ("workspace",)
_UNKNOWN = ("app", "bot_user", "scopes", "installed_by", "access", "refresh")
_RENEWED = (
    *("clinic_id", "organization", "app", "bot_user", "scopes", "installed_by", "installed_at"),
    *("access", "refresh", "expires_at", "turn_until"),
)


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


@reaching_records
class Installations:
    """The installations in the database that is open. Times are aware and come from the caller.

    Every method raises `RecordsUnreachable`; those that read a token raise `Unsealable`.
    """

    def __init__(self, seal: TokenSeal) -> None:
        self._seal = seal

    async def save(self, new: Installation, clinic_id: int | None, at: datetime) -> None:
        """Keep an installation in the place of whatever was there. Org-wide it has no clinic."""
        row = InstallationRow(
            clinic_id=clinic_id,
            workspace=new.workspace,
            organization=new.organization,
            app=new.app,
            bot_user=new.bot_user,
            scopes=" ".join(new.scopes),
            installed_by=new.installed_by,
            installed_at=at,
            **self._sealed(new.tokens),
        )
        deed = AuditEvent(at, new.installed_by, "app installed", new.workspace)
        async with audit_log.transaction():
            await InstallationRow.bulk_create([row], on_conflict=_KEY, update_fields=_RENEWED)
            await _tell_audit(clinic_id, deed)

    async def find(self, workspace: str, organization: str = "") -> Installation | None:
        """The installation that serves a workspace: its own, else its organization's."""
        own = await _row(workspace)
        if own and own.access:
            return self._installation(own)
        over = organization or (own.organization if own else "")
        row = await _row(over) if over else None
        return self._installation(row) if row and row.access else None

    async def link(self, workspace: str, organization: str, clinic_id: int, at: datetime) -> None:
        """Remember which organization's installation serves a workspace without one of its own."""
        row = InstallationRow(
            clinic_id=clinic_id,
            workspace=workspace,
            organization=organization,
            installed_at=at,
            **dict.fromkeys(_UNKNOWN, ""),
        )
        await InstallationRow.bulk_create([row], ignore_conflicts=True)

    async def erase(self, workspace: str, before: datetime, at: datetime) -> bool:
        """Erase the tokens of an installation made before an instant; whether there was one.

        The clinic and its records stay, and another installation takes them up.
        """
        own = InstallationRow.filter(workspace=workspace, access__not="", installed_at__lt=before)
        async with audit_log.transaction():
            row = await own.select_for_update().get_or_none()
            if row is None:
                return False
            await row.delete()
            deed = AuditEvent(at, SYSTEM, "app uninstalled", workspace)
            await _tell_audit(row.clinic_id, deed)
        return True

    async def take_turn(
        self, old: Installation, at: datetime, lease: timedelta
    ) -> RefreshTurn | None:
        """The turn to refresh, unless somebody has it or has refreshed since `old` was read."""
        row = await _row(old.workspace)
        if row is None or self._seal.open(row.access) != old.tokens.access:
            return None
        is_free = Q(turn_until__isnull=True) | Q(turn_until__lt=at)
        turn = RefreshTurn(old.workspace, row.refresh)
        taken = await _rows_of(turn).filter(is_free).update(turn_until=at + lease)
        return turn if taken else None

    async def renew(self, turn: RefreshTurn, new: Tokens) -> None:
        """Write what Slack gave, unless the app was installed anew in the meantime."""
        await _rows_of(turn).update(**self._sealed(new), turn_until=None)

    async def end_turn(self, turn: RefreshTurn) -> None:
        """Slack gave nothing: let the next one try."""
        await _rows_of(turn).update(turn_until=None)

    async def examine(self, at: datetime) -> Examined:
        """What can be said of the tokens that are kept, at an instant."""
        rows = await InstallationRow.filter(access__not="").order_by("workspace")
        unreadable = [row for row in rows if not self._opens(row)]
        run_out = [row for row in rows if row.expires_at and row.expires_at < at]
        return Examined(len(rows), _named(unreadable), _named(run_out))

    async def use_state(self, state: str, at: datetime, until: datetime) -> bool:
        """Whether a state is used for the first time; it is remembered while it would be taken."""
        await InstallStateRow.filter(expires_at__lt=at).delete()
        digest = hashlib.sha256(state.encode()).hexdigest()
        _, is_new = await InstallStateRow.get_or_create(
            digest=digest, defaults={"expires_at": until}
        )
        return is_new

    def _sealed(self, tokens: Tokens) -> dict[str, Any]:
        return {
            "access": self._seal.seal(tokens.access),
            "refresh": self._seal.seal(tokens.refresh) if tokens.refresh else "",
            "expires_at": tokens.expires_at,
        }

    def _installation(self, row: InstallationRow) -> Installation:
        refresh = self._seal.open(row.refresh) if row.refresh else ""
        tokens = Tokens(self._seal.open(row.access), refresh, row.expires_at)
        facts = (row.workspace, row.organization, row.app, row.bot_user)
        return Installation(*facts, tuple(row.scopes.split()), row.installed_by, tokens)

    def _opens(self, row: InstallationRow) -> bool:
        try:
            for sealed in filter(None, (row.access, row.refresh)):
                self._seal.open(sealed)
        except UnreadableToken:
            return False
        return True


def _named(rows: list[InstallationRow]) -> tuple[str, ...]:
    return tuple(row.workspace for row in rows)


async def _row(workspace: str) -> InstallationRow | None:
    return await InstallationRow.get_or_none(workspace=workspace)


def _rows_of(turn: RefreshTurn) -> QuerySet[InstallationRow]:
    """The installation, unless its tokens were replaced since the turn was taken."""
    return InstallationRow.filter(workspace=turn.workspace, refresh=turn.sealed)


async def _tell_audit(clinic_id: int | None, deed: AuditEvent) -> None:
    if clinic_id is not None:
        await audit_log.append(clinic_id, [deed])
