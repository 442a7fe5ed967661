"""What the digest tells of payers that changed: those that members watch or patients have."""

from __future__ import annotations

from datetime import datetime

from models.clinic.clinic import Clinic
from models.clinic.payer_change import concerns, net
from models.services import Services
from models.wording import payer_changes

TITLE = "Payers that changed"


async def texts(clinic: Clinic, due: datetime, services: Services, watcher: str = "") -> list[str]:
    """A line for each change, in the digest of an instant; for one watcher, of what they watch."""
    noted = net(await services.payer_changes.to_tell(clinic.id, due))
    if not noted:
        return []
    patients = await services.charts.patients_by_payer(clinic.id)
    book, watches = services.book, clinic.preferences.watches
    here = {m.user for m in await services.records.members(clinic.id) if not m.is_gone}
    lines = []
    for change in noted:
        users = dict.fromkeys(u for p, u in watches if u in here and concerns(change, p, book))
        aliases = sum(n for payer, n in patients.items() if concerns(change, payer, book))
        if watcher and watcher not in users:
            continue
        if users or aliases:
            named = [] if watcher else [*users]
            lines.append(payer_changes.in_digest(change, clinic.rules, book, aliases, named))
    return [*dict.fromkeys(filter(None, lines))]
