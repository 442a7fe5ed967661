"""Warnings are read as managers type them, and what is not named stays."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.alerts.thresholds import Thresholds
from models.coverage.fact_book import FactBook
from models.errors import NotUnderstood
from models.understanding.commands.warnings import read
from models.wording.settings import say_changed_thresholds, say_own_thresholds, say_thresholds
from tests.fakes import shipped

USUAL = Thresholds()
NOTHING = Thresholds(
    left=(), over=False, ends=(), forecast=False, unused=False, overdue=False, duties=False
)


def listed(least: int, most: int) -> st.SearchStrategy[tuple[int, ...]]:
    numbers = st.sets(st.integers(least, most), max_size=6)
    return numbers.map(lambda found: tuple(sorted(found, reverse=True)))


WARNINGS = st.builds(
    Thresholds, listed(0, 99), st.booleans(), listed(1, 180), st.booleans(), st.booleans()
)


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("at 3, 1, 0 left, 14 days", {"left": (3, 1, 0), "ends": (14,)}),
        ("3 1 0", {"left": (3, 1, 0)}),
        ("0 1 3", {"left": (3, 1, 0)}),
        ("2 left and over", {"left": (2,)}),
        ("five visits left", {"left": (5,)}),
        ("14 and 7 days", {}),
        ("10d", {"ends": (10,)}),
        ("two weeks before the authorization ends", {"ends": (14,)}),
        ("left: 3, 1; days: 30", {"left": (3, 1), "ends": (30,)}),
        ("at 3 left and 1 left", {"left": (3, 1)}),
        ("1 left, 3 left and 0 left", {"left": (3, 1, 0)}),
        ("14 days, 3 left and 7 days", {"left": (3,), "ends": (14, 7)}),
        ("no forecast", {"forecast": False}),
        ("forecast off", {"forecast": False}),
        ("forcast off", {"forecast": False}),
        ("nothing unused", {"unused": False}),
        ("no forecast or unused", {"forecast": False, "unused": False}),
        ("not when over", {"over": False}),
        ("days off", {"ends": ()}),
        ("no visits", {"left": ()}),
        ("warn me at 5 left and 30 days before it ends", {"left": (5,), "ends": (30,)}),
    ],
    ids=lambda given: given if isinstance(given, str) else "",
)
def test_what_a_manager_types(typed, wanted):
    found = read(typed, USUAL)
    assert found.warnings == replace(USUAL, **wanted)
    assert found.remaining == ""


def test_the_usual_warnings_come_back_with_one_word():
    assert read("default", NOTHING).warnings == USUAL


def test_a_warning_that_is_off_is_switched_on_again():
    assert read("forecast on, over", NOTHING).warnings == replace(NOTHING, over=True, forecast=True)


def test_words_that_are_left_over_may_name_a_payer():
    assert read("blue cross nc at 5 left", USUAL).remaining == "blue cross nc"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        pytest.param("at 100 left", "0 to 99", id="no limit has so many visits left"),
        pytest.param("200 days", "1 to 180", id="half a year ahead at most"),
        pytest.param("0 days", "1 to 180", id="the day itself is too late"),
        pytest.param("7 6 5 4 3 2 1", "at most 6", id="seven warnings"),
        pytest.param("at 3-1 left", "each number apart", id="a range"),
        pytest.param("at 2.5 left", "each number apart", id="half a visit"),
        pytest.param("off", "which warning", id="all of them off"),
        pytest.param("uncovered off", "as one over a limit is", id="a part of a kind"),
    ],
)
def test_what_cannot_be_meant_is_told_with_what_to_write_instead(typed, said):
    with pytest.raises(NotUnderstood) as refused:
        read(typed, USUAL)
    assert said in f"{refused.value}"
    assert "Nothing was changed" in f"{refused.value}"
    assert refused.value.choices


def test_the_usual_warnings_in_words():
    assert say_thresholds(USUAL) == (
        "at 2, 1 and 0 visits left and when over; 14 and 7 days before an authorization ends; "
        "when a decision on a request is overdue; "
        "when duties of a plan are near; "
        "when the forecast says that it is time to ask; "
        "when authorized visits would expire unused"
    )
    assert say_thresholds(NOTHING) == "never"


@given(WARNINGS)
def test_what_is_said_is_read_as_it_was_meant(chosen):
    if chosen != NOTHING:
        assert read(say_thresholds(chosen), NOTHING).warnings == chosen


def test_a_payer_s_own_warnings_name_what_differs():
    own = replace(USUAL, left=(5,), forecast=False)
    assert say_own_thresholds(own, USUAL) == (
        "at 5 visits left and when over; not by the forecast; otherwise as for everybody"
    )
    assert say_changed_thresholds(USUAL, replace(USUAL, ends=(1,))) == (
        "14 and 7 days before an authorization ends → 1 day before an authorization ends"
    )


def test_every_payer_can_be_named_before_its_warnings(pack: FactBook):
    """The buttons name payers in full, some with words that warnings are made of."""
    reader = shipped.reader(pack)
    for payer in map(pack.payers.__getitem__, pack.positions):
        found = read(f"{payer.name} at 5 left", USUAL)
        assert found.warnings.left == (5,), payer.name
        assert [each.id for each in reader.read(found.remaining).payers] == [payer.id]


@pytest.mark.parametrize("typed", ["²", "at ² left", "at ³ left, ² days"])
def test_a_digit_that_no_keyboard_has_is_no_number(typed: str) -> None:
    try:
        found = read(typed, USUAL)
    except NotUnderstood:
        return
    assert found.warnings == USUAL


@pytest.mark.parametrize("typed", ["at 50%", "50 percent left", "at half of the visits"])
def test_a_share_is_no_number_of_visits(typed: str) -> None:
    with pytest.raises(NotUnderstood, match="not at a share of them"):
        read(typed, USUAL)
