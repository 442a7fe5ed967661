"""The same day in Teams: each card and dialog as JSON."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from bot.render import adaptive_card, teams_form
from bot.render.adaptive_card import CardContext
from bot.teams.dialogs import opened
from handlers.forms.catalog import BY_NAME
from handlers.forms.form import Form, FormContext
from models.coverage.fact_book import FactBook
from tests.golden.cards import cards
from tests.golden.day import TODAY, Day
from tests.golden.gallery import wrong_card

FOLDER = Path(__file__).parent / "teams"

# Whom the day names, as Teams would.
_AROUND = CardContext({"UAMY": "Amy Front"}, channel="19:front@thread.tacv2")


async def paint(book: FactBook) -> dict[str, dict[str, Any]]:
    """Every card and dialog as Teams gets it now, by its name."""
    day = Day(book)
    replies = await cards(day)
    painted = {name: adaptive_card.dress(reply, _AROUND) for name, reply in replies.items()}
    context = FormContext(book, TODAY, day.clinic.preferences)
    context = replace(context, card=await wrong_card(day), booked=("BLUE-47K", "OAK-12"))
    return painted | {f"dialog-{name}": dialog(form, context) for name, form in BY_NAME.items()}


def dialog(form: Form, context: FormContext) -> dict[str, Any]:
    """A dialog, as it opens."""
    fields = form.fields(context)
    return opened(form, fields, teams_form.initial(fields))
