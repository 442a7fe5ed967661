"""How far authorizations carry one after the other: the expected visits that some of them pay."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from models.period import Period
from models.visits.standing import Standing
from models.visits.unasked import Unasked


@dataclass
class _Grant:
    """What an authorization has left while visits draw on it, one after the other."""

    period: Period
    left: Fraction
    is_to_come: bool

    def has_room(self, day: date) -> bool:
        """Whether a visit of a day can draw on it. Days are asked of in order."""
        return self.left > 0 and self.period.holds(day)


class _Anew(_Grant):
    """What needs no authorization, so many again in each window."""

    def __init__(self, of: Unasked) -> None:
        super().__init__(of.now, Fraction(of.left), is_to_come=False)
        self._of = of

    def has_room(self, day: date) -> bool:
        """Whether one is left of its window: a new one begins with all of them."""
        if not self.period.holds(day):
            self.period = self._of.kind.holding(day, ())
            self.left = Fraction(self._of.most)
        return self.left > 0


@dataclass(frozen=True, slots=True)
class Carried:
    """The expected visits that an authorization and those besides pay.

    `paid_until` is the last day before the first that none pays on which one was paid, or that one
    which has visits left still ends; None where there is none.
    `is_unpaid` says that one comes that none pays. `by_later`: before that, one that those
    in force cannot pay is paid by one that is to come.
    """

    paid_until: date | None
    is_unpaid: bool
    by_later: bool


def carry(standing: Standing, days: Iterable[date], amount: Fraction) -> Carried:
    """Draw each expected visit on what ends first and has room, as visits do that take place.

    `days` have an end; `amount` is what a visit uses up.
    """
    own = _Grant(standing.window, Fraction(max(standing.left, 0)), is_to_come=False)
    ending_first = [*_others(standing, first=True), own, *_others(standing, first=False)]
    behind = standing.unasked if not _is_first(standing.unasked) else None
    grants = [_needing_none(standing), *ending_first, *([_Anew(behind)] if behind else [])]
    days_paid, by_later = list[date](), False
    for day in days:
        paying = next((g for g in grants if g.has_room(day)), None)
        if paying is None:
            ends = (g.period.last for g in grants if g.left > 0)
            days_paid += [end for end in ends if end and end < day]
            return Carried(max(days_paid, default=None), is_unpaid=True, by_later=by_later)
        in_force = (g for g in grants if g.has_room(day) and not g.is_to_come)
        by_later = by_later or not any(in_force)
        paying.left -= amount
        days_paid.append(day)
    return Carried(max(days_paid, default=None), is_unpaid=False, by_later=by_later)


def _others(standing: Standing, *, first: bool) -> list[_Grant]:
    """The other authorizations that visits draw on before one, or behind it, in order."""
    found = [o for o in standing.further if o.comes_first is first]
    found.sort(key=lambda other: other.period.last or date.max)
    return [_Grant(o.period, Fraction(o.left), not o.has_begun(standing.on)) for o in found]


def _needing_none(standing: Standing) -> _Grant:
    """The visits that a limit lets pay before any authorization is drawn on."""
    if standing.unasked and _is_first(standing.unasked):
        return _Anew(standing.unasked)
    return _Grant(Period(), Fraction(standing.free), is_to_come=False)


def _is_first(unasked: Unasked | None) -> bool:
    return unasked is not None and unasked.comes_first


class DrawnFirst:
    """What else takes of the visits to come before one's turn is: what needs none, and others."""

    def __init__(self, standing: Standing) -> None:
        self._grants = [_needing_none(standing), *_others(standing, first=True)]

    def takes(self, day: date, amount: Fraction) -> bool:
        """Whether one of them has room for a visit, which draws on it then. Days are in order."""
        paying = next((g for g in self._grants if g.has_room(day)), None)
        if paying is None:
            return False
        paying.left -= amount
        return True
