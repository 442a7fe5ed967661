"""A schedule of practice software: aliases are booked by it, and nobody's name is kept."""

from __future__ import annotations

import asyncio
import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.cli.records.calendar_file import calendar_rows
from models.errors import Trouble
from models.storage.charts import ChartStore
from models.storage.database import Database
from tests.bot.test_records_verb import COUNT, take, write

TODAY = date(2026, 12, 1)
ZONE = "America/New_York"

APPOINTMENT = """BEGIN:VEVENT
UID:{uid}@scheduler.example
DTSTAMP:20261120T120000Z
SUMMARY:{title}
DESCRIPTION:Maria Quuxley\\, DOB 3/4/1961\\, (919) 555-0142
LOCATION:Room of Dr. Zorblat
ATTENDEE;CN=Maria Quuxley:mailto:maria@quuxley.example
{when}
END:VEVENT
"""
EASTERN = """BEGIN:VTIMEZONE
TZID:America/New_York
BEGIN:STANDARD
DTSTART:20071104T020000
RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU
TZOFFSETFROM:-0400
TZOFFSETTO:-0500
TZNAME:EST
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:20070311T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU
TZOFFSETFROM:-0500
TZOFFSETTO:-0400
TZNAME:EDT
END:DAYLIGHT
END:VTIMEZONE
"""


def calendar(folder: Path, *appointments: tuple[str, str], uid: str = "") -> Path:
    """A folder with a schedule of these titles and times."""
    events = (
        APPOINTMENT.format(uid=uid or n, title=title, when=when)
        for n, (title, when) in enumerate(appointments)
    )
    text = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Scheduler//EN\n{EASTERN}{''.join(events)}"
    folder.mkdir(exist_ok=True)
    lines = f"{text}END:VCALENDAR\n".replace("\n", "\r\n")
    (folder / "bookings.ics").write_text(lines, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("when", "days"),
    [
        pytest.param("DTSTART;TZID=America/New_York:20261203T093000", "12-03", id="a time here"),
        pytest.param("DTSTART:20261204T013000Z", "12-03", id="an evening here is the next in UTC"),
        pytest.param("DTSTART:20261203T233000", "12-03", id="a time of no zone is meant here"),
        pytest.param("DTSTART;VALUE=DATE:20261203", "12-03", id="a whole day"),
        pytest.param(
            "DTSTART;TZID=America/New_York:20261201T093000\nRRULE:FREQ=WEEKLY;BYDAY=TU,TH;COUNT=4",
            "12-01 12-03 12-08 12-10", id="twice a week, four times",
        ),
        pytest.param(
            "DTSTART:20261201T143000Z\nRRULE:FREQ=WEEKLY;UNTIL=20261215T235959Z",
            "12-01 12-08 12-15", id="weekly until a day",
        ),
        pytest.param(
            "DTSTART;TZID=America/New_York:20261201T093000\nRRULE:FREQ=WEEKLY;COUNT=3\n"
            "EXDATE;TZID=America/New_York:20261208T093000",
            "12-01 12-15", id="but for a day",
        ),
        pytest.param(
            "DTSTART;TZID=America/New_York:20261201T093000\n"
            "RDATE;TZID=America/New_York:20261204T093000,20261209T093000",
            "12-01 12-04 12-09", id="with days of their own",
        ),
        pytest.param(
            "DTSTART;TZID=America/New_York:20250107T093000\nRRULE:FREQ=WEEKLY;UNTIL=20261209T050000Z",
            "11-24 12-01 12-08", id="of last year, from a week ago on",
        ),
        pytest.param("DTSTART;VALUE=DATE:20261101", "", id="long past"),
        pytest.param("DTSTART;VALUE=DATE:20290101", "", id="years ahead"),
        pytest.param("DTSTART:20261201T093000\nRRULE:FREQ=HOURLY", "?", id="by the hour"),
        pytest.param("DTSTART:20261201T093000\nRRULE:FREQ=WEEKLY;BYDAY=XX", "?", id="no rule"),
        pytest.param("LOCATION:nowhere", "?", id="no beginning"),
    ],
)  # fmt: skip
def test_on_which_days_an_appointment_is(tmp_path: Path, when: str, days: str) -> None:
    rows = calendar_rows(calendar(tmp_path, ("OAK-12", when)), ZONE, TODAY)
    assert [row.text("date").removeprefix("2026-") for row in rows] == days.split()


