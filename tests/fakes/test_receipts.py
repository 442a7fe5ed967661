"""The receipts in memory pass what those in a database pass, where no row is read."""

from __future__ import annotations

import pytest

from models.ports import Receipts
from tests.fakes.receipts import MemoryReceipts
from tests.storage.test_receipts import (  # noqa: F401 - collected here
    test_another_clinic_finds_nothing,
    test_each_member_is_kept_once,
    test_it_is_found_at_once_and_after_it_was_written,
    test_what_was_unknown_is_counted_by_its_command_and_names_nobody,
    told,
)


@pytest.fixture
def receipts() -> Receipts:
    """The fake in the place of the real one."""
    return MemoryReceipts()
