"""What handlers and jobs may ask of storage and platforms, without knowing who answers."""

from __future__ import annotations

from models.ports.answer_changes import AnswerChanges, AskedBy
from models.ports.board import (
    NO_LIMIT,
    BoardPage,
    BoardRow,
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
from models.ports.charts import Charts
from models.ports.clinics import Clinics, Defaults
from models.ports.fact_reports import FactReports
from models.ports.outbox import Outbox, Purge
from models.ports.payer_changes import PayerChanges, PayersAsKnown
from models.ports.platform import (
    DeliveryFailure,
    Directory,
    Messenger,
    Refusal,
    Undelivered,
)
from models.ports.receipts import Receipts
from models.ports.rules import Rules
from models.ports.shares import AnswerNow, Shares

__all__ = [
    "NO_LIMIT",
    "AnswerChanges",
    "AnswerNow",
    "AskedBy",
    "BoardPage",
    "BoardRow",
    "BookedRow",
    "Charts",
    "Clinics",
    "Defaults",
    "DeliveryFailure",
    "Directory",
    "DueChart",
    "DueCheck",
    "EndingAuthorization",
    "ErasedClinic",
    "FactReports",
    "Messenger",
    "OpenAlias",
    "OpenRequest",
    "Outbox",
    "OwedDuty",
    "PayerChanges",
    "PayersAsKnown",
    "Purge",
    "Receipts",
    "RecentSession",
    "Refusal",
    "Rules",
    "Shares",
    "Slice",
    "Undelivered",
]
