"""The codes of evaluations, which some payers leave out of what they authorize."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

INITIAL: Final = ("97161", "97162", "97163", "97165", "97166", "97167")
"""Initial evaluations by physical and occupational therapists, of three levels."""

AGAIN: Final = ("97164", "97168")
"""Re-evaluations: a payer that leaves evaluations out may count these all the same."""

BY_NAME: Final = {"evaluations": INITIAL, "re-evaluations": AGAIN}
"""The kinds of evaluation as they are spoken, and their codes."""


def names(codes: Collection[str]) -> tuple[str, ...]:
    """The kinds of evaluation of which every code is among these."""
    return tuple(name for name, kind in BY_NAME.items() if set(kind).issubset(codes))


def kind_of(codes: Collection[str]) -> str:
    """The kind of a session that is an evaluation and nothing else; empty for any other."""
    return next(
        (name for name, kind in BY_NAME.items() if codes and set(kind).issuperset(codes)), ""
    )
