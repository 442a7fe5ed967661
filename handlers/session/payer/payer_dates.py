"""Payers by date: what is asked before one is set on a chart with visits, and how they are told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from models.coverage.fact_book import FactBook
from models.coverage.plan_kind import PlanKind
from models.coverage.plans import plan_words
from models.errors import NotUnderstood
from models.field_name import FieldName
from models.period import Period
from models.reply import Choice, Line
from models.understanding.commands.payer_days import PayerDays
from models.visits.chart import Chart
from models.visits.events import PayerSet, SecondarySet
from models.visits.payer_periods import (
    PayerPeriod,
    PayerPeriods,
    payer_on,
    spans,
    with_payer,
)
from models.wording import phrases

_DAY = timedelta(days=1)
_FARTHEST = timedelta(days=2 * 366)


@dataclass(frozen=True, slots=True)
class PayerChange:
    """A payer that is to be set, by id, and its name as a command takes it; None for none.

    `told` are the other words of the command: what is treated, and the plan. `days` say also
    whether it pays second. `plan` is that of who pays first in these days; None where none is told.
    """

    payer: str | None
    name: str
    days: PayerDays
    told: str = ""
    plan: str | None = None

    def command(self, chart: Chart, days: PayerDays) -> str:
        """The same command with these days."""
        rank = "secondary" if self.days.is_secondary else ""
        words = ("/session payer", chart.alias, self.name, rank, self.told, days.spell())
        return " ".join(filter(None, words))

    def periods(self, chart: Chart) -> PayerPeriods:
        """Who pays by date, in the rank in which this one does."""
        if not self.days.is_secondary:
            return chart.payer_periods
        return chart.secondary or (PayerPeriod(None),)

    def event(self, first: date | None, last: date | None = None) -> PayerSet | SecondarySet:
        """What sets it, from a day or from the start."""
        if self.days.is_secondary:
            return SecondarySet(self.payer, first, last)
        return PayerSet(self.payer, first, last, self.plan)


def event_of(
    change: PayerChange, chart: Chart, book: FactBook, today: date
) -> PayerSet | SecondarySet | None:
    """What sets the payer; None where it is set already.

    Raises `NotUnderstood` where it is not clear for which days, or what was set for later stays.
    """
    days, periods = change.days, change.periods(chart)
    _refuse_days(change, chart, today)
    if not days.is_told:
        if change.payer == payer_on(periods, today):
            return None
        if _has_something_of_payers(chart, periods):
            raise _from_when(change, chart, book, today)
        return change.event(None)
    later = [p for p in periods if p.begins > (days.first or date.min)]
    if later and not (days.is_onward or days.last or _is_the_same(change, later)):
        raise _does_it_stay(change, chart, book, later[0])
    after = with_payer(periods, change.payer, days.first, days.last, change.plan)
    if after != periods:
        return change.event(days.first, days.last)
    current = next(p for p in reversed(periods) if p.begins <= (days.first or date.min))
    if days.first and current.first and current.first != days.first:
        raise _only_later(change, chart, book, current)
    return None


def name_of(payer: str | None, book: FactBook) -> str:
    """A payer's name in the middle of a sentence."""
    known = book.payers.get(payer or "")
    return known.name if known else payer or "no payer"


def in_order(chart: Chart, book: FactBook) -> str:
    """Every payer with its days and visits: "Aetna until Oct 31, 2026 (15 visits); Cigna from …".

    Empty where there is one payer alone.
    """
    parts = [
        f"{_who(of, book)} {_words_of(period)} ({phrases.count(visits, 'visit')})"
        for of, period in spans(chart.payer_periods)
        if (visits := _visits(chart, of.payer, period)) or of.payer or of.plan or period.first
    ]
    return phrases.sentence("; ".join(parts)) if chart.payers else ""


def _who(of: PayerPeriod, book: FactBook, *, with_plan: bool = True) -> str:
    """A payer's name with its plan, or that the patient pays."""
    if of.payer is None and of.plan == PlanKind.SELF_PAY:
        return "the patient"
    plan = plan_words(of.plan, of.payer, book) if with_plan else ""
    return f"{name_of(of.payer, book)}{f', plan {plan},' if plan else ''}"


