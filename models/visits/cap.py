"""A cap that the clinic set itself: what it counts, what follows it, and whom it holds for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from models.privacy.alias_text import key
from models.visits.limit import (
    EVERYTHING,
    Effect,
    Limit,
    LimitKind,
    Needs,
    Pool,
    Stage,
    Unit,
    id_of,
)
from models.visits.window import Window
from models.visits.window_text import spell

MOST_CODES = 12
"""So many codes a cap is of, or leaves out beside evaluations: its id holds them."""


class CapScope(StrEnum):
    """Whom a clinic's own cap is for."""

    ALIAS = "alias"
    PAYER = "payer"  # everybody who has this payer
    CLINIC = "clinic"


@dataclass(frozen=True, slots=True)
class Cap:
    """A limit that the clinic set itself, as a payer's letter says it: so many visits in a window.

    `subject` is the alias or the payer's id; empty for the whole clinic. `window` is one that
    `spell` can write. It counts what draws on `pool`, in `unit`; `stages` open more. `frees` says
    that beyond its number the payer authorizes each visit. A cap set again for the same subject,
    window, codes and disciplines takes the place of the first.
    """

    scope: CapScope
    subject: str
    number: int
    window: Window
    set_by: str
    set_on: date
    pool: Pool = EVERYTHING
    unit: Unit = Unit.VISIT
    stages: tuple[Stage, ...] = ()
    frees: bool = False

    @property
    def counts_of(self) -> tuple[str, ...]:
        """What tells it from the subject's other caps of the window; nothing where it counts all.

        What it leaves out and what follows are no part of it: a letter is read once more.
        """
        disciplines, codes = (sorted(part) for part in (self.pool.disciplines, self.pool.codes))
        parts = ["+".join(disciplines), "+".join(codes)]
        return tuple(filter(None, [*parts, "" if self.unit is Unit.VISIT else self.unit.value]))

    @property
    def id(self) -> str:
        """A stable id, under which standings are kept. It never holds the alias."""
        subject = self.subject if self.scope is CapScope.PAYER else ""
        window = spell(self.window)
        return id_of(LimitKind.CAP, self.scope.value, subject, window, *self.counts_of)

    @property
    def is_of_payer(self) -> bool:
        """Whether it is what a payer lets pay: it is for one, or one authorizes beyond it."""
        is_opened = any(stage.needs is Needs.AUTHORIZED for stage in self.stages)
        return self.scope is CapScope.PAYER or self.frees or is_opened

    @property
    def limit(self) -> Limit:
        """The cap as a limit, which no source states."""
        return Limit(
            f"{self.number} visits, set here on {self.set_on}.",
            (),
            id=self.id,
            number=self.number,
            window=self.window,
            unit=self.unit,
            stages=self.stages,
            pool=self.pool,
            on_authorization=Effect.FREES if self.frees else Effect.NOTHING,
            kind=LimitKind.CAP,
            counts_self_pay=not self.is_of_payer,
        )

    def is_instead_of(self, other: Cap) -> bool:
        """Whether it takes the place of another."""
        mine = (self.scope, self.subject, self.window, self.counts_of)
        return mine == (other.scope, other.subject, other.window, other.counts_of)

    def holds_for(self, alias: str, payer: str | None) -> bool:
        """Whether the cap is for this alias, which has this payer."""
        if self.scope is CapScope.ALIAS:
            return key(self.subject) == key(alias)
        return self.scope is CapScope.CLINIC or self.subject == payer
