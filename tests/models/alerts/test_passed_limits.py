"""No limit is passed without an alert about it before; LIVES=3000 in the environment draws more."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest

from models.alerts.alert import AlertKind
from models.coverage.fact_book import FactBook
from models.visits.events import Event
from models.visits.standing import Standing
from tests.models.alerts.random_life import Life, a_life

pytestmark = pytest.mark.sheet

LIVES = int(os.environ.get("LIVES", "20"))
A_SHEET = 10  # lives in a test
ABOUT_THE_NUMBER = {AlertKind.LEFT, AlertKind.NEEDED, AlertKind.FORECAST}
Window = tuple[str, date]


@dataclass
class Watch:
    """The windows of a life that were passed, and those of which nobody was warned before.

    `near` are those that stood within the clinic's numbers at some change before: from then on a
    warning was possible.
    """

    life: Life
    near: set[Window] = field(default_factory=set)
    over: set[Window] = field(default_factory=set)
    passed: int = 0
    unwarned: list[tuple[date, Window]] = field(default_factory=list)

    def run(self) -> None:
        """Go from day to day: first time, then each piece of news by itself."""
        day, end = min(self.life.news), max(self.life.news) + timedelta(days=30)
        while day <= end:
            look = self.life.chart.next_look
            if look and look <= day:
                self.change(day)
            for event in self.life.news.get(day, ()):
                self.change(day, event)
            day += timedelta(days=1)

    def change(self, day: date, *events: Event) -> None:
        """Count, and see which windows are passed by it."""
        warned = {n.window_key for n in self.life.notes if n.kind in ABOUT_THE_NUMBER}
        self.life.count(day, events)
        for standing in self.life.current(day):
            window = (standing.limit.id, standing.opened)
            if standing.left < 0 and window not in self.over:
                self.over.add(window)
                self.passed += 1
                if window in self.near and window not in warned:
                    self.unwarned.append((day, window))
            elif is_near(standing, self.life):
                self.near.add(window)


def is_near(standing: Standing, life: Life) -> bool:
    """Whether the clinic wants to hear of it by now: of a limit of which something is used."""
    numbers = life.chart.preferences.warnings.left
    return bool(standing.used) and 0 <= standing.within_reach <= max(numbers)


def watched(seeds: range, book: FactBook) -> Iterator[tuple[int, Watch]]:
    """Lives to their end."""
    for seed in seeds:
        watch = Watch(a_life(seed, book))
        watch.run()
        yield seed, watch


@pytest.mark.parametrize("sheet", range(max(LIVES // A_SHEET, 1)))
def test_no_limit_is_passed_that_nobody_was_warned_of_in_time(sheet: int, pack: FactBook) -> None:
    lives = list(watched(range(sheet * A_SHEET, (sheet + 1) * A_SHEET), pack))
    assert [(seed, *found) for seed, watch in lives for found in watch.unwarned] == []


def test_such_lives_pass_limits(pack: FactBook) -> None:
    assert sum(watch.passed for _, watch in watched(range(A_SHEET), pack)) > 2