def second_in_order(chart: Chart, book: FactBook) -> str:
    """Who pays second, with the days: "Aetna from Nov 1, 2026"; empty where nobody ever does."""
    parts = [
        f"{name_of(of.payer, book)} {_words_of(period)}"
        for of, period in spans(chart.secondary)
        if of.payer or period.first
    ]
    return phrases.sentence("; ".join(parts))


def what_stays(chart: Chart, book: FactBook, today: date) -> Iterator[Line]:
    """What belongs to other payers than the current one, and who pays later."""
    yield from later(chart, book, today)
    current = chart.payer_on(today)
    for of, period in spans(chart.payer_periods):
        visits, whose = _visits(chart, of.payer, period), _who(of, book, with_plan=False)
        if of.payer != current and visits and not (period.first and period.first > today):
            verb = "stays" if visits == 1 else "stay"
            number = phrases.count(visits, "visit")
            yield Line(f"{number} {_before(period)} {verb} with {whose}.")
    for a in chart.history.authorizations:
        giver = chart.giver_of(a)
        if giver != current:
            number = phrases.count(a.number, a.unit.value.replace("_", " "))
            yield Line(f"The authorization of {number} stays with {name_of(giver, book)}.")
    for b in chart.history.balances:
        if b.is_of_plan and b.told_of not in {"", current}:
            told = f"The {b.used} told as of {phrases.day(b.as_of)}"
            yield Line(f"{told} stay with {name_of(b.told_of, book)}.")


def later(chart: Chart, book: FactBook, today: date) -> Iterator[Line]:
    """Who pays from a later day on: "Aetna pays from Jan 1, 2027."."""
    for of, period in spans(chart.payer_periods):
        if period.first and period.first > today:
            whose = phrases.sentence(_who(of, book))
            yield Line(f"{whose} pays {_words_of(period)}.")


def _refuse_days(change: PayerChange, chart: Chart, today: date) -> None:
    days = change.days
    if days.first and days.last and days.last < days.first:
        raise NotUnderstood(
            f"It would end on {phrases.day(days.last)}, before it begins.",
            "Write the first day first. Nothing was saved.",
            field=FieldName.FIRST,
        )
    if days.first and days.first > today + _FARTHEST:
        raise NotUnderstood(
            f"{phrases.day(days.first)} is more than two years ahead. Is the year right?",
            "Nothing was saved.",
            field=FieldName.FIRST,
        )
    if days.last and not days.is_told:
        next_day = days.last + _DAY
        nobody = replace(change, payer=None, name="none", told="")
        raise NotUnderstood(
            f"Who pays for {chart.alias} from {phrases.day(next_day)}?",
            f"Name the next payer: /session payer {chart.alias} <payer> from {next_day}. "
            f"{phrases.sentence(change.name)} stays until then. Nothing was saved yet.",
            [Choice("Nobody yet", nobody.command(chart, PayerDays(next_day, is_told=True)))],
            field=FieldName.FIRST,
        )


def _is_the_same(change: PayerChange, later: list[PayerPeriod]) -> bool:
    """Whether the payer that is noted for later is the one that is set: it begins sooner then."""
    if len(later) != 1 or later[0].payer != change.payer:
        return False
    return later[0].plan in {"", change.plan}


def _has_something_of_payers(chart: Chart, periods: PayerPeriods) -> bool:
    """Whether the days on which somebody paid matter: nothing counts before a first payer.

    A second payer may have paid visits that count for the first one alone, as it was not known.
    """
    history = chart.history
    sessions = any(not session.voided for session in history.sessions)
    kept = sessions or history.authorizations or history.balances or len(periods) > 1
    return bool(kept) and any(period.payer for period in (*periods, *chart.payer_periods))


