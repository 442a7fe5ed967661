"""What handlers and jobs may ask of the outside, without knowing who answers."""

from __future__ import annotations

from models.ports.alerts import (
    Alerts,
)
from models.ports.board import (
    NO_LIMIT,
    BoardPage,
    BoardRow,
    DueChart,
    EndingAuthorization,
    ErasedClinic,
    RecentSession,
    Slice,
)
from models.ports.charts import (
    Charts,
)
from models.ports.clinics import (
    Clinics,
    Defaults,
)
from models.ports.directory import (
    Directory,
)
from models.ports.messenger import (
    Messenger,
    Undelivered,
)
from models.ports.outbox import Outbox, Purge

__all__ = [
    "NO_LIMIT",
    "Alerts",
    "BoardPage",
    "BoardRow",
    "Charts",
    "Clinics",
    "Defaults",
    "Directory",
    "DueChart",
    "EndingAuthorization",
    "ErasedClinic",
    "Messenger",
    "Outbox",
    "Purge",
    "RecentSession",
    "Slice",
    "Undelivered",
]
