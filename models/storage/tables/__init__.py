"""The tables, as Tortoise models: what is kept and how it is keyed, and no rules.

Every table carries its clinic first in its keys, so that a query that names the clinic is always
served by an index and the whole set can be divided by clinic. Neither database indexes a foreign
key by itself, and Tortoise does not either: here each is the first column of a unique key. A key
that is not must be named in `Meta.indexes`, by its column (`clinic_id`).

`Meta.constraints` stays unused: Tortoise creates nothing for it (tortoise-orm issue 2272).
"""

from __future__ import annotations

from models.storage.tables.alerts import (
    DeliveryRow,
    MentionRow,
    NoteRow,
    TurnRow,
)
from models.storage.tables.charts import (
    AliasRow,
    AuthorizationRow,
    BalanceRow,
    CapRow,
    EpisodeRow,
    ForgottenAliasRow,
    ImprovingRow,
    OfAlias,
    RetiredAliasRow,
    SessionRow,
    StandingRow,
)
from models.storage.tables.clinics import (
    AuditRow,
    ClinicRow,
    ErasedClinicRow,
    MemberRow,
)
from models.storage.tables.platforms import (
    ConversationRow,
    InstallationRow,
    InstallStateRow,
    SeenEventRow,
    SharedAnswerRow,
)

__all__ = [
    "AliasRow",
    "AuditRow",
    "AuthorizationRow",
    "BalanceRow",
    "CapRow",
    "ClinicRow",
    "ConversationRow",
    "DeliveryRow",
    "EpisodeRow",
    "ErasedClinicRow",
    "ForgottenAliasRow",
    "ImprovingRow",
    "InstallStateRow",
    "InstallationRow",
    "MemberRow",
    "MentionRow",
    "NoteRow",
    "OfAlias",
    "RetiredAliasRow",
    "SeenEventRow",
    "SessionRow",
    "SharedAnswerRow",
    "StandingRow",
    "TurnRow",
]
