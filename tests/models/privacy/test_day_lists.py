"""A list of days is no identity in any form, and a telephone number is one beside any list."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from itertools import groupby, pairwise

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from models.calendar_words import SHORT_MONTHS
from models.coverage.fact_book import FactBook
from models.privacy import spelled_numbers, telephones
from models.privacy.identity_finder import IdentityFinder
from models.privacy.scan import scan
from tests.fakes import shipped

FIRST = date(2026, 11, 30)
COMMANDS = (
    ("caps", "book SAGE-6 "),
    ("caps", "unbook SAGE-16 "),
    ("session", "log SAGE-6 97140 "),
    ("session", "log SAGE-6 20560 97140 x2 on "),
)

days = st.lists(st.integers(0, 150), min_size=2, max_size=12, unique=True).map(
    lambda ahead: [FIRST + timedelta(days=number) for number in ahead]
)
separators = st.sampled_from([" ", ", ", ",", " and ", " & ", "; "])


def _month(day: date) -> str:
    return SHORT_MONTHS[day.month - 1]


ANY_ORDER: dict[str, Callable[[date], str]] = {
    "3/4": lambda day: f"{day.month}/{day.day}",
    "03/04": lambda day: f"{day:%m/%d}",
    "3/4/27": lambda day: f"{day.month}/{day.day}/{day:%y}",
    "3-4-27": lambda day: f"{day.month}-{day.day}-{day:%y}",
    "3/4/2027": lambda day: f"{day.month}/{day.day}/{day.year}",
    "2027-03-04": date.isoformat,
    "Thu 3/4": lambda day: f"{day:%a} {day.month}/{day.day}",
    "Mar 4": lambda day: f"{_month(day)} {day.day}",
    "4 Mar": lambda day: f"{day.day} {_month(day)}",
}
RISING: dict[str, Callable[[date], str]] = {
    "3-4": lambda day: f"{day.month}-{day.day}",
    "3.4": lambda day: f"{day.month}.{day.day}",
}


@pytest.fixture(scope="module")
def finder(pack: FactBook) -> IdentityFinder:
    return shipped.finder(pack)


def _pass(finder: IdentityFinder, typed: str) -> None:
    for command, front in COMMANDS:
        assert finder.find(front + typed, command=command, earliest_year=2024) is None, typed


@pytest.mark.parametrize("form", ANY_ORDER)
@given(days=days, separator=separators)
@example(days=[date(2027, 3, day) for day in (4, 8, 22, 24)], separator=" ")
@example(days=[date(2027, 3, day) for day in (5, 9, 23, 30)], separator=", ")
def test_days_in_any_order_are_no_identity(finder, form, days, separator):
    _pass(finder, separator.join(map(ANY_ORDER[form], days)))


@pytest.mark.parametrize("form", RISING)
@given(days=days, separator=separators)
def test_days_that_rise_need_no_slash(finder, form, days, separator):
    """Over New Year from December to March at most: "12.4 4.1" may be digits of a number."""
    rising = sorted(days)
    assume(all(later - day <= timedelta(days=80) for day, later in pairwise(rising)))
    _pass(finder, separator.join(map(RISING[form], rising)))


@given(days=days, separator=st.sampled_from([", ", ",", " and "]))
@example(
    days=[date(2026, 11, 30), date(2026, 12, 1)]
    + [date(2027, 3, day) for day in (2, 3, 4, 5, 6, 7, 10, 11)],
    separator=", ",
)
def test_a_month_may_be_told_once_for_some_days(finder, days, separator):
    months = [list(group) for _, group in groupby(sorted(days), key=lambda day: day.replace(day=1))]
    listed = separator.join(
        f"{_month(group[0])} {separator.join(str(day.day) for day in group)}"
        for group in months
        if len(group) != 2  # "Dec 10, 12" may be of 2012
    )
    _pass(finder, listed)


def test_two_days_of_a_month_are_days_where_visits_are_booked(finder):
    assert finder.find("book SAGE-6 Dec 10, 12", command="caps", earliest_year=2024) is None
    assert finder.find("log SAGE-6 Mar 4, 15", command="session", earliest_year=2024)
    assert finder.find("book SAGE-6 mar 4, 09", command="caps", earliest_year=2024)


# The groups of a telephone number, and what may stand beside it.
GROUPS = ((3, 3, 4), (1,) * 10, (1,) * 6 + (2, 2), (3,) + (1,) * 7, (2,) + (1,) * 8, (3, 3, 2, 2))
LISTS = (
    *("", "3/4 ", "3/4 3/8 3/22 3/24 ", "3/4, 5, 8 and "),
    *("3/4/27 3/8/27 3/9/27, ", "3-4 3-8 3-9 ", "Mar 4, 5, 8, ", "March 4 5 8 and "),
)
AREAS = [area for area in range(201, 990) if area % 100 not in {0, 11, 22, 33, 44, 55, 66, 77, 88}]


numbers = st.builds(
    lambda area, office, line: f"{area}{office}{line:04}",
    st.sampled_from(AREAS),
    st.integers(200, 999),
    st.integers(0, 9_999),
).filter(lambda digits: "1234" not in digits and "2345678" not in digits)  # so muscles are counted


@given(
    digits=numbers,
    groups=st.sampled_from(GROUPS),
    mark=st.sampled_from([" ", "-", "."]),
    beside=st.tuples(st.sampled_from(LISTS), st.sampled_from(LISTS)),
)
def test_a_telephone_number_is_found_beside_any_list(digits, groups, mark, beside):
    starts = [sum(groups[:place]) for place in range(len(groups))]
    parts = [digits[s : s + length] for s, length in zip(starts, groups, strict=True)]
    before, behind = beside
    if min(groups) == 1:  # digit by digit, a day right behind it is not told apart
        behind = ""
    scanned = scan(f"{before}{mark.join(parts)} {behind}")
    assert telephones.find(scanned) or spelled_numbers.find(scanned)
