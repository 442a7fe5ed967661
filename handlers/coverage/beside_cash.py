"""Cash or a write-off, asked beside a payer of whom no facts are held."""

from __future__ import annotations

import re
from dataclasses import replace

from models.coverage.payer import LineOfBusiness, Payer
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
_OF_MEDICAID = Line(
    "Cash: a Medicaid member may be charged only where the program allows it, so ask it first. "
    "Whether to write it off the remit and your contract say."
)


def with_cash(reply: Reply, question: Question, text: str) -> Reply:
    """The card of one payer, with what holds for cash where it is asked and nothing is decided."""
    is_unknown = reply.badge is not None and reply.badge.words == _UNKNOWN
    if not is_unknown or len(question.payers) != 1 or not _CASH.search(text):
        return reply
    line = _OF_MEDICAID if _is_of_medicaid(question.payers[0]) else _OF_PLANS
    return replace(
        reply, lines=(*reply.lines[:1], line, *reply.lines[1:]), choices=(*reply.choices, _ASK)
    )


def _is_of_medicaid(payer: Payer) -> bool:
    return payer.lines == (LineOfBusiness.MEDICAID,)
