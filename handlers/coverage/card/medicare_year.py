"""Medicare's year of needling visits, counted from the first visit that was typed."""

from __future__ import annotations

from dataclasses import replace

from dateutil.relativedelta import relativedelta

from handlers.command import Request
from models.coverage.topic import Topic
from models.reply import Line, Reply
from models.understanding.dates import first_visit
from models.understanding.reading import Reading
from models.wording import phrases

_TOPIC = "win_rolling_year"
_FIRST_BLOCK, _A_YEAR = 12, 20
_LEFT = frozenset("left remain remains remaining more many".split())


def before(reply: Reply, topic: Topic, reading: Reading, request: Request) -> Reply:
    """The topic's card, led by what its rule makes of the first visit and of the count told."""
    if topic.id != _TOPIC:
        return reply
    told = first_visit.told_in(reading.text, request.today)
    first, cites = told.on, reply.lines[0].cites
    lines = []
    if first:
        new_year = first.replace(day=1) + relativedelta(years=1)
        of_rule = f"not before {phrases.day(new_year)}, by the rule of 11 full months"
        lines.append(Line(f"First visit on {phrases.day(first)}: a new year {of_rule}.", cites))
    if told.used is not None and (told.used >= _A_YEAR or reading.words & _LEFT):
        lines.append(Line(_left(told.used), cites))
    return replace(reply, lines=(*lines, *reply.lines)) if lines else reply


def _left(used: int) -> str:
    if used >= _A_YEAR:
        return f"{used} used: none is left until then."
    if used >= _FIRST_BLOCK:
        return f"{used} used: {_A_YEAR - used} left in that year, only if the patient improves."
    rest = _FIRST_BLOCK - used
    return f"{used} used: {rest} left of the first {_FIRST_BLOCK}, in 90 days; 8 more if improving."
