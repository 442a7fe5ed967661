"""Answers a question in free text, from facts about payers, codes and states and from an FAQ.

/ask <question>
"""

from __future__ import annotations

import re

from handlers import answering, topics
from handlers.command import LONG, Command, Request, Services
from handlers.topics import EXAMPLES
from models.amended import amended
from models.errors import NoSuchDate
from models.reply import Line, Reply
from models.wording import glance

_TOPIC = "wrong_date"
_ON_PAPER = re.compile(
    r"\b(?:claims?|notes?|chart\w*|billed|reject\w*|den(?:y|ied|ial)|kick\w*|bounce\w*|return\w*"
    r"|clearinghouse|resubmit\w*|re-?bill\w*|fix\w*|correct\w*|typos?|mend|invalid|emr|ehr)\b",
    re.IGNORECASE,
)
_DAY = re.compile(r"(?<![0-9/])[0-9]{1,2}/[0-9]{1,2}/[0-9]{2,4}(?![0-9/])")
_DENIED = re.compile(r"\b(?:denied|denials?|rejected|den(?:y|ies))\b", re.IGNORECASE)


async def _answer(request: Request, services: Services) -> Reply:
    """The answer; to a date that stands on a claim and in no calendar, how that is mended."""
    try:
        return await answering.answer(request, services)
    except NoSuchDate as trouble:
        topic = services.book.topics.get(_TOPIC)
        if topic is None or not _ON_PAPER.search(request.text):
            raise
        reply = topics.say(topic, services.book)
        typed_here = Line(
            f"If it was only typed so here: {trouble.mend[:1].lower()}{trouble.mend[1:]}"
        )
        told = (*reply.lines[:1], *_of_the_rest(request.text, trouble.what), *reply.lines[1:])
        return glance.folded(amended(reply, headline=trouble.what, lines=(*told, typed_here)))


def _of_the_rest(text: str, what: str) -> tuple[Line, ...]:
    """What is needed to answer for another day that was denied beside it."""
    others = [day for day in _DAY.findall(text) if day not in what]
    if len(others) != 1 or not _DENIED.search(text):
        return ()
    return (Line(f"{others[0]} is asked apart: name the payer and the code of its denial."),)


COMMAND = Command("ask", __doc__, EXAMPLES, _answer, is_public=True, longest=LONG)
