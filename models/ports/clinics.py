"""What may be asked of clinics and members: seat, roles, defaults, the audit."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol, TypedDict, Unpack

from models.clinic.audit import AuditEntry, ChainHead
from models.clinic.clinic import Clinic, Member, Platform, Role


class Defaults(TypedDict, total=False):
    """A clinic's defaults: what is given replaces, None clears, what is left out stays."""

    profession: str | None
    state: str | None
    time_zone: str
    readings: str | None  # as models.clinic.clinic spells them
    preferences: str | None  # as models.clinic.preferences spells them; what it leaves out stays


class Clinics(Protocol):
    """What a clinic keeps. Every method may raise `models.errors.RecordsUnreachable`."""

    async def seat(
        self, platform: Platform, workspace: str, user: str, *, role: Role, at: datetime
    ) -> tuple[Clinic, Member]:
        """Find the clinic and the person in it, or add them; a role once stored stays."""
        ...

    async def seated(
        self, platform: Platform, workspace: str, user: str
    ) -> tuple[Clinic, Member] | None:
        """Find the clinic and the person in it; None for a newcomer."""
        ...

    async def vouched(self, clinic_id: int, user: str, *, at: datetime) -> None:
        """Write down that the platform says now that a person works here, who may come back."""
        ...

    async def refused(self, clinic_id: int, user: str, *, at: datetime) -> None:
        """Write down that the platform says that a person does not work here any more."""
        ...

    async def set_defaults(
        self,
        clinic_id: int,
        *,
        actor: str,
        at: datetime,
        request: str = "",
        undoes: tuple[int, ...] = (),
        **defaults: Unpack[Defaults],
    ) -> Clinic:
        """Change the clinic's defaults and say so in its audit.

        `undoes` are the numbers of the audit's entries that this takes back.
        Raises `models.visits.chart.AlreadyDone` where this request changed them so before.
        """
        ...

    async def members(self, clinic_id: int) -> tuple[Member, ...]:
        """Everybody whom the clinic knows, the first who came first."""
        ...

    async def set_role(  # noqa: PLR0913 -- who, to what, and by which deed
        self, clinic_id: int, user: str, role: Role, *, actor: str, at: datetime, request: str = ""
    ) -> Member:
        """Give a person a role; whoever is not known yet is added.

        Raises `clinic.LastManager` rather than leave a clinic that has a manager without,
        and `chart.AlreadyDone` where this request gave it before.
        """
        ...

    async def note_in_vain(
        self, clinic_id: int, user: str, *, at: datetime, request: str = ""
    ) -> None:
        """Write down that what a person typed to change something saved nothing.

        A `request` that was heard before, and changed something or was refused, leaves no trace.
        """
        ...

    async def was_heard(self, clinic_id: int, request: str) -> bool:
        """Whether a request, by the platform's key, changed something before or was refused."""
        ...

    async def last_in_vain(self, clinic_id: int, user: str) -> datetime | None:
        """When that was last; None where it never was."""
        ...

    async def clinic(self, clinic_id: int) -> Clinic:
        """The clinic as it is now. Raises LookupError when there is none."""
        ...

    async def audit(
        self,
        clinic_id: int,
        *,
        subject: str | None = None,
        last: int | None = None,
        before: int | None = None,
        actor: str | None = None,
    ) -> list[AuditEntry]:
        """The clinic's audit, oldest first: all, or the last entries, of one subject or actor.

        `before` is the number of an entry: it and what came after it are left out.
        """
        ...

    async def heads(self) -> tuple[ChainHead, ...]:
        """The newest entry of every clinic's audit."""
        ...
