"""The chaos alone goes by the machine's clock, whatever day that shows.

Its processes keep apart what they send by a second of their clocks, and a clock that is moved in
each of them by itself is not the same in all.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests import clocked


@pytest.fixture(autouse=True)
def one_clock_for_all_processes(request: pytest.FixtureRequest) -> Iterator[None]:
    """Go back to the machine's own time."""
    travel = request.config.stash[clocked.TRAVEL]
    travel.stop()
    yield
    travel.start()
