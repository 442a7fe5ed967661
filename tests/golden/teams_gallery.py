"""The same day in Teams: each card and dialog as JSON."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bot.render import adaptive_card
from bot.render.adaptive_card import CardContext
from bot.teams.dialogs import opened
from bot.teams.forms import FORMS
from models.coverage.fact_book import FactBook
from tests.golden.cards import cards
from tests.golden.day import Day

FOLDER = Path(__file__).parent / "teams"

# Whom the day names, as Teams would.
_AROUND = CardContext({"UAMY": "Amy Front"}, channel="19:front@thread.tacv2")


async def paint(book: FactBook) -> dict[str, dict[str, Any]]:
    """Every card and dialog as Teams gets it now, by its name."""
    replies = await cards(Day(book))
    painted = {name: adaptive_card.dress(reply, _AROUND) for name, reply in replies.items()}
    dialogs = {f"dialog-{id_}": opened(form, {}) for id_, form in FORMS.items()}
    return painted | dialogs
