"""Codes that one discipline alone bills (_BY_DISCIPLINE): they tell whose visit a session is."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

from models.visits.session import Discipline

_SPEECH = """92507 92508 92521 92522 92523 92524 92526 92605 92606 92607 92608 92609 92610 92618"""
_BY_DISCIPLINE: Final[Mapping[Discipline, frozenset[str]]] = {
    Discipline.PT: frozenset("97161 97162 97163 97164".split()),
    Discipline.OT: frozenset("97165 97166 97167 97168".split()),
    Discipline.ST: frozenset(_SPEECH.split()),
    Discipline.DC: frozenset("98940 98941 98942 98943".split()),
    Discipline.ACUPUNCTURE: frozenset("97810 97811 97813 97814".split()),
}
"""Evaluations by physical and occupational therapists, speech and swallowing, chiropractic
manipulation, and acupuncture."""


def discipline_told_by(codes: Collection[str]) -> Discipline | None:
    """The one discipline that some of these codes tell; None where they tell none, or two."""
    told = [d for d, own in _BY_DISCIPLINE.items() if not own.isdisjoint(codes)]
    return told[0] if len(told) == 1 else None
