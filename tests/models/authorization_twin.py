"""A payer's own book of one patient: what it granted, took back or changed, and still pays.

It knows nothing of the code that counts: plain numbers, dates and codes. A grant that stands
instead of another keeps the place of it, so that every visit is looked at once more.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from datetime import date

EVALUATIONS = frozenset("97161 97162 97163 97164 97165 97166 97167 97168".split())


@dataclass
class Grant:
    """So many visits of some codes between two days; empty codes are any."""

    number: int
    first: date
    last: date
    codes: frozenset[str] = frozenset()
    gone: str = ""
    visits: set[date] = field(default_factory=set)

    def takes(self, on: date, codes: Collection[str]) -> bool:
        """Whether a visit of a day and codes is one of those granted."""
        return self.is_open(on) and (not self.codes or any(code in self.codes for code in codes))

    def is_open(self, on: date) -> bool:
        """Whether a day is one of its own."""
        return not self.gone and self.first <= on <= self.last


class PayersBook:
    """Every grant in the order in which it was made, from 1, and every visit that was billed."""

    def __init__(self) -> None:
        self.grants: list[Grant] = []
        self.billed: dict[date, set[str]] = {}

    def grant(self, made: Grant, *instead_of: int) -> int:
        """Grant visits, as well as those before or instead of some of them; its number."""
        self.grants.append(made)
        for number in instead_of:
            self.grants[number - 1].gone = f"replaced by {len(self.grants)}"
        return len(self.grants)

    def withdraw(self, number: int) -> None:
        """Take a grant back that never was; what stood in its place before stands again."""
        for other in self.grants:
            if other.gone == f"replaced by {number}":
                other.gone = ""
        self.grants[number - 1].gone = "withdrawn"

    def bill(self, on: date, *codes: str) -> None:
        """A visit took place: a day is one visit, whatever is done on it."""
        self.billed.setdefault(on, set()).update(codes)

    def takers(self, on: date) -> list[Grant]:
        """The grants that take the visit of a day, or some of its lines.

        Where nobody wrote down what was done, it was needling; and if nobody granted needling, it
        was what was granted.
        """
        codes = self.billed[on] or {"20560", "20561"}
        taking = [made for made in self.grants if made.takes(on, codes)]
        return taking or [g for g in self.grants if g.is_open(on) and not self.billed[on]]

    def lines(self, on: date) -> list[list[Grant]]:
        """For each line of a day's claim that is authorized at all, the grants that take it."""
        if not self.billed[on]:
            return [self.takers(on)] if self.takers(on) else []
        by_code = ([g for g in self.grants if g.takes(on, {code})] for code in self.billed[on])
        return [takers for takers in by_code if takers]

    def settle(self) -> set[date]:
        """Pay each line of every visit from the grant that ends first of those with room.

        The days that nobody pays, or one of whose lines.
        """
        for made in self.grants:
            made.visits = set()
        unpaid = set()
        for on in sorted(self.billed):
            paying = [self._paying(on, takers) for takers in self.lines(on)]
            if not paying or not all(paying):
                unpaid.add(on)
            for made in filter(None, paying):
                made.visits.add(on)
        return unpaid

    def _paying(self, on: date, takers: list[Grant]) -> Grant | None:
        with_room = [g for g in takers if on in g.visits or len(g.visits) < g.number]
        return min(with_room, key=lambda made: self._place(made, on), default=None)

    def _place(self, made: Grant, on: date) -> tuple[date, int]:
        """What grants are used in the order of: their ends, and of one end the one made first.

        Until the end that one had before it was extended it keeps the place of that.
        """
        versions, place = [made], (made.last, self._number(made))
        while versions:
            version = versions.pop()
            if version.first <= on <= version.last:
                place = min(place, (version.last, self._number(version)))
            replaced = f"replaced by {self._number(version)}"
            versions += [before for before in self.grants if before.gone == replaced]
        return place

    def _number(self, made: Grant) -> int:
        return next(n for n, grant in enumerate(self.grants, start=1) if grant is made)

    def still_paid(self, on: date, *codes: str) -> int:
        """How many more visits of such codes it would pay, by the grants that are open that day."""
        self.settle()
        return sum(made.number - len(made.visits) for made in self._open(on, codes))

    def _open(self, on: date, codes: Collection[str]) -> Iterator[Grant]:
        return (g for g in self.grants if g.takes(on, codes or {"20560", "20561"}))

    def uncovered(self) -> set[date]:
        """The days of visits that lie on the dates of no grant at all."""
        return {on for on in self.billed if not self.takers(on)}

    def of_other_codes(self) -> set[date]:
        """The days on the dates of a grant, of codes that none of these days takes."""
        return {
            on
            for on in self.uncovered()
            if any(not made.gone and made.first <= on <= made.last for made in self.grants)
        }

    def bare_lines(self) -> dict[date, set[str]]:
        """By its day, the lines of a claim that no grant names, where one names another line.

        An evaluation is none of them: it comes before anything is asked for.
        """
        bare = {}
        for on in self.billed.keys() - self.uncovered():
            named = {
                code for code in self.billed[on] if any(g.takes(on, {code}) for g in self.grants)
            }
            if left := self.billed[on] - named - EVALUATIONS:
                bare[on] = left
        return bare

    def without_room(self) -> set[date]:
        """The days on the dates of grants that pay others: nobody pays them."""
        return self.settle() - self.uncovered()

    def overdrawn(self) -> dict[int, int]:
        """By its number, the visits beyond a grant: an unpaid line is of its taker that ends last.

        Whoever asks the payer for one of them names that grant, also when another has begun since.
        """
        beyond: dict[int, set[date]] = {}
        for on in self.without_room():
            for takers in self.lines(on):
                if any(on in made.visits for made in takers):
                    continue
                last = max(takers, key=lambda made: self._place(made, on))
                beyond.setdefault(self._number(last), set()).add(on)
        return {number: len(days) for number, days in beyond.items()}

    def without_asking(
        self, free: int, window: Callable[[date], object]
    ) -> tuple[dict[object, int], set[date]]:
        """What no grant pays, of a payer that pays `free` visits a window without any.

        By the key of its window, how many there were; and the days that are beyond these. A day
        without a window (None) is never free.
        """
        used: dict[object, int] = {}
        beyond = set()
        for on in sorted(self.settle()):
            key = window(on)
            used[key] = used.get(key, 0) + 1
            if key is None or used[key] > free:
                beyond.add(on)
        return used, beyond

    def standing_in(
        self, free: int, window: Callable[[date], object]
    ) -> tuple[dict[object, int], set[date]]:
        """What lies on the dates of no grant, of a payer whose grants stand in for `free` visits.

        UnitedHealthcare's six in eight weeks: a visit on the dates of a grant is one of that alone,
        paid or not, and of the others six a stretch pass. By the key of its stretch, how many there
        were; and the days that are beyond these. A day without a stretch (None) is never free.
        """
        used: dict[object, int] = {}
        beyond = set()
        for on in sorted(self.uncovered()):
            key = window(on)
            used[key] = used.get(key, 0) + 1
            if key is None or used[key] > free:
                beyond.add(on)
        return used, beyond

    def stretch(self, on: date, days: int, gap: int) -> date | None:
        """The first visit of the stretch of care that a day lies in; None where it is over.

        A visit opens so many days; after their end one does that comes `gap` days after the last.
        """
        first: date | None = None
        last: date | None = None
        for day in sorted({*(billed for billed in self.billed if billed <= on), on}):
            is_over = first is None or (day - first).days >= days
            if is_over and (last is None or (day - last).days >= gap):
                first = day
            last = day
        return first if first and (on - first).days < days else None

    def granted_later(self, on: date, *codes: str) -> dict[date, int]:
        """By its first day, what is granted from a later day for whatever has such codes."""
        later: dict[date, int] = {}
        for made in self.grants:
            is_to_come = not made.gone and made.first > on
            if is_to_come and (not made.codes or (codes and set(codes) <= made.codes)):
                later[made.first] = later.get(made.first, 0) + made.number
        return later

    def open_beside_a_cap(self, on: date, cap: int) -> tuple[int, int]:
        """How many more visits may follow at once, and how many beyond the cap nobody paid.

        California's 24 visits for an injury: those beyond take place only where a grant pays them.
        The visits to come draw on the grants too, whether they lie beyond or not.
        """
        unpaid = self.settle()
        room = sum(made.number - len(made.visits) for made in self._open(on, {"20560"}))
        beyond = sorted(self.billed)[cap:]
        more = 0
        while len(self.billed) + more < cap or more < room:
            more += 1
        return more, sum(day in unpaid for day in beyond)
