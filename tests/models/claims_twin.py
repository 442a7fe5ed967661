"""Whose claim each line of a log goes on, as a biller sorts a superbill by clinician.

It knows nothing of the code that counts: every way to sort the lines is tried, and those that a
biller would send back are struck out until one is left.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

ALONE = {
    **dict.fromkeys(("97161", "97162", "97163", "97164"), "PT"),
    **dict.fromkeys(("97165", "97166", "97167", "97168"), "OT"),
    **dict.fromkeys(("92507", "92526"), "ST"),
    **dict.fromkeys(("98940", "98941", "98942", "98943"), "DC"),
    **dict.fromkeys(("97810", "97811", "97813", "97814"), "acupuncture"),
}
"""Lines that one kind of clinician bills, and nobody else."""

BESIDE_AN_ADJUSTMENT = ("97112", "97124", "97140")
"""What NCCI's manual, chapter XI, pairs with an adjustment as work of the same chiropractor."""

Sorted = dict[str | None, list[str]]


def claims(lines: Sequence[str], said: str | None, house: str | None) -> Sorted:
    """The claims that a log becomes, by clinician: None where nobody knows who treated.

    `said` is who treated by the word beside the codes, `house` who treats at this clinic.
    """
    anyone = dict.fromkeys([*map(ALONE.get, lines), said, house])
    if not lines:
        return {said or house: []}
    ways = [dict(zip(lines, way, strict=True)) for way in product(anyone, repeat=len(lines))]
    left = [way for way in ways if not _is_sent_back(way, lines, said, house)]
    (way,) = left
    on: Sorted = {}
    for line in lines:
        on.setdefault(way[line], []).append(line)
    return on


def visits(lines: Sequence[str], said: str | None, house: str | None) -> dict[str | None, int]:
    """How many visits a log is for each clinician: one for each claim."""
    return dict.fromkeys(claims(lines, said, house), 1)


def _is_sent_back(
    way: dict[str, str | None], lines: Sequence[str], said: str | None, house: str | None
) -> bool:
    """Whether a biller would send it back: a line stands on another's claim than its own."""
    alone = [ALONE[line] for line in lines if line in ALONE]
    right = {line: _right(line, alone, said, house) for line in lines}
    if said and said not in right.values():
        return set(way.values()) != {said}  # who treated is believed before any code
    return way != right


def _right(line: str, alone: Sequence[str], said: str | None, house: str | None) -> str | None:
    if line in ALONE:
        return ALONE[line]
    first = alone[0] if alone else None
    is_shared = line.startswith("97") or line in {"20560", "20561"}
    if not is_shared and first:
        return first  # an office visit belongs to whoever is known to have seen the patient
    if said:
        return said
    if line in BESIDE_AN_ADJUSTMENT and "DC" in alone:
        return "DC"
    return house or first
