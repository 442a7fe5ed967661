"""Dates of service, in the forms that Americans write."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import NotUnderstood
from models.understanding.dates import dates_of_service

MARCH_15 = date(2021, 3, 15)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("3/15/2021", id="with slashes"),
        pytest.param("03/15/2021", id="with a leading zero"),
        pytest.param("3/15/21", id="with a year of two digits"),
        pytest.param("3-15-2021", id="with hyphens"),
        pytest.param("3.15.2021", id="with dots"),
        pytest.param("2021-03-15", id="in ISO form"),
        pytest.param("2021-3-15", id="in ISO form without the zero"),
        pytest.param("March 15, 2021", id="month, day, year"),
        pytest.param("march 15 2021", id="in small letters, without the comma"),
        pytest.param("Mar. 15, 2021", id="with the month cut short"),
        pytest.param("MAR 15, 2021", id="in capitals"),
        pytest.param("March 15th, 2021", id="with an ordinal"),
        pytest.param("15 March 2021", id="day, month, year"),
        pytest.param("on 3/15/2021", id="after on"),
        pytest.param("dos 3/15/2021", id="after dos"),
        pytest.param("DOS: 3/15/2021", id="after DOS and a colon"),
        pytest.param("for date of service 3/15/2021", id="after date of service"),
        pytest.param("3/15/2021?", id="before a question mark"),
    ],
)
def test_a_date_of_service_is_read(text: str) -> None:
    assert dates_of_service.take(text).on == MARCH_15


@pytest.mark.parametrize(
    ("text", "on"),
    [
        pytest.param("3/4/2021", date(2021, 3, 4), id="the month stands before the day"),
        pytest.param("12/1/2021", date(2021, 12, 1), id="in December too"),
        pytest.param("Sept 3 2021", date(2021, 9, 3), id="Sept is September"),
        pytest.param("Sep 3, 2021", date(2021, 9, 3), id="Sep is September"),
        pytest.param("june 1st 2021", date(2021, 6, 1), id="the first of June"),
        pytest.param("May 3 2021", date(2021, 5, 3), id="May is short already"),
        pytest.param("2/29/2024", date(2024, 2, 29), id="a leap day"),
        pytest.param("12/31/1999", date(1999, 12, 31), id="the last day of a century"),
    ],
)
def test_which_day_is_meant(text: str, on: date) -> None:
    assert dates_of_service.take(text).on == on


@given(st.dates(date(1970, 1, 1), date(2069, 12, 31)))
def test_every_day_is_read_back_in_every_form(day: date) -> None:
    for form in ("%m/%d/%Y", "%Y-%m-%d", "%B %d, %Y", "%b %d %Y", "%d %B %Y"):
        text = f"aetna on {day.strftime(form)}"
        assert dates_of_service.take(text).on == day, text


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("2/29/2021", id="a leap day in a common year"),
        pytest.param("2/30/2024", id="the 30th of February"),
        pytest.param("4/31/2021", id="the 31st of April"),
        pytest.param("13/13/2021", id="a thirteenth month"),
        pytest.param("2021-13-01", id="a thirteenth month in ISO form"),
        pytest.param("0/5/2021", id="a month zero"),
        pytest.param("3/0/2021", id="a day zero"),
        pytest.param("Feb 30 2021", id="the 30th of February in words"),
        pytest.param("31 June 2021", id="the 31st of June in words"),
        pytest.param("3/4/0000", id="the year zero"),
    ],
)
def test_a_date_that_no_calendar_has_is_refused_by_name(text: str) -> None:
    with pytest.raises(NotUnderstood) as caught:
        dates_of_service.take(f"aetna 20560 on {text}")
    assert text in caught.value.what
    assert "month/day/year" in caught.value.mend


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("on 3/15/2021 and 4/15/2021", id="joined by and"),
        pytest.param("as known 3/15/2021 as known 3/16/2021", id="two days of knowing"),
    ],
)
def test_two_dates_on_one_clock_are_refused(text: str) -> None:
    with pytest.raises(NotUnderstood, match="one date at a time"):
        dates_of_service.take(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("as known 2022-01-10", id="as known"),
        pytest.param("as known on 1/10/2022", id="as known on"),
        pytest.param("as known at 1/10/2022", id="as known at"),
        pytest.param("As Known by Jan 10, 2022", id="as known by"),
    ],
)
def test_the_day_of_knowing_is_no_date_of_service(text: str) -> None:
    taken = dates_of_service.take(f"aetna {text}")
    assert (taken.on, taken.as_known) == (None, date(2022, 1, 10))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("on 3/15/2021 as known 1/10/2022", id="service first"),
        pytest.param("as known 1/10/2022 on 3/15/2021", id="knowing first"),
    ],
)
def test_both_clocks_may_be_asked_about_together(text: str) -> None:
    taken = dates_of_service.take(text)
    assert (taken.on, taken.as_known) == (MARCH_15, date(2022, 1, 10))


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        pytest.param("aetna on 3/15/2021 20560", "aetna 20560", id="on goes with its date"),
        pytest.param("aetna dos: 3/15/2021", "aetna", id="dos goes with its date"),
        pytest.param("aetna as known 2021-03-16 by PT", "aetna by PT", id="as known goes too"),
        pytest.param("based on aetna", "based on aetna", id="on stays where no date follows"),
        pytest.param("aetna 20560", "aetna 20560", id="a code is no date"),
        pytest.param("aetna 3/15", "aetna 3/15", id="a date without a year stays"),
    ],
)
def test_what_is_left_of_the_text(text: str, rest: str) -> None:
    assert dates_of_service.take(text).remaining.split() == rest.split()


@given(st.text(alphabet="0123456789/-. ,amjunedcsptr", max_size=40))
def test_no_text_is_a_bug(text: str) -> None:
    try:
        dates_of_service.take(text)
    except NotUnderstood as trouble:
        assert trouble.mend


@pytest.mark.parametrize("typed", ["0001-01-01", "9999-12-31", "1899-12-31", "2200-01-01"])
def test_a_year_beyond_all_records_is_no_date(typed: str) -> None:
    with pytest.raises(NotUnderstood, match="not a date in the calendar"):
        dates_of_service.take(f"on {typed}")


TODAY = date(2026, 11, 28)
JUNE_30 = date(2021, 6, 30)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("dos 06302021", id="eight digits, month first"),
        pytest.param("20210630", id="eight digits, year first"),
        pytest.param("dos 063021", id="six digits behind dos"),
        pytest.param("30JUN2021", id="as a claim system prints it"),
        pytest.param("30jun21", id="the same with two digits of the year"),
        pytest.param("30-Jun-2021", id="with hyphens and letters"),
        pytest.param("Jun-30-2021", id="the month first, with hyphens"),
        pytest.param("2021-Jun-30", id="the year first, with letters"),
        pytest.param("June 30, '21", id="an apostrophe for the century"),
        pytest.param("the 30th of June 2021", id="spoken"),
        pytest.param("DTP*472*D8*20210630", id="as a claim file holds it"),
        pytest.param("DOS=06/30/2021", id="behind an equals sign"),
        pytest.param("date of service 6/30/2021 8:15 AM", id="with the time of day"),
        pytest.param("2021-06-30T00:00:00", id="as an export writes it"),
        pytest.param("dos 6 30 21", id="with blanks, behind dos"),
        pytest.param("6–30–2021", id="with the dashes of a telephone"),
        pytest.param("seen on 6/30/21", id="behind seen on"),
        pytest.param("before july 1 2021", id="the last day before"),
        pytest.param("6/30/2021 - 6/30/2021", id="from and to on one day"),
    ],
)
def test_a_date_is_read_as_claims_and_letters_write_it(text: str) -> None:
    taken = dates_of_service.take(f"bcbs al {text} 20560", TODAY)
    assert (taken.on, taken.until) == (JUNE_30, None)
    assert taken.remaining.split() in (["bcbs", "al", "20560"], ["bcbs", "al", "the", "20560"])


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        pytest.param("dos 6/28/21-6/30/21", date(2021, 6, 28), JUNE_30, id="a dash"),
        pytest.param("6/28/21 to 6/30/21", date(2021, 6, 28), JUNE_30, id="to"),
        pytest.param("06/28 thru 06/30/2021", date(2021, 6, 28), JUNE_30, id="the year once"),
        pytest.param("June 28-30, 2021", date(2021, 6, 28), JUNE_30, id="days of one month"),
        pytest.param("RD8:20210628-20210630", date(2021, 6, 28), JUNE_30, id="of a claim file"),
        pytest.param("between 6/28/21 and 6/30/21", date(2021, 6, 28), JUNE_30, id="between"),
        pytest.param("in June 2021", date(2021, 6, 1), JUNE_30, id="a month"),
        pytest.param("6/2021", date(2021, 6, 1), JUNE_30, id="a month in digits"),
        pytest.param("Q2 2021", date(2021, 4, 1), JUNE_30, id="a quarter"),
        pytest.param("back in 2021", date(2021, 1, 1), date(2021, 12, 31), id="a year"),
        pytest.param("last month", date(2026, 10, 1), date(2026, 10, 31), id="last month"),
    ],
)
def test_a_stretch_of_days_is_read_whole(text: str, first: date, last: date) -> None:
    taken = dates_of_service.take(f"aetna {text}", TODAY)
    assert (taken.on, taken.until) == (first, last)


@pytest.mark.parametrize(
    ("text", "on"),
    [
        pytest.param("dos 6/30", date(2026, 6, 30), id="the latest such day"),
        pytest.param("on dec 3", date(2026, 12, 3), id="of the coming days"),
        pytest.param("on may 3", date(2026, 5, 3), id="of this year, where the next is far"),
        pytest.param("yesterday", date(2026, 11, 27), id="yesterday"),
        pytest.param("last monday", date(2026, 11, 23), id="a weekday"),
        pytest.param("3 weeks ago", date(2026, 11, 7), id="weeks ago"),
        pytest.param("Febuary 3 2021", date(2021, 2, 3), id="a misspelt month"),
    ],
)
def test_a_question_knows_which_day_it_is(text: str, on: date) -> None:
    assert dates_of_service.take(f"aetna {text}", TODAY).on == on


@pytest.mark.parametrize(
    ("text", "mend"),
    [
        pytest.param("13/1/2026", "1/13/2026", id="a day where the month stands"),
        pytest.param("30/06/2021", "6/30/2021", id="as Europeans write it"),
        pytest.param("6/30/021", "month/day/year", id="a year of three digits"),
        pytest.param("6/31/2021", "month/day/year", id="the 31st of June"),
    ],
)
def test_what_no_american_date_can_be_is_refused_and_never_turned_round(
    text: str, mend: str
) -> None:
    with pytest.raises(NotUnderstood) as caught:
        dates_of_service.take(f"aetna {text}", TODAY)
    assert text in caught.value.what
    assert mend in caught.value.mend


@pytest.mark.parametrize(
    "text",
    [
        "20560 x2 59",
        "97140-59",
        "30 visits",
        "visit 13",
        "12 visits in 90 days",
        "may I bill 20560",
    ],
)
def test_what_is_no_date_is_left_alone(text: str) -> None:
    assert dates_of_service.take(text, TODAY).on is None


@pytest.mark.parametrize("text", ["June 2021", "6/28/2021-6/30/2021"])
def test_a_session_needs_one_day(text: str) -> None:
    with pytest.raises(NotUnderstood):
        dates_of_service.take(text)


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("cigna as known yesterday", date(2026, 11, 28)),
        ("cigna as known the day before yesterday", date(2026, 11, 27)),
        ("cigna as known 2 weeks ago", date(2026, 11, 15)),
        ("cigna as known on 11/3", date(2026, 11, 3)),
        ("cigna as known today", date(2026, 11, 29)),
        ("cigna as known last week", date(2026, 11, 22)),
    ],
)
def test_a_day_of_knowing_may_stand_without_its_year(text: str, known: date) -> None:
    taken = dates_of_service.take(text, date(2026, 11, 29))
    assert (taken.on, taken.as_known) == (None, known)
    assert "known" not in taken.remaining


def test_a_day_of_service_stands_beside_a_relative_day_of_knowing() -> None:
    taken = dates_of_service.take("as known yesterday on 3/15/2021", date(2026, 11, 29))
    assert (taken.on, taken.as_known) == (MARCH_15, date(2026, 11, 28))


@pytest.mark.parametrize("text", ["cigna as known then", "cigna 20560 as known"])
def test_knowing_without_a_day_is_asked_back(text: str) -> None:
    with pytest.raises(NotUnderstood, match="As known on which day"):
        dates_of_service.take(text, date(2026, 11, 29))
