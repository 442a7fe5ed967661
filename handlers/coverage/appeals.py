"""Until when a payer's decision can be contested, by payer and state; else that it is unknown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from models.coverage.appeal_window import (
    AppealWindow,
    ClockStart,
    DecisionDays,
    windows_of,
    windows_of_line,
)
from models.coverage.fact_book import FactBook
from models.coverage.payer import Payer
from models.reply import Line, Reply
from models.wording import phrases

TOPIC = "appeal_deadlines"
"""The topic on how long anybody has to appeal."""
_START = "To contest it"
_SOON = 30  # days
_ASKS_DAY = "It counts from the decision, not from its receipt: type denied and that day."

NOT_HELD = (Line("How long this payer takes appeals is not held: read the remittance."),)


@dataclass(frozen=True, slots=True)
class ContestDays:
    """The days that were told, from which a window can be counted, and today."""

    today: date
    service: date | None = None
    decided: DecisionDays | None = None


def held(payer: Payer, state: str | None, told: ContestDays, book: FactBook) -> tuple[Line, ...]:
    """A line for each window that may hold; with a day that was told, when it ends.

    Of a payer whose window hangs on a state that nobody named, no end is told.
    """
    windows = windows_of(book.appeals, payer, state)
    states = _states(payer, book)
    is_open = bool(states) and state is None
    lines = tuple(_lines(windows, ContestDays(told.today) if is_open else told))
    if not is_open or not lines:
        return lines
    named = phrases.either(states, "and")
    differs = f"{lines[-1].text} It differs in {named}: name the state."
    return (*lines[:-1], replace(lines[-1], text=differs))


def beside(payer: Payer, book: FactBook, *, is_held: bool) -> tuple[Line, ...]:
    """What to know with a window; of a payer without, what holds for patients of any such plan."""
    if not is_held:
        return tuple(Line(w.says, w.cites) for w in windows_of_line(book.appeals, payer))
    of_payer = windows_of(book.appeals, payer, None)
    return tuple(Line(w.besides, w.cites) for w in of_payer if w.besides)


def led_by_window(
    reply: Reply, payer: Payer, state: str | None, days: ContestDays, book: FactBook
) -> Reply:
    """The topic on appeals, led by the window of one payer that the text names."""
    windows = held(payer, state, days, book)
    named = f"{payer.name}: "
    first, *rest = windows or NOT_HELD
    said = first.text.removeprefix(_START).lstrip(": ")
    first = replace(first, text=f"{named}{said[:1].lower()}{said[1:]}")
    told = (first, *rest, *beside(payer, book, is_held=bool(windows)))
    others = (line for line in reply.lines if not line.text.startswith(named))
    return replace(reply, lines=(*told, *others))


def _states(payer: Payer, book: FactBook) -> list[str]:
    """The states in which the payer's window is another one."""
    own = [w for w in book.appeals if not {payer.id, payer.facts}.isdisjoint(w.payers)]
    if not any(not window.states for window in own):
        return []
    return sorted({state for window in own for state in window.states})


def _lines(windows: tuple[AppealWindow, ...], days: ContestDays) -> Iterator[Line]:
    of_some = [window for window in windows if window.only]
    for window in windows:
        whom = f" for {window.only}" if window.only else ""
        start = "For any other plan" if of_some and not window.only else f"{_START}{whom}"
        told = (f"{start}: {window.says}.", _end(window, days))
        yield Line(" ".join(filter(None, told)), window.cites)


def _end(window: AppealWindow, days: ContestDays) -> str:
    """When it ends, where that is known; else before when it cannot, which is no promise."""
    decided = days.decided
    if decided and (start := window.start(decided)):
        ends, counted = window.earliest_end(start), f", counted from {phrases.day(start)}"
        return f"It ends on {phrases.day(ends)}{counted}{_near(ends, days.today)}." if ends else ""
    if window.counted_from is ClockStart.SERVICE:
        ends = window.earliest_end(days.service) if days.service else None
        return f"It ends on {phrases.day(ends)}{_near(ends, days.today)}." if ends else ""
    # A receipt comes behind a decision, which comes behind the service.
    earlier = (decided.made if decided else None) or days.service
    ends = window.earliest_end(earlier) if earlier else None
    if ends is None:
        return _ASKS_DAY if decided and window.count else ""
    at_most = ", or later" if ends >= days.today else ""
    return f"It cannot end before {phrases.day(ends)}{_near(ends, days.today, at_most)}."


def _near(ends: date, today: date, or_later: str = "") -> str:
    """How a last day goes on that is past, or so near that somebody has to hurry."""
    left = (ends - today).days
    if left < 0:
        return ": that day is past, so it may be over"
    return f": {phrases.count(left, 'day')} from today{or_later}" if left <= _SOON else ""
