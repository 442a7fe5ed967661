"""The card of an authorization that was entered: what it does, what it leaves open, its undo."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

from handlers.session.authorization import authorize_questions as questions
from handlers.session.authorization import giver_by_name, never_extended
from handlers.session.authorization.authorize_missing import Typed
from handlers.session.authorization.authorize_questions import Wanted
from handlers.session.authorization.uncovered_now import uncovered_now
from handlers.session.card import card
from handlers.session.card.counted_chart import CountedChart
from handlers.session.log import which_case
from models.reply import Choice, Line, Reply
from models.visits.authorization import Authorization
from models.visits.chart import Chart
from models.visits.visit_request import VisitRequest
from models.wording import phrases

_SIDES = Line("Left and right are not kept: it is for both.")
_PACE = Line("How often a week is not kept.")
_LATE = timedelta(days=90)
"""Visits of so long before the first day may have been meant too."""


@dataclass(frozen=True)
class Entered:
    """An authorization that stands in its chart now, and all that led to it.

    `new` is as it was typed, with who granted it; `kept` is as the chart has it, with its number.
    `is_new`: it did not stand there before. `typed.chart` is the chart of before.
    """

    typed: Typed
    wanted: Wanted
    new: Authorization
    kept: Authorization
    count: CountedChart
    is_new: bool

    @property
    def chart(self) -> Chart:
        """The chart with it."""
        return self.count.chart

    @property
    def first(self) -> date:
        """Its first day."""
        return self.new.period.first or self.count.request.today

    @cached_property
    def earlier(self) -> list[date]:
        """Where nobody told its first day, the days of late visits before that none covers."""
        is_told = self.typed.request.first is not None
        return _before_it(self.count, self.new) if self.is_new and not is_told else []

    @cached_property
    def twice(self) -> list[tuple[Line, list[Choice]]]:
        """The visits of no told case that count on it and on another, and what tells their case."""
        return [*(which_case.counted_twice(self.chart, self.kept) if self.is_new else ())]

    @cached_property
    def still_open(self) -> list[VisitRequest]:
        """The requests on which it may have been granted, where it closed none."""
        return [] if self.typed.closing else giver_by_name.asked_of(self.chart, self.kept)


def say(entered: Entered) -> Reply:
    """The count with it, that it is noted, and what somebody should know of it or may mend."""
    kept, count = entered.kept, entered.count
    lines = [*_granted(entered), *_visits_touched(entered), *_open_questions(entered)]
    said = card.say(count, _noted(entered), *lines, choices=_choices(entered), asked=False)
    shown = _without_the_next(said, count, kept)
    return card.after("granted", shown) if entered.typed.closing else shown


def _granted(entered: Entered) -> list[Line]:
    """What closed with it, from when it counts, what is not kept of it, and who granted it."""
    typed, count, new = entered.typed, entered.count, entered.new
    closing, request, services = typed.closing, count.request, count.services
    is_to_come = entered.first > request.today
    return [
        *(Line(text) for text in (closing.told(entered.kept) if closing else ())),
        *([Line(f"It counts from {phrases.day(entered.first)}.")] if is_to_come else []),
        *([_SIDES] if typed.named.has_side else []),
        *([_PACE] if typed.request.a_week else []),
        *giver_by_name.lines(entered.chart, new, services, closing, request.today),
    ]


def _visits_touched(entered: Entered) -> list[Line]:
    """What it did to visits that were covered before, and what may be counted twice by it."""
    before, after = entered.typed.chart, entered.chart
    request, services = entered.count.request, entered.count.services
    uncovered = uncovered_now(before, after, services.book)
    if not entered.is_new:
        return uncovered
    return [
        *never_extended.lines(before, entered.wanted, request, services),
        *uncovered,
        *(line for line, _ in entered.twice),
    ]


def _open_questions(entered: Entered) -> list[Line]:
    begins = [questions.begins_today(entered.earlier)] if entered.earlier else []
    return [*begins, *map(questions.still_open, entered.still_open)]


def _choices(entered: Entered) -> list[Choice]:
    """What makes another of it: from the visits before, beside the same, of a request, undone."""
    wanted, kept, is_alone = entered.wanted, entered.kept, entered.typed.closing is None
    choices = []
    if entered.earlier:
        first = entered.earlier[0]
        since = replace(wanted.beginning(first), closing=None)
        instead = since.command(f"instead of {kept.serial}")
        choices.append(Choice(f"From {phrases.day(first)}", instead))
    elif not entered.is_new and is_alone:
        another = wanted.command(f"as well as {kept.serial}")
        choices.append(Choice("It is another: as well", another))
    choices += [questions.granted_on(one, wanted) for one in entered.still_open]
    choices += [choice for _, of_each in entered.twice for choice in of_each]
    if entered.is_new and is_alone:
        book = entered.count.services.book
        choices += giver_by_name.otherwise(entered.chart, kept, wanted, book)
    return choices


def _without_the_next(shown: Reply, count: CountedChart, kept: Authorization) -> Reply:
    """The card without the button of another authorization while this one has room."""
    bound = count.binding
    if bound is None or bound.limit.id != kept.limit.id or bound.left <= 0:
        return shown
    another = f"/session authorize {count.chart.alias}"
    return replace(shown, choices=tuple(c for c in shown.choices if c.command != another))


def _noted(entered: Entered) -> Line:
    """That it is noted; with what it is and its number, where the card does not begin with it."""
    count, kept, is_new = entered.count, entered.kept, entered.is_new
    done = _done(entered)
    above = count.binding.limit if count.binding else next((a.limit for a in count.to_come), None)
    if above is None or above.id != kept.limit.id:
        return Line(f"{kept.limit.says.removesuffix('.')}: {done}.")
    if is_new and not entered.wanted.request.is_instead:
        return Line("It is noted.")
    return Line(f"{'It is' if is_new else 'It'} {done}.")


def _done(entered: Entered) -> str:
    """What was done, with its number: "noted as number 2, instead of number 1"."""
    number = entered.kept.serial
    if not entered.is_new:
        return f"was noted already, as number {number}"
    instead = phrases.either([str(one) for one in entered.wanted.request.instead_of], "and")
    return f"noted as number {number}" + (f", instead of number {instead}" if instead else "")


def _before_it(count: CountedChart, new: Authorization) -> list[date]:
    """The days of late visits before its first day that need one and that none covers."""
    first = new.period.first or date.min
    return sorted(
        {
            s.on
            for s in count.chart.history.sessions
            if s.number in count.uncovered
            and first - _LATE <= s.on < first
            and new.pool.has_code(s)
        }
    )
