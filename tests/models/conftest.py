"""The shipped facts, and a small book of invented ones."""

from __future__ import annotations

import pytest

from models.content import load_aspects, load_plan_words
from models.coverage.fact_book import FactBook
from models.understanding.reader import Reader
from tests.fakes import shipped
from tests.models.small_book import small_book


@pytest.fixture(scope="session")
def reader() -> Reader:
    """A reader of the small book."""
    return Reader(small_book(), load_aspects(), load_plan_words())


@pytest.fixture(scope="session")
def pack_reader(pack: FactBook) -> Reader:
    """A reader of the facts that ship."""
    return shipped.reader(pack)
