"""/session year: the month and day on which the plan's year begins, told or changed later."""

from __future__ import annotations

from datetime import date

from handlers.command import Request, Services
from handlers.session.card import card
from handlers.session.card.counted_chart import counted
from handlers.session.find_chart import amend, named, refuse_unused, while_open
from models.errors import NotUnderstood
from models.field_name import FieldName
from models.reply import Line, Reply
from models.understanding.commands import payer_ranks, session_commands
from models.visits.chart import Chart
from models.visits.events import BenefitYearSet
from models.wording import phrases

_A_LEAP_YEAR = 2024
_CLEARED = frozenset({"none", "unknown"})


async def answer(request: Request, services: Services, text: str) -> Reply:
    """Set on which day the plan's year begins, or take it back."""
    chart, rest = await named(request, services, text, "session year")
    day, unused = session_commands.read_year(rest)
    is_cleared = day is None and " ".join(unused).casefold() in _CLEARED
    if payer_ranks.names_second(rest):
        raise _of_second(chart, day)
    if not is_cleared:
        refuse_unused(unused, outcome=f"saved for {chart.alias}")
    if day is None and not is_cleared:
        raise NotUnderstood(
            f"On which day does the year of {chart.alias}'s plan begin?",
            f"Write the month and the day: /session year {chart.alias} July 1",
            field=FieldName.YEAR,
        )
    after = await amend(request, services, chart.alias, while_open(BenefitYearSet(day)))
    said = f"The plan's year begins on {year_words(day)}." if day else "The plan's year is not set."
    was = chart.benefit_year
    before = f" It was {year_words(was)} before." if was and was != day else ""
    return card.say(counted(after, request, services), Line(f"{said}{before}"))


def _of_second(chart: Chart, day: tuple[int, int] | None) -> NotUnderstood:
    """One year is kept, of who pays first; a cap of the clinic's own has any."""
    begins = year_words(day) if day else "July 1"
    cap = f"/caps set {chart.alias} 20 visits per benefit year from {begins}"
    return NotUnderstood(
        "A plan's year is kept of the payer that pays first, so nothing was saved.",
        "Limits of the second by a plan's year count from Jan 1. Where that is wrong, set what its "
        f"letter says as a cap: {cap}",
        field=FieldName.YEAR,
    )


def year_words(day: tuple[int, int]) -> str:
    """The first day of a plan's year: "Jul 1"."""
    return phrases.day_of_year(date(_A_LEAP_YEAR, *day))
