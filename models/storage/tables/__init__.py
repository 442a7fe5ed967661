"""The tables by name, and which refer to a clinic or an alias: the order of deleting.

Every table carries its clinic first in its keys, so that a query that names the clinic is always
served by an index and the whole set can be divided by clinic. Neither database indexes a foreign
key by itself, and Tortoise does not either: here each is the first column of a unique key. A key
that is not must be named in `Meta.indexes`, by its column (`clinic_id`).

`Meta.constraints` stays unused: Tortoise creates nothing for it (tortoise-orm issue 2272).
"""

from __future__ import annotations

from graphlib import TopologicalSorter

from tortoise.models import Model

from models.storage.tables.alerts import ChannelLockRow, DeliveryRow, MentionRow, NoteRow
from models.storage.tables.authorizations import AuthorizationRow
from models.storage.tables.balances import BalanceRow, LimitBalanceRow
from models.storage.tables.bookings import BookingRow
from models.storage.tables.caps import CapRow
from models.storage.tables.charts import (
    AliasRow,
    EpisodeRow,
    ForgottenAliasRow,
    ImprovingRow,
    RetiredAliasRow,
    SessionRow,
    StandingRow,
)
from models.storage.tables.checks import CountCheckRow
from models.storage.tables.clinics import AuditRow, ClinicRow, ErasedClinicRow, MemberRow
from models.storage.tables.fact_reports import FactReportRow
from models.storage.tables.job_runs import JobRunRow
from models.storage.tables.payer_periods import PayerPeriodRow, SecondaryPayerRow
from models.storage.tables.plans import PlanClockRow, PlanEntryRow
from models.storage.tables.platforms import (
    ConversationRow,
    InstallationRow,
    InstallStateRow,
    SeenEventRow,
    SharedAnswerRow,
)
from models.storage.tables.receipts import (
    AnswerChangeRow,
    PayerChangeRow,
    PayerMarkRow,
    RecallMarkRow,
    ReceiptRow,
)
from models.storage.tables.requests import VisitRequestRow
from models.storage.tables.rules import ClinicRuleRow

__all__ = [
    "AliasRow",
    "AnswerChangeRow",
    "AuditRow",
    "AuthorizationRow",
    "BalanceRow",
    "BookingRow",
    "CapRow",
    "ChannelLockRow",
    "ClinicRow",
    "ClinicRuleRow",
    "ConversationRow",
    "CountCheckRow",
    "DeliveryRow",
    "EpisodeRow",
    "ErasedClinicRow",
    "FactReportRow",
    "ForgottenAliasRow",
    "ImprovingRow",
    "InstallStateRow",
    "InstallationRow",
    "JobRunRow",
    "LimitBalanceRow",
    "MemberRow",
    "MentionRow",
    "NoteRow",
    "PayerChangeRow",
    "PayerMarkRow",
    "PayerPeriodRow",
    "PlanClockRow",
    "PlanEntryRow",
    "RecallMarkRow",
    "ReceiptRow",
    "RetiredAliasRow",
    "SecondaryPayerRow",
    "SeenEventRow",
    "SessionRow",
    "SharedAnswerRow",
    "StandingRow",
    "VisitRequestRow",
]


def that_refer_to(referred: type[Model]) -> list[type[Model]]:
    """The tables whose rows name one of this table, each before those that it refers to itself."""
    tables: list[type[Model]] = [globals()[name] for name in __all__]
    refers = {table: _referred(table) for table in tables}
    ordered = reversed([*TopologicalSorter(refers).static_order()])
    return [table for table in ordered if referred in refers[table]]


def _referred(model: type[Model]) -> set[type[Model]]:
    names = [key["python_type"] for key in model.describe()["fk_fields"]]
    return {globals()[name.rpartition(".")[2]] for name in names}
