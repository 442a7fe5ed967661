"""The second payer of a day: a second set of limits on the same visits, and what counts for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from models.visits.chart import Chart
from models.visits.standing import Standing


def second_on(chart: Chart, day: date) -> str | None:
    """Who pays second on a day; None where nobody does, or only who pays first."""
    second = chart.secondary_on(day)
    return second if second and second != chart.payer_on(day) else None


def as_if_first(chart: Chart, payer: str) -> Chart:
    """The chart as its second payer sees it: nobody told that payer's plan, nor its year."""
    return replace(chart, payer=payer, payers=(), secondary=(), plan="", benefit_year=None)


def named_for(standing: Standing, payer: str) -> Standing:
    """The standing with the name of the second payer, whose limit it is."""
    return replace(standing, limit=replace(standing.limit, second_payer=payer))


def by_payer(
    chart: Chart, standings: Iterable[Standing], on: date
) -> Iterator[tuple[str | None, list[Standing]]]:
    """The standings of who pays first, with the clinic's own, of who pays second, and who did."""
    held = list(standings)
    of_now = [s for s in held if not s.former_payer]
    yield chart.payer, [s for s in of_now if not s.limit.second_payer]
    if of_second := [s for s in of_now if s.limit.second_payer]:
        yield second_on(chart, on), of_second
    for former in dict.fromkeys(s.former_payer for s in held if s.former_payer):
        yield former, [s for s in held if s.former_payer == former]
