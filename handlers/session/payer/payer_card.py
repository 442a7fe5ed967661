"""The card after the payer of an alias changed: who pays, and what that leaves behind."""

from __future__ import annotations

from datetime import date

from handlers.session.authorization.payer_to_come import granted_beyond
from handlers.session.card import card, not_counted
from handlers.session.card.counted_chart import CountedChart
from handlers.session.payer import cap_stays, left_unpaid, payer_dates
from models.coverage.plans import plan_words
from models.reply import Choice, Line, Reply
from models.visits.chart import Chart
from models.wording import phrases


def say(count: CountedChart, *, before: Chart, is_whole: bool, is_secondary: bool) -> Reply:
    """The count by the payer that is set now, and what somebody should know of the change.

    `is_whole`: no word of the plan was left over. `is_secondary`: who pays second was set.
    """
    ends, of_caps = _twice(count), cap_stays.of(before, count)
    book, today = count.services.book, count.request.today
    waits = not_counted.second_waits(count) if is_secondary else ""
    lines = [
        Line(words(count)),
        *([] if is_whole else [card.OTHER_WORDS]),
        *payer_dates.what_stays(count.chart, book, today),
        *granted_beyond(count.chart, book, today),
        *left_unpaid.lines(count),
        *(_counts_once(count, end) for end in ends),
        *_forgotten_plan(before, count),
        *([Line(waits)] if waits and count.standings else []),
        *(line for line, _ in of_caps),
    ]
    choices = (*ends, *(choice for _, choice in of_caps))
    return card.say(count, *lines, choices=choices, sections=not_counted.section(count))


def words(count: CountedChart) -> str:
    """What is set now: "Medicare Part B, for chronic low back pain."."""
    chart, book = count.chart, count.services.book
    condition = book.conditions.get(chart.condition or "")
    period = next(p for p in reversed(chart.payer_periods) if p.begins <= count.request.today)
    since = f" from {phrases.day(period.first)}" if period.first else ""
    nobody = "The patient pays" if chart.is_self_pay else "No payer is set"
    parts = [f"Payer: {count.payer}{since}" if count.payer else f"{nobody}{since}"]
    plan = plan_words(chart.plan, chart.payer, book)
    parts += [f"plan {plan}"] if plan and count.payer else []
    parts += [f"treated for {condition.name}"] if condition else []
    second = payer_dates.second_in_order(chart, book)
    parts += [f"pays second: {second}"] if second else []
    is_ruled = any(standing.limit.own_rule for standing in count.standings)
    unheld = count.payer and not is_ruled and not book.positions_of(chart.payer)
    whom = count.payer if second else "it"
    none = f" I hold no facts on {whom}, so none of its limits is counted." if unheld else ""
    return f"{', '.join(parts)}.{none}"


def _twice(count: CountedChart) -> list[Choice]:
    """What ends that one is noted to pay first and second, from the first day of both on."""
    chart, today = count.chart, count.request.today
    second = chart.secondary_on(today)
    if second is None or second != chart.payer_on(today):
        return []
    held = (chart.payer_periods, chart.secondary)
    since = max(p.begins for periods in held for p in periods if p.begins <= today)
    from_then = "" if since == date.min else f" from {since}"
    end = f"/session payer {chart.alias} none secondary{from_then}"
    when = f" from {phrases.day(since)}" if from_then else ""
    return [Choice(f"Nobody pays second{when}", end)]


def _counts_once(count: CountedChart, end: Choice) -> Line:
    """That a payer stands in both ranks, and how that is ended."""
    both = f"{count.payer} is noted as second payer too, and counts once."
    return Line(f"{both} End that: {end.command}")


def _forgotten_plan(before: Chart, count: CountedChart) -> list[Line]:
    """That a plan is noted no more, as it was of a payer who was wrong from the start."""
    book = count.services.book
    plan = plan_words(before.plan, before.payer, book)
    held = {period.payer for period in count.chart.payer_periods}
    if not plan or not before.payer or count.chart.plan or before.payer in held:
        return []
    whose = payer_dates.name_of(before.payer, book)
    return [Line(f"The plan, {plan}, was of {whose} and is noted no more.")]
