"""Cash or a write-off, asked beside a payer of whom no facts are held."""

from __future__ import annotations

import re
from dataclasses import replace

from handlers.command import Request
from handlers.coverage import charging
from models.coverage.fact_book import FactBook
from models.coverage.position import Verdict
from models.reply import Choice, Line, Reply
from models.understanding.question import Question
from models.wording import phrases

_UNKNOWN = phrases.VERDICTS[Verdict.UNKNOWN].words
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


def with_cash(reply: Reply, question: Question, request: Request, book: FactBook) -> Reply:
    """The card of one payer, with what holds for cash where it is asked and nothing is decided."""
    is_unknown = reply.badge is not None and reply.badge.words == _UNKNOWN
    if not is_unknown or len(question.payers) != 1 or not _CASH.search(request.text):
        return reply
    line = charging.of_payers(question.payers, question, request.today, book) or _OF_PLANS
    return replace(
        reply, lines=(*reply.lines[:1], line, *reply.lines[1:]), choices=(*reply.choices, _ASK)
    )
