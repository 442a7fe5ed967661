"""The first line of a card: the limit that binds, when it begins again, what stands beside it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from handlers.session.card import not_counted, whose_limit
from handlers.session.card.counted_chart import CountedChart
from models.reply import Line
from models.visits.beyond_room import days_beyond_room
from models.visits.binding import tied
from models.visits.further_visits import spares_authorization
from models.visits.limit import LimitKind, Unit
from models.visits.session import Discipline
from models.visits.standing import Standing
from models.visits.window import BenefitYear, CalendarYear
from models.wording import phrases, window_words
from models.wording import standings as standing_words

_DAYS_NAMED = 3
"""So many days without room stand on a card."""

_RECENT_DAYS = 3
"""So many of the latest days tell the timed units of a visit."""


def of(count: CountedChart) -> Line:
    """The limit that binds and when it begins again, which stands below the count."""
    tightest = count.binding
    if tightest is None:
        number = sum(1 for s in count.chart.history.sessions if not s.voided)
        logged = f"{phrases.count(number, 'session')} logged"
        return Line(f"{logged}; {not_counted.no_limit(count)}")
    said = standing_words.rule(tightest, count.payer)
    decides = whose_limit.decided_elsewhere(tightest, count)
    beside = f"{_tie(count, tightest)}{_less_to_come(count, tightest)}{_still(count, tightest)}"
    beside += _sooner_by_units(count, tightest)
    year = f"{_other_year(count, tightest)}{_of_other_care(count, tightest)}"
    return Line(f"{said}{beside}{year}{decides}", tightest.limit.cites)


def _less_to_come(count: CountedChart, tightest: Standing) -> str:
    """The limit that leaves fewer than what is authorized from a later day."""
    granted = sum(other.left for other in tightest.later)
    others = [s for s in count.of_visit if s is not tightest and 0 <= s.left < granted]
    others = [s for s in others if s.limit.kind is not LimitKind.AUTHORIZATION and not s.lapsed]
    if not others or tightest.left > 0:
        return ""
    least = min(others, key=lambda s: s.left)
    left = standing_words.number_left(least.left)
    return f" But {left} by {standing_words.rule(least, count.payer)}"


def _sooner_by_units(count: CountedChart, tightest: Standing) -> str:
    """The limit in timed units that leaves fewer visits than the tightest, at those of late.

    How long units last that no session has used yet is not known, and is said so.
    """
    if tightest.limit.unit is Unit.TIMED_UNIT or tightest.left <= 0:
        return ""
    leading = (s for s in count.ordered if not (s.gives_way or s.is_aside or s.is_of_a_day))
    for one in (s for s in leading if s.limit.unit is Unit.TIMED_UNIT and s in count.of_visit):
        whose, each = standing_words.owner(one.limit, count.payer), _units_a_visit(one)
        left = f"{one.left} of {standing_words.amount(one.allowed, one.limit)} left"
        if not each:
            return f" Beside it {left}, {whose}: for how many visits is not known yet."
        if one.left // each < tightest.left:
            visits = phrases.count(max(one.left // each, 0), "visit")
            return f" Sooner by units: {left}, about {visits} at {each} a visit: {whose}."
    return ""


def _units_a_visit(of: Standing) -> int:
    """How many timed units a visit used of late, the half one taken for whole; 0 of none."""
    by_day: dict[date, int] = {}
    for row in of.counted:
        if row.amount:
            by_day[row.on] = by_day.get(row.on, 0) + row.amount
    recent = [by_day[on] for on in sorted(by_day)[-_RECENT_DAYS:]]
    return -(-sum(recent) // len(recent)) if recent else 0


def _still(count: CountedChart, tightest: Standing) -> str:
    """The limit that still runs where the one that leads is over."""
    if not (tightest.lapsed and tightest.has_lapsed):
        return ""
    running = (s for s in count.ordered if s in count.of_visit and not s.has_lapsed)
    least = next((s for s in running if not (s.gives_way or s.is_aside or s.is_of_a_day)), None)
    if least is None:
        return ""
    whose = standing_words.owner(least.limit, count.payer)
    left = standing_words.number_left(least.left)
    return f" Still {left}: {whose}, {standing_words.said_now(least)}"


def _of_other_care(count: CountedChart, tightest: Standing) -> str:
    """What is left of the limits of other disciplines, where the card is about no visit."""
    own = set(tightest.limit.pool.disciplines)
    told: dict[tuple[Discipline, ...], Standing] = {}
    for other in count.ordered if own and count.session is None else ():
        care = other.limit.pool.disciplines
        is_idle = other.gives_way or other.is_aside or other.is_of_a_day
        if care and own.isdisjoint(care) and not is_idle and other in count.of_visit:
            told.setdefault(care, other)
    said = (
        f"{standing_words.left(one)} for {phrases.either(care, 'and')}: "
        f"{standing_words.owner(one.limit, count.payer)}, {standing_words.used(one)}."
        for care, one in told.items()
    )
    return "".join(f" {text[:1].upper()}{text[1:]}" for text in said)


def _other_year(count: CountedChart, tightest: Standing) -> str:
    """That the plan's own year does not move a limit by the calendar's."""
    year = count.chart.benefit_year
    if year is None or year == (1, 1) or not isinstance(tightest.limit.window, CalendarYear):
        return ""
    own = window_words.window(BenefitYear(*year))
    return f" It counts by the calendar year, not by the plan's {own}."


def beyond_room(count: CountedChart) -> Iterator[Line]:
    """The visits that a limit is over by which binds nobody, as an authorization has room."""
    for standing in count.of_visit:
        if standing is not count.binding and (days := days_beyond_room(standing)):
            whose = standing_words.owner(standing.limit, count.payer)
            over = standing_words.number_left(standing.left)
            named = phrases.days(days, _DAYS_NAMED)
            yield Line(f"{whose} is {over}: no authorization has room for {named}.")
        elif standing is not count.binding and standing.is_behind and standing.left < 0:
            yield Line(_neither(standing, count), standing.limit.cites)
    yield from _whether_lifted(count)


def _whether_lifted(count: CountedChart) -> Iterator[Line]:
    """That it is not known whether what is authorized goes beyond a payer's limit that is reached.

    Nothing where the payer's own words say it.
    """
    bound = count.binding
    if bound is None or bound.limit.kind is not LimitKind.PAYER or bound.left > 0:
        return
    if spares_authorization(bound.limit):
        return
    granted = (s for s in count.of_visit if s.limit.kind is LimitKind.AUTHORIZATION and s.left > 0)
    of_payer = [s for s in granted if s.limit.second_payer == bound.limit.second_payer]
    if of_payer:
        whose = standing_words.owner(of_payer[0].limit, count.payer)
        left = standing_words.number_left(of_payer[0].left)
        payer = bound.limit.second_payer or count.payer or "the payer"
        yield Line(
            f"{whose} has {left}. Whether these go beyond {bound.limit.most} is not known: "
            f"ask {payer}, and count them as not paid until then."
        )


def _neither(standing: Standing, count: CountedChart) -> str:
    """That visits are beyond those that need no authorization, and none pays them."""
    beyond = phrases.count(-standing.left, "visit")
    has = "has" if standing.left == -1 else "have"
    whose = standing_words.owner(standing.limit, count.payer)
    return f"{beyond} beyond those that {whose} pays without authorization {has} none."


def _tie(count: CountedChart, tightest: Standing) -> str:
    """Which other limits have as many left, by name where it is one."""
    in_units = tightest.limit.unit is Unit.TIMED_UNIT  # so many units are not so many visits
    alike = tied(count.of_visit)[1:]
    others = [s for s in alike if (s.limit.unit is Unit.TIMED_UNIT) is in_units]
    if not others:
        return ""
    if len(others) > 1:
        return f" {len(others)} other limits have as many left."
    owner, own = (standing_words.owner(s.limit, count.payer) for s in (others[0], tightest))
    is_grant = others[0].limit.kind is LimitKind.AUTHORIZATION
    is_of_same = others[0].limit.second_payer == tightest.limit.second_payer
    whose = "" if owner == own or (is_grant and is_of_same) else f"{owner}, "
    left = standing_words.left(others[0])
    return f" Also {left}: {whose}{standing_words.said_now(others[0])}"
