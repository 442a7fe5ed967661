"""The words of a forecast: when a limit is reached, on what basis, and by when to ask and why."""

from __future__ import annotations

from datetime import date, timedelta

from models.coverage.decision_time import DecisionTime
from models.visits import body_region
from models.visits.forecast import Forecast, ForecastEnd, forecast
from models.visits.limit import Effect, LimitKind, Needs
from models.visits.outlook import Outlook
from models.visits.pace import Pace
from models.visits.standing import Standing
from models.wording import phrases
from models.wording.standings import opening, weekday

_UNKNOWN = "how long the payer has to decide is unknown"
_UNKNOWN_URGENT = "how long the payer has to decide on an urgent request is unknown"
_ON_PLAN = "depends on the kind of plan, which nobody entered"

BEYOND = "Visits beyond that are for the payer to decide: ask before the next one."
"""Said of a limit that is no hard end, and of the days in which no authorization was wanted."""


def in_full(expected: Forecast) -> str:
    """What is expected, with its basis."""
    return f"{reached(expected)} Basis: {_basis(expected)}."


def reached(expected: Forecast) -> str:
    """What is expected, without its basis, which names dates of service: for a channel."""
    return f"{_how(expected)}: {_ends(expected)}."


def ask(standing: Standing) -> str:
    """To ask for more: by which day, where visits come so that it can be told, and why then."""
    if asks := ask_by(standing):
        return asks
    if known := opening(standing):
        return known
    if standing.outlook.is_anothers(standing.on):
        return "The next visit that is booked is of another payer's days."
    if standing.limit.kind is not LimitKind.AUTHORIZATION:
        return f"Ask the payer for authorization{time(standing)}."
    if standing.later and standing.later[0].period.first:
        visit = "further visits" if standing.left > 0 else "a visit"
        day = phrases.day(standing.later[0].period.first)
        return f"No authorization has room for {visit} before {day}."
    before = "these are used up" if standing.left > 0 else "the next visit"
    case = body_region.behind(standing.limit.pool.case)
    return f"Ask the payer for a new authorization{case} before {before}{time(standing)}."


def ask_at_cap(standing: Standing) -> str:
    """To ask for more where a clinic's own cap is used up; empty of others, and of self-pay."""
    if not _is_own_alone(standing) or standing.outlook.is_self_pay:
        return ""
    return f"{_to_ask(standing)} now."


def ask_by(standing: Standing) -> str:
    """By when to ask, and why then; empty where nobody can tell, or no payer grants more."""
    day = _ask_day(standing)
    if day is None:
        return ""
    ask, why = f"{_unasked(standing, day)}{_asking(standing, day)}", how_long(standing.outlook)
    if day >= standing.on:
        return f"{ask}: {why}."
    first = standing.window.first
    could_ask = first is None or day >= first
    was = f": the day for it was {weekday(day)}" if could_ask else ""
    return f"{ask}{was}. {phrases.sentence(why)}."


def ask_by_alone(standing: Standing) -> str:
    """The same without why: "Ask for authorization by Tue Dec 1, 2026."."""
    day = _ask_day(standing)
    return f"{_unasked(standing, day)}{_asking(standing, day)}." if day else ""


def _unasked(standing: Standing, day: date) -> str:
    """That visits need none before a day that lies in a later window: why it is so far off."""
    unasked = standing.unasked
    last = unasked.now.last if unasked else None
    if unasked is None or not unasked.comes_first or last is None or day <= last:
        return ""
    begins, visits = phrases.day(last + timedelta(days=1)), phrases.count(unasked.most, "visit")
    needs = "needs" if unasked.most == 1 else "need"
    return f"From {begins} the first {visits} {needs} no authorization. "


def _ask_day(standing: Standing) -> date | None:
    expected = forecast(standing)
    return expected.ask_by if expected and _is_granted(standing) else None


def _asking(standing: Standing, day: date) -> str:
    ask = _to_ask(standing)
    if day < standing.on:
        return f"{ask} now"
    by = "today" if day == standing.on else f"by {weekday(day)}"
    return f"{ask} {by}"


def _to_ask(standing: Standing) -> str:
    ask = "Where the payer grants more, ask" if _is_own_alone(standing) else "Ask"
    return f"{ask} for authorization{body_region.behind(standing.limit.pool.case)}"


def ask_by_in_short(standing: Standing) -> str:
    """By when to ask, without why; empty where it is not told, or only some payers grant more."""
    day = _ask_day(standing)
    if day is None or _is_own_alone(standing):
        return ""
    if day <= standing.on:
        return "ask now"
    return f"ask by {phrases.day_of_year(day)}"


