"""Words that no log may hold at any level, and a log that is looked through for them (`log`)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

Read = Callable[[], str]

PATIENT = "PLUM-93"
CANARIES = (PATIENT, "plum", "zanzibar", "Garcia", "garcia", "2026-10-29", "Oct 29", "29 Oct")
"""What no log may hold, whatever its level."""


@pytest.fixture
def log(talkative: None, capsys: pytest.CaptureFixture[str]) -> Iterator[Read]:
    """Reads what was written; whatever it was, no canary stands in it, on stdout neither."""
    written: list[str] = []

    def read() -> str:
        said = capsys.readouterr()
        written.append(said.err + said.out)
        return said.err

    yield read
    read()
    assert not [canary for canary in CANARIES if canary in "".join(written)]
