"""Visits booked ahead: typed, pasted, taken away; the week that says who will pass which limit."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from models.coverage.fact_book import FactBook
from models.reply import Reply
from models.understanding.commands import booking_words
from models.understanding.commands.booking_days import RowFault
from tests.handlers.clinic_desk import TODAY, ClinicDesk, board_rows, button
from tests.handlers.front_desk import rows, words

KNOWN = ("OAK-12", "OAK-121", "ELM-3", "PANDA-18T")


@pytest.fixture
async def clinic(pack: FactBook) -> ClinicDesk:
    """A clinic on Monday, Nov 23, with one alias of a cap and one of an authorization."""
    desk = ClinicDesk(pack, "PT")
    await desk.say("/session new OAK-12 payer aetna")
    await desk.say("/session new ELM-3 payer cigna")
    await desk.say("/caps set OAK-12 3 visits per calendar year")
    await desk.say("/session authorize ELM-3 6 visits from 11/1/2026 until 12/5/2026")
    return desk


async def booked(clinic: ClinicDesk, alias: str = "OAK-12") -> list[str]:
    """The booked days of an alias, as month and day."""
    chart = await clinic.charts.find(1, alias)
    assert chart
    return [f"{day.month}/{day.day}" for day in chart.booked]


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        pytest.param("OAK-12 12/1 12/3 12/8", "12/01 12/03 12/08", id="days"),
        pytest.param("OAK-12, Dec 1, Dec 3 and Dec 8, 2026", "12/01 12/03 12/08", id="months"),
        pytest.param("12/3/26 9:30 am OAK-12", "12/03", id="a time of day is no word"),
        pytest.param("Tue Dec 1 OAK-12", "12/01", id="with its weekday"),
        pytest.param("OAK-12 2026-12-01", "12/01", id="as a machine writes it"),
        pytest.param("OAK-12 Tue, Thu", "11/24 11/26", id="the next of each weekday"),
        pytest.param("OAK-12 Mon", "11/30", id="never today itself"),
        pytest.param("OAK-12 next Tue", "11/24", id="the next one"),
        pytest.param("OAK-12 MWF until 12/1", "11/25 11/27 11/30", id="weekdays in one"),
        pytest.param("OAK-12 T/Th", "11/24 11/26", id="two in one"),
        pytest.param("OAK-12 Tue Thu until 12/5", "11/24 11/26 12/01 12/03", id="until a day"),
        pytest.param("OAK-12 every Tuesday for 2 weeks", "11/24 12/01", id="for some weeks"),
        pytest.param("OAK-12 1/5", "01/05", id="in the next year"),
        pytest.param("oak 12 1/5", "01/05", id="an alias in pieces, no OAK-121"),
        pytest.param("OAK-12 11/20", "11/20", id="last Friday, taken over late"),
    ],
)
def test_which_days_are_meant(typed: str, days: str) -> None:
    read = booking_words.read(typed, KNOWN, TODAY)
    assert not read.faults
    assert [f"{day:%m/%d}" for day in next(iter(read.days.values()))] == days.split()


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        pytest.param("OAK-12 12/1 knee", RowFault.WORDS, id="another word"),
        pytest.param("Maria Lopez 12/1", RowFault.WORDS, id="a name"),
        pytest.param("OAK-12 12/1 (call her)", RowFault.WORDS, id="a note"),
        pytest.param("OAK-12 12/1, 3", RowFault.WORDS, id="a number alone"),
        pytest.param("OAK-12", RowFault.NO_DAY, id="no day"),
        pytest.param("OAK-12 13/1", RowFault.NO_DATE, id="no date"),
        pytest.param("OAK-12 Wed 12/1", RowFault.OTHER_WEEKDAY, id="a slip in the day"),
        pytest.param("OAK-12 10/1", RowFault.TOO_FAR, id="long past"),
        pytest.param("OAK-12 12/1/2028", RowFault.TOO_FAR, id="years ahead"),
        pytest.param("OAK-12 Tue until Thu", RowFault.WORDS, id="until no day"),
    ],
)
def test_a_row_of_anything_else_is_refused_whole(row: str, fault: RowFault) -> None:
    read = booking_words.read(f"ELM-3 12/2\n{row}", KNOWN, TODAY)
    assert read.faults == {2: fault}
    assert read.days == {"ELM-3": (date(2026, 12, 2),)}


@pytest.mark.parametrize(
    ("row", "booked"),
    [
        ("OAK-12 12/1, ELM-3 12/2", {"OAK-12": "12/01", "ELM-3": "12/02"}),
        ("OAK-12 12/1 and ELM-3 12/2", {"OAK-12": "12/01", "ELM-3": "12/02"}),
        ("12/1 OAK-12, 12/2 ELM-3", {"OAK-12": "12/01", "ELM-3": "12/02"}),
        (
            "OAK-12, ELM-3 12/1 and PANDA-18T on 12/2 12/3",
            {"OAK-12": "12/01", "ELM-3": "12/01", "PANDA-18T": "12/02 12/03"},
        ),
        (
            "Tue 12/1 OAK-12 ELM-3, Wed 12/2 PANDA-18T",
            {"OAK-12": "12/01", "ELM-3": "12/01", "PANDA-18T": "12/02"},
        ),
        ("OAK-12 Tue 9am, ELM-3 Thu 10am", {"OAK-12": "11/24", "ELM-3": "11/26"}),
        ("OAK-12, ELM-3 12/1 12/2", {"OAK-12": "12/01 12/02", "ELM-3": "12/01 12/02"}),
        ("12/1 OAK-12 and ELM-3", {"OAK-12": "12/01", "ELM-3": "12/01"}),
    ],
)
def test_days_between_aliases_are_of_those_beside_them(row: str, booked: dict[str, str]) -> None:
    read = booking_words.read(row, KNOWN, TODAY)
    assert not read.faults
    assert {
        alias: " ".join(f"{day:%m/%d}" for day in days) for alias, days in read.days.items()
    } == booked


@pytest.mark.parametrize(
    ("row", "days"),
    [
        ("12/1-12/4", "12/01 12/02 12/03 12/04"),
        ("Dec 1 to 4", "12/01 12/02 12/03 12/04"),
        ("from 12/14 thru 12/16", "12/14 12/15 12/16"),
        ("Mon Wed 12/7 to 12/18", "12/07 12/09 12/14 12/16"),
        ("Tue Thu from 1/5 until 1/14", "01/05 01/07 01/12 01/14"),
        ("Tue 12/15-12/17", "12/15 12/16 12/17"),
        ("Mon 12/14 - Thu 12/17", "12/14 12/15 12/16 12/17"),
        ("tomorrow thru friday", "11/24 11/25 11/26 11/27"),
        ("mon-thu next week", "11/30 12/01 12/02 12/03"),
        ("weekdays 12/10-12/14", "12/10 12/11 12/14"),
        ("Dec 21, 22 and 23", "12/21 12/22 12/23"),
        ("the 15th and the 17th", "12/15 12/17"),
        ("Wed until christmas", "11/25 12/02 12/09 12/16 12/23"),
        ("mon until end of month", "11/30"),
        ("new year's eve", "12/31"),
        ("in 2 weeks", "12/07"),
    ],
)
def test_stretches_and_named_days_are_each_of_their_days(row: str, days: str) -> None:
    read = booking_words.read(f"OAK-12 {row}", KNOWN, TODAY)
    assert not read.faults
    assert " ".join(f"{day:%m/%d}" for day in read.days["OAK-12"]) == days


async def test_which_days_of_a_stretch_over_a_weekend_is_asked(clinic: ClinicDesk) -> None:
    asked = await clinic.say("/caps book OAK-12 12/18-12/28")
    assert asked.refused
    assert await booked(clinic) == []
    await clinic.say(button(asked, "OAK-12: the 6 working days"))
    assert await booked(clinic) == ["12/18", "12/21", "12/22", "12/23", "12/24", "12/28"]


@pytest.mark.parametrize(
    "row", ["OAK-12 12/1 ELM-3", "12/1 OAK-12 12/2 ELM-3 12/3", "12/1 OAK-12 ELM-3 12/2"]
)
def test_days_that_may_be_of_one_or_of_all_are_refused(row: str) -> None:
    read = booking_words.read(row, KNOWN, TODAY)
    assert read.faults == {1: RowFault.WHOSE}
    assert not read.days


def test_a_row_of_days_alone_is_the_heading_of_those_below() -> None:
    pasted = "Mon 11/30:\nOAK-12\nELM-3, PANDA-18T\nTue 12/1\nOAK-12"
    read = booking_words.read(pasted, KNOWN, TODAY)
    assert read.days == {
        "OAK-12": (date(2026, 11, 30), date(2026, 12, 1)),
        "ELM-3": (date(2026, 11, 30),),
        "PANDA-18T": (date(2026, 11, 30),),
    }


def test_a_heading_that_is_refused_holds_for_nobody() -> None:
    read = booking_words.read("Mon 11/30\nOAK-12\nWed 12/1\nELM-3", KNOWN, TODAY)
    assert read.faults == {3: RowFault.OTHER_WEEKDAY, 4: RowFault.NO_DAY}
    assert read.days == {"OAK-12": (date(2026, 11, 30),)}


@pytest.mark.parametrize("sign", [",", ";", "\t", '","'])
def test_a_table_is_read_whatever_parts_its_cells(sign: str) -> None:
    cells = f"alias{sign}date\nOAK-12{sign}12/01/26\nELM-3{sign}2026-12-02".replace(";", ",")
    assert booking_words.read(cells, KNOWN, TODAY).days == {
        "OAK-12": (date(2026, 12, 1),),
        "ELM-3": (date(2026, 12, 2),),
    }


async def test_visits_are_booked_once_and_what_passes_a_limit_is_told(clinic: ClinicDesk) -> None:
    reply = await clinic.say("/caps book OAK-12 12/1 12/3 12/8 12/10")
    assert "Booked: Tue Dec 1; Thu Dec 3; Tue Dec 8; Thu Dec 10." in words(reply)
    assert "Thu Dec 10 is visit 4 of 3 (your clinic's cap, Aetna)." in words(reply)
    again = await clinic.say("/caps book OAK-12 12/1 12/15")
    assert "Booked already: Tue Dec 1." in words(again)
    await clinic.say(button(again, "Undo"))
    assert await booked(clinic) == ["12/1", "12/3", "12/8", "12/10"]


async def test_a_booking_is_moved_and_moved_back(clinic: ClinicDesk) -> None:
    await clinic.say("/caps book ELM-3 12/1 12/8")
    reply = await clinic.say("/caps book ELM-3 12/4 instead of 12/8")
    assert await booked(clinic, "ELM-3") == ["12/1", "12/4"]
    await clinic.say(button(reply, "Undo"))
    assert await booked(clinic, "ELM-3") == ["12/1", "12/8"]
    await clinic.say("/caps book ELM-3 12/4 instead of 12/9")
    assert not clinic.answered
    assert await booked(clinic, "ELM-3") == ["12/1", "12/8"]


async def test_bookings_are_taken_away_by_day_or_all_at_once(clinic: ClinicDesk) -> None:
    await clinic.say("/caps book OAK-12 12/1 12/3 12/8")
    asked = await clinic.say("/caps unbook OAK-12")
    assert asked.refused
    await clinic.say(button(asked, "Thu Dec 3"))
    assert await booked(clinic) == ["12/1", "12/8"]
    reply = await clinic.say("/caps cancel OAK-12 all")
    assert await booked(clinic) == []
    await clinic.say(button(reply, "Undo"))
    assert await booked(clinic) == ["12/1", "12/8"]
    reply = await clinic.say("/caps unbook OAK-12 12/4")
    assert "These were not booked: Fri Dec 4." in words(reply)


async def test_undo_takes_back_the_days_that_were_new(clinic: ClinicDesk) -> None:
    await clinic.say("/caps book OAK-12 12/1 12/3")
    await clinic.say("/caps book OAK-12 12/3 12/8")
    reply = await clinic.say("/session undo")
    assert "Taken back: booking 12/8 of OAK-12." in words(reply)
    assert await booked(clinic) == ["12/1", "12/3"]
    await clinic.say("/caps unbook OAK-12 12/1")
    await clinic.say("/session undo")
    assert await booked(clinic) == ["12/1", "12/3"]


async def test_a_paste_books_many_and_numbers_the_rows_that_it_did_not_read(
    clinic: ClinicDesk,
) -> None:
    reply = await clinic.say("/caps book OAK-12 12/1 12/3\nELM-3 12/2\nlunch 12/2\nELM-33 12/4")
    assert reply.headline == "Booked: 2 aliases"
    assert [row.cells[:2] for row in rows(reply)] == [
        ("OAK-12", "Tue Dec 1; Thu Dec 3"),
        ("ELM-3", "Wed Dec 2"),
    ]
    assert "Row 3 was not read: it holds something else than an alias and days." in words(reply)
    assert "There is no alias ELM-33 here." in words(reply)
    assert "lunch" not in words(reply)
    await clinic.say(button(reply, "Undo OAK-12"))
    assert (await booked(clinic), await booked(clinic, "ELM-3")) == ([], ["12/2"])


async def test_a_row_that_passes_a_limit_is_told_of_its_own_days_first(clinic: ClinicDesk) -> None:
    await clinic.say("/caps book OAK-12 12/1 12/3 12/8 12/10")
    reply = await clinic.say("/caps book OAK-12 12/15\nELM-3 12/2")
    assert rows(reply)[0].cells[2] == "Tue Dec 15 is visit 5 of 3 (your clinic's cap, Aetna)"


async def test_a_name_in_a_paste_keeps_all_of_it_away(clinic: ClinicDesk) -> None:
    reply = await clinic.say("/caps book OAK-12 12/1\nMaria Gonzalez 12/2")
    assert reply.refused
    assert "Gonzalez" not in words(reply)
    assert await booked(clinic) == []


async def week(clinic: ClinicDesk, of: str = "") -> Reply:
    """The week that holds a day, as it is known at a glance."""
    return await clinic.glance(f"/caps week {of}".strip())


async def test_the_week_says_who_passes_which_limit_and_whose_day_is_not_covered(
    clinic: ClinicDesk,
) -> None:
    await clinic.say("/caps book OAK-12 11/24 11/26 12/1 12/3 12/8")
    await clinic.say("/caps book ELM-3 12/1 12/8")
    thanksgiving = await week(clinic)
    assert thanksgiving.headline == "Week of Mon Nov 23 · 1 visit to see to"
    assert thanksgiving.lines[1].text == "Booked there: OAK-12 Thu Nov 26."
    reply = await week(clinic, "12/3")
    assert reply.headline == "Week of Mon Nov 30 · 1 visit to see to"
    assert reply.lines[0].text == "OAK-12: Thu Dec 3 is visit 4 of 3 (your clinic's cap, Aetna)."
    assert reply.lines[1].text == "2 other booked visits fit every limit."
    following = await clinic.glance(button(reply, "Next week"))
    assert [line.text for line in following.lines] == [
        "ELM-3: no authorization covers Tue Dec 8.",
        "OAK-12: Tue Dec 8 is visit 5 of 3 (your clinic's cap, Aetna).",
    ]
    assert "ELM-3: visit 1 of 6, authorization of Cigna" in words(
        await week(clinic, "12/1 details")
    )


async def test_of_visits_without_a_limit_the_week_says_so_and_not_that_they_fit(
    clinic: ClinicDesk,
) -> None:
    await clinic.say("/session new FERN-44")
    await clinic.say("/caps book FERN-44 12/1 12/3")
    assert (await week(clinic, "12/1")).lines[
        0
    ].text == "2 booked visits draw on no limit that is known."
    await clinic.say("/caps book OAK-12 12/2")
    assert [line.text for line in (await week(clinic, "12/1")).lines] == [
        "1 booked visit fits every limit.",
        "2 booked visits draw on no limit that is known.",
    ]


@pytest.mark.parametrize(
    ("logged", "told"),
    [
        pytest.param(("97110 97140",), "visit 1 of 12 if needled", id="therapy alone: if needled"),
        pytest.param(("97110", "97110 20560"), "FERN-44: visit 2 of 12", id="needled"),
        pytest.param(("97161",), "FERN-44: visit 1 of 12", id="an evaluation says nothing"),
        pytest.param((), "FERN-44: visit 1 of 12", id="nobody knows"),
    ],
)
async def test_a_booking_draws_only_if_needled_on_a_payers_limit_that_no_code_logged_draws_on(
    clinic: ClinicDesk, logged: tuple[str, ...], told: str
) -> None:
    await clinic.say("/session new FERN-44 payer medicare for chronic low back pain")
    for day, codes in enumerate(logged, start=16):
        await clinic.say(f"/session log FERN-44 {codes} on 11/{day}")
    await clinic.say("/caps book FERN-44 12/1 12/3")
    assert told in words(await week(clinic, "12/1 details"))
    await clinic.say("/caps book FERN-44 12/7 12/8 12/9 12/10 12/14 12/15 12/16 12/17 12/21 12/22")
    forecast = words(await clinic.say("/caps FERN-44"))
    assert ("visits booked: about" in forecast) is ("if needled" not in told)


async def test_therapy_that_was_logged_silences_no_limit_that_bookings_would_pass_if_needled(
    clinic: ClinicDesk,
) -> None:
    await clinic.say("/session new FERN-44 payer medicare for chronic low back pain")
    await clinic.say("/session log FERN-44 97140 on 11/23")
    await clinic.say("/caps book FERN-44 Mon Tue Wed Thu Fri until 12/11")
    reply = await week(clinic, "12/7")
    assert reply.headline.endswith("2 visits past a limit if needled")
    assert (
        "If needled, as no code logged so far says: "
        "FERN-44: Thu Dec 10 is visit 13 of 12 (Medicare Part B)."
    ) in [line.text for line in reply.lines]
    board = words(await clinic.say("/caps"))
    assert "see to" not in board


async def test_the_week_says_on_which_days_the_clinic_is_closed_and_who_is_booked_there(
    clinic: ClinicDesk,
) -> None:
    await clinic.say("/clinic holidays add 12/24/2026", by="boss", manager=True)
    assert "Closed: Thu Dec 24; Fri Dec 25 (Christmas Day)." in words(await week(clinic, "12/24"))
    await clinic.say("/caps book OAK-12 12/24")
    await clinic.say("/caps book ELM-3 12/23 12/25")
    reply = await week(clinic, "12/24")
    assert reply.headline == "Week of Mon Dec 21 · 3 visits to see to"  # ELM-3's are not covered
    assert [line.text for line in reply.lines][:2] == [
        "Closed: Thu Dec 24; Fri Dec 25 (Christmas Day).",
        "Booked there: OAK-12 Thu Dec 24; ELM-3 Fri Dec 25.",
    ]
    assert "Closed" not in words(await week(clinic, "12/7"))


async def test_a_closed_day_without_bookings_stands_behind_what_is_to_see_to(
    clinic: ClinicDesk,
) -> None:
    lines = (await week(clinic)).lines
    assert lines[-1].text == "Closed: Thu Nov 26 (Thanksgiving Day)."
    clinic.later(days=4)
    assert "Closed" not in words(await week(clinic, "this"))  # it is past


async def test_the_week_says_whose_payer_does_not_pay_at_all(clinic: ClinicDesk) -> None:
    await clinic.say("/session new FERN-44 payer cigna")
    await clinic.say("/session new PINE-5 payer cigna")
    await clinic.say("/session payer PINE-5 aetna from 12/3/2026")
    await clinic.say("/caps book FERN-44, PINE-5, ELM-3, OAK-12 12/1 12/3")
    reply = await week(clinic, "12/1")
    assert reply.headline == "Week of Mon Nov 30 · 3 visits not paid if needled"
    assert [line.text for line in reply.lines] == [
        "Cigna does not pay a physical therapist for needling: check who bills. "
        "Booked: FERN-44 Tue Dec 1, Thu Dec 3; PINE-5 Tue Dec 1.",
        "4 other booked visits fit every limit.",
        "1 other booked visit draws on no limit that is known.",
        "2 visits are authorized by a payer that does not pay for needling: "
        "ELM-3 Tue Dec 1, Thu Dec 3.",
    ]
    assert "FERN-44: the payer does not pay for needling" in words(
        await week(clinic, "12/1 details")
    )


async def test_of_several_payers_that_do_not_pay_the_week_names_all_on_its_first_line(
    clinic: ClinicDesk,
) -> None:
    await clinic.say("/session new FERN-44 payer cigna")
    await clinic.say("/session new PINE-5 payer tricare")
    await clinic.say("/session new BIRCH-7 payer bcbs alabama")
    await clinic.say("/caps book FERN-44, PINE-5, BIRCH-7 12/1")
    first, *others = (await week(clinic, "12/1")).lines
    assert first.text == "Not paid if needled: BCBS Alabama, Cigna and TRICARE."
    assert sum("Booked: " in line.text for line in others) == 3


async def test_the_week_says_that_a_payer_may_not_pay_where_nobody_told_for_what(
    clinic: ClinicDesk,
) -> None:
    await clinic.say("/session new FERN-44 payer amerihealth commercial")
    await clinic.say("/caps book FERN-44 12/1")
    reply = await week(clinic, "12/1")
    assert reply.headline == "Week of Mon Nov 30 · 1 visit may not be paid if needled"
    assert reply.lines[0].text.startswith("AmeriHealth commercial may not pay for needling")
    told = words(await week(clinic, "12/1 details"))
    assert "FERN-44: the payer may not pay for needling" in told
    assert "does not pay" not in told


async def test_a_rule_of_the_clinics_own_says_in_the_week_that_a_payer_does_not_pay(
    clinic: ClinicDesk,
) -> None:
    entered = "/coverage edit aetna not covered 20560 by portal on 11/20"
    await clinic.say(entered, by="boss", manager=True)
    await clinic.say("/caps book OAK-12 12/1")
    reply = await week(clinic, "12/1")
    assert reply.lines[0].text.startswith("By your clinic's rule Aetna does not pay for 20560")
    assert reply.lines[0].text.endswith("Booked: OAK-12 Tue Dec 1.")


async def test_a_day_that_is_past_is_booked_with_a_word(clinic: ClinicDesk) -> None:
    told = words(await clinic.say("/caps book OAK-12 11/20 12/1"))
    assert "Past already: Fri Nov 20. Log it if it took place." in told


async def test_a_log_tells_of_the_first_booked_day_that_passes_a_limit(clinic: ClinicDesk) -> None:
    await clinic.say("/caps book OAK-12 11/24 11/26 12/1 12/3")
    await clinic.log("OAK-12", TODAY)
    reply = await clinic.say("/session log OAK-12, ELM-3 on 11/20")
    told = "Booked ahead: Thu Nov 26 is visit 4 of 3 (your clinic's cap, Aetna)."
    assert f"OAK-12: {told}" in words(reply)
    assert words(reply).count("Booked ahead") == 1


async def test_the_week_is_counted_anew_with_every_session(clinic: ClinicDesk) -> None:
    await clinic.say("/caps book OAK-12 12/1")
    assert "nothing to see to" in (await week(clinic, "12/1")).headline
    await clinic.say("/session log OAK-12 on 11/19; OAK-12 on 11/20; OAK-12 on 11/21")
    assert (await week(clinic, "12/1")).lines[0].text.startswith("OAK-12: Tue Dec 1 is visit 4 of")


async def test_a_logged_visit_takes_its_bookings_place_and_others_are_told(
    clinic: ClinicDesk,
) -> None:
    await clinic.say("/caps book OAK-12, ELM-3 11/23 11/24")
    assert (await week(clinic)).lines[0].text == "4 booked visits fit every limit."
    clinic.later(days=1)
    await clinic.say("/session log OAK-12 on 11/23")
    reply = await week(clinic)
    assert "Booked, not logged: ELM-3 Mon Nov 23." in words(reply)
    await clinic.say(button(reply, "Log them"))
    assert "not logged" not in words(await week(clinic))
    assert await clinic.numbers("ELM-3") == [1]


async def test_whoever_logs_all_is_shown_who_is_booked(clinic: ClinicDesk) -> None:
    await clinic.say("/caps book OAK-12, ELM-3 11/23")
    reply = await clinic.say("/session log all")
    assert reply.headline == "Mon Nov 23 · 2 visits to log"
    assert await clinic.numbers("OAK-12") == []


async def test_those_who_are_booked_and_not_logged_are_listed_with_what_logs_them(
    clinic: ClinicDesk,
) -> None:
    await clinic.say("/caps book OAK-12, ELM-3 11/23")
    await clinic.say("/caps book ELM-3 11/20")
    reply = await clinic.say("/session today")
    assert reply.headline == "Mon Nov 23 · 2 visits to log"
    assert "Booked, not logged yet: ELM-3 and OAK-12." in words(reply)
    assert "Booked, not logged: ELM-3 Fri Nov 20." in words(reply)
    await clinic.say(button(reply, "ELM-3 did not come"))
    await clinic.say(button(await clinic.say("/session today"), "Log all of them"))
    assert await clinic.numbers("OAK-12") == [1]
    assert await booked(clinic, "ELM-3") == ["11/20"]
    assert "Nobody is booked" not in words(await clinic.say("/session today 11/20"))


@pytest.mark.parametrize("typed", ["OAK-12 no-show", "OAK-12 cancelled; ELM-3"])
async def test_who_did_not_come_is_booked_no_more(clinic: ClinicDesk, typed: str) -> None:
    await clinic.say("/caps book OAK-12 11/23 11/30")
    reply = await clinic.say(f"/session log {typed}")
    assert "Its booking was taken away." in words(reply)
    assert await booked(clinic) == ["11/30"]
    await clinic.say(button(reply, "Book OAK-12 again"))
    assert await booked(clinic) == ["11/23", "11/30"]


@pytest.mark.parametrize(
    ("later", "typed", "monday"),
    [
        pytest.param(0, "", "Mon Nov 23", id="this week"),
        pytest.param(5, "", "Mon Nov 30", id="on a Saturday the one to come"),
        pytest.param(0, "next", "Mon Nov 30", id="next"),
        pytest.param(0, "next monday", "Mon Nov 30", id="of the next such weekday"),
        pytest.param(0, "after next", "Mon Dec 7", id="after next"),
        pytest.param(5, "next", "Mon Nov 30", id="next, on a Saturday"),
        pytest.param(5, "this week", "Mon Nov 23", id="this, on a Saturday"),
        pytest.param(6, "", "Mon Nov 30", id="a Sunday begins the week behind it"),
        pytest.param(6, "this", "Mon Nov 30", id="this, on a Sunday"),
        pytest.param(6, "next", "Mon Dec 7", id="next, on a Sunday"),
        pytest.param(6, "last week", "Mon Nov 23", id="last, on a Sunday"),
        pytest.param(6, "the week after next", "Mon Dec 14", id="after next, on a Sunday"),
        pytest.param(0, "of 12/10", "Mon Dec 7", id="of a day"),
        pytest.param(0, "last", "Mon Nov 16", id="last"),
        pytest.param(0, "of christmas", "Mon Dec 21", id="of a holiday"),
        pytest.param(0, "end of month", "Mon Nov 30", id="of the end of a month"),
        pytest.param(0, "the 15th", "Mon Dec 14", id="of a number"),
        pytest.param(0, "dec 28 - jan 1", "Mon Dec 28", id="of two days of one week"),
        pytest.param(5, "friday", "Mon Nov 30", id="of a weekday to come"),
        pytest.param(0, "2027-01-01", "Mon Dec 28", id="over new year"),
    ],
)
async def test_which_week_is_shown(clinic: ClinicDesk, later: int, typed: str, monday: str) -> None:
    clinic.later(days=later)
    reply = await week(clinic, typed)
    assert reply.headline.startswith(f"Week of {monday} ·")
    assert reply.lines[0].text.startswith("Nothing is booked.")


async def test_words_that_name_no_week_are_refused(clinic: ClinicDesk) -> None:
    assert (await week(clinic, "knee")).refused
    asked = await week(clinic, "12/7 12/14")
    assert asked.refused
    shown = await clinic.glance(button(asked, "Week of Mon Dec 14"))
    assert shown.headline.startswith("Week of Mon Dec 14")


async def test_the_board_and_the_alias_show_what_is_booked(clinic: ClinicDesk) -> None:
    await clinic.say("/caps book OAK-12 12/1 12/3 12/8 12/10")
    board = await clinic.say("/caps")
    assert board_rows(board)[0][1] == "3 left · 0 of 3 used · 4 booked, see to Thu Dec 10"
    shown = words(await clinic.say("/caps OAK-12"))
    assert "Booked: Tue Dec 1; Thu Dec 3; Tue Dec 8; Thu Dec 10" in shown
    assert "With 3 visits booked: about Tue Dec 8, 2026" in shown
    assert "Thu Dec 10 is visit 4 of 3" in shown


async def test_a_closed_alias_takes_no_booking(clinic: ClinicDesk) -> None:
    await clinic.say("/session close OAK-12")
    reply = await clinic.say("/caps book OAK-12 12/1")
    assert reply.refused
    assert await booked(clinic) == []


async def test_a_day_on_which_the_clinic_is_closed_is_booked_and_said_to_be_that(
    clinic: ClinicDesk,
) -> None:
    await clinic.say("/clinic holidays add 12/24", manager=True)
    told = words(await clinic.say("/caps book OAK-12 12/23 12/24 12/25"))
    assert "Your clinic is closed that day: Thu Dec 24; Fri Dec 25." in told
    assert await booked(clinic) == ["12/23", "12/24", "12/25"]
    many = words(await clinic.say("/caps book OAK-12 12/24; ELM-3 12/28"))
    assert "Your clinic is closed that day: Thu Dec 24." in many
    assert "closed" not in words(await clinic.say("/caps book OAK-12 12/28"))


async def test_beside_an_open_request_a_cap_asks_for_nothing(clinic: ClinicDesk) -> None:
    for day in ("11/2", "11/16"):
        await clinic.say(f"/session log OAK-12 20560 on {day}")
    await clinic.say("/caps book OAK-12 11/30 12/7")
    assert "ask for authorization" in words(await clinic.say("/caps OAK-12"))
    await clinic.say("/session request OAK-12 12 visits")
    told = words(await clinic.say("/caps OAK-12"))
    assert "ask for authorization" not in told
    assert "Request 1 for 12 visits: no decision yet." in told


async def test_a_clinic_without_a_profession_hears_of_who_pays_nobody(pack: FactBook) -> None:
    desk = ClinicDesk(pack)
    await desk.say("/session new ELM-3 payer tricare")
    await desk.say("/session new OAK-12 payer medicare for chronic low back pain")
    await desk.say("/caps book ELM-3, OAK-12 12/1")
    told = words(await desk.say("/caps week 12/1"))
    assert "TRICARE does not pay for needling: agree with the patient who pays." in told
    assert "Medicare Part B does not pay" not in told, "it pays some of those who may bill"


async def test_a_booking_warns_of_who_pays_on_its_days(clinic: ClinicDesk) -> None:
    refuses = "BCBS Alabama does not pay for needling"
    for alias in ("FIR-3", "FIR-4"):
        await clinic.say(f"/session new {alias} payer bcbs alabama")
        await clinic.say(f"/session payer {alias} aetna from 12/1")
    clinic.now += timedelta(days=1)  # what was told on one day is no news
    assert refuses not in words(await clinic.say("/caps book FIR-3 12/3 1/5"))
    assert refuses in words(await clinic.say("/caps book FIR-4 11/27 12/3"))
    await clinic.say("/session new FIR-5 payer aetna")
    await clinic.say("/session payer FIR-5 bcbs alabama from 12/1")
    assert refuses in words(await clinic.say("/caps book FIR-5 12/3"))


async def test_days_that_are_not_booked_are_told_with_how_many_are(clinic: ClinicDesk) -> None:
    days = " ".join(f"12/{day}" for day in range(7, 18))
    await clinic.say(f"/caps book OAK-12 {days}")
    reply = await clinic.say("/caps book OAK-12 12/24 instead of 12/28")
    assert "Mon Dec 14 and 3 more days. Nothing was changed." in words(reply)
    assert button(reply, "Book Thu Dec 24") == "/caps book OAK-12 2026-12-24"
    await clinic.say("/caps unbook OAK-12 12/15 12/16 12/17")
    assert "more day" not in words(await clinic.say("/caps book OAK-12 12/24 instead of 12/28"))