def time(standing: Standing) -> str:
    """How long the payer has to decide, behind a colon; empty where it is not known."""
    known = _known(standing.outlook)
    return f": {known}" if known else ""


def _is_granted(standing: Standing) -> bool:
    """Whether a payer may grant more visits than the limit holds."""
    is_granted = standing.limit.kind is LimitKind.AUTHORIZATION
    return is_granted or _is_opened(standing) or _is_own_alone(standing)


def _is_opened(standing: Standing) -> bool:
    """Whether it is known that an authorization opens more than the limit's number."""
    waits = [stage for stage in standing.closed if stage.needs is Needs.AUTHORIZED]
    return bool(waits) or standing.limit.on_authorization is not Effect.NOTHING


def _is_own_alone(standing: Standing) -> bool:
    """Whether it is a clinic's own cap, of which it is not known what it stands for."""
    return standing.limit.kind is LimitKind.CAP and not _is_opened(standing)


def _basis(expected: Forecast) -> str:
    """The visits, past or booked, from which it follows."""
    pace = expected.pace
    days = f"{phrases.day(pace.first)} to {phrases.day(pace.last)}"
    if not expected.booked:
        return f"{_visits_of(pace)}, {days}"
    booked = phrases.count(expected.booked, "booked visit")
    is_beyond = expected.about is None or expected.about > pace.last
    return f"{booked}, then the pace of {days}" if is_beyond else booked


def _visits_of(pace: Pace) -> str:
    """The visits of a pace, those that are only booked apart: "3 visits and 2 booked"."""
    booked = pace.booked_visits
    if not booked:
        return phrases.count(pace.visits, "visit")
    came = pace.visits - booked
    of_both = f"{phrases.count(came, 'visit')} and {booked} booked"
    return of_both if came else phrases.count(booked, "booked visit")


def how_long(outlook: Outlook) -> str:
    """How long the payer has, as far as it is known; else what the day was counted by."""
    if known := _known(outlook):
        return known
    told = "; ".join(_says(told) for told in outlook.decisions if not told.days)
    return f"{told or _nobody_says(outlook)}; {outlook.planned} working days are planned for it"


def _nobody_says(outlook: Outlook) -> str:
    unknown = _UNKNOWN_URGENT if outlook.is_urgent else _UNKNOWN
    return unknown.replace("is unknown", _ON_PLAN) if outlook.is_plan_open else unknown


def _known(outlook: Outlook) -> str:
    if not outlook.knows_decision:
        return ""
    of_several = ["the longer time counts here"] if len(outlook.decisions) > 1 else []
    return "; ".join([*map(_says, outlook.decisions), *of_several])


def _says(told: DecisionTime) -> str:
    return f"{told.says} ({told.note})" if told.note else told.says


def _how(expected: Forecast) -> str:
    """By what it is expected: bookings, a pace, or both."""
    is_of_count, pace = expected.ends is ForecastEnd.BY_COUNT, _pace(expected.pace)
    if not (is_of_count and expected.booked):
        is_open = is_of_count and expected.latest is None
        return f"{pace}, if visits go on as now" if is_open else pace
    booked = f"With {phrases.count(expected.booked, 'visit')} booked"
    return f"{booked}, if others follow as these do" if expected.latest is None else booked


def _ends(expected: Forecast) -> str:
    if expected.about is None:
        return "not reached within a year"
    match expected.ends:
        case ForecastEnd.BY_RESET:
            return f"the count begins again on {weekday(expected.about)} with some left"
        case ForecastEnd.BY_DATE:
            return f"it ends on {weekday(expected.about)} with some left"
        case ForecastEnd.BY_PAYER:
            return f"some are left when its payer pays for the last time, {weekday(expected.about)}"
    about = f"about {weekday(expected.about)}"
    if not (expected.earliest and expected.latest) or expected.earliest == expected.latest:
        return about
    return f"{about}, {_between(expected.earliest, expected.latest)}"


def _between(first: date, last: date) -> str:
    """Two days without saying a year twice: "likely between May 6 and May 20, 2026"."""
    begins = phrases.day_of_year(first) if first.year == last.year else phrases.day(first)
    return f"likely between {begins} and {phrases.day(last)}"


def _pace(pace: Pace) -> str:
    if pace.per_week < 1:
        return f"At one visit every {round(float(pace.gap))} days"
    return f"At {pace.per_week:.1f}".removesuffix(".0") + " a week"
