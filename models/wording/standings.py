"""The words of a count: used and left, its bar, limit and window, when it resets."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from models.calendar_words import SHORT_WEEKDAYS
from models.reply import Count, Tone
from models.visits import window as windows
from models.visits.count_reasons import Reason
from models.visits.limit import Limit, LimitKind, Needs, Stage, Unit
from models.visits.program_window import (
    CalendarDay,
    CalendarWeek,
    FirstDays,
    FiscalYear,
    MonthsFromFirstVisit,
    UntilGap,
)
from models.visits.standing import Standing
from models.visits.window import Window
from models.wording import cap_contents, phrases
from models.wording.sentences import first_sentence

_NOUNS = {
    Unit.VISIT: "visit",
    Unit.DISCIPLINE_VISIT: "visit",
    Unit.TREATMENT: "treatment",
    Unit.TIMED_UNIT: "timed unit",
}


def noun(unit: Unit) -> str:
    """What a unit is called: "visit", "treatment"."""
    return _NOUNS[unit]


_PLAIN: dict[type[Window], str] = {
    windows.CalendarYear: "calendar year",
    windows.CalendarMonth: "calendar month",
    CalendarWeek: "calendar week",
    CalendarDay: "day",
    windows.YearFromFirstVisit: "year from the first visit",
    windows.Episode: "episode of care",
    windows.Injury: "injury",
    windows.Lifetime: "lifetime",
}
_Months = windows.RollingMonths | MonthsFromFirstVisit
_Days = windows.RollingDays | windows.DaysFromFirstVisit | FirstDays | UntilGap

_A_LEAP_YEAR = 2024

NEAR = 3
"""With so few left, the next visits are planned around the limit."""

_NUMBER = re.compile(r"[0-9]+")

_OPENED = {Needs.IMPROVING: "as the patient improves", Needs.AUTHORIZED: "as authorized"}
_OPENS = {
    Needs.IMPROVING: "once the therapist notes that the patient improves",
    Needs.AUTHORIZED: "once the payer authorizes them",
}


def weekday(on: date) -> str:
    """A day with its weekday, by which a slip shows: "Thu May 14, 2026"."""
    return f"{SHORT_WEEKDAYS[on.weekday()]} {phrases.day(on)}"


def amount(number: int, limit: Limit) -> str:
    """A number in the limit's unit: "1 visit", "20 visits"."""
    return phrases.count(number, _NOUNS[limit.unit])


def used(standing: Standing) -> str:
    """How many are used: "17 of 20 visits used"."""
    return f"{standing.used} of {amount(standing.allowed, standing.limit)} used"


def used_and_left(standing: Standing) -> str:
    """How many are used and left: "17 of 20 visits used, 3 left", "1 of 8 used; 7 lapsed on …"."""
    of = used(standing)
    if standing.lapsed:
        return f"{of}; {standing.lapsed} lapsed on {_last(standing)}{later(standing)}"
    is_besides = standing.elsewhere and standing.left >= 0  # nothing else pays what is beyond
    more = f", {standing.elsewhere} more authorized besides" if is_besides else ""
    return f"{of}, {number_left(standing.left)}{more}{later(standing)}"


def later(standing: Standing) -> str:
    """What is authorized from a later day: ", 10 more from Dec 1, 2026"; empty for nothing."""
    return "".join(
        f", {other.left} more from {phrases.day(other.period.first)}"
        for other in standing.later
        if other.period.first
    )


def used_of(used: int | None, allowed: int | None, besides: int) -> str:
    """A count in a row of the board: "5 of 6 used, 10 more besides"."""
    more = f", {besides} more besides" if besides else ""
    return f"{used} of {allowed} used{more}"


def number_left(number: int, lapsed: int = 0) -> str:
    """The number of visits left, in words: "3 left", "none left", "over by 2", "4 lapsed"."""
    if number < 0:
        return f"over by {-number}"
    if number:
        return f"{number} left"
    return f"{lapsed} lapsed" if lapsed else "none left"


def left(standing: Standing) -> str:
    """The same of a standing, which ended before all its visits were used where some lapsed."""
    return number_left(standing.left, standing.lapsed)


def count(standing: Standing) -> Count:
    """A standing as a count with its bar, coloured by how near its end is."""
    tone = tone_of(standing.used, standing.left)
    return Count(standing.used, standing.allowed, used_and_left(standing), tone)


def tone_of(used: int, left: int) -> Tone:
    """How near the end of a limit a count is, as the colour of its bar."""
    if left < 0:
        return Tone.BAD
    return Tone.CAUTION if left <= NEAR and used else Tone.NEUTRAL


def in_short(standing: Standing, payer: str) -> str:
    """A standing in one line: the count, the limit, the reset. `payer` is the payer's name."""
    return f"{used_and_left(standing)}. {rule(standing, payer)}"


def rule(standing: Standing, payer: str) -> str:
    """Who sets a limit, what it says in a sentence, and when it begins again."""
    limit = standing.limit
    said = f"{owner(limit, payer)}: {said_now(standing)}"
    if standing.lapsed or limit.kind is LimitKind.AUTHORIZATION:  # its end is said already
        return said
    return f"{said} {phrases.sentence(reset(standing))}."


