"""Every seed below a number is run, and one that fails is named."""

from __future__ import annotations

import pytest

from tests.models.seeds import AT_ONCE, seeds


def test_every_seed_is_run_once_and_in_its_order() -> None:
    run: list[int] = []
    of_seeds = seeds(2 * AT_ONCE + 1)(run.append)
    (mark,) = of_seeds.pytestmark
    for first in mark.args[1]:
        of_seeds(first)
    assert run == list(range(2 * AT_ONCE + 1))


def test_a_seed_that_fails_is_named() -> None:
    def test_of_small_seeds(seed: int) -> None:
        assert seed < AT_ONCE + 3

    with pytest.raises(AssertionError) as failed:
        seeds(2 * AT_ONCE)(test_of_small_seeds)(AT_ONCE)
    assert failed.value.__notes__ == [f"The seed is {AT_ONCE + 3}."]
