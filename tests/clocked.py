"""The day on which all tests happen; only the chaos goes by the real clock.

`TEST_NOW` names another instant, to see what a leap day or a New Year does to the tests. Time
passes from there. A process that a test starts goes by the very same clock: it is told how far that
is ahead of the real one.
"""

from __future__ import annotations

import os
import runpy
import sys
import time
from datetime import datetime

import pytest
import time_machine

_NOW = "2026-11-25T10:00-05:00"  # a working Wednesday morning in the clinic's time zone


TRAVEL = pytest.StashKey[time_machine.travel]()
"""Where the tests' configuration keeps the travel."""


def start(ahead: float | None = None) -> time_machine.travel:
    """Go so many seconds ahead of the real clock, else to the instant of `TEST_NOW`."""
    instant = datetime.fromisoformat(os.environ.get("TEST_NOW", _NOW))
    if instant.tzinfo is None:
        raise ValueError("TEST_NOW needs a time zone: 2028-02-29T10:00-05:00")
    travel = time_machine.travel(instant if ahead is None else time.time() + ahead, tick=True)
    travel.start()
    return travel


def ahead() -> float:
    """How far the tests are ahead of the real clock, in seconds; 0 where nobody has left it."""
    real = time_machine.escape_hatch.time.time() if time_machine.escape_hatch.is_travelling() else 0
    return round(time.time() - real, 3) if real else 0.0


def command(module: str, *words: str) -> list[str]:
    """The command line that runs a module by the clock of the tests."""
    return [sys.executable, "-m", "tests.clocked", str(ahead()), module, *words]


def program(source: str) -> list[str]:
    """The command line that runs a program's source by the clock of the tests; warnings end it."""
    begin = f"from tests import clocked; clocked.start({ahead()})\n"
    return [sys.executable, "-W", "error", "-c", begin + source]


if __name__ == "__main__":
    start(float(sys.argv[1]))
    sys.argv = sys.argv[2:]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
