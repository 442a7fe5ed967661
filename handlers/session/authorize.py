"""/session authorize: visits that a payer authorized, as well as others or instead of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from handlers.command import Request, Services
from handlers.session import (
    authorize_missing,
    card,
    giver_by_name,
    more_visits,
    never_extended,
    unlikely,
    which_case,
)
from handlers.session import authorize_questions as questions
from handlers.session.authorize_ends import with_other_end
from handlers.session.authorize_questions import Wanted
from handlers.session.authorized_now import moved_now, uncovered_now
from handlers.session.counted_chart import CountedChart, counted
from handlers.session.find_chart import amend, named, refuse_closed, refuse_unused
from handlers.session.which_request import Closing
from models.errors import NotUnderstood
from models.field_name import FieldName
from models.period import Period
from models.reply import Choice, Line, Reply
from models.understanding.commands import as_typed, case_words
from models.visits.allotment import allot
from models.visits.authorization import TOO_LONG, Authorization, is_too_long
from models.visits.chart import Chart
from models.visits.events import AuthorizationAdded, Event
from models.visits.history import History
from models.visits.limit import Unit
from models.visits.payer_history import history_of, history_on
from models.visits.second_payer import second_on
from models.wording import phrases

_SIDES = Line("Left and right are not kept: it is for both.")
_PACE = Line("How often a week is not kept.")


async def answer(
    request: Request, services: Services, text: str, *, extends: bool = False
) -> Reply:
    """Note how many visits a payer authorized, between which days, and beside or instead of what.

    Where the days overlap those of another authorization and nobody said which, nothing is stored.
    Of what `extends` one that is held no button offers another beside it.
    """
    chart, rest = await named(request, services, text, "session authorize")
    return await enter(request, services, chart, rest, extends=extends)


async def enter(  # noqa: PLR0913 -- what is entered, and what it belongs to
    request: Request,
    services: Services,
    chart: Chart,
    rest: str,
    closing: Closing | None = None,
    *,
    extends: bool = False,
) -> Reply:
    """Enter an authorization; it closes the request on which it was granted."""
    is_as_typed, rest = as_typed.take(rest)
    rest = with_other_end(chart, rest, request.today, services.lists.regions)
    named_case = case_words.take(rest, services.lists.regions)
    typed = authorize_missing.read(named_case.remaining, chart.alias, request.today)
    typed = giver_by_name.by_name(typed, chart, services, request.today, closing)
    told = authorize_missing.Typed(typed, chart, request.today, named_case, closing, extends)
    wanted = _wanted(told)
    if len(named_case.named) > 1:
        raise which_case.one_of(named_case.named, lambda case: wanted.of_case(case).whole)
    refuse_unused(typed.unused, wanted.whole, f"saved for {chart.alias}")
    _refuse_codes(wanted, services)
    if typed.is_turned:
        raise questions.turned(wanted)
    added = list[Event]()

    def decide(now: Chart) -> Sequence[Event]:
        refuse_closed(now)
        ranked = giver_by_name.of_request(_of_rank(wanted, now), now, services)
        if closing:
            closing.refuse_decided(now, ranked.authorization, replace(wanted, closing=None).whole)
        added[:] = _decide(now, ranked)
        if added:
            never_extended.refuse(now, ranked, request, services)
        if added and not is_as_typed:
            _refuse_unlikely(wanted, ranked.authorization, request.today)
        if closing is None:
            return added
        return [*added, *closing.events(now, ranked.authorization, is_added=bool(added))]

    after = await amend(request, services, chart.alias, decide)
    new = giver_by_name.of_request(_of_rank(wanted, after), after, services).authorization
    kept = after.granted_already(new)
    if kept is None:
        raise LookupError("an authorization that was entered is in its chart")
    count = counted(after, request, services)
    line = _noted(kept, wanted, count, is_new=bool(added))
    first = new.period.first or request.today
    begins = [
        *(Line(text) for text in (closing.told(kept) if closing else ())),
        *([Line(f"It counts from {phrases.day(first)}.")] if first > request.today else []),
        *([_SIDES] if named_case.has_side else []),
        *([_PACE] if typed.a_week else []),
        *giver_by_name.lines(after, new, services, closing, request.today),
        *(never_extended.lines(chart, wanted, request, services) if added else ()),
        *uncovered_now(chart, after, services.book),
        *(moved_now(chart, after, kept) if added else ()),
        *(which_case.counted_twice(after, kept) if added else ()),
    ]
    again = Choice("It is another: as well", wanted.command(f"as well as {kept.serial}"))
    earlier = _before_it(count, new) if added and typed.first is None else []
    if earlier:
        begins.append(questions.begins_today(earlier))
        since = replace(wanted.beginning(earlier[0]), closing=None)
        instead = since.command(f"instead of {kept.serial}")
        choices = [Choice(f"From {phrases.day(earlier[0])}", instead)]
    else:
        choices = [] if added or closing else [again]
    still_open = [] if closing else giver_by_name.asked_of(after, kept)
    begins += [questions.still_open(one) for one in still_open]
    choices += [questions.granted_on(one, wanted) for one in still_open]
    choices += (
        giver_by_name.otherwise(after, kept, wanted, services.book) if added and not closing else []
    )
    said = card.say(count, line, *begins, choices=choices, asked=False)
    shown = _without_the_next(said, count, kept)
    return card.after("granted", shown) if closing else shown


def _without_the_next(shown: Reply, count: CountedChart, kept: Authorization) -> Reply:
    """The card without the button of another authorization while this one has room."""
    bound = count.binding
    if bound is None or bound.limit.id != kept.limit.id or bound.left <= 0:
        return shown
    another = f"/session authorize {count.chart.alias}"
    return replace(shown, choices=tuple(c for c in shown.choices if c.command != another))


def _refuse_unlikely(wanted: Wanted, new: Authorization, today: date) -> None:
    """Ask about a number beside its days, and a year, that hardly anybody means."""
    doubts = [*unlikely.of_authorization(new)]
    later = unlikely.first_day_in_doubt(new, today)
    if later:
        doubts.append(questions.begins_a_year_ago(wanted))
    instead = [questions.begins_later_than_typed(wanted, later)] if later else []
    field = FieldName.SURE if wanted.closing else FieldName.JOINS
    unlikely.refuse(doubts, wanted.whole, field=field, instead=instead)


def _noted(kept: Authorization, wanted: Wanted, count: CountedChart, *, is_new: bool) -> Line:
    """That it is noted; with what it is and its number, where the card does not begin with it."""
    done = _done(kept.serial, wanted, is_new)
    above = count.binding.limit if count.binding else next((a.limit for a in count.to_come), None)
    if above is None or above.id != kept.limit.id:
        return Line(f"{kept.limit.says.removesuffix('.')}: {done}.")
    if is_new and not wanted.request.is_instead:
        return Line("It is noted.")
    return Line(f"{'It is' if is_new else 'It'} {done}.")


def _before_it(count: CountedChart, new: Authorization) -> list[date]:
    """The days of late visits before its first day that need one and that none covers."""
    first = new.period.first or date.min
    return sorted(
        {
            s.on
            for s in count.chart.history.sessions
            if s.number in count.uncovered
            and first - authorize_missing.QUARTER <= s.on < first
            and new.pool.has_code(s)
        }
    )


def _of_rank(wanted: Wanted, chart: Chart) -> Wanted:
    """What is to be entered, with the second payer where that one grants it."""
    if not wanted.request.is_secondary:
        return wanted
    first = wanted.authorization.period.first or date.min
    second = second_on(chart, first)
    if second is None:
        raise questions.no_second(chart, first)
    return wanted.granted_by(second)


def _done(serial: int, wanted: Wanted, is_new: bool) -> str:
    if not is_new:
        return f"was noted already, as number {serial}"
    instead = phrases.either([str(number) for number in wanted.request.instead_of], "and")
    return f"noted as number {serial}" + (f", instead of number {instead}" if instead else "")


def _decide(chart: Chart, wanted: Wanted) -> tuple[Event, ...]:
    """What happens on the chart as it is now: nothing where this very one was entered already."""
    request, new = wanted.request, wanted.authorization
    same = chart.granted_already(new)
    if request.is_instead and request.is_as_well:
        raise questions.either_or(chart, wanted)
    if request.is_instead:
        return _decide_instead(chart, wanted, same)
    if same and not (request.is_as_well and request.beside == same.serial):
        return ()
    of_payer = _of_giver(chart, new)
    overlapping = [a for a in of_payer.authorizations if a.overlaps(new)]
    if overlapping and not request.is_as_well:
        if request.is_more:
            raise more_visits.question(wanted, overlapping)
        raise questions.which(chart, wanted, overlapping)
    return (AuthorizationAdded(new, beside=request.beside),)


def _of_giver(chart: Chart, new: Authorization) -> History:
    """What is known of the days of whoever grants it."""
    first = new.period.first or date.min
    return history_of(chart, new.granted_by) if new.granted_by else history_on(chart, first)


def _decide_instead(chart: Chart, wanted: Wanted, same: Authorization | None) -> tuple[Event, ...]:
    serials, new = wanted.request.instead_of, wanted.authorization
    if not serials:
        raise questions.instead_of_which(chart, wanted)
    if same and all(_is_or_was_before(chart, serial, same.serial) for serial in serials):
        return ()
    for serial in serials:
        if chart.authorization(serial) is None:
            raise questions.not_there(chart, serial, wanted)
    if same:
        raise questions.stands_already(chart, same, serials)
    before = _drawn_before(chart, new, serials)
    if before and not wanted.request.sure:
        raise questions.begins_later(chart, wanted, before)
    return (AuthorizationAdded(new, replaces=serials),)


def _is_or_was_before(chart: Chart, serial: int, successor: int) -> bool:
    """Whether a serial is that of an authorization, or of one that it replaced."""
    gone = chart.retired(serial)
    return serial == successor or (gone is not None and gone.replaced_by == successor)


def _drawn_before(chart: Chart, new: Authorization, serials: Sequence[int]) -> list[date]:
    """The days of visits drawn on those to be replaced, before the first day of the new one."""
    first = new.period.first or date.min
    of_payer = _of_giver(chart, new)
    held = of_payer.authorizations
    replaced = {a.id for a in held if a.serial in serials}
    kept = [a for a in held if a.serial not in serials]
    drawn = allot(held, of_payer.sessions)
    return sorted(
        {
            s.on
            for s in of_payer.sessions
            if replaced.intersection(drawn.get(s.number, ()))
            and s.on < first
            and not any(a.covers(s) for a in kept)
        }
    )


def _wanted(told: authorize_missing.Typed) -> Wanted:
    typed = told.request
    authorize_missing.refuse(told)
    if typed.number is None or typed.last is None:
        raise LookupError("what is missing was asked for")
    full = told.example
    first = told.first
    if typed.last < first:
        begins, ends = phrases.day(first), phrases.day(typed.last)
        raise NotUnderstood(
            f"It would end on {ends}, before it begins on {begins}.",
            f"Write the first day first: {full}",
            field=FieldName.LAST,
        )
    period = Period(first, typed.last)
    if is_too_long(period):
        raise NotUnderstood(TOO_LONG, f"Look at both years once more: {full}", field=FieldName.LAST)
    unit = Unit.TIMED_UNIT if typed.in_units else Unit.VISIT
    id_ = f"{typed.number}/{first}/{typed.last}" + (f"/{unit.value}" if typed.in_units else "")
    pool = told.pool
    new = Authorization(id_, typed.number, period, pool, unit)
    return Wanted(told.chart.alias, new, typed, told.closing)


def _refuse_codes(wanted: Wanted, services: Services) -> None:
    """Refuse codes that nobody here knows: a slip would make an authorization for nothing."""
    known = services.book.codes.keys() | services.lists.codes
    codes = wanted.authorization.pool.codes
    if strange := [code for code in codes if code not in known]:
        not_known = "is not a code" if len(strange) == 1 else "are not codes"
        raise NotUnderstood(
            f"{phrases.either(strange, 'and')} {not_known} that I know, so nothing was saved.",
            "Check the digits. Without codes it is for every visit.",
            field=FieldName.VISITS,
        )
