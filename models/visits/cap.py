"""A cap that the clinic set itself: for an alias, a payer or the clinic, and whom it holds for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from models.privacy.alias_text import key
from models.visits.limit import Limit, LimitKind, id_of
from models.visits.window import Window
from models.visits.window_text import spell


class CapScope(StrEnum):
    """Whom a clinic's own cap is for."""

    ALIAS = "alias"
    PAYER = "payer"  # everybody who has this payer
    CLINIC = "clinic"


@dataclass(frozen=True, slots=True)
class Cap:
    """A limit that the clinic set itself: so many visits in a window.

    `subject` is the alias or the payer's id; empty for the whole clinic. `window` is one that
    `spell` can write. A cap set again for the same subject and window takes the place of the first.
    """

    scope: CapScope
    subject: str
    number: int
    window: Window
    set_by: str
    set_on: date

    @property
    def id(self) -> str:
        """A stable id, under which standings are kept. It never holds the alias."""
        subject = self.subject if self.scope is CapScope.PAYER else ""
        return id_of(LimitKind.CAP, self.scope.value, subject, spell(self.window))

    @property
    def limit(self) -> Limit:
        """The cap as a limit, which no source states."""
        return Limit(
            f"{self.number} visits, set here on {self.set_on}.",
            (),
            id=self.id,
            number=self.number,
            window=self.window,
            kind=LimitKind.CAP,
            counts_self_pay=self.scope is not CapScope.PAYER,
        )

    def holds_for(self, alias: str, payer: str | None) -> bool:
        """Whether the cap is for this alias, which has this payer."""
        if self.scope is CapScope.ALIAS:
            return key(self.subject) == key(alias)
        return self.scope is CapScope.CLINIC or self.subject == payer
