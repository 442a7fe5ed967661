"""What handlers and jobs may ask of the outside, without knowing who answers."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol, TypedDict, Unpack

from models.audit import AuditEntry
from models.clinic import Clinic, Member, Platform, Role


class Defaults(TypedDict, total=False):
    """A clinic's defaults: what is given replaces, None clears, what is left out stays."""

    profession: str | None
    state: str | None
    time_zone: str


class Records(Protocol):
    """What a clinic keeps. Every method may raise `models.errors.RecordsUnreachable`."""

    async def seat(
        self, platform: Platform, workspace: str, user: str, *, role: Role, at: datetime
    ) -> tuple[Clinic, Member]:
        """Find the clinic and the person in it, or add them; a role once stored stays."""
        ...

    async def set_defaults(
        self, clinic_id: int, *, actor: str, at: datetime, **defaults: Unpack[Defaults]
    ) -> Clinic:
        """Change the clinic's defaults and say so in its audit."""
        ...

    async def audit(self, clinic_id: int) -> list[AuditEntry]:
        """The clinic's audit, oldest first."""
        ...
