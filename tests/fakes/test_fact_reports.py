"""The reported facts in memory pass what those in a database pass, where no row is read."""

from __future__ import annotations

import pytest

from models.ports import FactReports
from tests.fakes.fact_reports import MemoryFactReports
from tests.storage.test_fact_reports import (  # noqa: F401 - collected here
    amy,
    test_another_clinic_neither_sees_nor_settles_it,
    test_another_part_and_another_source_are_another_entry,
    test_five_who_say_the_same_at_once_are_one_entry,
    test_what_was_checked_leaves_the_list_and_may_be_said_again,
    test_who_says_it_twice_is_counted_once,
)


@pytest.fixture
def reports() -> FactReports:
    """The fake in the place of the real one."""
    return MemoryFactReports()
