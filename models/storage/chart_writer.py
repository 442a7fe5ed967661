"""Write how a chart stands to its columns, and make due those whose limits have changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from models.ports import NO_LIMIT
from models.storage.sql import execute
from models.storage.statements import charts
from models.visits.binding import binding
from models.visits.cap import CapScope
from models.visits.chart import Chart, key
from models.visits.next_recount import next_look
from models.visits.standing import DAWN, QUIET_DAWN, Standing

_COUNT_ANEW = {
    CapScope.CLINIC: charts.COUNT_ANEW.format(""),
    CapScope.PAYER: charts.COUNT_ANEW.format(charts.OF_PAYER),
    CapScope.ALIAS: charts.COUNT_ANEW.format(" AND key = :subject"),
}
_QUIETLY = charts.COUNT_ANEW.format(charts.OF_PAYER + charts.NOT_MARKED)

_OF_FORMER = "former/"
"""Before the id of a limit under which is kept what a payer left unpaid who pays no more."""


@dataclass(frozen=True, slots=True)
class WrittenStanding:
    """What is kept of a standing, beside the limit and the first day of the window."""

    window_last: date | None
    used: int
    allowed: int
    resets: date | None
    leaves_on: date | None

    @property
    def columns(self) -> tuple[object, ...]:
        """What is kept, in the order of the statement."""
        return self.window_last, self.used, self.allowed, self.resets, self.leaves_on


def kept(standings: Iterable[Standing]) -> dict[tuple[str, date], WrittenStanding]:
    """The standings as they are kept, by limit and first day of the window.

    A stretch that the first visit has yet to open is no window, and moves with the day. Of who pays
    no more only what was passed is kept, under an id of its own: the board tells it.
    """
    return {
        (_key(standing), standing.opened): WrittenStanding(
            None if standing.limit.window.rolls else standing.window.last,
            standing.used,
            standing.allowed,
            standing.resets,
            standing.leaves_on,
        )
        for standing in standings
        if (standing.used or standing.has_begun)
        and (standing.left < 0 or not standing.former_payer)
    }


def _key(standing: Standing) -> str:
    return f"{_OF_FORMER}{standing.limit.id}" if standing.former_payer else standing.limit.id


def tightest(standings: Iterable[Standing], on: date) -> Standing | None:
    """The one that binds on the day, which is what the board shows."""
    return binding(standing for standing in standings if standing.on == on)


async def write_count(
    held: Chart, chart: Chart, standings: Sequence[Standing], on: date, begins: date | None
) -> date | None:
    """Write how a chart stands: the alias row, the standings, and those that no longer hold.

    `held` is the chart as its row was read; `begins` is the next day on which its payer says
    something else. Returns the next day to look.
    """
    look = next_look(chart, [s for s in standings if s.on == on], on, begins)
    were = _seldom_changed(held, held.next_look)
    changed = {
        column: value
        for column, value in _seldom_changed(chart, look).items()
        if value != were[column]
    }
    await execute(
        charts.COUNTED.format("".join(f"{column} = :{column}, " for column in changed)),
        **changed,
        version=chart.version,
        counted_on=on,
        **_shown(tightest(standings, on)),
        clinic_id=chart.clinic_id,
        id=chart.id,
    )
    await _write_standings(chart, standings)
    return look


def _seldom_changed(chart: Chart, look: date | None) -> dict[str, object]:
    """What the alias row keeps that a visit leaves as it is."""
    month, day = chart.benefit_year or (None, None)
    return {
        "payer": chart.payer,
        "condition": chart.condition,
        "plan": chart.plan,
        "benefit_month": month,
        "benefit_day": day,
        "closed_on": chart.closed,
        "is_open": chart.closed is None,
        "next_look": look,
    }


async def _write_standings(chart: Chart, standings: Sequence[Standing]) -> None:
    here = (chart.clinic_id, chart.id)
    rows = [
        (*here, limit, first, *counted.columns, True, chart.version)
        for (limit, first), counted in kept(standings).items()
    ]
    if rows:
        await execute(charts.STANDINGS, rows=rows)
    await execute(charts.NOT_COUNTED, version=chart.version, clinic_id=here[0], alias_id=here[1])


async def count_anew(clinic_id: int, scope: CapScope = CapScope.CLINIC, subject: str = "") -> None:
    """Make due those whose limits have changed. The alias rows are locked until the end."""
    whose = key(subject) if scope is CapScope.ALIAS else subject
    await execute(_COUNT_ANEW[scope], dawn=DAWN, clinic_id=clinic_id, subject=whose)


async def count_anew_quietly(clinic_id: int, payer: str) -> None:
    """The same for a payer, so that what it warns of waits for the digest."""
    await execute(_QUIETLY, dawn=QUIET_DAWN, clinic_id=clinic_id, subject=payer)


def _shown(bound: Standing | None) -> dict[str, object]:
    """What the board shows of the limit that binds."""
    if bound is None:
        limit, used, allowed, left, resets = "", 0, 0, NO_LIMIT, None
    else:
        limit, used, allowed = bound.limit.id, bound.used, bound.allowed
        left, resets = bound.within_reach, bound.resets
    return {
        "binding_limit": limit,
        "used_now": used,
        "allowed_now": allowed,
        "left_now": left,
        "resets_now": resets,
    }
