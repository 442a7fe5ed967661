"""The charts in memory pass what the charts in a database pass, where no row is read."""

from __future__ import annotations

import pytest

from models.ports import Charts, Clinics
from tests.fakes.records import MemoryCharts, MemoryRecords
from tests.storage.charting import count
from tests.storage.test_alias_names import (  # noqa: F401 - collected here, as those below
    test_a_chart_may_have_its_old_name_back,
    test_a_name_in_use_and_an_alias_of_nobody_are_refused,
    test_a_second_alias_that_looks_like_one_is_refused,
    test_an_alias_is_found_by_what_looks_like_it,
    test_an_old_name_is_not_given_again,
    test_an_old_name_stays_gone_when_its_chart_is_erased,
    test_an_own_and_an_issued_alias_one_slip_apart_leave_one,
    test_digits_alone_find_no_alias,
    test_everything_of_a_chart_follows_its_new_name,
)
from tests.storage.test_bookings import (  # noqa: F401 - the same
    test_a_booking_that_is_cancelled_counts_no_more,
    test_a_chart_with_bookings_is_in_use,
    test_a_session_takes_the_place_of_its_days_booking_until_it_is_voided,
    test_booked_days_are_kept_once_and_in_order,
    test_bookings_of_others_and_of_closed_charts_are_not_shown,
    test_each_booking_says_how_the_alias_stands_with_it,
    test_what_was_booked_and_not_logged_is_foreseen_no_more,
)
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
from tests.storage.test_clinics import (  # noqa: F401 - the same
    test_a_clinic_that_does_not_exist_has_no_defaults_to_set,
    test_a_first_request_adds_the_clinic_and_the_member,
    test_a_role_once_stored_stays,
    test_a_second_request_finds_what_the_first_one_added,
    test_a_workspace_of_the_same_name_elsewhere_is_another_clinic,
    test_defaults_that_are_left_out_stay,
    test_setting_what_is_set_already_is_no_news,
    test_the_audit_of_a_clinic_shows_nothing_of_another,
    test_the_audit_says_what_a_default_was_and_became,
    test_the_audit_says_who_was_added_and_when,
)
from tests.storage.test_preferences import (  # noqa: F401 - the same
    test_a_clinic_that_does_not_exist_has_no_roles,
    test_a_clinic_without_managers_may_get_staff,
    test_a_person_is_made_a_manager_and_staff_again,
    test_a_role_that_somebody_has_already_is_no_news,
    test_members_of_another_clinic_are_not_told,
    test_the_audit_names_the_setting_that_changed,
    test_the_audit_of_one_subject_and_its_last_entries,
    test_the_last_manager_stays,
    test_to_choose_what_is_usual_is_no_news,
    test_what_a_change_does_not_name_stays,
    test_what_is_chosen_is_found_by_whoever_asks,
    test_what_is_cleared_is_as_usual_again,
    test_whoever_is_to_be_warned_anew_is_due_to_be_counted,
)
from tests.storage.test_rollover import (  # noqa: F401 - the same
    test_an_alias_without_a_limit_is_listed_with_who_pays_second,
    test_an_authorization_that_ended_is_left_out,
    test_closed_aliases_and_those_of_another_clinic_are_not_read,
    test_each_open_alias_has_the_standings_of_its_windows_that_go_on,
)


@pytest.fixture
def ledger(cabinet: MemoryCharts) -> MemoryRecords:
    """The fake in the place of the real one."""
    return MemoryRecords(charts=cabinet)


@pytest.fixture
def cabinet() -> MemoryCharts:
    """The fake in the place of the real one."""
    return MemoryCharts(count)


def test_the_fake_keeps_what_the_port_promises() -> None:
    charts: Charts = MemoryCharts(count)
    records: Clinics = MemoryRecords()
    assert charts
    assert records
