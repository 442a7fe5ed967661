"""The day on which all tests happen; none of them goes by the real clock.

`TEST_NOW` names another instant, to see what a leap day or a New Year does to the tests. Time
passes from there. A process that a test starts gets the instant handed on by `command`.
"""

from __future__ import annotations

import os
import runpy
import sys
from datetime import UTC, datetime

import time_machine

_NOW = "2026-11-25T10:00-05:00"  # a working Wednesday morning in the clinic's time zone


def start(now: str = "") -> time_machine.travel:
    """Go to an instant, else to that of `TEST_NOW`, and let time pass from there."""
    instant = datetime.fromisoformat(now or os.environ.get("TEST_NOW", _NOW))
    if instant.tzinfo is None:
        raise ValueError("TEST_NOW needs a time zone: 2028-02-29T10:00-05:00")
    travel = time_machine.travel(instant, tick=True)
    travel.start()
    return travel


def command(module: str, *words: str) -> list[str]:
    """The command line that runs a module from this very instant on."""
    now = datetime.now(UTC).isoformat()
    return [sys.executable, "-m", "tests.clocked", now, module, *words]


def program(source: str) -> list[str]:
    """The command line that runs a program's source from this very instant on; warnings end it."""
    begin = f"from tests import clocked; clocked.start({datetime.now(UTC).isoformat()!r})\n"
    return [sys.executable, "-W", "error", "-c", begin + source]


if __name__ == "__main__":
    start(sys.argv[1])
    sys.argv = sys.argv[2:]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
