"""The event loop of a process that serves."""

from __future__ import annotations

import asyncio
import sys

import pytest

from bot.event_loop import run


async def _loop() -> str:
    return type(asyncio.get_running_loop()).__module__


def test_a_process_that_serves_runs_on_uvloop() -> None:
    pytest.importorskip("uvloop", reason="uvloop is not made for this platform")
    assert run(_loop()).startswith("uvloop")


def test_without_uvloop_it_runs_on_pythons_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "uvloop", None)
    assert run(_loop()).startswith("asyncio")