def _from_when(change: PayerChange, chart: Chart, book: FactBook, today: date) -> NotUnderstood:
    periods, second = change.periods(chart), change.days.is_secondary
    current = next(p for p in reversed(periods) if p.begins <= today)
    held = name_of(current.payer, book)
    rank = " second" if second else ""
    pays = f"does {change.name} pay{rank} for {chart.alias}" if change.payer else "does nobody pay"
    pays += rank if not change.payer else ""
    from_today = PayerDays(today, is_told=True)
    others = (p.begins for p in periods if p.begins > today and p.payer != current.payer)
    following = next(others, None)  # who pays later does so still: only its own days were wrong
    last = following - _DAY if following else None
    all_along = PayerDays(current.first, last, is_told=True)
    since = f"from {phrases.day(current.first)}" if current.first else "from the start"
    until = f" until {phrases.day(last)}" if last else " on" * bool(current.first)
    wrong = f"{phrases.sentence(held)} was wrong {since}{until}"
    before = f"stay with {held}"
    if second and current.payer is None:
        wrong, before = phrases.sentence(f"{since}{until}"), "count for no second payer"
    example = f"{today.month}/1/{today.year}"
    return NotUnderstood(
        f"From which day {pays}?",
        f"The visits before that day {before}, and nothing was saved yet. From another "
        f"date: {change.command(chart, PayerDays())} from {example}",
        [
            Choice(f"From today, {phrases.day(today)}", change.command(chart, from_today)),
            Choice(wrong, change.command(chart, all_along)),
        ],
        field=FieldName.FIRST,
    )


def _does_it_stay(
    change: PayerChange, chart: Chart, book: FactBook, later: PayerPeriod
) -> NotUnderstood:
    """The question where a payer is set before a day from which another one is noted."""
    days, first = change.days, later.begins
    what = phrases.sentence(name_of(later.payer, book))
    until = replace(days, last=first - _DAY)
    name = change.name if change.payer else "no payer"
    begins = f"from {phrases.day(days.first)}" if days.first else "from the start"
    return NotUnderstood(
        f"{what} is noted from {phrases.day(first)}. Does that stay?",
        "Nothing was saved yet.",
        [
            Choice(f"Yes: {name} until {phrases.day(first - _DAY)}", change.command(chart, until)),
            Choice(f"No: {name} {begins} on", change.command(chart, replace(days, is_onward=True))),
        ],
        field=FieldName.FIRST,
    )


def _only_later(
    change: PayerChange, chart: Chart, book: FactBook, noted: PayerPeriod
) -> NotUnderstood:
    """The question where a payer is set from a later day than the one noted: it may correct it."""
    first, begins = noted.first or date.min, change.days.first or date.min
    last = begins - _DAY
    before = payer_on(change.periods(chart), first - _DAY)
    known = book.payers.get(before or "")
    earlier = replace(change, payer=before, name=known.name if known else "none", told="")
    until = PayerDays(first, last, is_told=True)
    noted_from = f"{phrases.sentence(change.name)} is noted from {phrases.day(first)}"
    return NotUnderstood(
        f"{noted_from} already. Only from {phrases.day(begins)}?",
        f"{phrases.sentence(name_of(before, book))} pays until then. Nothing was saved yet.",
        [
            Choice(f"Only from {phrases.day(begins)}", earlier.command(chart, until)),
            Choice("It stays as noted", f"/session show {chart.alias}"),
        ],
        field=FieldName.FIRST,
    )


def _visits(chart: Chart, payer: str | None, period: Period) -> int:
    """The days of visits in a payer's time, without those that the patient paid."""
    stand = (s for s in chart.history.sessions if not s.voided)
    paid = (s.on for s in stand if payer is None or not s.self_pay)
    return len({day for day in paid if period.holds(day)})


def _words_of(period: Period) -> str:
    first = f"from {phrases.day(period.first)}" if period.first else ""
    last = f"until {phrases.day(period.last)}" if period.last else ""
    return " ".join(filter(None, (first, last))) or "from the start"


def _before(period: Period) -> str:
    if period.first is None and period.last:
        return f"before {phrases.day(period.last + _DAY)}"
    return _words_of(period)
