"""No regular expression of the program takes worse than linear time, whatever somebody types.

Each is fed with what it likes least. Where the input doubles, the time at most triples; what stays
below a few milliseconds at 16,000 characters is not looked at.

A text is not made longer once it is sure how that ends. A time of which a part grows with the
length, and a part with its square, at most quadruples when the text doubles: what takes next to
nothing at 500 characters does no harm at 16,000. And such a time triples at last only if it grew
by 2.4 from 2,000 to 4,000: what grew by less than `STEADY` never will.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator

import pytest

from tests.patterns.finding import ANCHORED, Found, patterns
from tests.patterns.hostile import Recipe, recipes

PACKAGES = ("bot", "handlers", "jobs", "models")
SIZES = (500, 1_000, 2_000, 4_000, 8_000, 16_000)
LONG = 4_000  # characters after which a time that grew steadily goes on so
STEADY = 2.2  # how much it grows with a doubling, at most
NOTHING = 0.0004  # seconds at 2,000 characters
HARM = 0.006  # seconds that any look may take


def used(found: Found, text: str) -> float:
    """The CPU seconds of one look at a text, by the ways in which the program looks."""
    anchored = found.methods and found.methods <= ANCHORED
    began = time.process_time()
    if anchored:
        for method in found.methods:
            getattr(found.pattern, method)(text)
    else:
        for _ in found.pattern.finditer(text):
            pass
    return time.process_time() - began


def least(found: Found, text: str) -> float:
    return min(used(found, text) for _ in range(3))


def grows(found: Found) -> Iterator[str]:
    """Begins of inputs for which the time more than triples when the input doubles."""
    for recipe in recipes(found.pattern):
        if size := _where_it_grows(found, recipe):
            yield f"{recipe.text(SIZES[0])[:30]!r} at {size} characters"


def _where_it_grows(found: Found, recipe: Recipe) -> int:
    """The size at which the time has tripled; 0 where it never does."""
    before, half, growth = 0.0, "", 0.0
    for size in SIZES:
        text = recipe.text(size)
        took = used(found, text)
        if took > HARM and took > 3 * before and _is_slow_each_time(found, half, text):
            return size
        if took < NOTHING * min(1, size / 2_000) ** 2:
            return 0
        growth, growth_before = took / (before or took), growth
        if size == LONG and max(growth, growth_before) < STEADY:
            return 0
        before, half = took, text
    return 0


def _is_slow_each_time(found: Found, half: str, text: str) -> bool:
    """Whether it is so however often one looks: a core that is busy otherwise misleads once."""
    return all(least(found, text) > 3 * least(found, half) for _ in range(4))


@pytest.mark.sheet
@pytest.mark.parametrize("package", PACKAGES)
def test_no_pattern_is_worse_than_linear(package: str) -> None:
    worst = ((found.where, next(grows(found), "")) for found in patterns(package))
    slow = [f"{where}: {text}" for where, text in worst if text]
    assert not slow, "\n".join(slow)


@pytest.mark.sheet
def test_every_pattern_is_found() -> None:
    assert sum(len(patterns(package)) for package in PACKAGES) > 900


@pytest.mark.parametrize(
    "bad",
    [
        pytest.param(r"\s*$", id="blanks before the end"),
        pytest.param(r"\bon\b.*?\bfor\b", id="a word, anything, a word"),
        pytest.param(r"\w+@\w+", id="an address"),
        pytest.param(r"(?:a|b)+c", id="branches"),
        pytest.param(r"(?:\s|x)+\s*\d$", id="two that take the same"),
    ],
)
def test_a_quadratic_pattern_is_noticed(bad: str) -> None:
    assert next(grows(Found("here", re.compile(bad), frozenset())), "")
