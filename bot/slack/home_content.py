"""What the owner of a Home tab may see (HomeContent), and how much of it stands there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from models.alerts.alert import Alert
from models.clinic.clinic import Clinic
from models.coverage.fact_book import FactBook
from models.coverage.fact_report import ReportedFact
from models.coverage.position import Position
from models.ports import BoardRow, BookedRow, DueCheck, OpenRequest, OwedDuty, RecentSession

BOOKED = 12
REQUESTS = 6


@dataclass(frozen=True, slots=True)
class HomeContent:
    """What the owner of a Home tab may see. `waits`: until when alerts wait, while they do.

    `refused`: what to do about channels that take nothing. `booked`: who is booked and not logged,
    today and in the days before. `owed`: what is owed now or soon of plans of care. `to_verify`:
    the payers that are left to verify for the year `verified_for`, each with how many aliases.
    """

    clinic: Clinic
    manages: bool
    today: date
    book: FactBook
    rows: tuple[BoardRow, ...] = ()
    recent: tuple[RecentSession, ...] = ()
    reported: tuple[ReportedFact, ...] = ()
    stale: tuple[Position, ...] = ()
    alerts: tuple[Alert, ...] = ()
    warns: Mapping[int, str] = field(default_factory=dict)
    booked: tuple[BookedRow, ...] = ()
    owed: tuple[OwedDuty, ...] = ()
    requests: tuple[OpenRequest, ...] = ()
    checks: tuple[DueCheck, ...] = ()
    to_verify: tuple[tuple[str, int], ...] = ()
    verified_for: int = 0
    waits: str = ""
    refused: tuple[str, ...] = ()

    @property
    def aliases(self) -> frozenset[str]:
        """The aliases that it names."""
        return frozenset(
            row.alias
            for rows in (
                *(self.rows, self.recent, self.alerts, self.owed),
                *(self.booked[:BOOKED], self.requests[:REQUESTS], self.checks),
            )
            for row in rows
        )
