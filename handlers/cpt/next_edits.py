"""From which day the next quarter's NCCI edits hold, where somebody asks when they change."""

from __future__ import annotations

import re
from datetime import date

from dateutil.relativedelta import relativedelta

from handlers.command import Request
from models.amended import amended
from models.reply import Line, Reply
from models.wording import phrases

_TOPIC = "ncci_lookup"
_EDITS = re.compile(r"\b(?:ncci|ccs?i|cci|ptp|edits?)\b", re.IGNORECASE)
_WHEN = re.compile(
    r"\b(?:when|whens|next|upcoming|quarter|quarterly|start date|effective|take effect|come out"
    r"|comes out|what (?:date|day))\b",
    re.IGNORECASE,
)
_QUARTER = 3  # months


def before(reply: Reply, topic_id: str, request: Request) -> Reply:
    """The card on NCCI edits, led by the days on which this quarter and the next one begin."""
    text = request.text
    if topic_id != _TOPIC or not (_EDITS.search(text) and _WHEN.search(text)):
        return reply
    now = _began(request.today)
    after = phrases.day(now + relativedelta(months=_QUARTER))
    said = (
        f"The next quarter's edits hold for dates of service from {after}; "
        f"those of now began on {phrases.day(now)}."
    )
    return amended(reply, lines=(Line(said), *reply.lines))


def _began(today: date) -> date:
    """The first day of the quarter."""
    return date(today.year, today.month - (today.month - 1) % _QUARTER, 1)
