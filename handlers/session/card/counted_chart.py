"""A chart on the day of a request: how it stands, by which limits, and which of them binds."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from handlers.command import Request, Services
from models.visits import counting, plan_clocks
from models.visits.allotment import bare_codes, uncovered
from models.visits.authorization import Authorization
from models.visits.binding import binding, tightness
from models.visits.body_region import BodyRegion
from models.visits.chart import Chart
from models.visits.count_reasons import NONE_COVERS, Reason
from models.visits.ended_windows import EndedWindows
from models.visits.further_visits import spares_authorization
from models.visits.limit import HeldLimit
from models.visits.plan_of_care import PlanClock
from models.visits.second_payer import second_on
from models.visits.session import Session
from models.visits.standing import Standing


@dataclass(frozen=True)
class CountedChart:
    """A chart on the day of the request: how it stands, and what its payer says of visits.

    `session` is the visit that the card is about, and `case` that of one; None for whatever is
    treated. `unpaid` is what payers left unpaid who pay no more.
    """

    chart: Chart
    standings: tuple[Standing, ...]
    stated: tuple[HeldLimit, ...]
    request: Request
    services: Services
    case: BodyRegion | None = None
    unpaid: tuple[Standing, ...] = ()
    session: Session | None = None

    def of(self, session: Session) -> CountedChart:
        """The same, for a card that is about a visit."""
        return replace(self, session=session, case=session.case)

    @cached_property
    def of_visit(self) -> tuple[Standing, ...]:
        """Those that a visit of the case draws on, and of the session's discipline where some do.

        Whoever logs physical therapy is not told what is left of chiropractic.
        """
        cases = {None, self.case}
        found = tuple(s for s in self.standings if not self.case or s.limit.pool.case in cases)
        session = self.session
        if session is None:
            return found
        alike = tuple(s for s in found if s.limit.pool.has_discipline(session))
        return alike if any(s.counts(session) for s in alike) else found

    @cached_property
    def binding(self) -> Standing | None:
        """The tightest of them."""
        return binding(self.of_visit)

    @property
    def payer(self) -> str:
        """The name of the chart's payer; empty where none is set."""
        known = self.services.book.payers.get(self.chart.payer or "")
        return known.name if known else ""

    @cached_property
    def ordered(self) -> tuple[Standing, ...]:
        """All of them, the tightest first."""
        return tuple(sorted(self.standings, key=tightness))

    @property
    def uncovered(self) -> dict[int, Reason]:
        """The sessions that no authorization covers, by number, though there are some; and why."""
        rows = (row for standing in self.standings for row in standing.counted)
        return {row.session: row.reason for row in rows if row.reason in NONE_COVERS}

    def uncovered_by(self, session: Session) -> str:
        """The payer no authorization of which covers a session; empty where none is known."""
        for standing in self.standings:
            rows = (row for row in standing.counted if row.session == session.number)
            if any(row.reason in NONE_COVERS for row in rows):
                return standing.limit.second_payer or self.payer
        return ""

    def bare_codes(self, session: Session) -> tuple[str, ...]:
        """The codes of a session that no authorization names, where one covers others of it.

        Of two payers, those that none of either names; none of a visit that needs none at all.
        """
        rows = (row for standing in self.standings for row in standing.counted)
        if any(r.session == session.number and r.reason is Reason.NEEDS_NONE for r in rows):
            return ()
        return bare_codes(self._given_for(session), session)

    def first_day_behind(self, session: Session) -> date | None:
        """The first day that is authorized, where a session of such care lies before it.

        None where a limit counts the session that needs no authorization.
        """
        given = self._given_for(session)
        first = min((a.period.first or date.min for a in given), default=date.min)
        is_spared = any(spares_authorization(s.limit) and s.counts(session) for s in self.standings)
        is_before = session.on < first and bool(uncovered(given, [session]))
        return first if is_before and not is_spared else None

    def _given_for(self, session: Session) -> list[Authorization]:
        """The authorizations by those who pay on the day of a session, first or second."""
        chart = self.chart
        payers = {chart.payer_on(session.on), second_on(chart, session.on)}
        return [a for a in chart.history.authorizations if chart.giver_of(a) in payers]

    @property
    def to_come(self) -> tuple[Authorization, ...]:
        """The authorizations that begin on a later day, the first to begin first."""
        later = [
            a for a in self.chart.history.authorizations if not a.has_begun(self.request.today)
        ]
        return tuple(sorted(later, key=lambda a: (a.period.first or date.min, a.serial)))

    @cached_property
    def owed(self) -> tuple[PlanClock, ...]:
        """What is owed of the plan of care that runs."""
        return plan_clocks.clocks(self.chart, self.services.book, self.request.today)

    @cached_property
    def ended(self) -> EndedWindows:
        """The windows that are over, in which past sessions count."""
        return EndedWindows(self.chart, self.services.book, self.request.today)

    @property
    def others(self) -> tuple[Standing, ...]:
        """All but the tightest."""
        return self.ordered[1:]


def counted(chart: Chart, request: Request, services: Services) -> CountedChart:
    """The chart as it stands today; one that was counted just now is not counted again."""
    today, book = request.today, services.book
    chart = chart.as_of(today)
    found = chart.standings if chart.counted_on == today else None
    if found is None:
        found = (*counting.current(chart, book, today), *counting.left_unpaid(chart, book, today))
    standings = tuple(standing for standing in found if not standing.former_payer)
    unpaid = tuple(standing for standing in found if standing.former_payer)
    stated = counting.stated_limits(chart, book, today)
    return CountedChart(chart, standings, stated, request, services, unpaid=unpaid)
