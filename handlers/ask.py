"""Answers a question in free text, from facts about payers, codes and states and from an FAQ.

/ask <question>
"""

from __future__ import annotations

import re

from handlers import answering, topics
from handlers.command import LONG, Command, Request, Services
from handlers.topics import EXAMPLES
from models.errors import NoSuchDate
from models.reply import Line, Reply, amended
from models.wording import glance

_TOPIC = "wrong_date"
_ON_PAPER = re.compile(
    r"\b(?:claims?|notes?|chart\w*|billed|reject\w*|den(?:y|ied|ial)|kick\w*|bounce\w*|return\w*"
    r"|clearinghouse|resubmit\w*|re-?bill\w*|fix\w*|correct\w*|typos?|mend|invalid|emr|ehr)\b",
    re.IGNORECASE,
)


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
        return glance.folded(
            amended(reply, headline=trouble.what, lines=(*reply.lines, typed_here))
        )


COMMAND = Command("ask", __doc__, EXAMPLES, _answer, is_public=True, longest=LONG)
