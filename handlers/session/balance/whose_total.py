"""A payer's total as of a day on which another payer paid: whose it is, asked before it is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from handlers.session.balance.balance_questions import Told
from handlers.session.payer.payer_dates import name_of
from models.coverage.fact_book import FactBook
from models.errors import NotUnderstood
from models.field_name import FieldName
from models.reply import Choice
from models.understanding.commands.as_typed import AS_TYPED
from models.understanding.commands.balance_commands import BalanceRequest
from models.visits.balance_source import KNOWS_BY_CLAIMS
from models.visits.chart import Chart
from models.visits.payer_periods import spans
from models.wording import phrases

_HOW = {None: "", True: "in all", False: "elsewhere"}
_RECENT = {None: "", True: "with recent", False: "without recent"}


def told_by(wanted: BalanceRequest, alias: str, number: int, as_of: date) -> Told:
    """What was told, as a command can say it once more, before its limit is looked for."""
    return Told(
        alias,
        number,
        as_of,
        how="" if wanted.is_left else _HOW[wanted.includes_ours],
        is_left=bool(wanted.is_left),
        units="units" if wanted.in_units else "",
        recent=_RECENT[wanted.with_recent],
        source=wanted.source.spell() if wanted.source else "",
    )


def refuse(wanted: BalanceRequest, told: Told, chart: Chart, book: FactBook, today: date) -> None:
    """Raise `NotUnderstood` where a payer's total is of a day on which who pays now did not."""
    then, now = chart.payer_on(told.as_of), chart.payer_on(today)
    is_total = wanted.is_left or wanted.includes_ours
    if then == now or not is_total or wanted.source is None:
        return
    if wanted.source.kind not in KNOWS_BY_CLAIMS:
        return
    told = replace(told, limit=wanted.limit)
    paid, pays = (name_of(payer, book) for payer in (then, now))
    ends = [days.last for of, days in spans(chart.payer_periods) if of.payer == now and days.last]
    last = max((day for day in ends if day < told.as_of), default=None)
    of_now = [Choice(f"{pays}'s", replace(told, as_of=last).command)] if last else []
    until = f" until {phrases.day(last)}, so it is kept as of that day" if last else " later"
    raise NotUnderstood(
        f"{phrases.sentence(paid)} paid on {phrases.day(told.as_of)}. Whose count is it?",
        f"{phrases.sentence(pays)} paid{until}. Nothing was saved yet.",
        [*of_now, Choice(f"{phrases.sentence(paid)}'s", f"{told.command} {AS_TYPED}")],
        field=FieldName.ON,
    )
