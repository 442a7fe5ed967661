"""Warns of a diagnosis code that had ended by the day of service, and says what stands instead.

A card that takes M54.5 for low back pain without a word sends out a claim that is rejected.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from models.coverage.fact_book import FactBook
from models.reply import Reply
from models.understanding.reading import Reading
from models.wording.sourced import lines, sourced


def with_ended(reply: Reply, reading: Reading, today: date, book: FactBook) -> Reply:
    """The reply with a caution on each code that ended before the last day, if it tells none."""
    if reply.refused or not reading.codes.diagnoses:
        return reply
    day = reading.question.until or reading.question.on or today
    ended = [
        code.says
        for condition in book.conditions.values()
        for code in condition.ended
        if code.code in reading.codes.diagnoses and (code.last is None or day > code.last)
    ]
    cited = {cite for line in reply.lines for cite in line.cites}
    untold = [says for says in ended if cited.isdisjoint(says.cites)]
    if not untold:
        return reply
    return sourced(replace(reply, cautions=(*lines(untold), *reply.cautions)), book)
