"""Fixtures and types for tests of the outside."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Configure = Callable[[str], None]


@pytest.fixture
def url(environment: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of the records that the command line uses: migrated, still empty."""
    monkeypatch.setenv("DATABASE_URL", environment["DATABASE_URL"])
    return environment["DATABASE_URL"]
