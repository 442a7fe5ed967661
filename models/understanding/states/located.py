"""Where a text is of: the states that it names, or the one name that fits several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from models.coverage.payer import Payer


@dataclass(frozen=True, slots=True)
class Located:
    """The states of a text, in the order in which they are named.

    `unclear` is a name that fits all of them, of which one must be chosen. `city` is the city or
    county that names the state, `territory` one that this book does not hold. `treated`: of several
    states that are named, it is the one in which the patient is treated; `licensed`: the only
    one is that of a license or a home. `words` are those that name them, `slips` each misspelling
    in a list, with the state for which it was taken.
    """

    states: tuple[str, ...] = ()
    unclear: str = ""
    city: str = ""
    territory: str = ""
    guessed_from: str = ""
    treated: bool = False
    licensed: bool = False
    words: tuple[str, ...] = ()
    slips: tuple[tuple[str, str], ...] = ()

    def at_home(self, payers: Sequence[Payer]) -> tuple[str, ...]:
        """Of the states of an unclear name that of the one payer: "... health plan in portland"."""
        own = [c for c in self.states if len(payers) == 1 and c in payers[0].states]
        return tuple(own) if self.unclear and len(own) == 1 else ()
