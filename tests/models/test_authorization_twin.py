"""The payer's own book, by hand: the twin that authorizations are judged by is right itself."""

from __future__ import annotations

from datetime import date, timedelta

from tests.models.authorization_twin import Grant, PayersBook

OCT_1, NOV_15 = date(2026, 10, 1), date(2026, 11, 15)
DEC_31 = date(2026, 12, 31)
WEEK = timedelta(days=7)


def _weekly(book: PayersBook, first: date, number: int) -> None:
    for week in range(number):
        book.bill(first + week * WEEK)


def test_an_extension_goes_on_with_the_visits_that_were_used() -> None:
    book = PayersBook()
    first = book.grant(Grant(12, OCT_1, NOV_15))
    _weekly(book, OCT_1, 6)
    book.grant(Grant(12, OCT_1, DEC_31), first)
    assert book.still_paid(date(2026, 11, 16)) == 6


def test_an_extension_past_the_end_of_another_moves_no_visit_that_was_paid() -> None:
    book = PayersBook()
    first = book.grant(Grant(6, OCT_1, NOV_15))
    book.grant(Grant(8, OCT_1 + WEEK, date(2026, 11, 30)))
    _weekly(book, OCT_1, 4)
    book.grant(Grant(6, OCT_1, DEC_31), first)
    book.settle()
    assert [len(made.visits) for made in book.grants] == [0, 0, 4]
    book.bill(date(2026, 11, 16))
    book.settle()
    assert [len(made.visits) for made in book.grants] == [0, 1, 4]


def test_a_corrected_number_keeps_the_place_of_the_one_before_another_of_its_end() -> None:
    book = PayersBook()
    first = book.grant(Grant(2, OCT_1, NOV_15))
    book.grant(Grant(8, OCT_1, NOV_15))
    _weekly(book, OCT_1, 2)
    book.grant(Grant(3, OCT_1, NOV_15), first)
    book.settle()
    assert [len(made.visits) for made in book.grants] == [0, 0, 2]


def test_a_renewal_that_overlaps_comes_on_top() -> None:
    book = PayersBook()
    book.grant(Grant(6, OCT_1, date(2026, 12, 15)))
    book.grant(Grant(12, date(2026, 11, 1), date(2027, 1, 31)))
    _weekly(book, date(2026, 10, 2), 6)
    assert book.still_paid(date(2026, 11, 19)) == 12
    book.bill(date(2026, 11, 20))
    assert book.still_paid(date(2026, 11, 20)) == 11


def test_a_grant_that_never_was_is_taken_back_and_the_one_before_stands() -> None:
    book = PayersBook()
    first = book.grant(Grant(8, OCT_1, DEC_31))
    second = book.grant(Grant(18, OCT_1, DEC_31), first)
    assert book.still_paid(OCT_1) == 18
    book.withdraw(second)
    assert book.still_paid(OCT_1) == 8


def test_visits_beyond_the_dates_are_covered_by_nothing_and_use_nothing() -> None:
    book = PayersBook()
    book.grant(Grant(8, OCT_1, NOV_15))
    book.bill(OCT_1)
    book.bill(date(2026, 11, 18))
    assert book.uncovered() == {date(2026, 11, 18)}
    assert book.still_paid(NOV_15) == 7
    assert book.still_paid(date(2026, 11, 18)) == 0


def test_a_grant_of_some_codes_pays_for_no_other() -> None:
    book = PayersBook()
    book.grant(Grant(6, OCT_1, DEC_31, frozenset({"97140"})))
    book.bill(OCT_1, "20560")
    book.bill(OCT_1 + WEEK, "20560", "97140")
    assert book.still_paid(DEC_31, "97140") == 5
    assert book.settle() == {OCT_1}


def test_each_line_of_a_claim_is_taken_off_the_grant_of_its_code() -> None:
    book = PayersBook()
    book.grant(Grant(6, OCT_1, NOV_15, frozenset({"97110"})))
    book.grant(Grant(2, OCT_1, DEC_31, frozenset({"97530"})))
    for week in range(3):
        book.bill(OCT_1 + week * WEEK, "97110", "97530", "97140")
    assert book.settle() == {OCT_1 + 2 * WEEK}
    assert [len(made.visits) for made in book.grants] == [3, 2]
    assert book.overdrawn() == {2: 1}


