"""The charts in memory pass what the charts in a database pass, where no row is read."""

from __future__ import annotations

import pytest

from models.ports import Charts
from tests.fakes.records import MemoryCharts
from tests.storage.test_charts import (  # noqa: F401 - collected here, with the fixtures below
    test_a_cap_for_an_alias_that_is_not_there_is_refused,
    test_a_cap_holds_from_the_next_count_on,
    test_a_chart_that_is_started_is_found_in_any_spelling,
    test_a_closed_chart_leaves_the_board_until_it_is_reopened,
    test_a_decision_that_is_refused_leaves_nothing,
    test_a_request_that_was_carried_out_on_another_alias_is_told,
    test_a_retried_start_returns_the_first_chart,
    test_a_second_session_of_a_day_that_is_meant_is_kept,
    test_an_alias_is_due_when_time_alone_changes_its_standing,
    test_an_alias_is_taken_once,
    test_an_unknown_alias_is_told,
    test_fifty_who_start_one_alias_at_once_leave_one,
    test_the_board_of_one_payer_and_those_without_a_limit,
    test_the_board_shows_the_tightest_first_page_by_page,
    test_the_member_s_last_session_is_the_last_that_stands,
    test_two_who_log_one_visit_at_once_leave_one_session,
    test_what_is_heard_twice_changes_nothing,
    test_what_is_read_is_what_the_events_say,
)


@pytest.fixture
def cabinet() -> MemoryCharts:
    """The fake in the place of the real one."""
    return MemoryCharts()


@pytest.fixture
def clinic_id() -> int:
    """A clinic."""
    return 1


def test_the_fake_keeps_what_the_port_promises() -> None:
    charts: Charts = MemoryCharts()
    assert charts
