"""What the digest tells of Jan 1, on Mondays until the payers are verified; see /caps rollover."""

from __future__ import annotations

from datetime import date

from models.clinic import payer_tick
from models.clinic.clinic import Clinic
from models.services import Services
from models.visits.rollover import ResetKind
from models.visits.verify_anew import payers_to_verify
from models.wording import rollover

_MONDAY = 0


async def texts(clinic: Clinic, on: date, services: Services) -> list[str]:
    """One line; none where nobody is open, nothing is left to do, and on every other day."""
    year = payer_tick.year_to_verify(on)
    if year is None or on.weekday() != _MONDAY:
        return []
    jan_1 = date(year, 1, 1)
    aliases = await services.charts.open_aliases(clinic.id, on, max(on, jan_1))
    turning = sum(
        any(standing.reset_kind(jan_1) is ResetKind.ON_JAN_1 for standing in alias.standings)
        for alias in aliases
    )
    done = payer_tick.days_of(clinic.preferences.verified, year)
    payers = payers_to_verify({alias.alias: alias.payers_then for alias in aliases}, done)
    left = sum(not each.is_done for each in payers)
    turns = turning if on < jan_1 else 0
    return [rollover.in_digest(turns, left, jan_1)] if turns or left else []