def test_a_grant_of_every_code_takes_all_lines_of_a_claim_where_it_ends_first() -> None:
    book = PayersBook()
    book.grant(Grant(6, OCT_1, NOV_15))
    book.grant(Grant(6, OCT_1, DEC_31, frozenset({"97530"})))
    book.bill(OCT_1, "97110", "97530")
    assert book.settle() == set()
    assert [len(made.visits) for made in book.grants] == [1, 0]


def test_a_visit_of_other_codes_on_the_dates_of_a_grant_is_told_apart() -> None:
    book = PayersBook()
    book.grant(Grant(6, OCT_1, NOV_15, frozenset({"20560"})))
    book.bill(OCT_1, "20561")
    book.bill(DEC_31, "20561")
    book.bill(NOV_15, "20561", "20560")
    assert book.of_other_codes() == {OCT_1}


def test_a_line_that_no_grant_names_is_told_beside_one_that_a_grant_names() -> None:
    book = PayersBook()
    book.grant(Grant(6, OCT_1, NOV_15, frozenset({"97110"})))
    book.grant(Grant(6, OCT_1, OCT_1, frozenset({"97140"})))
    book.bill(OCT_1, "97110", "97140", "97161")
    book.bill(OCT_1 + WEEK, "97110", "97140", "97530")
    book.bill(OCT_1 + 2 * WEEK, "97530")
    book.bill(DEC_31, "97110", "97530")
    assert book.bare_lines() == {OCT_1 + WEEK: {"97140", "97530"}}


def test_californias_cap_is_freed_for_the_visits_beyond_it_alone() -> None:
    book = PayersBook()
    book.grant(Grant(12, OCT_1, DEC_31))
    for day in range(8):
        book.bill(OCT_1 + day * timedelta(days=1))
    assert book.open_beside_a_cap(NOV_15, 24) == (16, 0)
    for day in range(8, 11):
        book.bill(OCT_1 + day * timedelta(days=1))
    assert book.open_beside_a_cap(NOV_15, 10) == (1, 0)
    assert book.open_beside_a_cap(date(2027, 1, 1), 10) == (0, 0)
    book.bill(date(2027, 1, 2))
    assert book.open_beside_a_cap(date(2027, 1, 2), 10) == (0, 1)


def test_a_renewal_that_is_to_come_is_promised_from_its_first_day() -> None:
    book = PayersBook()
    book.grant(Grant(4, OCT_1, NOV_15))
    book.grant(Grant(10, NOV_15 + timedelta(days=1), DEC_31))
    book.grant(Grant(3, DEC_31, DEC_31, frozenset({"97140"})))
    assert book.granted_later(NOV_15) == {date(2026, 11, 16): 10}
    assert book.granted_later(NOV_15, "97140") == {date(2026, 11, 16): 10, DEC_31: 3}
    assert book.granted_later(DEC_31) == {}


def test_a_visit_beyond_the_number_is_paid_by_no_later_grant() -> None:
    book = PayersBook()
    book.grant(Grant(1, OCT_1, DEC_31))
    book.grant(Grant(6, NOV_15, DEC_31))
    for on in (OCT_1, OCT_1 + WEEK, NOV_15):
        book.bill(on)
    assert book.without_room() == {OCT_1 + WEEK}
    assert book.still_paid(NOV_15) == 5


def test_what_stands_in_for_six_in_eight_weeks_leaves_the_six_before_it_paid() -> None:
    book = PayersBook()
    book.grant(Grant(6, NOV_15, DEC_31))
    for week in range(8):
        book.bill(OCT_1 + week * WEEK)
    used, beyond = book.standing_in(6, lambda on: book.stretch(on, 56, 90))
    assert (used, beyond) == ({OCT_1: 7}, {date(2026, 11, 12)})
    assert book.stretch(date(2026, 11, 25), 56, 90) == OCT_1
    assert book.stretch(date(2026, 11, 26), 56, 90) is None
    assert book.stretch(date(2027, 2, 16), 56, 90) is None
    assert book.stretch(date(2027, 2, 17), 56, 90) == date(2027, 2, 17)


def test_a_visit_beyond_the_number_is_of_the_grant_that_ends_last_on_its_day() -> None:
    book = PayersBook()
    book.grant(Grant(1, OCT_1, NOV_15))
    book.grant(Grant(1, OCT_1, DEC_31))
    book.grant(Grant(6, DEC_31, DEC_31 + 9 * WEEK))
    _weekly(book, OCT_1, 4)
    assert book.overdrawn() == {2: 2}
