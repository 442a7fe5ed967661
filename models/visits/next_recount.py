"""The next day on which a chart is counted again because time alone changes how it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from models.alerts.days_to_check import days_to_check
from models.visits.booking import open_days
from models.visits.chart import Chart
from models.visits.count_reasons import REFUSALS
from models.visits.former_payers import days_to_forget
from models.visits.history import History
from models.visits.limit import Effect
from models.visits.second_payer import by_payer
from models.visits.standing import Standing
from models.visits.visit_request import open_requests
from models.visits.window import DaysFromFirstVisit


def next_look(
    chart: Chart, current: Sequence[Standing], on: date, begins: date | None = None
) -> date | None:
    """The first day after `on` on which time alone changes how the chart stands or warns.

    None for a closed chart. `begins` is the next day on which the payer says something else of
    visits, where it is known.
    """
    if chart.closed:
        return None
    history = chart.history
    days = [s.on for s in history.sessions if not s.voided] + [b.as_of for b in history.balances]
    days += history.improving
    days += [r.ask_on for r in open_requests(chart.requests) if r.ask_on]
    days += (day + timedelta(days=1) for day in open_days(chart))
    payers = (*chart.payer_periods, *chart.secondary)
    days += (day for clock in chart.clocks for day in clock.days_to_look())
    days += filter(None, (begins, *(period.first for period in payers)))
    if any(standing.former_payer for standing in current):
        days += days_to_forget(chart, on)
    periods = [a.period for a in history.authorizations] + list(history.episodes)
    for standing in current:
        days += filter(None, (standing.resets, standing.leaves_on))
        days += _release_days(standing, history)
        periods += [standing.limit.in_force]
        is_open = standing.has_begun or standing.window.first != on
        waits = standing.limit.window.waits and not is_open
        periods += [] if standing.limit.window.rolls or waits else [standing.window]
    days += [period.first for period in periods if period.first]
    days += [period.last + timedelta(days=1) for period in periods if period.last]
    for payer, of_payer in by_payer(chart, current, on):
        days += days_to_check(of_payer, chart.preferences.warnings_for(payer), on)
    return min((day for day in days if day > on), default=None)


def _release_days(standing: Standing, history: History) -> Iterator[date]:
    """The days on which a window lets go of what opens more of a limit, or opens by itself."""
    limit, window = standing.limit, standing.limit.window
    if limit.stages or limit.on_authorization is Effect.FREES:
        openings = [*history.improving]
        for authorization in history.authorizations:
            openings += filter(None, (authorization.period.first, authorization.period.last))
        yield from filter(None, map(window.leaves, openings))
    if isinstance(window, DaysFromFirstVisit) and window.gap:
        visits = [row.on for row in standing.counted if row.reason not in REFUSALS]
        visits += [s.on for s in history.sessions if limit.pool.only_opens(s)]
        visits += [authorization.as_of for authorization in history.balances if authorization.used]
        yield from (day + timedelta(days=window.gap) for day in visits)
