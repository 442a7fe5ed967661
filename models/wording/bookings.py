"""How booked visits are told: their days, what each would use, what somebody should see to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from models.calendar_words import SHORT_WEEKDAYS
from models.coverage.fact_book import FactBook
from models.ports import BoardRow, BookedRow
from models.visits.booking import BookedVisit
from models.visits.limit import Unit
from models.wording import phrases
from models.wording.limit_owner import who_pays, whose

_NEAR_YEAR = 300  # days around today in which a day needs no year


def day(on: date, today: date) -> str:
    """A day with its weekday, and with its year where that is not plain: "Tue Dec 8"."""
    said = phrases.day_of_year(on) if abs((on - today).days) < _NEAR_YEAR else phrases.day(on)
    return f"{SHORT_WEEKDAYS[on.weekday()]} {said}"


def days(of: Iterable[date], today: date) -> str:
    """Several days: "Tue Dec 1; Thu Dec 3"."""
    return "; ".join(day(on, today) for on in of)


NOT_LOGGED = "Booked, not logged"

_OLDER = 8
"""So many visits are named that were booked longer ago."""


def longer_ago(rows: Sequence[BookedRow], today: date) -> str:
    """Visits of before that nobody logged or took away: "Longer ago, not logged: OAK-12 …"."""
    hidden = len(rows) - _OLDER
    more = f" and {hidden} more" if hidden > 0 else ""
    return f"Longer ago, not logged: {each(rows[:_OLDER], today)}{more}."


def each(rows: Iterable[BookedRow], today: date) -> str:
    """Booked visits, each alias once with its days: "OAK-12 Mon Nov 23, Tue Nov 24; ELM-3 …"."""
    days_of: dict[str, list[str]] = {}
    for row in rows:
        days_of.setdefault(row.alias, []).append(day(row.visit.on, today))
    return "; ".join(f"{alias} {', '.join(days)}" for alias, days in days_of.items())


def place(visit: BookedVisit) -> str:
    """Which one of how many it would be: "visit 13 of 12"; empty where it draws on no limit."""
    if not visit.limit:
        return ""
    if visit.unit is Unit.TIMED_UNIT:
        return f"{visit.used} of {phrases.count(visit.allowed, 'timed unit')}"
    noun = "treatment" if visit.unit is Unit.TREATMENT else "visit"
    return f"{noun} {visit.used} of {visit.allowed}"


def concern(visit: BookedVisit, owner: str, today: date) -> str:
    """What somebody should see to before the day; empty where nothing is."""
    on = day(visit.on, today)
    bare = f"no authorization covers {on}" if visit.is_uncovered else ""
    sure = passed(visit, owner, today) if visit.passes and not visit.is_if_needled else ""
    return "; ".join(filter(None, [sure, bare]))


def passed(visit: BookedVisit, owner: str, today: date) -> str:
    """Which day passes which limit: "Tue Dec 8 is visit 13 of 12 (Cigna)"."""
    verb = "comes to" if visit.unit is Unit.TIMED_UNIT else "is"
    return f"{day(visit.on, today)} {verb} {place(visit)} ({owner})"


def on_board(row: BoardRow, today: date) -> str:
    """What is booked and asked for, in a row of the board: "6 booked, see to Thu Dec 10"."""
    see_to = f", see to {day(row.passes_on, today)}" if row.passes_on else ""
    booked = f"{row.booked} booked{see_to}" if row.booked else ""
    asked = "request open" if row.asked_on else ""
    if row.asked_on and row.asked_on <= today:
        asked = "request without a decision"
    return " · ".join(filter(None, [booked, asked]))


def more_from(row: BoardRow, today: date) -> str:
    """From which day more is authorized: "more from Tue Dec 1"; empty where nothing is."""
    return f"more from {day(row.more_from, today)}" if row.more_from else ""


def owner(row: BookedRow, book: FactBook) -> str:
    """Whose limit a booked visit draws on."""
    name = who_pays(row.payer, book, is_self_pay=row.is_self_pay)
    return whose(row.visit.limit, row.payer, name) if row.visit.limit else name


def in_line(row: BookedRow, book: FactBook, today: date) -> str:
    """A booked visit that asks for something, with its alias."""
    return f"{row.alias}: {concern(row.visit, owner(row, book), today)}."
