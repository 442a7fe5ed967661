"""/session authorize: visits that a payer authorized, as well as others or instead of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from handlers.command import Request, Services
from handlers.session.authorization import (
    authorize_decision,
    authorize_missing,
    authorized_card,
    giver_by_name,
    never_extended,
)
from handlers.session.authorization import authorize_questions as questions
from handlers.session.authorization.authorize_ends import with_other_end
from handlers.session.authorization.authorize_missing import Typed
from handlers.session.authorization.authorize_questions import Wanted
from handlers.session.authorization.authorized_card import Entered
from handlers.session.card.counted_chart import counted
from handlers.session.find_chart import amend, named, refuse_closed, refuse_unused
from handlers.session.log import unlikely, which_case
from handlers.session.request.which_request import Closing
from models.errors import NotUnderstood
from models.field_name import FieldName
from models.period import Period
from models.reply import Reply
from models.understanding.commands import as_typed, case_words
from models.visits.authorization import TOO_LONG, Authorization, is_too_long
from models.visits.chart import Chart
from models.visits.events import Event
from models.visits.limit import Unit
from models.visits.second_payer import second_on
from models.wording import phrases


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
    typed = _read(rest, chart, request, services, closing, extends=extends)
    wanted = _wanted(typed)
    _refuse_unclear(typed, wanted, services)
    added = list[Event]()

    def decide(now: Chart) -> Sequence[Event]:
        refuse_closed(now)
        ranked = _by_giver(wanted, now, services)
        new = ranked.authorization
        if closing:
            closing.refuse_decided(now, new, replace(wanted, closing=None).whole)
        added[:] = authorize_decision.decide(now, ranked, extends=extends)
        if added:
            never_extended.refuse(now, ranked, request, services)
        if added and not is_as_typed:
            _refuse_unlikely(wanted, new, request.today)
        closes = closing.events(now, new, is_added=bool(added)) if closing else ()
        return [*added, *closes]

    after = await amend(request, services, chart.alias, decide)
    new = _by_giver(wanted, after, services).authorization
    kept = after.granted_already(new)
    if kept is None:
        raise LookupError("an authorization that was entered is in its chart")
    count = counted(after, request, services)
    return authorized_card.say(Entered(typed, wanted, new, kept, count, is_new=bool(added)))


def _read(  # noqa: PLR0913 -- what is typed, and what it belongs to
    text: str,
    chart: Chart,
    request: Request,
    services: Services,
    closing: Closing | None,
    *,
    extends: bool,
) -> Typed:
    """What is typed of an authorization, with its cases and the payer that is named beside it."""
    today, regions = request.today, services.lists.regions
    of_cases = case_words.take(with_other_end(chart, text, today, regions), regions)
    typed = authorize_missing.read(of_cases.remaining, chart.alias, today)
    typed = giver_by_name.by_name(typed, chart, services, today, closing)
    return Typed(typed, chart, today, of_cases, closing, extends)


def _refuse_unclear(typed: Typed, wanted: Wanted, services: Services) -> None:
    """Refuse several cases, words that were not read, unknown codes, and days turned round."""
    cases, unused = typed.named.named, typed.request.unused
    if len(cases) > 1:
        raise which_case.one_of(cases, lambda case: wanted.of_case(case).whole)
    refuse_unused(unused, wanted.whole, f"saved for {wanted.alias}")
    _refuse_codes(wanted, services)
    if typed.request.is_turned:
        raise questions.turned(wanted)


def _by_giver(wanted: Wanted, chart: Chart, services: Services) -> Wanted:
    """What is to be entered, with whoever grants it by the chart as it is."""
    return giver_by_name.of_request(_of_rank(wanted, chart), chart, services)


def _refuse_unlikely(wanted: Wanted, new: Authorization, today: date) -> None:
    """Ask about a number beside its days, and a year, that hardly anybody means."""
    doubts = [*unlikely.of_authorization(new)]
    later = unlikely.first_day_in_doubt(new, today)
    if later:
        doubts.append(questions.begins_a_year_ago(wanted))
    instead = [questions.begins_later_than_typed(wanted, later)] if later else []
    field = FieldName.SURE if wanted.closing else FieldName.JOINS
    unlikely.refuse(doubts, wanted.whole, field=field, instead=instead)


def _of_rank(wanted: Wanted, chart: Chart) -> Wanted:
    """What is to be entered, with the second payer where that one grants it."""
    if not wanted.request.is_secondary:
        return wanted
    first = wanted.authorization.period.first or date.min
    second = second_on(chart, first)
    if second is None:
        raise questions.no_second(chart, first)
    return wanted.granted_by(second)


def _wanted(typed: Typed) -> Wanted:
    """The authorization that was typed. Raises `NotUnderstood` for what is missing."""
    authorize_missing.refuse(typed)
    request, first = typed.request, typed.first
    if request.number is None or request.last is None:
        raise LookupError("what is missing was asked for")
    period = _period(first, request.last, typed.example)
    unit = Unit.TIMED_UNIT if request.in_units else Unit.VISIT
    of_units = f"/{unit.value}" if request.in_units else ""
    id_ = f"{request.number}/{first}/{request.last}{of_units}"
    new = Authorization(id_, request.number, period, typed.pool, unit)
    return Wanted(typed.chart.alias, new, request, typed.closing)


def _period(first: date, last: date, example: str) -> Period:
    """The days of it. Raises `NotUnderstood` where they run backward or for too many years."""
    if last < first:
        raise NotUnderstood(
            f"It would end on {phrases.day(last)}, before it begins on {phrases.day(first)}.",
            f"Write the first day first: {example}",
            field=FieldName.LAST,
        )
    period = Period(first, last)
    if is_too_long(period):
        what_to_do = f"Look at both years once more: {example}"
        raise NotUnderstood(TOO_LONG, what_to_do, field=FieldName.LAST)
    return period


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
