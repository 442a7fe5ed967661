"""Runs a test for a hundred seeds at a time: to set it up takes longer than most seeds do."""

from __future__ import annotations

from collections.abc import Callable

import pytest

AT_ONCE = 100


def seeds(many: int) -> Callable[[Callable[[int], None]], Callable[[int], None]]:
    """Run the test for every seed below this number. What fails names its seed."""

    def decorated(test: Callable[[int], None]) -> Callable[[int], None]:
        def for_each(first: int) -> None:
            for seed in range(first, min(first + AT_ONCE, many)):
                try:
                    test(seed)
                except Exception as error:
                    error.add_note(f"The seed is {seed}.")
                    raise

        for_each.__name__, for_each.__doc__ = test.__name__, test.__doc__
        return pytest.mark.parametrize("first", range(0, many, AT_ONCE))(for_each)

    return decorated
