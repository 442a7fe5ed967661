"""The real book, read once."""

from __future__ import annotations

import pytest

from models.coverage.fact_book import FactBook
from tests.fakes import shipped


@pytest.fixture(scope="session")
def pack() -> FactBook:
    """The real book, read once."""
    return shipped.pack()
