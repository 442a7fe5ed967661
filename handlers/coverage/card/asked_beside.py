"""What is asked beside a payer and no facts on it hold: cash or a write-off, and units a day."""

from __future__ import annotations

import re
from dataclasses import replace

from handlers.command import Request
from handlers.coverage.charging import charging
from models.coverage.edits import FEW_MUSCLES, MANY_MUSCLES
from models.coverage.fact_book import FactBook
from models.coverage.payer import Payer, PayerKind
from models.coverage.position import Verdict
from models.coverage.topic import Topic
from models.reply import Choice, Line, Reply
from models.understanding.question import Question
from models.wording import phrases
from models.wording.sourced import lines, sourced

_UNKNOWN = phrases.VERDICTS[Verdict.UNKNOWN].words
_REFUSED = phrases.VERDICTS[Verdict.NOT_COVERED].words
_NEEDLING = frozenset({FEW_MUSCLES, MANY_MUSCLES})
_MEDICARE = "medicare"
_UNITS = re.compile(r"\bunits?\b", re.IGNORECASE)
_CASH = re.compile(
    r"\b(?:cash|self[ -]?pay|out of pocket|write (?:it |this )?off|eat it)\b", re.IGNORECASE
)
_ASK = Choice(
    "May I charge cash?", "/ask can I charge cash when the plan does not pay for dry needling"
)
_OF_PLANS = Line(
    "Cash: ask the plan first, and charge only where your contract with it allows, agreed in "
    "writing before the visit."
)


def with_asked_beside(reply: Reply, question: Question, request: Request, book: FactBook) -> Reply:
    """The card, with what holds for cash and for units a day where these are asked."""
    reply = _with_cash(reply, question, request, book)
    return _with_units(reply, question, request, book)


def _with_cash(reply: Reply, question: Question, request: Request, book: FactBook) -> Reply:
    """The card of one payer, with what holds for cash where it is asked and nothing is decided."""
    is_unknown = reply.badge is not None and reply.badge.words == _UNKNOWN
    if not is_unknown or len(question.payers) != 1 or not _CASH.search(request.text):
        return reply
    if topic := _of_ministry(question.payers[0], book):
        told = (*reply.lines[:1], *lines(topic.answer[:2]), *reply.lines[1:])
        return sourced(replace(reply, lines=told, choices=(*reply.choices, _ASK)), book)
    line = charging.of_payers(question.payers, question, request.today, book) or _OF_PLANS
    return replace(
        reply, lines=(*reply.lines[:1], line, *reply.lines[1:]), choices=(*reply.choices, _ASK)
    )


def _of_ministry(payer: Payer, book: FactBook) -> Topic | None:
    """The topic on sharing ministries, with which a clinic has no contract."""
    is_one = payer.kind is PayerKind.SHARING_MINISTRY
    return book.topics.get("sharing_ministry") if is_one else None


def _with_units(reply: Reply, question: Question, request: Request, book: FactBook) -> Reply:
    """The card, led by Medicare's units a day where units are asked: no payer's own are held."""
    asks = question.number or _UNITS.search(request.text)
    codes = [code for code in question.codes if code in _NEEDLING]
    is_refused = reply.badge is not None and reply.badge.words == _REFUSED
    is_of_medicare = {payer.id for payer in question.payers} == {_MEDICARE}
    if not asks or len(codes) != 1 or not question.payers or is_of_medicare or is_refused:
        return reply
    daily = book.edits.units(codes[0]) if book.edits else None
    if book.edits is None or daily is None:
        return reply
    most = phrases.count(daily.most, "unit")
    says = Line(
        f"Medicare's table of {phrases.day(book.edits.as_of)} takes {most} of {codes[0]} a day. "
        "Whether a plan follows it is for it to say.",
        book.edits.cites,
    )
    return sourced(replace(reply, lines=(says, *reply.lines)), book)
