"""How much waits and how much failed, over all clinics: alerts by state, messages due and lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from models.alerts.alert_state import OVER, AlertState
from models.storage.engine.unreachable import reaching_records
from models.storage.sql import Row, fetch, instant_or_none
from models.storage.statements import operations

OPEN = tuple(state for state in AlertState if state not in OVER)
"""The states of alerts that have not ended."""


@dataclass(frozen=True, slots=True)
class Pile:
    """How many there are, and the instant of the oldest: None where there are none."""

    number: int = 0
    oldest: datetime | None = None


@dataclass(frozen=True, slots=True)
class Backlog:
    """What waits at one instant.

    `alerts` by state, those that have not ended; the instant is when one was noted. `held` are
    alerts that wait for a clinic's hours to open, with the instant at which the first goes out.
    `due` are messages whose time has come. `failed` messages are counted by the platform's reason,
    and so are those `refused` and tried again, and digests and escalations that reached nobody
    (`untold`). `refused_tests` are test alerts that a channel refuses, with none that came since.
    """

    alerts: Mapping[AlertState, Pile]
    held: Pile
    due: Pile
    failed: Mapping[str, int]
    refused: Mapping[str, Pile]
    untold: Mapping[str, Pile]
    refused_tests: Mapping[str, Pile]


@reaching_records
class BacklogReader:
    """Reads the backlog of the database that is open."""

    async def read(self, at: datetime) -> Backlog:
        """The backlog now. Raises `RecordsUnreachable`."""
        by_state = await fetch(operations.ALERTS, states=[state.value for state in OPEN])
        (held,) = await fetch(operations.HELD, at=at)
        (due,) = await fetch(operations.DUE, at=at)
        failed = await fetch(operations.FAILED)
        return Backlog(
            {AlertState(row["state"]): _pile(row) for row in by_state},
            _pile(held),
            _pile(due),
            {row["why"]: row["number"] for row in failed},
            {row["why"]: _pile(row) for row in await fetch(operations.REFUSED)},
            {row["why"]: _pile(row) for row in await fetch(operations.UNTOLD)},
            {row["why"]: _pile(row) for row in await fetch(operations.REFUSED_TESTS)},
        )


def _pile(row: Row) -> Pile:
    return Pile(row["number"], instant_or_none(row["oldest"]))
