"""Proves from the rows that every standing agrees with its sessions, or names those that do not."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import date

from tortoise.transactions import in_transaction

from models.ports import NO_LIMIT
from models.storage.chart_reader import hold_chart
from models.storage.chart_writer import WrittenChart, kept, tightest
from models.storage.sql import Row, day, fetch
from models.storage.unreachable import reaching
from models.visits.chart import Chart, Count
from models.visits.standing import DAWN

_PAGE = 500
"""Aliases listed at a time."""

_KEYS = "SELECT key FROM alias WHERE clinic_id = ? AND key > ? ORDER BY key LIMIT ?"
_STANDINGS = """
    SELECT limit_key, window_first, window_last, used, allowed, resets, leaves_on
    FROM standing WHERE clinic_id = ? AND alias_id = ? AND holds = TRUE"""
_SHOWN = """
    SELECT binding_limit, used_now, allowed_now, left_now FROM alias
    WHERE clinic_id = ? AND id = ?"""


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
    found: list[Disagreement] = []
    with reaching():
        async for key in _keys(clinic_id):
            async with in_transaction():
                held = await hold_chart(clinic_id, key)
                chart = held[0] if held else None
                if chart is None or chart.next_look == DAWN or chart.counted_on is None:
                    due += 1
                    continue
                counted += 1
                found += await _compare(chart, chart.counted_on, count)
    return StandingProof(counted, due, tuple(found))


async def _keys(clinic_id: int) -> AsyncIterator[str]:
    last = ""
    while rows := await fetch(_KEYS, [clinic_id, last, _PAGE]):
        for row in rows:
            yield row["key"]
        last = rows[-1]["key"]


async def _compare(chart: Chart, on: date, count: Count) -> list[Disagreement]:
    standings = count(chart, on)
    here = [chart.clinic_id, chart.id]
    rows = {_place(row): _kept(row) for row in await fetch(_STANDINGS, here)}
    said = [*_differences(rows, kept(standings))]
    bound = tightest(standings, on)
    expected = (bound.limit.id, bound.used, bound.allowed, bound.left) if bound else None
    shown = tuple((await fetch(_SHOWN, here))[0].values())
    if shown != (expected or ("", 0, 0, NO_LIMIT)):
        said.append("The board shows another limit or number than binds.")
    return [Disagreement(chart.alias, each) for each in said]


def _differences(
    rows: dict[tuple[str, date], WrittenChart], counts: dict[tuple[str, date], WrittenChart]
) -> Iterator[str]:
    for place in sorted(rows.keys() | counts.keys()):
        row, counted = rows.get(place), counts.get(place)
        if row != counted:
            limit, first = place
            since = "" if first == DAWN else f" from {first}"
            yield f"{limit}{since}: kept {_words(row)}, counted {_words(counted)}."


def _words(found: WrittenChart | None) -> str:
    return f"{found.used} of {found.allowed}" if found else "nothing"


def _place(row: Row) -> tuple[str, date]:
    return row["limit_key"], day(row["window_first"]) or DAWN


def _kept(row: Row) -> WrittenChart:
    return WrittenChart(
        day(row["window_last"]),
        row["used"],
        row["allowed"],
        day(row["resets"]),
        day(row["leaves_on"]),
    )
