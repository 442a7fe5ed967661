"""The desk over the facts that ship."""

from __future__ import annotations

import pytest

from models.coverage.fact_book import FactBook
from tests.handlers.front_desk import FrontDesk


@pytest.fixture
def desk(pack: FactBook) -> FrontDesk:
    """A clinic's desk."""
    return FrontDesk(pack)
