"""A plugin of pytest: notes which functions of the program each test calls.

`pytest -p tests.mutants.calls --calls FILE` writes them as JSON, by the id of the test.
"""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from types import CodeType, FrameType

import pytest

ROOT = Path(__file__).parent.parent.parent
OURS = tuple(f"{ROOT}/{top}/" for top in ("bot", "handlers", "models", "jobs"))


def pytest_addoption(parser: pytest.Parser) -> None:
    """Take the name of the file."""
    parser.addoption("--calls", type=Path)


class Calls:
    """What the tests called so far."""

    def __init__(self) -> None:
        self.by_test: dict[str, list[str]] = {}
        self.failed: set[str] = set()
        self._codes: set[CodeType] = set()

    def note(self, frame: FrameType, event: str, _argument: object) -> None:
        """Remember a function that is called."""
        if event == "call":
            self._codes.add(frame.f_code)

    def end(self, test: str) -> None:
        """Keep what was called since the last test for this one."""
        codes, self._codes = self._codes, set()  # threads of a test may still be running
        places = (code for code in tuple(codes) if code.co_filename.startswith(OURS))
        self.by_test[test] = sorted(
            f"{Path(code.co_filename).relative_to(ROOT)}:{code.co_firstlineno}" for code in places
        )


_CALLS = Calls()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Watch one test, its fixtures included."""
    threading.setprofile(_CALLS.note)
    sys.setprofile(_CALLS.note)
    try:
        return (yield)
    finally:
        sys.setprofile(None)
        threading.setprofile(None)
        _CALLS.end(item.nodeid)


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Remember what fails without any mutant: it says nothing of one."""
    if report.failed:
        _CALLS.failed.add(report.nodeid)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Write it all down."""
    if file := session.config.getoption("--calls"):
        noted = {test: calls for test, calls in _CALLS.by_test.items() if test not in _CALLS.failed}
        file.write_text(json.dumps(noted))
