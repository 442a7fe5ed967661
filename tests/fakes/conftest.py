"""What the fakes are tried with, where no row is read: an instant, and a clinic."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest


@pytest.fixture
def noon() -> datetime:
    """An instant."""
    return datetime(2026, 12, 1, 12, tzinfo=UTC)


@pytest.fixture
def clinic_id() -> int:
    """A clinic."""
    return 1
