"""Codes that one discipline alone bills, or beside an adjustment: whose visits a log is of."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Final

from models.visits.session import NEEDLING, Discipline

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

_BESIDE_ADJUSTMENT: Final = frozenset({"97112", "97124", "97140"})
"""Neuromuscular reeducation, massage and manual therapy: NCCI's policy manual, chapter XI, pairs
them with an adjustment, as work of the same chiropractor."""


def discipline_told_by(codes: Collection[str]) -> Discipline | None:
    """The one discipline that some of these codes tell; None where they tell none, or two."""
    told = [d for d, own in _BY_DISCIPLINE.items() if not own.isdisjoint(codes)]
    return told[0] if len(told) == 1 else None


def by_discipline(
    codes: Collection[str], typed: Discipline | None, own: Discipline | None
) -> Mapping[Discipline | None, tuple[str, ...]]:
    """Whose visit each code of a log is: 98940 with 97110 at physical therapists' is two visits.

    A code that one discipline alone bills tells it; other care is of the discipline `typed` beside
    them, else of the clinic's `own`, but for manual work beside an adjustment, which is the
    chiropractor's. What therapists do not bill goes with the code that tells. A discipline that was
    typed is of all where each code tells another, and so is the only one told where nobody knows
    the clinic's.
    """
    told = [discipline_told_by([code]) for code in codes]
    first = next(filter(None, told), None)
    rest = typed or own or first
    manual = typed or (Discipline.DC if Discipline.DC in told else rest)
    whose = [
        d or (manual if code in _BESIDE_ADJUSTMENT else rest if _is_care(code) else first or rest)
        for code, d in zip(codes, told, strict=True)
    ]
    if typed and typed not in whose:
        whose = [typed] * len(whose)
    found: dict[Discipline | None, tuple[str, ...]] = {}
    for code, discipline in zip(codes, whose, strict=True):
        found[discipline] = (*found.get(discipline, ()), code)
    return found or {rest: ()}


def taken_with_adjustment(
    codes: Sequence[str], typed: Discipline | None, own: Discipline | None
) -> tuple[str, ...]:
    """Those codes that are the chiropractor's for no other reason than that one adjusted."""
    if typed or own in {None, Discipline.DC} or discipline_told_by(codes) is not Discipline.DC:
        return ()
    return tuple(code for code in codes if code in _BESIDE_ADJUSTMENT)


def _is_care(code: str) -> bool:
    """Whether it is physical medicine or needling, which several disciplines bill."""
    return code.startswith("97") or code in NEEDLING
