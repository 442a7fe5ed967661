"""Which facts are due for checking."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from jobs import JOBS, stale_facts
from models.coverage import stale_positions
from models.coverage.fact_book import FactBook
from tests.fakes import shipped
from tests.jobs.clinic_day import idle
from tests.models.small_book import position, small_book

TODAY = date(2026, 11, 23)
NOON = datetime(2026, 11, 23, 17, tzinfo=UTC)


@pytest.fixture
def book() -> FactBook:
    """Positions of several ages."""
    return small_book(
        {
            "aetna": (
                position("two_years", as_of="2024-11-23"),
                position("a_day_more", as_of="2024-11-22"),
            ),
            "cigna": (
                position("undated"),
                position("old_and_over", as_of="2019", last=date(2020, 12, 31)),
                position("old_and_to_come", as_of="2019", first=date(2027, 1, 1)),
                position("old", as_of="2021-04"),
            ),
        }
    )


def test_what_is_in_force_and_older_than_two_years_is_due(book: FactBook) -> None:
    assert [p.id for p in stale_positions.find(book, TODAY)] == ["a_day_more", "old"]


@pytest.mark.parametrize(
    ("today", "due"),
    [
        pytest.param(date(2023, 4, 1), [], id="two years after April 2021"),
        pytest.param(date(2023, 4, 2), ["old"], id="two years and a day"),
        pytest.param(TODAY + timedelta(days=1), ["two_years", "a_day_more", "old"], id="tomorrow"),
    ],
)
def test_the_day_decides(book: FactBook, today: date, due: list[str]) -> None:
    assert [p.id for p in stale_positions.find(book, today)] == due


async def test_a_pass_says_how_many_are_due_and_which(book: FactBook) -> None:
    told = await stale_facts.run(NOON, idle(book))
    assert told == "2 positions due for checking: a_day_more, old"


async def test_one_is_singular() -> None:
    book = small_book({"aetna": (position("old", as_of="2021"),)})
    assert await stale_facts.run(NOON, idle(book)) == "1 position due for checking: old"


async def test_a_pass_with_nothing_to_say_says_so() -> None:
    assert await stale_facts.run(NOON, idle(small_book())) == "Nothing is due."


async def test_a_second_pass_does_no_harm(book: FactBook) -> None:
    one, two = [await stale_facts.run(NOON, idle(book)) for _ in range(2)]
    assert one == two


def test_of_the_facts_that_ship_only_old_ones_are_due() -> None:
    due = stale_positions.find(shipped.pack(), TODAY)
    assert all(position.as_of[:4] <= "2024" for position in due)


def test_it_stands_in_the_list_of_jobs() -> None:
    assert stale_facts.JOB in JOBS
    assert len({job.name for job in JOBS}) == len(JOBS)
