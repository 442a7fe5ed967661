"""Tells which year was taken for a day that was typed without one."""

from __future__ import annotations

from dataclasses import replace

from models.reply import Line, Reply
from models.understanding.question import Question
from models.wording import phrases


def with_year_taken(reply: Reply, question: Question) -> Reply:
    """The reply, with the day that was taken behind its first line.

    Beside a table of payers it is a caution: the lines above one are the conditions of its rows.
    """
    if not question.is_yearless or question.on is None or not (reply.lines or reply.tables):
        return reply
    last = f" to {phrases.day(question.until)}" if question.until else ""
    taken = Line(f"You named no year: I took {phrases.day(question.on)}{last}.")
    if len(question.payers) > 1:
        return replace(reply, cautions=(taken, *reply.cautions))
    return replace(reply, lines=(*reply.lines[:1], taken, *reply.lines[1:]))
