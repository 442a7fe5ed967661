"""/coverage cash: what a clinic owes before a patient pays: contract, ABN, estimate, superbill.

/coverage cash <payer|uninsured> [by <profession>] [booked <date>] [for <date>] [asked <date>]
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from handlers import alias_asked
from handlers.command import Request, Services
from handlers.coverage.charging import cash_card, cash_estimate
from handlers.coverage.charging.cash_card import CashCase
from handlers.coverage.clarify import again
from handlers.coverage.one_payer import one_payer
from models.coverage.duty import CashVisit
from models.coverage.fact_book import FactBook
from models.coverage.payer import Payer
from models.coverage.position import Circumstances, find
from models.errors import NotUnderstood
from models.reply import Reply
from models.understanding.commands import cash_words
from models.understanding.commands.cash_words import CashWords
from models.understanding.conditions.conditions import UNCLEAR
from models.understanding.question import Question
from models.wording import phrases

_NEEDLING = "20560"
_FORESEEN_DAYS = 366


async def answer(request: Request, services: Services) -> Reply:
    """The card: what is owed in the order in which it is done, and the day of the estimate."""
    days = cash_words.read(request.text, request.today)
    _refuse_turned(days, request.today)
    about = await _with_payer_of_alias(days.about, request, services)
    question = services.reader.read(about, request.today)
    if days.is_uninsured and not (question.payers or question.unknown_payer):
        return cash_estimate.uninsured(days, request.today, services.book)

    def again_of(other: Payer) -> str:
        typed = _typed(question, other, services.book)
        return " ".join(("/coverage cash", typed, *cash_estimate.days_typed(days)))

    payer = one_payer(question, services, again_of, request.clinic.state)
    return cash_card.say(_cash(payer, question, days, request, services.book), question)


async def _with_payer_of_alias(about: str, request: Request, services: Services) -> str:
    """The text with the payer of an alias in the place of the alias."""
    named = alias_asked.take(replace(request, text=about), services)
    if named is None or len(named.aliases) > 1:
        return about
    chart = await services.charts.find(request.clinic.id, named.aliases[0])
    payer = services.book.payers.get(chart.payer or "") if chart else None
    if payer is None:
        raise NotUnderstood(
            "No payer is noted for that alias.", "Name the payer: /coverage cash premera."
        )
    return f"{payer.name} {named.remaining}".strip()


def _refuse_turned(days: CashWords, today: date) -> None:
    """Refuse a visit before its booking, and one of which no rule is known yet."""
    if days.on is None:
        return
    if days.booked and days.on < days.booked:
        raise NotUnderstood(
            f"The visit, {phrases.day(days.on)}, lies before its booking.",
            "Check the days: booked 11/30 for 12/9.",
        )
    if (days.on - today).days > _FORESEEN_DAYS:
        raise NotUnderstood(
            f"{phrases.long_day(days.on)} is too far ahead: no rule is known for it.",
            "Check the year, or leave the date out.",
        )


def _cash(
    payer: Payer, question: Question, days: CashWords, request: Request, book: FactBook
) -> CashCase:
    """What was asked, with the clinic's own settings where nothing was typed."""
    own = None if question.other_profession else request.clinic.biller
    billed_by = question.profession or own
    on = days.on or request.today
    asked = Circumstances(
        on,
        question.codes[0] if question.codes else _NEEDLING,
        condition=None if question.condition == UNCLEAR else question.condition,
        profession=billed_by,
        state=question.state or payer.only_state or request.clinic.state,
        line=question.line,
        other_biller=bool(question.other_profession),
    )
    lines = (question.line,) if question.line else payer.lines
    return CashCase(
        _typed(question, payer, book),
        CashVisit(payer, lines, billed_by, on),
        days,
        request.today,
        asked,
        find(book.positions_of(payer.id), asked),
        request.clinic.rules.find(payer.id, asked),
        book,
    )


def _typed(question: Question, payer: Payer, book: FactBook) -> str:
    """What was understood of the payer and the claim, as it can be typed behind the verb."""
    return again(question._replace(aspects=()), payer, book).removeprefix("/coverage ")
