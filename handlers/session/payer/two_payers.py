"""/session payer with both payers in one line: who pays first, and who pays second."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from handlers.command import Request, Services
from handlers.session.card import card, not_counted
from handlers.session.card.counted_chart import counted
from handlers.session.find_chart import Again, amend, named
from handlers.session.payer import payer, payer_card, payer_dates, read_payer
from handlers.session.payer.payer_dates import PayerChange
from models.coverage.payer import Payer
from models.errors import NotUnderstood
from models.field_name import FieldName
from models.reply import Choice, Line, Reply
from models.understanding.commands import payer_days, payer_ranks
from models.understanding.commands.payer_days import PayerDays
from models.understanding.commands.payer_ranks import RankedPayers
from models.visits.chart import Chart
from models.visits.events import Event

_RANK = re.compile(r" (?:secondary|primary) ")


async def answer(request: Request, services: Services, text: str) -> Reply:
    """Set the payer of an alias, or both where two are named with their ranks."""
    if not (payer_ranks.read(text) or payer_ranks.around_second(text)):
        return await payer.answer(request, services, text)
    chart, rest = await named(request, services, text, "session payer")
    if ranked := payer_ranks.read(rest) or _around_second(rest, request, services):
        return await _both(request, services, chart, ranked)
    return await payer.answer(request, services, text)


def _around_second(text: str, request: Request, services: Services) -> RankedPayers | None:
    """Two payers with "secondary" between them: the second is behind it, as in /session new.

    Of one payer a day, or what is treated, may stand behind the rank: "cigna secondary from 11/1".
    """
    ranked = payer_ranks.around_second(text)
    if ranked is None:
        return None
    days = payer_days.read(ranked.second, request.today)
    if not services.reader.read(days.remaining, request.today).payers:
        return None
    return RankedPayers(ranked.first, days.remaining, days.spell())


async def _both(request: Request, services: Services, chart: Chart, ranked: RankedPayers) -> Reply:
    """Set both payers of an alias at once. Raises `NotUnderstood`, and then neither is set."""
    start, today = f"/session payer {chart.alias}", request.today
    days = [payer_days.read(part, today) for part in (ranked.first, ranked.second, ranked.behind)]
    told, behind, _ = (part.remaining for part in days)
    home = request.clinic.state

    def again(one: str, other: str) -> str:
        parts = (one, days[0].spell(), "primary", other, days[1].spell(), "secondary")
        return " ".join(filter(None, (start, *parts, days[2].spell())))

    first = read_payer.read(told, services, lambda w: again(w, behind), home=home)
    second = of_second(behind, services, lambda w: again(told, w), home)
    if first.payer is None:
        raise no_first(second)
    refuse_one_twice(second, first.payer)
    if ranked.behind:
        raise _of_which_day(start, first.payer, second, days[2])
    changes = (
        PayerChange(first.payer.id, first.payer.name, days[0]),
        PayerChange(second.id, second.name, replace(days[1], is_secondary=True)),
    )

    def decide(now: Chart) -> Sequence[Event]:
        book = services.book
        with _naming(changes[1], now):
            of_first = payer.decide(now, list(first.events()), changes[0], book, today)
        with _naming(changes[0], now):
            event = payer_dates.event_of(changes[1], now, book, today)
        return [*of_first, *([event] if event else [])]

    count = counted(await amend(request, services, chart.alias, decide), request, services)
    return card.say(count, Line(payer_card.words(count)), sections=not_counted.section(count))


@contextmanager
def _naming(other: PayerChange, chart: Chart) -> Iterator[None]:
    """Say in a question about one of the two how the other is set: its buttons leave that out."""
    try:
        yield
    except NotUnderstood as trouble:
        then = other.command(chart, other.days)
        trouble.mend = f"{trouble.mend} Set {other.name} by itself then: {then}"
        raise


def of_second(text: str, services: Services, again: Again, home: str | None) -> Payer:
    """Who pays second. Raises `NotUnderstood` for more than its name: no more is kept of it.

    `again` is the command with other words in the place of the text; a word for what is treated is
    put before the rank, as it is of the patient.
    """
    read = read_payer.read(text, services, again, home=home)
    if read.payer is None or read.condition or read.plan:
        known = services.book.conditions.get(read.condition or "")
        is_moved = read.payer is not None and known is not None and not read.plan
        command = again(read.payer.name) if read.payer else ""
        treated = _RANK.sub(rf" for {known.name}\g<0>", command, count=1) if known else ""
        raise NotUnderstood(
            "Of who pays second only the name is kept, so nothing was saved.",
            f"What is treated stands before it: {treated}"
            if is_moved
            else "Write it last: /session new payer medicare for chronic low back pain secondary "
            "aetna",
            [Choice("Write it so", treated)] if is_moved else [],
            field=FieldName.PAYER,
        )
    return read.payer


def refuse_one_twice(second: Payer, first: Payer) -> None:
    """Raise `NotUnderstood` where one is to pay first and second."""
    if first.id == second.id:
        raise NotUnderstood(
            f"{second.name} is named as first and as second.",
            "Name two payers, or one alone. Nothing was saved.",
            field=FieldName.PAYER,
        )


def no_first(second: Payer) -> NotUnderstood:
    """The question for the first payer, where the second alone is named."""
    return NotUnderstood(
        "Who pays first?",
        f"{second.name} pays second. Name the first payer before it; nothing was saved.",
        field=FieldName.PAYER,
    )


def _of_which_day(start: str, first: Payer, second: Payer, days: PayerDays) -> NotUnderstood:
    """A day behind both may be of one of them or of both: they are set one at a time."""
    since = days.spell()
    told = "" if days.remaining else f" {since}"
    return NotUnderstood(
        f"Is that of both payers{', ' + since if told else ''}? Set one at a time.",
        "Nothing was saved yet. What stands behind both may be of one of them or of each.",
        [
            Choice(f"{first.name} pays first{told}", f"{start} {first.name}{told}"),
            Choice(f"{second.name} pays second{told}", f"{start} {second.name} secondary{told}"),
        ]
        if told
        else [],
        field=FieldName.FIRST,
    )
