"""Answers from when a position holds: its days, how old what is held is, and what came later.

That nothing newer was seen is said only where no caution of the position, and no dispute of its
payer, tells of a later year: else somebody reads it as "nothing changed".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from models.coverage.dispute import Dispute
from models.coverage.position import Position, Verdict
from models.coverage.statement import Statement
from models.period import Period
from models.reply import Line
from models.wording import phrases

_YEAR = re.compile(r"\b20[0-9]{2}\b")


def lines(
    position: Position | None, on: date | None, disputes: Sequence[Dispute]
) -> tuple[Line, ...]:
    """From when a position holds and how old what is held is; that a day asked of is later."""
    if position is None:
        return ()
    if position.recorded.first and not (position.as_of or position.in_force != Period()):
        return (_undated(position, position.recorded.first),)
    when = phrases.sentence(phrases.period(position.in_force))
    if not position.as_of:
        return (Line(f"{when}.", position.cites),)
    later = next(_later(position, disputes), None)
    newer = "" if later else ", and nothing newer was seen"
    seen = f"a source last said so {phrases.partial(position.as_of)}{newer}"
    if on and position.as_of < on.isoformat():
        since = "" if position.in_force == Period() else f" {when}."
        older = f"What I hold is older than {phrases.day(on)}: {seen}.{since}"
        return (_with(older, position, later),)
    return (_with(f"{when}; {seen}.", position, later),)


def _with(text: str, position: Position, later: Statement | None) -> Line:
    if later is None:
        return Line(text, position.cites)
    first = later.says.partition(". ")[0].removesuffix(".")
    return Line(f"{first}. {text}", tuple(dict.fromkeys((*later.cites, *position.cites))))


def _undated(position: Position, recorded: date) -> Line:
    """That what is held bears no date at all, but that of its gathering."""
    gathered = phrases.partial(recorded.isoformat()[:7])
    if position.verdict is Verdict.UNKNOWN:
        none = "Nothing that I hold says that it is covered, so I hold no date of that"
        whole = f"{none}, and cannot say whether it changed. Gathered in {gathered}."
        return Line(whole, position.cites)
    return Line(
        f"Gathered in {gathered}. I hold no date on which it took effect, and cannot say "
        "whether it changed.",
        position.cites,
    )


def _later(position: Position, disputes: Sequence[Dispute]) -> Iterator[Statement]:
    """What is told of a year after that in which a source last said so."""
    last = position.as_of[:4]
    for said in position.cautions:
        if any(year > last for year in _YEAR.findall(said.says)):
            yield Statement(phrases.sentence(said.says), said.cites)
    for dispute in disputes:
        if any(year > last for year in _YEAR.findall(dispute.question)):
            about = dispute.about or f"this: {dispute.question.removesuffix('?')}"
            yield Statement(f"Sources disagree on {about}.", dispute.answer.cites)
