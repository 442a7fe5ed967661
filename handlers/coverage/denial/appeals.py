"""Until when a first claim or an appeal has to be in, by payer and state, or that none is held."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from models.coverage.appeal_window import (
    AppealWindow,
    ClockStart,
    DecisionDays,
    WindowOf,
    windows_of,
    windows_of_line,
)
from models.coverage.fact_book import FactBook
from models.coverage.payer import Payer
from models.reply import Line, Reply
from models.understanding.dates import which_year
from models.understanding.question import Question
from models.wording import phrases

TOPICS = {"appeal_deadlines": WindowOf.APPEAL, "timely_filing": WindowOf.CLAIM}
"""The topics on how long anybody has to appeal, and to send a first claim."""

_STARTS = {WindowOf.APPEAL: "To contest it", WindowOf.CLAIM: "First claims"}
_ANY_START = re.compile(rf"^(?:{'|'.join(_STARTS.values())})[: ]+")
_SOON = 30  # days
_ASKS_DAY = "It counts from the decision, not from its receipt: type denied and that day."

NOT_HELD = (Line("How long this payer takes appeals is not held: read the remittance."),)
NO_CLAIMS_HELD = (
    Line("How long this payer takes first claims is not held: your contract or its manual says."),
)


@dataclass(frozen=True, slots=True)
class ContestDays:
    """The days that were told, from which a window can be counted, and today."""

    today: date
    service: date | None = None
    decided: DecisionDays | None = None


def days_told(question: Question, today: date) -> ContestDays:
    """The days of a question. What is billed or contested lies behind: Feb 9 was this year's."""
    service = question.on
    if service and question.is_yearless and service > today:
        service = which_year.year_before(service)
    return ContestDays(today, service, question.decided)


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


def of_claims(
    payer: Payer, state: str | None, days: ContestDays, book: FactBook
) -> tuple[Line, ...]:
    """Until when a first claim has to be in, or that this is not held."""
    windows = windows_of(book.appeals, payer, state, WindowOf.CLAIM)
    return tuple(_lines(windows, days)) or NO_CLAIMS_HELD


def beside_claims(payer: Payer, book: FactBook) -> tuple[Line, ...]:
    """What to know with how long first claims are taken."""
    windows = windows_of(book.appeals, payer, None, WindowOf.CLAIM)
    return tuple(Line(window.besides, window.cites) for window in windows if window.besides)


def is_final(payer: Payer, book: FactBook) -> bool:
    """Whether what came too late to this payer cannot be contested."""
    return any(w.is_final for w in windows_of(book.appeals, payer, None, WindowOf.CLAIM))


def beside(payer: Payer, book: FactBook, *, is_held: bool) -> tuple[Line, ...]:
    """What to know with a window; of a payer without, what holds for patients of any such plan."""
    if not is_held:
        return tuple(Line(w.says, w.cites) for w in windows_of_line(book.appeals, payer))
    of_payer = windows_of(book.appeals, payer, None)
    return tuple(Line(w.besides, w.cites) for w in of_payer if w.besides)


def told(
    of: WindowOf, payer: Payer, state: str | None, days: ContestDays, book: FactBook
) -> tuple[Line, ...]:
    """The windows of one payer, what to know with them, or that none is held."""
    if of is WindowOf.CLAIM:
        return (*of_claims(payer, state, days, book), *beside_claims(payer, book))
    windows = held(payer, state, days, book)
    return (*(windows or NOT_HELD), *beside(payer, book, is_held=bool(windows)))


def led_by_window(reply: Reply, payer: Payer, told: tuple[Line, ...]) -> Reply:
    """The topic on how long something is taken, led by what is told of one payer."""
    first, *rest = told
    named = f"{payer.name}: "
    said = _ANY_START.sub("", first.text)
    first = replace(first, text=f"{named}{said[:1].lower()}{said[1:]}")
    others = (line for line in reply.lines if not line.text.startswith(named))
    return replace(reply, lines=(first, *rest, *others))


def _states(payer: Payer, book: FactBook) -> list[str]:
    """The states in which the payer's window is another one."""
    appeals = (window for window in book.appeals if window.of is WindowOf.APPEAL)
    own = [w for w in appeals if not {payer.id, payer.facts}.isdisjoint(w.payers)]
    if not any(not window.states for window in own):
        return []
    return sorted({state for window in own for state in window.states})


def _lines(windows: tuple[AppealWindow, ...], days: ContestDays) -> Iterator[Line]:
    of_some = [window for window in windows if window.only]
    for window in windows:
        whom = f" for {window.only}" if window.only else ""
        start = (
            "For any other plan" if of_some and not window.only else f"{_STARTS[window.of]}{whom}"
        )
        told = (f"{start}: {window.says}.", _end(window, days))
        yield Line(" ".join(filter(None, told)), window.cites)


def _end(window: AppealWindow, days: ContestDays) -> str:
    """When it ends, where that is known; else before when it cannot, which is no promise."""
    decided = days.decided
    if decided and (start := window.start(decided)):
        ends, counted = window.earliest_end(start), f", counted from {phrases.day(start)}"
        return f"It ends on {phrases.day(ends)}{counted}{_near(ends, days.today)}." if ends else ""
    if window.counted_from is ClockStart.SERVICE and window.of is WindowOf.APPEAL:
        ends = window.earliest_end(days.service) if days.service else None
        return f"It ends on {phrases.day(ends)}{_near(ends, days.today)}." if ends else ""
    # A receipt comes behind a decision, which comes behind the service.
    made = decided.made if decided and window.of is WindowOf.APPEAL else None
    earlier = made or days.service
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
    away = f"{phrases.count(left, 'day')} from today" if left else "today"
    return f": {away}{or_later}" if left <= _SOON else ""
