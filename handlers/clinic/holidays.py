"""/clinic holidays: the coming days off, federal and own ones; who may change them (managers)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from handlers.clinic.change_setting import keep, refuse_staff
from handlers.command import Request, Services
from models import federal_holidays
from models.alerts.holidays import MOST_OWN, Holidays, day_of
from models.alerts.hours import Hours
from models.clinic import preferences
from models.clinic.clinic import Clinic
from models.errors import NotUnderstood
from models.field_name import FieldName
from models.reply import Choice, Fact, Line, Reply, Section, Weight
from models.understanding.commands import holiday_commands
from models.understanding.commands.holiday_commands import Closing, HolidayRequest
from models.wording import phrases, settings, standings

ADD = Choice("Add a day off…", "/clinic holidays add", Weight.PRIMARY)
_AHEAD = timedelta(days=365)
_SHOWN = 20
_WORKED = 6  # federal holidays that have a button each


async def answer(request: Request, services: Services, text: str) -> Reply:
    """The holidays, or what becomes of them."""
    if not text:
        return _say(request, request.clinic, "Holidays")
    if text.strip().casefold() in {"add", "close", "closed"}:
        raise NotUnderstood(
            "Which day is the clinic closed?",
            f"Write it so: {holiday_commands.EXAMPLE}, or … to 1/1/2027, or … every year",
            [Choice("The holidays", "/clinic holidays")],
            field=FieldName.FIRST,
        )
    wanted = holiday_commands.read(text, request.today)
    await refuse_staff(request.member, services, "Changing the holidays")
    before = request.clinic.preferences.hours.holidays
    after = _changed(before, wanted)
    _refuse_many(after)
    chosen = request.clinic.preferences
    kept = replace(chosen, hours=replace(chosen.hours, holidays=after))
    names = [*preferences.differences(chosen, kept)]
    if not names:
        return _say(request, request.clinic, "Holidays", _same(wanted))
    clinic = await keep(request, services, kept, *names)
    return _say(request, clinic, "Saved", *_told(wanted, clinic))


def fact(clinic: Clinic) -> Fact:
    """The holidays, as the list of all settings shows them."""
    return Fact("Holidays", settings.say_holidays(clinic.preferences.hours.holidays))


def _changed(before: Holidays, wanted: HolidayRequest) -> Holidays:
    """The holidays as they are wanted; what goes without saying is not kept."""
    if wanted.federal is not None:
        return replace(before, federal=wanted.federal)
    after = before
    for key in wanted.days:
        bare = after.with_day(key, is_closed=None)
        is_closed = wanted.closing is Closing.CLOSED
        is_so_already = bare.is_off(key) is is_closed
        after = bare if is_so_already else bare.with_day(key, is_closed=is_closed)
    return after


def _refuse_many(after: Holidays) -> None:
    if len(after.own) > MOST_OWN:
        raise NotUnderstood(
            f"A clinic may have {MOST_OWN} days of its own at most. Nothing was changed.",
            "Take back some that are past: /clinic holidays",
            [Choice("The holidays", "/clinic holidays")],
        )


def _same(wanted: HolidayRequest) -> Line:
    if wanted.federal is not None:
        kept = "days off" if wanted.federal else "working days"
        return Line(f"Federal holidays were {kept} already.")
    is_off = wanted.closing is Closing.CLOSED
    named = phrases.either(settings.say_days_off(wanted.days), "and")
    return Line(f"{named}: {'a day off' if is_off else 'no day off'} already.")


def _told(wanted: HolidayRequest, clinic: Clinic) -> Iterator[Line]:
    """What was changed, and where a weekday matters more than a holiday."""
    days = clinic.preferences.hours.days
    if wanted.federal is not None:
        yield Line(f"Federal holidays are {'days off' if wanted.federal else 'working days'} now.")
        return
    is_off = wanted.closing is Closing.CLOSED
    named = phrases.either(settings.say_days_off(wanted.days), "and")
    yield Line(f"{named}: {'the clinic is closed' if is_off else 'the clinic works'}.")
    weekends = [day for key in wanted.days if (day := day_of(key)) and day.weekday() not in days]
    if weekends and not is_off:
        which = phrases.either([standings.weekday(day) for day in weekends], "and")
        yield Line(f"{which}: no working day all the same. Change working days: /clinic digest")


def _say(request: Request, clinic: Clinic, headline: str, *said: Line) -> Reply:
    hours = clinic.preferences.hours
    holidays, coming = hours.holidays, list(_coming(hours, request.today))
    lines = [Line(f"{standings.weekday(day)}: {name}") for day, name in coming[:_SHOWN]]
    on_off = ("Work on all federal holidays", "off") if holidays.federal else ("Federal on", "on")
    return Reply(
        headline=headline,
        lines=(
            *said,
            Line("On a day off no alert and no digest comes, and no patience runs."),
        ),
        sections=(Section("Coming days off", tuple(lines) or (Line("None."),)), *_own(holidays)),
        choices=(
            ADD,
            *_work_on(coming),
            Choice(on_off[0], f"/clinic holidays federal {on_off[1]}", Weight.MORE),
            Choice("All settings", "/clinic"),
        ),
        small_print="Federal holidays are those of the US government (5 U.S.C. 6103).",
    )


def _coming(hours: Hours, today: date) -> Iterator[tuple[date, str]]:
    """The days off of a year, from today on, on which the clinic would work else."""
    for number in range(_AHEAD.days):
        day = today + timedelta(days=number)
        name = hours.holidays.name_of(day)
        if name and day.weekday() in hours.days:
            yield day, name


def _own(holidays: Holidays) -> Iterator[Section]:
    """What the clinic said itself, with what takes it back."""
    told = [
        Line(f"{name}: {'closed' if is_off else 'we work'}")
        for is_off in (True, False)
        for name in settings.say_days_off([key for key, off in holidays.own if off is is_off])
    ]
    if told:
        yield Section("Said by your clinic", tuple(told[:_SHOWN]))


def _work_on(coming: list[tuple[date, str]]) -> Iterator[Choice]:
    """Buttons for the federal holidays on which many clinics work."""
    federal = dict.fromkeys(name for day, name in coming if federal_holidays.name_of(day) == name)
    for name in [name for name in federal if name in _OFTEN_WORKED][:_WORKED]:
        yield Choice(f"We work on {name}", f"/clinic holidays work on {name}", Weight.MORE)


_OFTEN_WORKED = frozenset(
    {
        "Martin Luther King Jr. Day",
        "Washington's Birthday",
        "Juneteenth National Independence Day",
        "Columbus Day",
        "Veterans Day",
    }
)
"""Offices keep these; shops and many clinics do not."""
