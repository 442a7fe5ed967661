"""A sentence of fact, never without the ids of the sources that say so."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence in our own words, and who says so."""

    says: str
    cites: tuple[str, ...]
