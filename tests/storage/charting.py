"""What the tests of charts share: a payer of three limits, a way to log, and who does it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime

from models.storage.charts import ChartStore
from models.visits.all_standings import standings
from models.visits.chart import Chart, ChartOpening, DoneBy
from models.visits.events import Event, SessionLogged
from models.visits.limit import Limit
from models.visits.session import Session
from models.visits.standing import Standing, past_windows
from models.visits.window import CalendarMonth, CalendarYear, DaysFromFirstVisit, RollingDays

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)
TODAY = date(2026, 12, 1)
YEAR = Limit("30 a year.", ("policy",), "payer/year", 30, CalendarYear())
UNLIMITED = "unlimited"
"""A payer that says nothing of visits."""

LIMITS = (
    YEAR,
    Limit("12 in 90 days.", ("policy",), "payer/90", 12, RollingDays(90)),
    Limit("15 in 60 days.", ("policy",), "payer/60", 15, DaysFromFirstVisit(60)),
    Limit("9 a month.", ("policy",), "payer/month", 9, CalendarMonth()),
)


def count(chart: Chart, on: date) -> Sequence[Standing]:
    """As `models.visits.counting.count` does, with the limits of one invented payer."""
    limits = (*(() if chart.payer == UNLIMITED else LIMITS), *chart.own_limits)
    past = [s for limit in limits for s in past_windows(limit, chart.history, on)]
    return [*past, *standings(limits, chart.history, on)]


def by(actor: str = "U1", on: date = TODAY) -> DoneBy:
    """Somebody, at noon."""
    return DoneBy(actor, NOON, on)


def log(
    on: date = TODAY, request: str = "", *, again: bool = False
) -> Callable[[Chart], Sequence[Event]]:
    """Decide to log a session on a day, unless it has one already."""

    def decide(chart: Chart) -> Sequence[Event]:
        if chart.standing_on(on) and not again:
            return ()
        session = Session(chart.next_number, on, ("20560",))
        return (SessionLogged(session, chart.next_ordinal(on), request),)

    return decide


def say(*events: Event) -> Callable[[Chart], Sequence[Event]]:
    """Decide on these events, whatever the chart."""
    return lambda _: events


def told(standings: Sequence[Standing], limit: str, on: date = TODAY) -> tuple[int, int]:
    """Used and allowed by a limit on the day."""
    found = next(s for s in standings if s.limit.id == limit and s.on == on)
    return found.used, found.allowed


async def begin(cabinet: ChartStore, clinic_id: int, alias: str = "BLUE-47K") -> Chart:
    """A chart that was opened just now."""
    return await cabinet.start(clinic_id, ChartOpening(alias, payer="payer"), by())
