"""The case of a session that was logged without one: CaseTold, and what it makes of a chart."""

from __future__ import annotations

from dataclasses import dataclass, replace

from models.visits.body_region import BodyRegion
from models.visits.session import Session


@dataclass(frozen=True, slots=True)
class CaseTold:
    """A session is of this case; None takes back that it was told."""

    number: int
    case: BodyRegion | None


def after(sessions: tuple[Session, ...], told: CaseTold) -> tuple[Session, ...]:
    """The sessions, one of them of the case that was told."""
    return tuple(replace(s, case=told.case) if s.number == told.number else s for s in sessions)
