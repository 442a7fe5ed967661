"""Count every chart anew for `doctor --counts`, and name those whose kept count differs."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import date

from tortoise.transactions import in_transaction

from models.ports import NO_LIMIT
from models.storage.chart_reader import hold_chart
from models.storage.chart_writer import WrittenStanding, kept, tightest
from models.storage.engine.unreachable import reaching
from models.storage.tables import AliasRow, StandingRow
from models.visits.chart import Chart, Count
from models.visits.standing import DAWN, MARKED

_PAGE = 500
"""Aliases listed at a time."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """An alias whose standing is not what its rows come to, in words."""

    alias: str
    says: str


@dataclass(frozen=True, slots=True)
class StandingProof:
    """How many charts were counted from their rows, and which of them disagree.

    `due` were not counted: a cap was set or taken back since, and nobody has counted them anew.
    """

    counted: int
    due: int
    disagreements: tuple[Disagreement, ...]


async def prove(clinic_id: int, count: Count) -> StandingProof:
    """Count every chart of a clinic anew, as of the day of its last count, and compare.

    Each alias is locked while it is compared, so that this may run beside everything else.
    """
    counted = due = 0
    disagreements: list[Disagreement] = []
    with reaching():
        async for key in _keys(clinic_id):
            async with in_transaction():
                held = await hold_chart(clinic_id, key)
                chart = held[0] if held else None
                if chart is None or chart.next_look in MARKED or chart.counted_on is None:
                    due += 1
                    continue
                counted += 1
                disagreements += await _compare(chart, chart.counted_on, count)
    return StandingProof(counted, due, tuple(disagreements))


async def _keys(clinic_id: int) -> AsyncIterator[str]:
    last = ""
    aliases = AliasRow.filter(clinic_id=clinic_id).order_by("key").limit(_PAGE)
    while keys := await aliases.filter(key__gt=last).values_list("key", flat=True):
        for key in keys:
            yield str(key)
        last = str(keys[-1])


async def _compare(chart: Chart, on: date, count: Count) -> list[Disagreement]:
    standings = count(chart, on)
    rows = await StandingRow.filter(clinic_id=chart.clinic_id, alias_id=chart.id, holds=True)
    written = {(row.limit_key, row.window_first): _written(row) for row in rows}
    said = [*_differences(written, kept(standings))]
    bound = tightest(standings, on)
    expected = (bound.limit.id, bound.used, bound.allowed, bound.within_reach) if bound else None
    alias = await AliasRow.get(clinic_id=chart.clinic_id, id=chart.id)
    shown = (alias.binding_limit, alias.used_now, alias.allowed_now, alias.left_now)
    if shown != (expected or ("", 0, 0, NO_LIMIT)):
        said.append("The board shows another limit or number than binds.")
    return [Disagreement(chart.alias, sentence) for sentence in said]


def _differences(
    rows: dict[tuple[str, date], WrittenStanding], counts: dict[tuple[str, date], WrittenStanding]
) -> Iterator[str]:
    for window in sorted(rows.keys() | counts.keys()):
        row, counted = rows.get(window), counts.get(window)
        if row != counted:
            limit, first = window
            since = "" if first == DAWN else f" from {first}"
            yield f"{limit}{since}: kept {_words(row)}, counted {_words(counted)}."


def _words(written: WrittenStanding | None) -> str:
    return f"{written.used} of {written.allowed}" if written else "nothing"


def _written(row: StandingRow) -> WrittenStanding:
    return WrittenStanding(row.window_last, row.used, row.allowed, row.resets, row.leaves_on)
