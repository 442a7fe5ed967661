"""What a text asks, as values: what it names, what is asked of it, and what was not understood."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.coverage.aspect import Aspect
from models.coverage.payer import LineOfBusiness, Payer
from models.coverage.profession import Profession


@dataclass(frozen=True, slots=True)
class Question:
    """What a text asks. Empty and None stand for what it does not say.

    `payers` holds one payer, or those among which the person must choose. `guessed_from` is the
    misspelling that was taken for them, `unknown_payer` what was typed where none fits; then
    `payers` may hold one that was perhaps meant. `states` holds several only where one must be
    chosen. `other_profession` and `other_service` are such as this book has no facts on. `unused`
    are words that meant nothing here. `aspects` is what is asked of that which is named, the
    leading one first. `on` is the day of service, and the first where they are several, up to
    `until`. `number` is a count of units or visits that the text asks about.
    """

    payers: tuple[Payer, ...] = ()
    guessed_from: str = ""
    unknown_payer: str = ""
    line: LineOfBusiness | None = None
    codes: tuple[str, ...] = ()
    modifiers: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    profession: Profession | None = None
    other_profession: str = ""
    other_service: str = ""
    condition: str | None = None
    on: date | None = None
    until: date | None = None
    as_known: date | None = None
    unused: tuple[str, ...] = ()
    aspects: tuple[Aspect, ...] = ()
    number: int | None = None

    @property
    def state(self) -> str | None:
        """The one state that is named, if one is."""
        return self.states[0] if len(self.states) == 1 else None
