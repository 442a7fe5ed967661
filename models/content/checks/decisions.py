"""Whether a decision time is told as it is counted: its number in its sentence, whom it binds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from models.content.fault import EntryFault
from models.coverage.decision_time import ClockDays, DecisionTime
from models.coverage.fact_book import Authority, FactBook

_HOURS = 24
SECOND_HAND = "second-hand"


def check_decisions(book: FactBook) -> Iterator[EntryFault]:
    """Sentences that name another time than the one counted, or do not own that it is hearsay."""
    for time in book.decisions:
        for field, what, mend in _faults(time, book):
            yield EntryFault("decisions/", 0, f"{time.id}.{field}", what, mend)


def _faults(time: DecisionTime, book: FactBook) -> Iterator[tuple[str, str, str]]:
    if not (time.lines or time.payers):
        yield "lines", "binds nobody.", "Name lines of business, or payers."
    if time.state_holidays and len(time.states) != 1:
        yield "state_holidays", "are those of no one state.", "Name one state."
    if time.says.endswith("."):
        yield "says", "ends in a full stop.", "Leave it out: the sentence goes on."
    if time.days and ("urgent" in time.says) is not time.urgent:
        what = "says of an urgent request what is of others, or the other way round."
        yield "says", what, "Write urgent in the sentence of a time that is of urgent ones alone."
    if time.days and not _tells(time):
        what = f"does not name the {time.days} {time.clock} days that are counted."
        yield "says", what, "Write the number as it is counted."
    if is_hearsay(time.cites, book) and SECOND_HAND not in time.note:
        yield "note", "rests on second-hand sources alone.", f"Write: {SECOND_HAND}."


def _tells(time: DecisionTime) -> bool:
    if time.clock is ClockDays.WORKING:
        return f" {time.days} working day" in time.says
    return any(
        told in time.says for told in (f" {time.days} day", f" {(time.days or 0) * _HOURS} hours")
    )


def is_hearsay(cites: Iterable[str], book: FactBook) -> bool:
    """Whether what cites these sources rests on second-hand ones alone."""
    held = [book.sources[id_].authority for id_ in cites if id_ in book.sources]
    return bool(held) and min(held) >= Authority.SECOND_HAND
