"""What a visit asks for beside its count: an authorization, a modifier, a plan of care."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import takewhile

from handlers.session.card.counted_chart import CountedChart
from models.coverage.position import Circumstances, find
from models.reply import Line
from models.visits.payer_history import history_on
from models.visits.plan_of_care import current
from models.visits.session import Session
from models.visits.standing import Standing
from models.wording import phrases, standings

_OF_PLAN = timedelta(days=90)
"""A visit so long before a plan of care may be of it."""


def lines(count: CountedChart, session: Session) -> Iterator[Line]:
    """What is to be seen to of a session."""
    for standing in count.standings:
        yield from _modifier(standing, count, session)
    yield from _before_plan(count, session)


def _modifier(standing: Standing, count: CountedChart, session: Session) -> Iterator[Line]:
    """The modifier that a payer wants on the visits of a stage, where this is one of them."""
    limit = standing.limit
    if not standing.counts(session):
        return
    before = takewhile(lambda row: row.session != session.number, standing.counted)
    used = sum(balance.adds for balance in standing.carried) + sum(row.amount for row in before)
    first = limit.number + 1
    for stage in limit.stages:
        last = first + stage.more - 1
        if stage.modifier and first <= used + 1 <= last:
            whose = standings.owner(limit, count.payer)
            yield Line(
                f"It is visit {used + 1}: {whose} wants {stage.modifier} on visits {first} to "
                f"{last}.",
                limit.cites,
            )
        first = last + 1


def _before_plan(count: CountedChart, session: Session) -> Iterator[Line]:
    """That a visit lies before the first treatment day of the plan of care whose days run."""
    chart, today = count.chart, count.request.today
    plan = current(chart.care_plan, today)
    is_close = bool(plan) and _OF_PLAN >= plan[0].on - session.on > timedelta(0)
    if not is_close or session.self_pay or current(chart.care_plan, session.on):
        return
    yield Line(
        f"It lies before the first treatment day of the plan of care, {phrases.day(plan[0].on)}. "
        "If it is of that plan, its days run from here: "
        f"/session plan-of-care {chart.alias} from {session.on.isoformat()} instead"
    )


def unauthorized(count: CountedChart, day: date) -> Iterator[Line]:
    """That who pays on a day wants an authorization for every visit, where none is noted."""
    chart, book = count.chart, count.services.book
    payer = chart.payer_on(day) or ""
    if chart.closed or history_on(chart, day).authorizations:
        return
    asked = Circumstances(day, condition=chart.condition, state=chart.state)
    for position in book.positions.get(payer, ()):
        if position.authorized_each_visit and find([position], asked).leading:
            name = book.payers[payer].name
            yield Line(
                f"{name} wants an authorization for every treatment visit, and none is "
                f"noted here: /session authorize {chart.alias}",
                position.authorization.cites if position.authorization else position.cites,
            )