def said_now(standing: Standing) -> str:
    """What a limit says in a sentence, and what makes of its number the one that is open now."""
    limit = standing.limit
    said = first_sentence(statement(limit))
    is_as_said = not limit.stages and standing.allowed == limit.number  # "up to three"
    if limit.kind is LimitKind.AUTHORIZATION or is_as_said:
        return said
    if str(standing.allowed) in _NUMBER.findall(said):
        return said
    if limit.kind is LimitKind.CAP and limit.stages:  # it names its steps itself
        return f"{said.removesuffix('.')}: {standing.allowed} of them open now."
    opened = standing.opened_stages
    more = [f"{stage.more} more {_OPENED[stage.needs]}" for stage in opened]
    more += [f"{standing.added} more authorized"] if standing.added else []
    now = f"and {phrases.either(more, 'and')}" if more else f"{standing.allowed} of them open now"
    return f"{said.removesuffix('.')}, {now}."


def statement(limit: Limit) -> str:
    """What a limit says; of a clinic's own cap or rule what was set."""
    if limit.kind is not LimitKind.CAP and not limit.own_rule:
        return limit.says
    number = f"{amount(limit.number, limit)} per {window(limit.window)}"
    return f"{', '.join([number, *cap_contents.behind(limit)])}."


def owner(limit: Limit, payer: str) -> str:
    """Who sets a limit: the payer by its name, where one is known."""
    second = f"{limit.second_payer} (secondary)" if limit.second_payer else limit.former_payer
    if limit.kind is LimitKind.AUTHORIZATION:
        number = f"Authorization number {limit.serial}" if limit.serial else "Authorization"
        return f"{number} of {second}" if second else number
    if limit.kind is LimitKind.CAP:
        return f"Your clinic's cap for {second}" if second else "Your clinic's cap"
    name = second or payer or "Payer"
    return f"{name}, by your clinic's rule" if limit.own_rule else name


def reset(standing: Standing) -> str:
    """When the count begins again: "resets Jan 1, 2027", "rolls: the oldest leaves on 3 Feb"."""
    if standing.has_lapsed:
        return f"ended {_last(standing)}"
    if isinstance(standing.limit.window, CalendarWeek):
        return "begins again each Sunday"
    if standing.resets and _is_begun_elsewhere(standing):
        return (
            f"resets {phrases.day(standing.resets)} at the latest: the day of the first visit, "
            "elsewhere, is not known"
        )
    if standing.resets:
        return f"resets {phrases.day(standing.resets)}"
    return _reset_alone(standing)


def _is_begun_elsewhere(standing: Standing) -> bool:
    """Whether a window that a first visit begins may have begun with one that is not logged here.

    Of visits that are told as a number nobody knows the days.
    """
    told = sum(balance.adds for balance in standing.carried)
    held = sum(row.reason is Reason.IN_BALANCE for row in standing.counted)
    return standing.limit.window.waits and told > held


def _reset_alone(standing: Standing) -> str:
    """When the count begins again where no other window follows at once."""
    window = standing.limit.window
    if window.rolls:
        return _rolls(standing)
    if isinstance(window, CalendarDay):
        return "begins again each day"
    if not standing.has_begun:
        came = any(row.reason is Reason.OUTSIDE for row in standing.counted)
        return f"begins with the {'next' if came else 'first'} visit"
    if isinstance(window, UntilGap):
        return f"begins again after {_length(window)} without a visit"
    if isinstance(window, windows.Episode):
        return "begins again with a new episode of care"
    return f"ends {_last(standing)}" if standing.window.last else "no reset is stated"


def stage(of: Stage) -> str:
    """How many more visits a closed stage would allow, and what opens it."""
    return f"{phrases.count(of.more, 'more visit')} open {_OPENS[of.needs]}."


def opening(of: Standing) -> str:
    """That more opens on a day that is known, as it is authorized; empty where nothing is."""
    first = next(iter(of.to_open), None)
    day = first.period.first if first else None
    if first is None or day is None:
        return ""
    granted = f"{first.left} {'is' if first.left == 1 else 'are'} authorized from then"
    return f"More visits open on {phrases.day(day)}: {granted}."


def stages(of: Standing) -> tuple[str, ...]:
    """What opens more than is open now: each stage, or the authorization that is there for it."""
    told = (stage(one) for one in of.closed)
    known = opening(of)
    if not known:
        return tuple(told)
    others = (stage(one) for one in of.closed if one.needs is not Needs.AUTHORIZED)
    return (*others, known)


@lru_cache(maxsize=512)
def window(of: Window) -> str:
    """A window as it is spoken, behind "per"."""
    match of:
        case windows.BenefitYear() | FiscalYear():
            start = phrases.day_of_year(date(_A_LEAP_YEAR, of.month, of.day))
            whose = "fiscal" if isinstance(of, FiscalYear) else "benefit"
            return f"{whose} year from {start}"
        case windows.RollingDays() | windows.RollingMonths():
            return f"{_length(of)}, rolling"
        case windows.DaysFromFirstVisit() | MonthsFromFirstVisit():
            return f"{_length(of)} from the first visit"
        case FirstDays():
            return f"first {_length(of)} of care"
        case UntilGap():
            return f"episode, new after {_length(of)} without a visit"
    return _PLAIN.get(type(of), "window of its own")


def _length(of: _Days | _Months) -> str:
    if isinstance(of, _Months):
        return phrases.count(of.months, "month")
    return phrases.count(of.days, "day")


def _rolls(standing: Standing) -> str:
    if standing.leaves_on is None:
        return "rolls: nothing counts now"
    return f"rolls: the oldest leaves on {phrases.day(standing.leaves_on)}"


def _last(standing: Standing) -> str:
    return phrases.day(standing.window.last) if standing.window.last else "with the window"
