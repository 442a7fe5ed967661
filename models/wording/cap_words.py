"""A clinic's own cap in words: as it is said, and as somebody would type it."""

from __future__ import annotations

from models.visits.cap import Cap
from models.visits.limit import Unit
from models.wording import cap_contents, standings


def said(cap: Cap) -> str:
    """A cap as it is said: "20 visits per calendar year, PT and OT combined"."""
    return standings.statement(cap.limit).removesuffix(".")


def typed(cap: Cap) -> str:
    """What somebody would type behind the alias or payer to set the cap."""
    limit = cap.limit
    noun = "units" if limit.unit is Unit.TIMED_UNIT else "visits"
    first = f"{limit.number} {noun} per {standings.window(limit.window)}"
    return ", ".join([first, *cap_contents.behind(limit)])
