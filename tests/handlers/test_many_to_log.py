"""The button that logs a day's bookings, where there are more than one command can hold."""

from __future__ import annotations

from datetime import date

from handlers.command import LONG
from handlers.session.log.today import log_all, log_buttons
from models.ports.board import BookedRow
from models.visits.booking import BookedVisit

DAY = date(2026, 11, 23)


def rows(many: int) -> list[BookedRow]:
    """So many aliases, booked for one day."""
    return [BookedRow(f"OAK-{number}", "aetna", BookedVisit(DAY)) for number in range(many)]


def test_all_who_are_booked_are_logged_by_one_button() -> None:
    (button,) = log_buttons("Log all of them", rows(3), "20560")
    assert button.label == "Log all of them"
    assert button.command == log_all(rows(3), "20560")


def test_more_than_one_command_holds_are_logged_in_parts_and_nobody_is_cut_off() -> None:
    (button,) = log_buttons("Log all of them", rows(200))
    held = button.command.count(" on ")
    assert button.label == f"Log the first {held} of 200"
    assert button.command == log_all(rows(held))
    assert len(button.command) <= LONG < len(log_all(rows(held + 1)))


def test_nobody_to_log_is_no_button() -> None:
    assert log_buttons("Log all of them", []) == []
