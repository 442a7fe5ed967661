"""Fixtures for tests of the outside."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator

import pytest
import structlog

from bot import logs

Configure = Callable[[str], None]


@pytest.fixture
def configure(capsys: pytest.CaptureFixture[str]) -> Iterator[Configure]:
    """Configure the logs of this process, and put everything back afterwards."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    root.handlers.clear()
    yield lambda form: logs.configure("INFO", form)
    root.handlers[:], root.level = handlers, level
    structlog.reset_defaults()
