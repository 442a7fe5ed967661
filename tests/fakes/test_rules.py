"""Rules in memory pass the suite of those in a database, so that what stands on them holds there.

The one of two deliveries is the database's own.
"""

from __future__ import annotations

import pytest

from models.ports import Clinics, Rules
from tests.fakes.records import MemoryRecords
from tests.fakes.rules import MemoryRules
from tests.storage.test_rules import (  # noqa: F401 - collected here
    clinic_id,
    test_a_check_is_an_entry_of_its_own_that_is_taken_back_and_never_overwritten,
    test_a_rule_comes_back_as_it_was_entered_with_its_number_and_who_and_when,
    test_a_rule_that_bounds_and_counts_nothing_comes_back_so,
    test_another_clinic_has_none_of_it_and_withdraws_none_of_it,
    test_the_audit_says_who_entered_and_who_withdrew,
    test_two_managers_at_once_are_both_kept_and_see_each_other,
    test_what_is_withdrawn_was_known_until_then_and_is_withdrawn_once,
)


@pytest.fixture
def ledger() -> Clinics:
    """Clinics in memory."""
    return MemoryRecords()


@pytest.fixture
def rules(ledger: MemoryRecords) -> Rules:
    """Their rules."""
    return MemoryRules(ledger)
