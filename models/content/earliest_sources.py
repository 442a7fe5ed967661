"""Finds from which day on anything is known of a position that names no first day of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from models.content.payers import PayerFile
from models.coverage.code import Code, CodeKind
from models.coverage.fact_book import Source
from models.coverage.position import Position
from models.period import earliest


def with_known_from(
    files: Iterable[PayerFile], sources: Iterable[Source], codes: Iterable[Code]
) -> dict[str, tuple[Position, ...]]:
    """The positions of each payer, each with the day of its earliest source.

    No text without a date is taken for older than the codes of needling, nor is one that says only
    until when a position held.
    """
    by_id = {source.id: source for source in sources}
    starts = (code.valid.first for code in codes if code.kind is CodeKind.DRY_NEEDLING)
    first_code = min(filter(None, starts), default=None)
    return {
        file.id: tuple(_with_known_from(p, by_id, first_code) for p in file.positions)
        for file in files
    }


def _with_known_from(
    position: Position, sources: Mapping[str, Source], first_code: date | None
) -> Position:
    if position.in_force.first:
        return position
    cited = (sources[cite] for cite in position.cites if cite in sources)
    dates = (day for s in cited for day in (s.published, s.reviewed, s.effective))
    first = earliest((position.as_of, *dates)) or first_code
    if first and position.in_force.last and first > position.in_force.last:
        first = first_code
    return replace(position, known_from=first)
