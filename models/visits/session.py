"""A session as staff log it: fields, codes of needling (NEEDLING), disciplines, date of service."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from models.coverage.profession import Profession
from models.visits.body_region import BodyRegion

# A session logged without a code is taken for needling: that is what these clinics log.
NEEDLING = frozenset({"20560", "20561"})


class Discipline(StrEnum):
    """The kind of care under whose visits a payer counts a session."""

    PT = "PT"  # physical therapy
    OT = "OT"  # occupational therapy
    ST = "ST"  # speech therapy
    DC = "DC"  # chiropractic
    ACUPUNCTURE = "acupuncture"
    MASSAGE = "massage"


_OF_PROFESSION = {
    Profession.PT: Discipline.PT,
    Profession.PTA: Discipline.PT,
    Profession.OT: Discipline.OT,
    Profession.DC: Discipline.DC,
    Profession.LAC: Discipline.ACUPUNCTURE,
}


@dataclass(frozen=True, slots=True)
class Session:
    """One session of an alias, numbered from 1 in the order of logging; a number is never reused.

    `on` is the date of service in the clinic's time zone. `discipline` None means that nobody said.
    `units` are billed timed units (15 minutes each), read only by a limit that counts those;
    `timed` are those of each code, where that is known. `self_pay` says that the patient paid: no
    limit or authorization of a payer counts it. `voided` holds the reason (see `void_reason.py`);
    it is empty while the session stands. `case` None means that nobody told what was treated.
    """

    number: int
    on: date
    codes: tuple[str, ...] = ()
    discipline: Discipline | None = None
    units: int = 1
    voided: str = ""
    timed: tuple[tuple[str, int], ...] = ()
    postsurgical: bool = False
    self_pay: bool = False
    case: BodyRegion | None = None

    def units_of(self, codes: Collection[str]) -> int:
        """The timed units of some codes; of all where it is not told which code has how many."""
        if not self.timed or not codes:
            return self.units
        return sum(units for code, units in self.timed if code in codes)

    def of(self, codes: Collection[str]) -> Session:
        """The session as far as it is of some of its codes, with their timed units."""
        if set(codes).issuperset(self.codes):
            return self
        timed = tuple((code, units) for code, units in self.timed if code in codes)
        units = sum(units for _, units in timed) if self.timed else self.units
        mine = tuple(code for code in self.codes if code in codes)
        return replace(self, codes=mine, timed=timed, units=units)


def discipline_of(profession: Profession | None) -> Discipline | None:
    """The discipline that a profession's sessions are visits of; None where it is not one alone."""
    return _OF_PROFESSION.get(profession) if profession else None


def date_of_service(at: datetime, time_zone: str) -> date:
    """The date at the clinic (an IANA zone) at an instant.

    Raises ValueError for a datetime without a zone: it names no instant.
    """
    if at.tzinfo is None:
        raise ValueError("a datetime without a time zone names no instant")
    return at.astimezone(ZoneInfo(time_zone)).date()
