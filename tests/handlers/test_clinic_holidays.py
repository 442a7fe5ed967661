"""Days off: shown, named by date or by name, closed or at work, taken back."""

from __future__ import annotations

from datetime import date, time

import pytest

from models.alerts.holidays import MOST_OWN, OWN, Holidays
from models.alerts.hours import Hours
from models.clinic.clinic import Role
from models.coverage.fact_book import FactBook
from models.reply import Reply
from tests.handlers.clinic_desk import NOON, ClinicDesk

CHRISTMAS_EVE, CHRISTMAS = date(2026, 12, 24), date(2026, 12, 25)


@pytest.fixture
async def clinic(pack: FactBook) -> ClinicDesk:
    """A clinic with one manager, Kim, on Monday, November 23, 2026."""
    desk = ClinicDesk(pack)
    await desk.records.set_role(1, "kim", Role.MANAGER, actor="system", at=NOON)
    return desk


async def kim(clinic: ClinicDesk, typed: str) -> Reply:
    """What the manager is told."""
    return await clinic.say(typed, by="kim", manager=True)


def words(reply: Reply) -> str:
    lines = [*reply.lines, *(line for section in reply.sections for line in section.lines)]
    return " ".join((reply.headline, *(line.text for line in lines)))


def kept(clinic: ClinicDesk) -> Holidays:
    """The holidays of the clinic as they are kept."""
    return clinic.clinic.preferences.hours.holidays


async def test_a_new_clinic_keeps_the_federal_holidays(clinic: ClinicDesk) -> None:
    shown = words(await clinic.say("/clinic holidays"))
    assert "Thu Nov 26, 2026: Thanksgiving Day Fri Dec 25, 2026: Christmas Day" in shown
    assert "Jul 4, 2027" not in shown, "a Sunday, on which nobody works"
    assert "Mon Jul 5, 2027: Independence Day" in shown


@pytest.mark.parametrize(
    ("typed", "closed", "at_work"),
    [
        pytest.param("12/24/2026", ["2026-12-24"], ["2027-12-23"], id="a bare date"),
        pytest.param("add Dec 24", ["2026-12-24"], [], id="a day without a year is the next one"),
        pytest.param("add tomorrow", ["2026-11-24"], ["2026-11-25"], id="tomorrow"),
        pytest.param("we are closed on 12/24/26", ["2026-12-24"], [], id="in a sentence"),
        pytest.param(
            "closed from 12/28/2026 to 1/4/2027", ["2026-12-28", "2026-12-31", "2027-01-04"],
            ["2027-01-05"], id="from one day to another",
        ),
        pytest.param(
            "add 12/24, 12/31 and Jan 4, 2027", ["2026-12-24", "2026-12-31", "2027-01-04"],
            ["2026-12-28"], id="days in a list",
        ),
        pytest.param("12/24 every year", ["2026-12-24", "2030-12-24"], [], id="every year"),
        pytest.param("christmas eve", ["2026-12-24", "2030-12-24"], [], id="Christmas Eve"),
        pytest.param(
            "add the day after Thanksgiving", ["2026-11-27", "2027-11-26"], [],
            id="the Friday after Thanksgiving, each year",
        ),
        pytest.param(
            "work on Columbus Day", ["2026-11-26"], ["2026-10-12", "2027-10-11"],
            id="a federal holiday on which the clinic works",
        ),
        pytest.param("open on 12/25/2026", ["2027-12-24"], ["2026-12-25"], id="one Christmas"),
        pytest.param("remove Presidents' Day", [], ["2027-02-15"], id="Presidents' Day"),
        pytest.param("we work on MLK day", [], ["2027-01-18"], id="MLK Day"),
        pytest.param("federal off", [], ["2026-11-26", "2026-12-25"], id="no federal ones"),
        pytest.param("none", [], ["2026-11-26", "2026-12-25"], id="none"),
    ],
)  # fmt: skip
async def test_which_days_are_off(
    clinic: ClinicDesk, typed: str, closed: list[str], at_work: list[str]
) -> None:
    told = await kim(clinic, f"/clinic holidays {typed}")
    assert told.headline == "Saved"
    for day in closed:
        assert kept(clinic).name_of(date.fromisoformat(day)), day
    for day in at_work:
        assert not kept(clinic).name_of(date.fromisoformat(day)), day


async def test_a_stretch_is_told_in_one_piece(clinic: ClinicDesk) -> None:
    told = words(await kim(clinic, "/clinic holidays add 12/28/2026 to 12/31/2026"))
    assert "Dec 28, 2026 to Dec 31, 2026: the clinic is closed." in told


async def test_what_holds_already_is_not_kept_twice(clinic: ClinicDesk) -> None:
    told = await kim(clinic, "/clinic holidays add 12/25/2026")
    assert told.lines[0].text == "Dec 25, 2026: a day off already."
    for typed in ("add 12/24/2026", "remove 12/24/2026", "work on Veterans Day", "Veterans Day"):
        await kim(clinic, f"/clinic holidays {typed}")
    assert kept(clinic) == Holidays()


