"""The desk over the facts that ship."""

from __future__ import annotations

import pytest

from models.coverage.fact_book import FactBook
from tests.fakes import shipped
from tests.handlers.front_desk import FrontDesk


@pytest.fixture(scope="session")
def pack() -> FactBook:
    """The facts that ship."""
    return shipped.pack()


@pytest.fixture
def desk(pack: FactBook) -> FrontDesk:
    """A clinic's desk."""
    return FrontDesk(pack)
