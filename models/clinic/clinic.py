"""The clinic (default time zone, its platform), its members and their roles (Role)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo

from models.clinic.preferences import Preferences
from models.clinic.rules_in_force import NO_RULES, ClinicRules
from models.coverage.profession import Profession
from models.errors import Trouble


class Platform(StrEnum):
    """Where a clinic talks to the bot."""

    SLACK = "slack"
    TEAMS = "teams"
    CONSOLE = "console"  # the terminal and the demo page, on this machine


class Role(StrEnum):
    """The role of a member: a manager may change the clinic's settings."""

    STAFF = "staff"
    MANAGER = "manager"  # may also change the clinic's settings and its own rules
    UNKNOWN = "unknown"  # the platform does not say who it is now; never stored


FIRST_ZONE = "America/New_York"
"""The time zone of a clinic that told none."""


@dataclass(frozen=True, slots=True)
class Clinic:
    """One tenant: a Slack workspace, a Teams tenant, or this machine.

    `profession` and `state` are the clinic's defaults for coverage questions (codes as in
    `coverage/profession.py` and `coverage/state.py`); None means that nobody has set them yet.
    `time_zone` is an IANA name. `readings` are the clinic's choices where sources dispute how a
    limit runs: the dispute's id and the reading's id. `preferences` say how it wants its alerts.
    `rules` are its own on payers, every entry of them.
    """

    id: int
    platform: Platform
    workspace: str
    profession: str | None = None
    state: str | None = None
    time_zone: str = FIRST_ZONE
    readings: tuple[tuple[str, str], ...] = ()
    preferences: Preferences = field(default_factory=Preferences)
    rules: ClinicRules = NO_RULES

    @property
    def biller(self) -> Profession | None:
        """The profession that bills where a question names none."""
        return Profession(self.profession) if self.profession else None

    @property
    def has_told_zone(self) -> bool:
        """Whether somebody said in which time zone its days begin."""
        return self.time_zone != FIRST_ZONE or self.preferences.zone_told

    def today(self, at: datetime) -> date:
        """The day of an instant in the clinic's own time zone."""
        return _day_in(self.time_zone, at)

    def local(self, at: datetime) -> datetime:
        """An instant on the clinic's own wall."""
        return at.astimezone(ZoneInfo(self.time_zone))


@lru_cache(maxsize=256)
def _day_in(time_zone: str, at: datetime) -> date:
    """The day of an instant in a time zone; each request asks four times for its own."""
    return at.astimezone(ZoneInfo(time_zone)).date()


@dataclass(frozen=True, slots=True)
class Member:
    """One person in a clinic, known only by the platform's own user id.

    `vouched_at` is when the platform last said that the person works here. `is_gone`: it has said
    since that they do not, so that nothing is told to them, whatever their role was.
    """

    id: int
    clinic_id: int
    user: str
    role: Role = Role.STAFF
    vouched_at: datetime | None = field(default=None, compare=False)
    is_gone: bool = False

    @property
    def is_manager(self) -> bool:
        """Whether this member may change the clinic's settings."""
        return self.role is Role.MANAGER and not self.is_gone

    @property
    def is_vouched(self) -> bool:
        """Whether the platform says that this person is staff here."""
        return self.role is not Role.UNKNOWN and not self.is_gone


def unknown_member(platform: Platform, workspace: str, user: str) -> tuple[Clinic, Member]:
    """The clinic and member for somebody whom the platform does not vouch for now; not stored.

    Its clinic is none that exists: nothing that is kept of any can be found or changed by it.
    """
    return Clinic(0, platform, workspace), Member(0, 0, user, Role.UNKNOWN)


class LastManager(Trouble):
    """Without this member the clinic would have no manager, and nobody could name another."""

    def __init__(self) -> None:
        super().__init__(
            "This is the clinic's only manager, so nothing was changed.",
            "Add another manager first: /clinic managers add",
        )


class ClinicBeingErased(Trouble):
    """The clinic was erased, and what is left of it goes within minutes."""

    def __init__(self) -> None:
        super().__init__(
            "This clinic's records were erased, and the last of them are going just now.",
            "Nothing new is kept until that is done: try again in some minutes.",
        )


def spell_readings(chosen: Mapping[str, str]) -> str:
    """Choices as one text: "medicare_year=calendar_year"."""
    return " ".join(f"{dispute}={reading}" for dispute, reading in sorted(chosen.items()))


def read_readings(text: str | None) -> tuple[tuple[str, str], ...]:
    """The choices in a text of `spell_readings`."""
    pairs = (pair.partition("=") for pair in (text or "").split())
    return tuple((dispute, reading) for dispute, _, reading in pairs)
