"""No verdict is carried back to a day of service before everything that is known of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from models.coverage.fact_book import FactBook
from models.coverage.position import Circumstances, Position, Verdict, find
from models.period import Period, first_day
from tests.handlers.front_desk import FrontDesk, words

FIRST_CODE = date(2020, 1, 1)


def _undated(pack: FactBook) -> list[tuple[str, Position]]:
    held = ((payer, p) for payer, positions in pack.positions.items() for p in positions)
    return [(payer, position) for payer, position in held if position.in_force.first is None]


def _days_of_sources(position: Position, pack: FactBook) -> list[date]:
    sources = [pack.sources[cite] for cite in position.cites]
    told = [day for s in sources for day in (s.published, s.reviewed, s.effective)]
    return [first_day(day) for day in (position.as_of, *told) if day]


def test_every_position_without_a_first_day_is_known_from_some_day(pack: FactBook) -> None:
    undated = _undated(pack)
    assert undated
    assert [p.id for _, p in undated if p.known_from is None] == []


def test_no_position_answers_for_a_day_before_its_first_source(pack: FactBook) -> None:
    carried_back = []
    for payer, position in _undated(pack):
        days = _days_of_sources(position, pack) or [FIRST_CODE]
        early = min([*days, position.in_force.last or date.max]) - timedelta(days=1)
        early = min(early, FIRST_CODE - timedelta(days=1)) if position.in_force.last else early
        found = find(pack.positions[payer], Circumstances(on=early))
        if found.leading is position or position in found.beside:
            carried_back.append((position.id, early))
    assert not carried_back


async def test_no_card_shows_a_verdict_for_a_day_before_every_source(
    desk: FrontDesk, pack: FactBook
) -> None:
    for payer, positions in pack.positions.items():
        if any(p.known_from is None or p.known_from < date(2009, 4, 1) for p in positions):
            continue
        name = pack.payers[payer].name
        asked = f"/coverage {name} march 2009"
        reply = await desk.say(asked)
        if reply.badge:
            assert reply.badge.words == "Unknown", asked
        assert "start on Jan 1, 2020" in words(reply), asked


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("cigna dry needling march 2018", "What is held is as of Apr 7, 2021"),
        ("cigna 20560 on 2021-03-15", "Nothing is held of Cigna for Mar 15, 2021"),
        ("evicore on 2018-03-15", "What is held is undated"),
        ("bcbs alabama on 2018-03-15", "What is held is as of Apr 2024"),
    ],
)
async def test_it_is_said_what_is_held_and_as_of_when(
    desk: FrontDesk, typed: str, told: str
) -> None:
    reply = await desk.say(f"/coverage {typed}")
    assert reply.badge
    assert reply.badge.words == "Unknown"
    assert any(told in line.text for line in reply.lines)
    assert any(section.title.startswith("Held ") for section in reply.sections)


async def test_all_payers_are_told_without_those_of_whom_nothing_is_known_then(
    desk: FrontDesk,
) -> None:
    assert "Cigna" in words(await desk.say("/coverage all on 2024-03-01"))
    assert "Cigna" not in words(await desk.say("/coverage all on 2018-03-01"))


POSITION = Position(
    "cigna/policy", "Policy", Verdict.NOT_COVERED, "Says.", (), Period(), Period(),
    known_from=date(2021, 4, 7),
)  # fmt: skip


@pytest.mark.parametrize(
    ("on", "until", "verdict"),
    [
        pytest.param(date(2021, 4, 6), None, Verdict.UNKNOWN, id="the day before"),
        pytest.param(date(2021, 4, 7), None, Verdict.NOT_COVERED, id="that day"),
        pytest.param(date(2021, 4, 1), date(2021, 4, 30), Verdict.NOT_COVERED, id="its month"),
        pytest.param(date(2021, 3, 1), date(2021, 3, 31), Verdict.UNKNOWN, id="a month before"),
    ],
)
def test_a_position_holds_from_the_day_of_its_first_source(
    on: date, until: date | None, verdict: Verdict
) -> None:
    found = find([POSITION], Circumstances(on=on, until=until))
    assert found.verdict is verdict
    assert bool(found.known_later) is (verdict is Verdict.UNKNOWN)
    assert find([replace(POSITION, known_from=None)], Circumstances(on=on)).leading
