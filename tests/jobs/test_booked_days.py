"""What bookings do by themselves: the digest that tells of them, alerts that come by them."""

from __future__ import annotations

from datetime import date, timedelta

from jobs.digest_gist import DigestList, DigestRow
from models.alerts.alert import AlertKind
from models.visits.events import BookingsCancelled, VisitsBooked
from tests.jobs.clinic_day import ClinicDay
from tests.jobs.test_digest import BLUE, RED, morning, near, sections

NOV = {day: date(2026, 11, day) for day in range(16, 31)}


async def test_the_digest_tells_whom_to_see_to_and_who_was_not_logged(day: ClinicDay) -> None:
    await near(day, BLUE, used=3, allowed=5)
    await near(day, RED, used=1, allowed=9)
    await day.amend(BLUE, VisitsBooked((NOV[24], NOV[25], NOV[27])))
    await day.amend(RED, VisitsBooked((NOV[20], NOV[24])))
    reply = await morning(day)
    assert reply
    said = sections(reply)
    assert said["Booked, and to see to"] == [
        f"{BLUE}: Fri Nov 27 is visit 6 of 5 (your clinic's cap)"
    ]
    assert said["Booked, not logged"] == [f"{RED}: Fri Nov 20"]
    await day.log(BLUE, NOV[24])
    later = await morning(day)
    assert later
    assert sections(later)["Booked, not logged"] == [f"{RED}: Fri Nov 20", f"{RED}: Tue Nov 24"]


def test_in_a_line_each_alias_is_named_once_with_its_days() -> None:
    rows = [
        DigestRow("whole", "FERN-44", "Wed Nov 25"),
        DigestRow("whole", "OAK-2"),
        DigestRow("whole", "FERN-44", "Fri Nov 27"),
    ]
    told = DigestList("Booked, and to see to", rows, "/caps week").in_a_line
    assert told == "Booked, and to see to: FERN-44 (Wed Nov 25, Fri Nov 27); OAK-2"


async def test_a_booking_that_passes_unlogged_is_foreseen_no_more(day: ClinicDay) -> None:
    await near(day, BLUE, used=3, allowed=5)
    await day.amend(BLUE, VisitsBooked((NOV[24], NOV[25], NOV[27])))
    (first, *_) = await day.charts.bookings(day.clinic.id, NOV[27], NOV[27])
    assert first.visit.passes
    day.later(days=2)
    await day.tick()
    (left,) = await day.charts.bookings(day.clinic.id, NOV[27], NOV[27])
    assert (left.visit.used, left.visit.passes) == (5, False)


async def test_the_day_by_which_to_ask_goes_by_what_is_booked(day: ClinicDay) -> None:
    await near(day, BLUE, used=1, allowed=9)
    days = tuple(day.today + timedelta(days=n) for n in range(1, 9))
    await day.amend(BLUE, VisitsBooked(days))
    kinds = {alert.ref.threshold.kind for alert in await day.alerts()}
    assert kinds == {AlertKind.FORECAST}
    await day.amend(BLUE, BookingsCancelled(days))
    assert all(alert.ref.is_over for alert in await day.alerts())


async def test_what_was_booked_more_than_a_week_ago_stays_in_the_digest_behind_the_rest(
    day: ClinicDay,
) -> None:
    day.later(days=-14)
    await near(day, BLUE, used=3, allowed=9)
    await near(day, RED, used=1, allowed=9)
    await day.amend(BLUE, VisitsBooked((date(2026, 11, 10), NOV[20])))
    await day.amend(RED, VisitsBooked((NOV[20],)))
    day.later(days=14)
    reply = await morning(day)
    assert reply
    told = sections(reply)["Booked, not logged"]
    assert told == [f"{BLUE}: Fri Nov 20", f"{RED}: Fri Nov 20", f"{BLUE}: Tue Nov 10"]
    await day.amend(BLUE, BookingsCancelled((date(2026, 11, 10),)))
    later = await morning(day)
    assert later
    assert f"{BLUE}: Tue Nov 10" not in sections(later)["Booked, not logged"]
