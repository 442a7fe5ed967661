"""What may be asked of charts: open, amend, board, due, rename, forget, erase, caps."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Protocol

from models.ports.board import (
    BoardPage,
    BookedRow,
    DueChart,
    DueCheck,
    EndingAuthorization,
    ErasedClinic,
    OpenAlias,
    OpenRequest,
    OwedDuty,
    RecentSession,
    Slice,
)
from models.visits.cap import Cap
from models.visits.chart import Chart, ChartOpening, Decide, DoneBy
from models.visits.visit_request import VisitRequest


class Charts(Protocol):
    """The charts of a clinic's aliases. Every method may raise `RecordsUnreachable`.

    An alias is found in any case, with or without its hyphens, and by what looks like it.
    """

    async def start(self, clinic_id: int, opening: ChartOpening, by: DoneBy) -> Chart:
        """Open a chart; the one that this request opened before, if it did.

        Raises `chart.AliasTaken`, also where a chart had the alias before, or the clinic has
        one that is easily taken for it.
        """
        ...

    async def find(self, clinic_id: int, alias: str) -> Chart | None:
        """The chart of an alias."""
        ...

    async def spelled(self, clinic_id: int, alias: str) -> str | None:
        """An alias as the clinic spells it; None where it has no such one."""
        ...

    async def aliases(self, clinic_id: int) -> tuple[str, ...]:
        """Every alias of the clinic, as it is spelled."""
        ...

    async def amend(self, clinic_id: int, alias: str, decide: Decide, by: DoneBy) -> Chart:
        """Change a chart: the one way to do it. Without events, it is counted anew.

        The chart that is returned says how it stands by then, counted once: `Chart.standings`.

        Nobody else changes the chart between `decide` and the last write: `decide` sees the truth,
        and events that the chart has heard already are dropped. Raises what `decide` raises,
        `chart.NoSuchAlias`, or `chart.AlreadyDone`; then nothing is changed.
        """
        ...

    async def board(self, clinic_id: int, on: date, part: Slice) -> BoardPage:
        """The open charts, fewest left first, then by alias; those without a limit last."""
        ...

    async def due(self, clinic_id: int | None, on: date, limit: int) -> tuple[DueChart, ...]:
        """The aliases to count anew, the longest due first; of every clinic where None is named."""
        ...

    async def discard(self, clinic_id: int, alias: str, by: DoneBy) -> None:
        """Take back the opening of a chart; its alias may be given again.

        Raises `chart.ChartInUse` where anything was entered in it, `chart.NoSuchAlias`, and
        `chart.AlreadyDone`.
        """
        ...

    async def forget(self, clinic_id: int, alias: str, by: DoneBy) -> str:
        """Erase everything kept of an alias, and have every message edited that names it.

        A keyed hash and counts stay: no alias is spelled so again, and `start` raises
        `models.visits.chart.AliasTaken` for it. Returns the alias as it was spelled. Raises
        `models.visits.chart.NoSuchAlias`.
        """
        ...

    async def erase(self, clinic_id: int, at: datetime) -> ErasedClinic:
        """Erase the whole clinic; what its messages' edits take goes with `finish_erasing`.

        Raises LookupError when there is no such clinic, and `models.clinic.clinic.BeingErased`.
        """
        ...

    async def finish_erasing(self, clinic_id: int | None = None) -> int:
        """Remove what is left of erased clinics whose messages are edited; how many those are.

        A clinic that is named does not wait for its messages.
        """
        ...

    async def rename(self, clinic_id: int, alias: str, new: str, by: DoneBy) -> Chart:
        """Give a chart another alias, which follows everywhere; the old one is not given again.

        Every posted alert of it is worded anew. The chart may have its old alias back. Raises
        `models.visits.chart.AliasTaken` and `models.visits.chart.NoSuchAlias`.
        """
        ...

    async def given_before(self, clinic_id: int, names: Collection[str]) -> frozenset[str]:
        """Those of these names that a chart of the clinic had before it was renamed."""
        ...

    async def is_used_up(self, clinic_id: int, name: str) -> bool:
        """Whether a chart of the clinic had this name and it is not given again.

        It was renamed since, or forgotten.
        """
        ...

    async def timed(self, at: datetime, limit: int) -> tuple[DueChart, ...]:
        """The aliases of every clinic that are due by its own calendar, the longest due first."""
        ...

    async def ending(
        self, clinic_id: int, between: tuple[date, date], limit: int
    ) -> tuple[EndingAuthorization, ...]:
        """The authorizations of open charts that end between two days, the first to end first."""
        ...

    async def bookings(self, clinic_id: int, first: date, last: date) -> tuple[BookedRow, ...]:
        """The booked visits of open charts between two days on which nothing is logged, by day."""
        ...

    async def logged_between(self, clinic_id: int, first: date, last: date) -> tuple[int, int]:
        """How many sessions of days between two are not voided, and of how many aliases."""
        ...

    async def owed(self, clinic_id: int, on: date, limit: int) -> tuple[OwedDuty, ...]:
        """What is owed of the plans of care of open charts, near a day: the soonest first."""
        ...

    async def requests(self, clinic_id: int, limit: int) -> tuple[OpenRequest, ...]:
        """The requests of open charts without a decision, the longest late first."""
        ...

    async def decided(self, clinic_id: int, payer: str) -> tuple[VisitRequest, ...]:
        """The requests to a payer that were decided last, the latest first."""
        ...

    async def checks_due(self, clinic_id: int, on: date, limit: int) -> tuple[DueCheck, ...]:
        """The counts of open charts to compare again by a day, the longest due first."""
        ...

    async def open_aliases(self, clinic_id: int, on: date, then: date) -> tuple[OpenAlias, ...]:
        """Every open chart, by alias, with the standings of windows that are not over on a day.

        And with who pays `then`, on another day.
        """
        ...

    async def payers(self, clinic_id: int) -> tuple[str, ...]:
        """The payers that open charts of the clinic have."""
        ...

    async def patients_by_payer(self, clinic_id: int) -> Mapping[str, int]:
        """How many open charts have each payer."""
        ...

    async def recall(self, prints: Mapping[str, str]) -> int:
        """Make everybody due whose payer's limits are not those counted by.

        `prints` has one for each payer: any text that changes with its limits. Returns how many
        clinics had changes.
        """
        ...

    async def set_cap(self, clinic_id: int, cap: Cap, by: DoneBy) -> None:
        """Set a cap of the clinic's own; those whom it holds for become due.

        A cap for an alias that the clinic does not have raises `models.visits.chart.NoSuchAlias`.
        """
        ...

    async def drop_cap(self, clinic_id: int, cap: Cap, by: DoneBy) -> None:
        """Take a cap back; those whom it held for become due."""
        ...

    async def caps(self, clinic_id: int) -> tuple[Cap, ...]:
        """The caps that the clinic set itself."""
        ...

    async def count_anew(self, clinic_id: int, payer: str) -> None:
        """Make everybody with a payer due: how the clinic reads one of its limits has changed."""
        ...

    async def member_sessions(
        self, clinic_id: int, user: str, limit: int
    ) -> tuple[RecentSession, ...]:
        """The sessions that a member logged last and nobody voided, the latest first."""
        ...
