"""A payer's total of another payer's day, or of an ended authorization: asked before it is kept."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from handlers.session.balance.balance_questions import Told
from handlers.session.card import limit_names
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
from models.visits.standing import Standing
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


def refuse_ended(typed: str, told: Told, chart: Chart, found: Mapping[str, Standing]) -> None:
    """Raise `NotUnderstood` where the limit typed is an authorization that ended before the day.

    Its count is not offered for the one that followed it.
    """
    if not typed or limit_names.fitting(typed, dict(found)):
        return
    said = set(re.findall(r"[0-9]+", typed))
    counting = {standing.limit.id for standing in found.values()}
    for one in chart.history.authorizations:
        last = one.period.last
        is_said = said in ({str(one.number)}, {str(one.serial)}, {str(one.number), str(one.serial)})
        if not (is_said and last and last < told.as_of) or one.limit.id in counting:
            continue
        of_it = replace(told, as_of=last, limit=f"authorization {one.serial}")
        raise NotUnderstood(
            f"Authorization number {one.serial} ended on {phrases.day(last)}.",
            "What is told of it is kept as of that day. Nothing was saved yet.",
            [Choice(f"{told.number} of number {one.serial}", of_it.command)],
            field=FieldName.ON,
        )
