"""What runs out in time before the limit that binds by number, and by when to ask for more."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from handlers.session.card.counted_chart import CountedChart
from models.alerts.late_requests import is_asked_for
from models.reply import Line
from models.visits.forecast import Forecast, ForecastEnd, forecast
from models.visits.standing import Standing
from models.wording import forecasts, standings


def line(count: CountedChart) -> Line | None:
    """The limit that runs out first, where it is another; None where the binding one says it.

    None either where of the binding one nothing is left: no other runs out before that.
    """
    bound = count.binding
    if bound is None or bound.left <= 0 or forecasts.ask_by(bound):
        return None
    expected = forecast(bound)
    last = expected.about if expected and expected.about else date.max
    found = [(e, s) for e, s in _others(count, bound) if (e.about or date.max) < last]
    if not found:
        return None
    first, of = min(found, key=lambda one: _rank(one[0]))
    whose = standings.owner(of.limit, count.payer)
    asks = forecasts.ask_by_alone(of)  # why stands in the details
    ends = "ends" if first.ends is ForecastEnd.BY_DATE else "runs out"
    return Line(f"{whose} {ends} before it. {forecasts.reached(first)} {asks}")


def _others(count: CountedChart, bound: Standing) -> Iterator[tuple[Forecast, Standing]]:
    """The other limits of which more is to be asked for, each with what is expected."""
    chart, today = count.chart, count.request.today
    for standing in count.of_visit:
        expected = None if standing is bound or standing.gives_way else forecast(standing)
        if expected is None or expected.ask_by is None or not forecasts.ask_by(standing):
            continue
        if not is_asked_for(standing, chart, today):
            yield expected, standing


def _rank(expected: Forecast) -> tuple[date, bool, date]:
    """The first day to ask by comes first; of one day, the visits that are used up."""
    is_lapse = expected.ends is not ForecastEnd.BY_COUNT
    return expected.ask_by or date.max, is_lapse, expected.about or date.max
