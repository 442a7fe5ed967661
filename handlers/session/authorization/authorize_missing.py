"""/session authorize: what is asked where the number of visits or the last day is missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from handlers.session.authorization import authorize_questions as questions
from handlers.session.authorization.authorize_questions import Wanted
from handlers.session.request.which_request import Closing
from models.errors import NotUnderstood
from models.field_name import FieldName
from models.period import Period
from models.reply import Choice
from models.understanding.commands.authorization_commands import (
    AuthorizationRequest,
    read_authorizing,
)
from models.understanding.commands.case_words import CaseWords
from models.understanding.dates.two_days import TwoDays
from models.visits.authorization import Authorization
from models.visits.chart import Chart
from models.visits.limit import EVERYTHING, MOST_VISITS, Pool, Unit
from models.wording import phrases

_QUARTER = timedelta(days=90)
"""About as long as many are."""


def read(text: str, alias: str, today: date) -> AuthorizationRequest:
    """What is typed of an authorization. Of several days it is asked which is the last."""
    try:
        return read_authorizing(text, today)
    except TwoDays as found:
        first, last = (phrases.typed_day(day) for day in (found.days[0], found.days[-1]))
        raise NotUnderstood(
            found.what,
            "Write the first day behind “from” and the last behind “until”: "
            f"/session authorize {alias} 12 visits from {first} until {last}",
            field=FieldName.LAST,
        ) from None


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed of an authorization, of whom and when, its cases, the request it closes.

    `extends`: it is typed as more of one that is held, and so nothing beside it.
    """

    request: AuthorizationRequest
    chart: Chart
    today: date
    named: CaseWords
    closing: Closing | None
    extends: bool = False

    @property
    def first(self) -> date:
        """Its first day: today where none was told."""
        return self.request.first or self.today

    @property
    def opening(self) -> str:
        """The command that enters it."""
        return self.closing.command if self.closing else f"/session authorize {self.chart.alias}"

    @property
    def noun(self) -> str:
        """What is granted."""
        return "units" if self.request.in_units else "visits"

    @property
    def by_length(self) -> date | None:
        """The last day by how long it lasts, where that was told."""
        return self.request.lasts.last_day(self.first) if self.request.lasts else None

    @property
    def example(self) -> str:
        """The whole command as it may be written."""
        usual = self.closing.request.number if self.closing else 12
        number, last = self.request.number, self.by_length or self.first + _QUARTER
        number = number if number and number <= MOST_VISITS else usual
        days = f"from {phrases.typed_day(self.first)} until {phrases.typed_day(last)}"
        return f"{self.opening} {number} {self.noun} {days}"

    @property
    def is_clear(self) -> bool:
        """Whether a button can say all that was typed."""
        return not self.request.unused and len(self.named.named) <= 1

    @property
    def pool(self) -> Pool:
        """What it is for."""
        of = self.request
        return Pool(of.codes, of.disciplines, of.excluding, self.named.case)

    def wanted(self, number: int, last: date, pool: Pool) -> Wanted:
        """So many visits until a day, for these."""
        unit = Unit.TIMED_UNIT if self.request.in_units else Unit.VISIT
        new = Authorization("", number, Period(self.first, last), pool, unit)
        return Wanted(self.chart.alias, new, self.request, self.closing)

    def until(self, number: int, last: date) -> Choice:
        """The command with so many visits, until a day that follows from how long it lasts."""
        of = self.request
        why = f": {of.lasts.words}" if of.lasts and not of.last else ""
        visits = phrases.count(number, self.noun.removesuffix("s"))
        whole = self.wanted(number, last, self.pool).whole
        return Choice(f"{visits} until {phrases.day(last)}{why}", whole)


def refuse(typed: Typed) -> None:
    """Raise `NotUnderstood` without a number of visits or a last day.

    What follows from "2x/week for 6 weeks" is offered, and never taken for granted.
    """
    request, last = typed.request, typed.by_length
    if not request.number or request.number > MOST_VISITS:
        raise NotUnderstood(
            "How many visits are authorized?",
            f"Write it so: {typed.example}",
            _by_pace(typed),
            field=FieldName.VISITS,
        )
    if request.last is None:
        ends = [] if typed.closing or last or typed.extends else _with_end_of(typed)
        raise NotUnderstood(
            "Until when may the visits be used?",
            f"Write both days: {typed.example}",
            [*([typed.until(request.number, last)] if last and typed.is_clear else []), *ends],
            field=FieldName.LAST,
        )


def _by_pace(typed: Typed) -> list[Choice]:
    """So many a week for so many weeks."""
    request, last = typed.request, typed.request.last or typed.by_length
    weeks = request.lasts.weeks if request.lasts and typed.is_clear else 0
    numbers = [a_week * weeks for a_week in request.a_week]
    return [typed.until(number, last) for number in numbers if last and 0 < number <= MOST_VISITS]


def _with_end_of(typed: Typed) -> list[Choice]:
    """The same until the day on which an authorization of the chart ends.

    What is granted on top of one is for what that one is for.
    """
    request, first = typed.request, typed.first
    if not typed.is_clear or typed.pool != EVERYTHING:
        return []
    choices = []
    for held in typed.chart.history.authorizations:
        last, pool = held.period.last, held.pool if request.is_more else EVERYTHING
        if request.number and last and last >= first:
            told = "" if pool == EVERYTHING else f", {questions.what_for(pool)}"
            label = f"Until {phrases.day(last)}, when number {held.serial} ends{told}"
            wanted = typed.wanted(request.number, last, pool)
            choices.append(Choice(label, wanted.command(questions.AS_WELL)))
    return choices
