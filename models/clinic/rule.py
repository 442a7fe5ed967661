"""A clinic's own rule on a payer: verdict, whom it is for, who said so (RuleSource), its limit.

Everything of it is chosen from what the fact book holds or from closed lists, or is a date, a
number or a member of the clinic. Nothing that anybody typed is kept, and nobody at the payer is
named: of a call's reference only that one was noted.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from models.coverage.payer import LineOfBusiness
from models.coverage.position import Circumstances, Verdict
from models.coverage.profession import Profession
from models.period import Period
from models.visits.limit import Unit
from models.visits.window import Window

NEEDLING = ("20560", "20561")
"""The codes of a rule for which none is typed."""

_ALWAYS = Period()


class RuleSource(StrEnum):
    """By what the payer said so. The value is what is typed and kept."""

    CONTRACT = "contract"  # between the payer and this clinic, with its amendments
    LETTER = "letter"  # from the payer to this clinic
    PORTAL = "portal"  # the payer's own, signed in as this clinic
    CALL = "call"  # what somebody there said by telephone


@dataclass(frozen=True, slots=True)
class RuleScope:
    """For which claims a rule holds. `codes` are never empty; None sets no bound."""

    payer: str
    codes: tuple[str, ...]
    condition: str | None = None
    profession: Profession | None = None
    line: LineOfBusiness | None = None
    state: str | None = None

    @property
    def bounded(self) -> int:
        """How many bounds it has besides its codes."""
        return sum(map(bool, (self.condition, self.profession, self.line, self.state)))

    def is_within(self, other: RuleScope) -> bool:
        """Whether every claim of this is one of a wider scope, on some of the same codes."""
        mine, wider = ((s.payer, s.condition, s.profession, s.line, s.state) for s in (self, other))
        bounds = zip(mine, wider, strict=True)
        is_inside = all(outer is None or inner == outer for inner, outer in bounds)
        is_narrower = self.bounded > other.bounded
        return is_narrower and is_inside and not set(self.codes).isdisjoint(other.codes)

    def fits(self, asked: Circumstances) -> bool:
        """Whether a claim may be one of these; what the question leaves open fits every bound."""
        return not (asked.other_biller and self.profession) and all(
            bound is None or told is None or bound == told for bound, told in self._bounds(asked)
        )

    def is_told(self, asked: Circumstances) -> bool:
        """Whether the question says everything on which it depends that the rule holds."""
        return self.fits(asked) and all(
            bound is None or told is not None for bound, told in self._bounds(asked)
        )

    def _bounds(self, asked: Circumstances) -> tuple[tuple[str | None, str | None], ...]:
        """Each bound, beside what the question says of it."""
        code = asked.code if asked.code in self.codes else self.codes[0]
        return (
            (code, asked.code),
            (self.condition, asked.condition),
            (self.profession, asked.profession),
            (self.line, asked.line),
            (self.state, asked.state),
        )


@dataclass(frozen=True, slots=True)
class RuleLimit:
    """So many in a window, as the payer said: they count while the rule holds."""

    number: int
    window: Window
    unit: Unit = Unit.VISIT


@dataclass(frozen=True, slots=True)
class ClinicRule:
    """One rule, on two clocks: `in_force` is about dates of service, `known_on` when it was told.

    `said_on` is the day of the call, letter, contract or look at the portal, and `ask_on` the day
    on which the clinic wants to ask again. `number` is its serial within the clinic, and `by` the
    platform's id of the member who entered it; both are given when it is kept. `called_by` is that
    of the member who called the payer: empty where nobody called, or nobody noted who.
    """

    scope: RuleScope
    verdict: Verdict
    source: RuleSource
    said_on: date
    in_force: Period = _ALWAYS
    limit: RuleLimit | None = None
    ask_on: date | None = None
    has_reference: bool = False
    number: int = 0
    by: str = ""
    known_on: date = date.min
    called_by: str = ""

    @property
    def bare(self) -> ClinicRule:
        """What it says, whoever called and entered it, and when."""
        return replace(self, number=0, by="", known_on=date.min, called_by="")

    @property
    def is_written(self) -> bool:
        """Whether the payer gave it to this clinic in writing."""
        return self.source is not RuleSource.CALL

    def is_overdue(self, today: date) -> bool:
        """Whether the day has come on which the clinic wanted to ask again."""
        return self.ask_on is not None and self.ask_on <= today


@dataclass(frozen=True, slots=True)
class RuleWithdrawal:
    """A rule that was taken back on a day: until then it was known."""

    number: int
    withdraws: int
    by: str
    known_on: date


@dataclass(frozen=True, slots=True)
class RuleCheck:
    """That somebody found still true what answers for a payer: "rule/3", or a position's id."""

    number: int
    payer: str
    about: str
    by: str
    known_on: date


RuleEntry = ClinicRule | RuleWithdrawal | RuleCheck
