"""What the digest tells of Jan 1, on the Mondays of December; the rest is /caps rollover."""

from __future__ import annotations

from datetime import date

from models.clinic.clinic import Clinic
from models.services import Services
from models.visits.rollover import ResetKind
from models.wording import rollover

_DECEMBER, _MONDAY = 12, 0


async def texts(clinic: Clinic, on: date, services: Services) -> list[str]:
    """One line; none where nobody is open, and on every other day."""
    if on.month != _DECEMBER or on.weekday() != _MONDAY:
        return []
    aliases = await services.charts.open_aliases(clinic.id, on)
    jan_1 = date(on.year + 1, 1, 1)
    turning = sum(
        any(standing.reset_kind(jan_1) is ResetKind.ON_JAN_1 for standing in alias.standings)
        for alias in aliases
    )
    payers = {payer for alias in aliases for payer in (alias.payer, alias.second_payer) if payer}
    return [rollover.in_digest(turning, len(payers), jan_1)] if turning or payers else []
