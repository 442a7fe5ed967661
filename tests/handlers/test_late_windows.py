"""What is logged late counts in the window of its day, and a window that was passed is told."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest

from models.coverage.fact_book import FactBook
from models.visits import ended_windows
from models.visits.chart import Chart
from models.visits.standing import Standing
from tests.handlers.clinic_desk import ClinicDesk
from tests.handlers.front_desk import rows, words


async def _logged(pack: FactBook, payer: str, *days: str) -> tuple[ClinicDesk, str]:
    desk = ClinicDesk(pack, "PT")
    await desk.say(f"/session new ELM-4 payer {payer}")
    said = ""
    for day in days:
        said = words(await desk.say(f"/session log ELM-4 97110 on {day}"))
    return desk, said


async def test_the_visits_of_a_week_that_is_over_are_counted_in_it(pack: FactBook) -> None:
    desk, said = await _logged(pack, "husky", "11/16", "11/17", "11/18")
    past = "Nov 15 to Nov 21, 2026: 3 of 2 visits used (PT), over by 1"
    assert f"Counted in a window that is over, {past}, by HUSKY Health" in said
    shown = words(await desk.say("/session show ELM-4"))
    assert f"3. Wed Nov 18, 2026, 97110: counted in {past}." in shown
    assert "outside the window" not in said + shown


async def test_the_fiscal_year_of_before_is_counted_by_itself(pack: FactBook) -> None:
    _, said = await _logged(pack, "ahcccs", "9/28", "9/29")
    assert "Oct 1, 2025 to Sep 30, 2026: 2 of 15 visits used (PT), by AHCCCS" in said
    assert "over by" not in said


async def test_a_clinics_own_cap_is_told_alike(pack: FactBook) -> None:
    desk, _ = await _logged(pack, "cigna")
    await desk.say("/caps set ELM-4 1 visit per calendar month")
    many = words(await desk.say("/session log ELM-4 97110 on 10/5; ELM-4 97110 on 10/6"))
    past = "Oct 1 to Oct 31, 2026: 2 of 1 visit used, over by 1, by your clinic's cap."
    assert many.count(past) == 1
    assert "over by 1 · 2 of 1 visit used to Oct 31, 2026" in many


async def test_a_window_that_was_kept_is_not_told_of_a_visit_that_counts_today(
    pack: FactBook,
) -> None:
    said = (await _logged(pack, "medicare for chronic low back pain", "5/11"))[1]
    assert "window that is over" not in said


async def test_a_visit_before_the_payers_time_is_still_outside(pack: FactBook) -> None:
    desk, _ = await _logged(pack, "cigna")
    await desk.say("/session payer ELM-4 nc medicaid from 11/1/2026")
    said = words(await desk.say("/session log ELM-4 97110 on 10/5"))
    assert "window that is over" not in said


async def test_what_another_limit_counts_is_not_said_to_count_nowhere(pack: FactBook) -> None:
    desk, _ = await _logged(pack, "ahcccs", "11/10", "11/11")
    await desk.say("/session log ELM-4 97165 on 11/12")
    shown = words(await desk.say("/session show ELM-4"))
    assert "counts by 15 per fiscal year OT, not by this limit" in shown
    assert "97165: does not count" not in shown


async def test_a_past_day_is_counted_once_for_all_sessions_of_a_card(
    pack: FactBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, counted = (
        (await _logged(pack, "ahcccs", "9/22", "9/24", "9/28", "9/29"))[0],
        Counter[date](),
    )
    current = ended_windows.current

    def recorded(chart: Chart, book: FactBook, on: date) -> tuple[Standing, ...]:
        counted[on] += 1
        return current(chart, book, on)

    monkeypatch.setattr(ended_windows, "current", recorded)
    await desk.say("/session show ELM-4")
    assert sorted(counted) == [date(2026, 9, day) for day in (22, 24, 28, 29, 30)]
    assert set(counted.values()) == {1}


async def test_a_list_says_of_what_lapsed_that_it_lapsed(pack: FactBook) -> None:
    desk, said = await _logged(pack, "hawaii workers comp", "9/14")
    assert "1 of 15 treatments used; 14 lapsed on Nov 12, 2026" in said
    await desk.say("/session new OAK-5 payer uhc medicare advantage")
    reply = await desk.say("/session log OAK-5 20560 on 9/22; OAK-5 20560 on 9/24; ELM-4 on 9/16")
    assert [row.cells[:2] for row in rows(reply)] == [
        ("OAK-5", "5 lapsed · 1 of 6 visits used"),
        ("OAK-5", "4 lapsed · 2 of 6 visits used"),
        ("ELM-4", "13 lapsed · 2 of 15 treatments used"),
    ]
    undone = rows(await desk.say(reply.choices[0].command))
    assert [row.cells[2] for row in undone] == ["6 left", "14 lapsed"]
    assert "ELM-4 · 14 lapsed · 1 of 15 used" in words(await desk.say("/caps"))


async def test_a_past_week_is_told_anew_when_a_session_of_it_is_voided_or_stands_again(
    pack: FactBook,
) -> None:
    desk, _ = await _logged(pack, "husky", "11/16", "11/17", "11/18", "11/22")
    week = "Nov 15 to Nov 21, 2026:"
    voided = words(await desk.say("/session void ELM-4 2 because duplicate"))
    assert f"In the window that is over, {week} 2 of 2 visits used (PT), by HUSKY" in voided
    again = words(await desk.say("/session undo"))
    assert f"Counted in a window that is over, {week} 3 of 2 visits used (PT), over by 1" in again
    assert "no limit counts it" not in again
    await desk.say("/session log ELM-4 97110 on 11/20")
    undone = words(await desk.say("/session undo"))
    assert f"In the window that is over, {week} 3 of 2 visits used (PT), over by 1" in undone


async def test_a_voiding_of_this_week_tells_of_no_window_that_is_over(pack: FactBook) -> None:
    desk, _ = await _logged(pack, "husky", "11/16", "11/17", "11/18", "11/22")
    assert "is over" not in words(await desk.say("/session void ELM-4 4 because duplicate"))
    assert "It counts again." in words(await desk.say("/session undo"))


@pytest.mark.parametrize("said", ["all", "all sessions", "history", "details"])
async def test_who_asks_for_all_sessions_is_shown_all(pack: FactBook, said: str) -> None:
    desk, _ = await _logged(pack, "husky", *(f"11/{day}" for day in range(9, 17)))
    assert "1. Mon Nov 9" not in words(await desk.glance("/session show ELM-4"))
    shown = words(await desk.say(f"/session show ELM-4 {said}"))
    assert "1. Mon Nov 9" in shown
    assert "I did not use" not in shown
    strange = words(await desk.glance("/session show ELM-4 xyzzy"))
    assert "I did not use “xyzzy”." in strange
    assert "all is shown" not in strange


async def test_what_an_authorization_paid_that_was_renewed_is_said_to_count_by_it(
    pack: FactBook,
) -> None:
    desk, _ = await _logged(pack, "humana")
    await desk.say("/session authorize ELM-4 8 visits 9/15 to 10/15")
    await desk.say("/session authorize ELM-4 8 visits 10/16 to 12/15")
    said = words(await desk.say("/session log ELM-4 20560 on 10/15"))
    first = "Sep 15 to Oct 15, 2026: 1 of 8 visits used"
    assert f"Counted in a window that is over, {first}, by authorization number 1." in said
    assert "It adds nothing" not in said
    shown = words(await desk.say("/session show ELM-4"))
    assert f"1. Thu Oct 15, 2026, 20560: counted by authorization 1, {first}." in shown
    await desk.say("/caps set ELM-4 20 visits per calendar year")
    shown = words(await desk.say("/session show ELM-4"))
    assert "does not count" not in shown
    assert f"counts by cap of 20 per calendar year; counted by authorization 1, {first}." in shown


async def test_a_late_visit_beyond_what_another_payer_authorized_is_told(pack: FactBook) -> None:
    desk, _ = await _logged(pack, "humana")
    await desk.say("/session authorize ELM-4 2 visits 9/15 to 12/15")
    await desk.say("/session payer ELM-4 aetna from 11/1")
    await desk.say("/session log ELM-4 20560 on 10/1; ELM-4 20560 on 10/8")
    said = words(await desk.say("/session log ELM-4 20560 on 10/29"))
    past = "Sep 15 to Dec 15, 2026: 3 of 2 visits used, over by 1"
    assert f"Counted for Humana, which paid on that day, {past}, by authorization number 1." in said
    shown = words(await desk.say("/session show ELM-4"))
    assert f"1. Thu Oct 1, 2026, 20560: counted by authorization 1 of Humana, {past}." in shown


async def test_of_two_that_are_used_up_each_says_what_it_counts(pack: FactBook) -> None:
    desk, _ = await _logged(pack, "humana")
    await desk.say("/session authorize ELM-4 1 visit 11/1 to 12/15")
    await desk.say("/session authorize ELM-4 1 visit 11/10 to 12/31 as well")
    many = words(await desk.say("/session log ELM-4 20560 on 11/3; ELM-4 20560 on 11/12"))
    assert "ELM-4 · none left · 1 of 1 visit used · session 2" in many
    shown = words(await desk.say("/session show ELM-4"))
    assert "2. Thu Nov 12, 2026, 20560: counts by authorization 2." in shown


async def test_a_list_of_one_alias_is_told_as_it_stands_in_the_end(pack: FactBook) -> None:
    desk, _ = await _logged(pack, "humana")
    await desk.say("/session authorize ELM-4 3 visits 11/1 to 12/31")
    await desk.say("/caps book ELM-4 12/1 12/3 12/8")
    many = words(await desk.say("/session log ELM-4 20560 on 11/3; ELM-4 20560 on 11/12"))
    assert many.count("Booked ahead:") == 1
    assert "Thu Dec 3 is visit 4 of 3" in many


async def test_what_the_payer_of_its_day_does_not_pay_is_told_of_a_late_visit(
    pack: FactBook,
) -> None:
    desk, _ = await _logged(pack, "aetna")
    await desk.say("/session payer ELM-4 cigna from 11/1")
    desk.now += timedelta(days=1)  # what was told today is not told again
    late = words(await desk.say("/session log ELM-4 20560 on 10/29"))
    assert "Cigna does not pay" not in late
    assert "Cigna does not pay" in words(await desk.say("/session log ELM-4 20560 on 11/3"))


async def test_what_was_passed_stays_on_the_board_when_the_next_authorization_begins(
    pack: FactBook,
) -> None:
    desk, _ = await _logged(pack, "humana")
    await desk.say("/session authorize ELM-4 2 visits 9/15 to 10/15")
    for on in ("10/1", "10/8", "10/15"):
        await desk.say(f"/session log ELM-4 20560 on {on}")
    await desk.say("/session authorize ELM-4 6 visits 10/16 to 12/15")
    shown = words(await desk.say("/session show ELM-4 details"))
    assert "0 of 6 visits used, 6 left" in shown
    assert "3 of 2 visits used, over by 1. Authorization number 1" in shown
    assert "Authorization number 1 is over by 1: no authorization has room for Oct 15" in shown
    board = words(await desk.say("/caps over"))
    assert "ELM-4 · 6 left · 0 of 6 used · 1 beyond an authorization" in board