def test_one_that_was_moved_is_booked_where_it_was_moved_to(tmp_path: Path) -> None:
    weekly = "DTSTART;TZID=America/New_York:20261201T093000\nRRULE:FREQ=WEEKLY;COUNT=3"
    moved = (
        "RECURRENCE-ID;TZID=America/New_York:20261208T093000\n"
        "DTSTART;TZID=America/New_York:20261210T110000"
    )
    folder = calendar(tmp_path, ("OAK-12", weekly), ("OAK-12", moved), uid="one")
    days = [row.text("date") for row in calendar_rows(folder, ZONE, TODAY)]
    assert days == ["2026-12-01", "2026-12-15", "2026-12-10"]


def test_nothing_but_the_title_and_the_days_is_read(tmp_path: Path) -> None:
    folder = calendar(tmp_path, ("OAK-12", "DTSTART;VALUE=DATE:20261203\nSTATUS:CANCELLED"))
    [row] = calendar_rows(folder, ZONE, TODAY)
    assert row.cells == {"alias": "OAK-12", "date": "2026-12-03", "status": "cancelled"}
    assert row.place == "bookings.ics, appointment 1"


@pytest.mark.parametrize("text", ["", "Maria Quuxley", "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nfoo"])
def test_what_is_no_calendar_is_told_without_its_text(tmp_path: Path, text: str) -> None:
    (tmp_path / "bookings.ics").write_text(text, encoding="utf-8")
    try:
        assert list(calendar_rows(tmp_path, ZONE, TODAY)) == []
    except Trouble as trouble:
        assert "Quuxley" not in f"{trouble.what} {trouble.mend}"
        assert trouble.__cause__ is None


def day(ahead: int) -> str:
    """A day from today, as a calendar writes a whole one."""
    return f"DTSTART;VALUE=DATE:{datetime.now(UTC).date() + timedelta(days=ahead):%Y%m%d}"


async def booked(url: str) -> dict[str, int]:
    """How many days of each alias are booked."""
    async with Database(url):
        charts = [await ChartStore(COUNT).find(1, alias) for alias in ("ALOE-7", "ALOE-8")]
    return {chart.alias: len(chart.booked) for chart in charts if chart}


def test_a_schedule_with_names_in_it_books_aliases_and_stores_no_name(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "in"
    write(folder, ("aliases.csv", "ALOE-7,bcbsnc,,,,,"), ("aliases.csv", "ALOE-8,bcbsnc,,,,,"))
    calendar(
        folder,
        ("ALOE-7", day(2)),
        ("Maria Quuxley", day(2)),
        ("aloe 8", day(3)),
        ("ALOE-8 Maria Quuxley", day(4)),
        ("Lunch", day(5)),
        ("ALOE-7", f"{day(6)}\nSTATUS:CANCELLED"),
    )
    refused = take(capsys, folder)
    assert refused.code == 1
    for number in (2, 4, 5):
        assert f"bookings.ics, appointment {number}, alias: " in refused.err
    assert "4 rows would be taken, 3 refused" in refused.err
    taken = take(capsys, folder, "--skip-refused")
    assert taken.code == 0
    assert asyncio.run(booked(url)) == {"ALOE-7": 1, "ALOE-8": 1}
    again = take(capsys, folder, "--skip-refused")
    assert "0 rows were taken" in again.out
    said = "".join(part for run in (refused, taken, again) for part in (run.out, run.err))
    rows = b"".join(path.read_bytes() for path in tmp_path.rglob("*.sqlite3*")).lower()
    kept = re.sub(rb"[0-9a-f]{12,}", b"", rows)  # a hash may hold any four digits
    for canary in ("Quuxley", "Zorblat", "555-0142", "Maria", "1961"):
        assert canary.casefold() not in said.casefold()
        assert canary.casefold().encode() not in kept
