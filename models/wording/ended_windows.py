"""How a window that is over stood: its days, the visits used, and by how many it was passed."""

from __future__ import annotations

from models.period import Period
from models.visits.limit import LimitKind, Needs
from models.visits.standing import Standing
from models.wording import phrases, standings
from models.wording.cap_contents import DISCIPLINES


def in_words(standing: Standing) -> str:
    """A window that is over: "Oct 1 to Oct 31, 2025: 32 of 30 visits used, over by 2"."""
    over = f", {standings.number_left(standing.left)}" if standing.left < 0 else ""
    needs = any(stage.needs is Needs.AUTHORIZED for stage in standing.closed)
    unasked = "; those needed the payer's authorization" if over and needs else ""
    days = _days(standing.window)
    return f"{days}: {standings.used(standing)}{_of_one(standing)}{over}{unasked}"


def owner(standing: Standing, payer: str) -> str:
    """Whose limit it was, within a sentence: "your clinic's cap", "HUSKY Health"."""
    whose = standings.owner(standing.limit, payer)
    is_payer = standing.limit.kind is LimitKind.PAYER
    return whose if is_payer else f"{whose[:1].lower()}{whose[1:]}"


def in_short(standing: Standing) -> str:
    """The same in a cell: "over by 2 · 32 of 30 visits used to Dec 31, 2025"."""
    over = f"{standings.number_left(standing.left)} · " if standing.left < 0 else ""
    last = standing.window.last
    return f"{over}{standings.used(standing)}{f' to {phrases.day(last)}' if last else ''}"


def _days(window: Period) -> str:
    """The days of a window: "Nov 15 to Nov 21, 2026", "Oct 1, 2025 to Sep 30, 2026"."""
    first, last = window.first, window.last
    if first and last and first.year == last.year:
        return f"{phrases.day_of_year(first)} to {phrases.day(last)}"
    return phrases.period(window)


def _of_one(standing: Standing) -> str:
    """The one discipline of which visits count, where several are counted apart."""
    disciplines = standing.limit.pool.disciplines
    return f" ({DISCIPLINES[disciplines[0]]})" if len(disciplines) == 1 else ""
