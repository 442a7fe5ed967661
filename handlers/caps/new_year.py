"""Everybody's counts on the first day of a year (NewYear): how each meets it; by pages (_FULL)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from handlers.caps import rollover_turn, verified
from handlers.command import Request
from models.clinic import payer_tick
from models.coverage.fact_book import FactBook
from models.coverage.new_year import NewYearFact, NewYearPart
from models.ports import OpenAlias
from models.privacy.alias_text import key
from models.reply import Line
from models.visits.rollover import ResetKind, StoredStanding
from models.visits.verify_anew import PayerToVerify
from models.wording.limit_owner import who_pays

SHOWN = 3  # aliases in a row of the gist
_FULL = 40  # aliases on a page of the details

AFTER = re.compile(r"\bafter\s+(?P<alias>\S+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Met:
    """A count that meets Jan 1: whose it is, and how."""

    alias: OpenAlias
    standing: StoredStanding
    turn: ResetKind


@dataclass(frozen=True, slots=True)
class NewYear:
    """Everybody's counts on the first day of a year, and what the facts say of it."""

    jan_1: date
    today: date
    aliases: tuple[OpenAlias, ...]
    met: tuple[Met, ...]
    facts: tuple[NewYearFact, ...]
    book: FactBook
    payers: tuple[PayerToVerify, ...]
    done_on: Mapping[str, date]
    after: str = ""

    @property
    def page(self) -> tuple[OpenAlias, ...]:
        """The aliases that stand in the details, by name, from one on."""
        return tuple(a for a in self.aliases if key(a.alias) > key(self.after))[:_FULL]

    @property
    def hidden(self) -> int:
        """How many come behind those."""
        return sum(key(alias.alias) > key(self.after) for alias in self.aliases) - len(self.page)

    def of(self, turn: ResetKind) -> list[Met]:
        """The counts that meet the day in one way."""
        return [met for met in self.met if met.turn is turn]

    def said(self, part: NewYearPart) -> list[Line]:
        """What the facts say of one part, in their order."""
        return [Line(fact.says, fact.cites) for fact in self.facts if fact.part is part]

    def name(self, payer: str | None, is_self_pay: bool = False) -> str:
        """A payer by its name."""
        return who_pays(payer, self.book, is_self_pay=is_self_pay)


def gathered(
    aliases: tuple[OpenAlias, ...], jan_1: date, request: Request, book: FactBook
) -> NewYear:
    """The counts of everybody's aliases on the first day of a year."""
    ids = {id_ for alias in aliases for id_ in (*alias.payers, *alias.payers_then)}
    payers = [held for held in map(book.payers.get, ids) if held]
    return NewYear(
        jan_1,
        request.today,
        aliases,
        tuple(
            Met(alias, s, rollover_turn.turn_of(alias, s, jan_1, book))
            for alias in aliases
            for s in map(alias.cut, alias.standings)
            if alias.keeps(s) and not s.is_of_a_day
        ),
        tuple(fact for fact in book.new_year if fact.is_about(payers, jan_1.year)),
        book,
        verified.of_clinic(aliases, request.clinic, jan_1.year),
        payer_tick.days_of(request.clinic.preferences.verified, jan_1.year),
    )
