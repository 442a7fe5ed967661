"""A clinic's hours are read as managers type them, and said back."""

from __future__ import annotations

from datetime import time, timedelta

import pytest

from models.alerts.hours import Hours
from models.errors import NotUnderstood
from models.understanding.commands.clinic_hours import (
    Digest,
    read_digest,
    read_patience,
    read_quiet,
)
from models.understanding.commands.time_zones import NAMES, take
from models.wording.settings import (
    say_days,
    say_digest,
    say_patience,
    say_quiet,
    say_time,
    say_zone,
)

HAWAII, EASTERN, PACIFIC = "Pacific/Honolulu", "America/New_York", "America/Los_Angeles"
WEEK = (0, 1, 2, 3, 4)
EIGHT = time(8)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("08:00 Pacific/Honolulu Mon-Fri", Digest(EIGHT, HAWAII, WEEK)),
        ("8am hawaii time", Digest(EIGHT, HAWAII)),
        ("mon wed fri, pacific/honolulu 0800", Digest(EIGHT, HAWAII, (0, 2, 4))),
        ("at 8:00 a.m. eastern standard time monday through friday", Digest(EIGHT, EASTERN, WEEK)),
        ("eastern", Digest(zone=EASTERN)),
        ("8 Easten", Digest(EIGHT, EASTERN)),
        ("hawai", Digest(zone=HAWAII)),
        ("weekdays", Digest(days=WEEK)),
        ("every day at noon", Digest(time(12), days=(*WEEK, 5, 6))),
        ("sat-tue", Digest(days=(0, 1, 5, 6))),
        ("12am", Digest(time(0))),
        ("12 pm", Digest(time(12))),
        ("7.30am", Digest(time(7, 30))),
        ("8 pm pst", Digest(time(20), PACIFIC)),
        ("off", Digest(is_off=True)),
        ("no digest", Digest(is_off=True)),
    ],
)
def test_when_a_digest_is_to_come(typed, read):
    assert read_digest(typed) == read


@pytest.mark.parametrize(
    ("typed", "quiet"),
    [
        ("18:00-07:30", (time(18), time(7, 30))),
        ("6pm to 7:30am", (time(18), time(7, 30))),
        ("from 6 p.m. until 7:30 a.m.", (time(18), time(7, 30))),
        ("1800-0730", (time(18), time(7, 30))),
        ("18-7", (time(18), time(7))),
        ("midnight to 6am", (time(0), time(6))),
        ("8am-6pm sure", (EIGHT, time(18))),
        ("off", None),
        ("none", None),
    ],
)
def test_when_it_is_quiet(typed, quiet):
    assert read_quiet(typed) == quiet


@pytest.mark.parametrize(
    ("typed", "patience"),
    [
        ("4 hours", timedelta(hours=4)),
        ("4 working hours", timedelta(hours=4)),
        ("4", timedelta(hours=4)),
        ("90 min", timedelta(minutes=90)),
        ("1h 30m", timedelta(minutes=90)),
        ("1.5 hours", timedelta(minutes=90)),
        ("half an hour", timedelta(minutes=30)),
    ],
)
def test_how_long_an_alert_waits(typed, patience):
    assert read_patience(typed) == patience


@pytest.mark.parametrize(
    ("read", "typed", "said"),
    [
        pytest.param(read_digest, "25:00", "25:00 is no time of day", id="an hour too many"),
        pytest.param(read_digest, "8:60", "8:60 is no time of day", id="a minute too many"),
        pytest.param(read_digest, "13pm", "13pm is no time of day", id="thirteen in the evening"),
        pytest.param(read_digest, "0 am", "0 am is no time of day", id="zero in the morning"),
        pytest.param(read_digest, "8am 9am", "two times", id="two digests a day"),
        pytest.param(read_digest, "8am mars", "“mars”", id="a word that means nothing"),
        pytest.param(read_digest, "America/Nowhere", "no time zone", id="a zone that is none"),
        pytest.param(read_digest, "8am est pst", "two time zones", id="two zones"),
        pytest.param(read_digest, "off at 8am", "off, or to come", id="off, and at eight"),
        pytest.param(read_quiet, "18:00", "two times", id="quiet without an end"),
        pytest.param(read_quiet, "for 2 hours", "the same every day", id="quiet for a while"),
        pytest.param(read_quiet, "until 9 am tomorrow", "the same every day", id="until tomorrow"),
        pytest.param(read_quiet, "on weekends", "the same every day", id="quiet on some days"),
        pytest.param(read_quiet, "6pm-7am sat", "the same every day", id="quiet on a Saturday"),
        pytest.param(read_quiet, "18:00-18:00", "the same time", id="quiet for ever"),
        pytest.param(read_quiet, "8am-6pm", "the working day", id="the hours of work"),
        pytest.param(read_quiet, "6-7", "Morning or evening", id="neither am nor pm"),
        pytest.param(read_patience, "2 days", "hours or minutes", id="days of what length"),
        pytest.param(read_patience, "0", "10 minutes to 40 hours", id="no patience"),
        pytest.param(read_patience, "900 hours", "10 minutes to 40 hours", id="too much of it"),
    ],
)
def test_what_cannot_be_is_told(read, typed, said):
    with pytest.raises(NotUnderstood, match=said):
        read(typed)


def test_the_buttons_of_a_question_back_are_understood():
    for typed in ("8am-6pm", "6-7"):
        with pytest.raises(NotUnderstood) as asked:
            read_quiet(typed)
        assert len(asked.value.choices) == 2
        for choice in asked.value.choices:
            assert read_quiet(choice.command.removeprefix("/clinic quiet "))


@pytest.mark.parametrize("zone", NAMES)
def test_a_zone_that_is_said_is_read(zone):
    assert take(say_zone(zone)).zone == zone
    assert take(zone).zone == zone


def test_hours_in_words():
    assert say_digest(Hours(), EASTERN) == "8:00 AM Eastern time, Monday to Friday"
    assert say_digest(Hours(digest=None), EASTERN) == "off"
    assert say_quiet(Hours().quiet) == "6:00 PM to 7:30 AM"
    assert [say_time(time(hour)) for hour in (0, 12, 13)] == ["midnight", "noon", "1:00 PM"]
    assert say_days((0, 2, 4)) == "Monday, Wednesday and Friday"
    assert say_days((5, 6)) == "Saturday and Sunday"
    assert say_days(range(7)) == "every day"
    assert say_patience(timedelta(minutes=90)) == "1 hour 30 minutes"


def test_noon_or_midnight_is_asked() -> None:
    with pytest.raises(NotUnderstood) as asked:
        read_quiet("12 to 1")
    assert [choice.label for choice in asked.value.choices] == [
        "midnight to 1:00 AM",
        "noon to 1:00 PM",
    ]
    for choice in asked.value.choices:
        assert read_quiet(choice.command.removeprefix("/clinic quiet "))


@pytest.mark.parametrize("typed", ["12-1pm", "13:00-12:00", "noon to 1 am", "1 pm to 11 am"])
def test_no_button_keeps_alerts_back_nearly_all_day(typed: str) -> None:
    with pytest.raises(NotUnderstood) as asked:
        read_quiet(typed)
    for choice in asked.value.choices:
        told = choice.command.removeprefix("/clinic quiet ")
        begin, end = read_quiet(told) or (None, None)
        assert begin and end
        hours = (end.hour - begin.hour) % 24
        assert hours <= 16 or told == f"{begin:%H:%M}-{end:%H:%M} sure"
