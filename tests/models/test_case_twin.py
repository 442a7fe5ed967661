"""The twin of cases against two body parts that a biller counted with a pencil."""

from __future__ import annotations

from datetime import date, timedelta

from tests.models.case_twin import Granted, Seen, least_left, left, most_left, treated

BACK = Granted(6, date(2026, 10, 1), date(2026, 12, 15), "low back")
NECK = Granted(6, date(2026, 10, 15), date(2026, 12, 31), "neck")
ANY = Granted(4, date(2026, 10, 1), date(2026, 12, 31))
NOV_3 = date(2026, 11, 3)


def weekly(number: int, case: str | None, first: int = 1) -> list[Seen]:
    """A visit a week from November 3."""
    return [Seen(first + n, NOV_3 + timedelta(days=7 * n), case) for n in range(number)]


def test_a_visit_draws_on_the_authorization_of_its_case_alone() -> None:
    assert left([BACK, NECK], weekly(2, "neck")) == [6, 4]


def test_one_day_on_which_both_are_treated_draws_on_both_and_is_one_visit_of_the_plan() -> None:
    both = [Seen(1, NOV_3, "neck"), Seen(2, NOV_3, "low back")]
    assert left([BACK, NECK], both) == [5, 5]
    assert treated(both) == 1


def test_an_authorization_without_a_case_serves_any() -> None:
    assert left([BACK, ANY], [*weekly(1, "knee"), Seen(2, NOV_3, "low back")]) == [5, 3]


def test_a_visit_of_no_told_case_may_be_of_either() -> None:
    assert least_left([BACK, NECK], weekly(1, None)) == [5, 5]
    assert most_left([BACK, NECK], weekly(1, None)) == [6, 6]
    assert least_left([BACK, ANY], weekly(1, None)) == [5, 3]