async def test_a_weekend_stays_one_and_the_way_to_change_it_is_told(clinic: ClinicDesk) -> None:
    await kim(clinic, "/clinic holidays add 12/26/2026")
    told = words(await kim(clinic, "/clinic holidays work on 12/26/2026"))
    assert "Sat Dec 26, 2026: no working day all the same" in told
    assert "/clinic digest" in told


async def test_undo_takes_a_day_off_back_and_the_audit_names_it(clinic: ClinicDesk) -> None:
    await kim(clinic, "/clinic holidays add 12/24/2026")
    assert kept(clinic).name_of(CHRISTMAS_EVE) == OWN
    asks = await kim(clinic, "/session undo")
    assert asks.headline == "Undo setting of Dec 24, 2026?"
    assert "Dec 24, 2026: closed → not set." in words(asks)
    assert kept(clinic).name_of(CHRISTMAS_EVE) == OWN
    told = await kim(clinic, asks.choices[0].command)
    assert told.headline == "Taken back: setting of Dec 24, 2026."
    assert kept(clinic) == Holidays()
    audit = words(await kim(clinic, "/clinic audit"))
    assert "Dec 24, 2026: not set → closed" in audit


async def test_two_managers_who_add_a_day_each_both_have_their_way(clinic: ClinicDesk) -> None:
    stale = clinic.clinic
    await kim(clinic, "/clinic holidays add 12/24/2026")
    assert clinic.clinic != stale
    await kim(clinic, "/clinic holidays add 12/31/2026")
    assert [day for day, _ in kept(clinic).own] == ["2026-12-24", "2026-12-31"]


async def test_only_a_manager_changes_them(clinic: ClinicDesk) -> None:
    told = await clinic.say("/clinic holidays add 12/24/2026")
    assert told.headline == "Changing the holidays is for managers."
    assert kept(clinic) == Holidays()


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("add", "Which day is the clinic closed?"),
        ("add someday", "I did not understand “someday”. Nothing was changed."),
        ("13/25/2026", "13/25/2026 is not a date in the calendar."),
        ("every friday", "Which weekdays are days off is set with the digest."),
        ("add 12/1/2026 to 12/31/2027", "there may be 31 days at most. Nothing was changed."),
        ("work on", "I did not understand which day you mean. Nothing was changed."),
    ],
)
async def test_what_is_no_day_is_asked_back(clinic: ClinicDesk, typed: str, says: str) -> None:
    told = await kim(clinic, f"/clinic holidays {typed}")
    assert says in told.headline
    assert kept(clinic) == Holidays()


@pytest.mark.parametrize("typed", ["digest off on 12/25/2026", "quiet on 12/25/2026"])
async def test_a_day_that_stands_behind_another_setting_leads_to_the_holidays(
    clinic: ClinicDesk, typed: str
) -> None:
    told = await kim(clinic, f"/clinic {typed}")
    assert told.headline.startswith("12/25/2026 is one day, and this holds for every week.")
    assert [choice.command for choice in told.choices] == ["/clinic holidays add 12/25/2026"]


@pytest.mark.parametrize(
    ("typed", "headline", "closes"),
    [
        pytest.param("days off", "Holidays", False, id="a list"),
        pytest.param("day off 12/24/2026", "Saved", True, id="a day"),
        pytest.param("time off on 12/24/2026", "Saved", True, id="time"),
        pytest.param("closed 12/24/2026", "Saved", True, id="closed"),
    ],
)
async def test_days_off_are_holidays_and_turn_no_digest_off(
    clinic: ClinicDesk, typed: str, headline: str, closes: bool
) -> None:
    told = await kim(clinic, f"/clinic {typed}")
    hours = clinic.clinic.preferences.hours
    assert (told.headline, hours.digest, hours.quiet) == (headline, time(8), Hours().quiet)
    assert hours.holidays.is_off("2026-12-24") is closes


async def test_working_days_stand_with_the_digest(clinic: ClinicDesk) -> None:
    await kim(clinic, "/clinic working days Mon-Thu")
    assert clinic.clinic.preferences.hours.days == (0, 1, 2, 3)


async def test_a_clinic_cannot_close_for_good(clinic: ClinicDesk) -> None:
    for month in (1, 3, 5, 7):
        stretch = f"{month}/1/2027 to {month}/31/2027 every year"
        told = await kim(clinic, f"/clinic holidays add {stretch}")
    assert f"{MOST_OWN} days of its own at most" in told.headline
    assert len(kept(clinic).own) < MOST_OWN


async def test_every_button_names_a_day_that_is_read(clinic: ClinicDesk) -> None:
    for choice in (await kim(clinic, "/clinic holidays")).choices:
        assert (await kim(clinic, choice.command)).headline in {
            "Saved", "Your clinic", "Which day is the clinic closed?",
        }  # fmt: skip
