"""What is held of several payers of one name, beside a topic that itself knows no answer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from models.coverage.edits import FEW_MUSCLES
from models.coverage.fact_book import FactBook
from models.coverage.payer import Payer
from models.coverage.position import Circumstances, Verdict, find
from models.coverage.topic import Topic
from models.reply import Choice, Line, Reply
from models.wording import phrases

_MOST_CHOICES = 4
_MOST_PAYERS = 12  # more are no name that somebody could choose from


def beside(
    reply: Reply, topic: Topic, payers: Sequence[Payer], today: date, book: FactBook
) -> Reply:
    """The card of a topic without an answer, with the verdict of each payer that is held."""
    held = [payer for payer in payers if book.positions_of(payer.id)]
    is_of_none = reply.lines[0].text.endswith(":")  # "I hold nothing of these plans. In general:"
    if not (topic.unknown and held) or is_of_none or not 1 < len(payers) <= _MOST_PAYERS:
        return reply
    asked = Circumstances(on=today, code=FEW_MUSCLES)
    by_verdict: dict[Verdict, list[str]] = defaultdict(list)
    for payer in held:
        by_verdict[find(book.positions_of(payer.id), asked).verdict].append(payer.name)
    said = "; ".join(
        f"{phrases.VERDICTS[verdict].words.lower()} for {phrases.either(names, 'and')}"
        for verdict, names in by_verdict.items()
    )
    line = Line(f"Held on needling: {said}. Of others I hold nothing.")
    choices = (Choice(f"Coverage: {p.name}", f"/coverage {p.name}") for p in held[:_MOST_CHOICES])
    return replace(
        reply,
        lines=(*reply.lines[:1], line, *reply.lines[1:]),
        choices=(*choices, *reply.choices),
    )
